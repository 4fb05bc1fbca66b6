"""An XLS before its values are read: password, macros, links, texts and formats; its sheets are in `xls_sheet`.

Best effort: the text of a formula is not decoded; a formula whose result is an empty text cannot be told from one that
was never calculated, and counts as the latter; links in files of Excel 5 and 95 are not seen.
"""

import struct
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from pipelines.format.raw import FileRejected, Limits
from pipelines.reading.kinds.ole import OleFile, one_stream_file
from pipelines.reading.kinds.xls_sheet import SheetReading, records, sheet_facts
from pipelines.reading.tables.number_formats import PERCENTAGES, NumberFormat
from pipelines.reading.tables.workbook import Workbook
from pipelines.reading.unpacking.workbook_safety import is_name_of_add_in

_ENCRYPTED_NAMES: Final = frozenset(["EncryptedPackage", "EncryptionInfo", "\x06DataSpaces"])
_MACRO_NAMES: Final = frozenset(["_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros"])

# records of the workbook stream
_END, _DATE_MODE, _PASSWORD, _CONTINUE, _LINKED_CELLS = 0x000A, 0x0022, 0x002F, 0x003C, 0x005A
_SHEET, _STYLE, _TEXTS, _LINKED_BOOK, _FORMAT, _BEGIN = 0x0085, 0x00E0, 0x00FC, 0x01AE, 0x041E, 0x0809
_OWN_BOOKS: Final = frozenset([0x0401, 0x3A01])  # the workbook itself, and the functions of an add-in
_MACRO_SHEET: Final = 1
_SIXTEEN_BIT_VERSION: Final = 0x0600  # of Excel 97 and later; before it a text had one byte for each character


@dataclass
class _Globals:
    """What the first part of the workbook stream says: where the sheets begin, and how dates count."""

    sheets: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    uses_1904: bool = False
    text_lengths: list[int] = field(default_factory=list[int])
    codes: dict[int, str] = field(default_factory=lambda: dict(PERCENTAGES))
    styles: list[int] = field(default_factory=list[int])  # the number of the format of each

    def formats(self) -> dict[int, NumberFormat]:
        """The formats that may show another unit than a cell holds, by the number of a style."""
        by_style = {style: NumberFormat(self.codes.get(number, "")) for style, number in enumerate(self.styles)}
        return {style: found for style, found in by_style.items() if found.may_show_other_unit}


def inspect_xls(content: bytes, limits: Limits) -> Workbook:
    """Look through an XLS before its values are read. Raises FileRejected."""
    file = OleFile(content)
    if file.names & _ENCRYPTED_NAMES:
        raise FileRejected("encrypted", "password")
    if file.names & _MACRO_NAMES:
        raise FileRejected("unsafe_archive", "macro")
    name = next((name for name in ("Workbook", "Book") if file.stream(name)), None)
    if name is None:
        raise FileRejected("unreadable", "unknown_kind")
    stream = file.stream(name)
    try:
        found = _globals(stream)
        sheets = sheet_facts(stream, found.sheets, SheetReading(limits, found.text_lengths, found.formats()))
    except (struct.error, IndexError) as error:
        raise FileRejected("unreadable", "damaged") from error
    return Workbook(BytesIO(one_stream_file(name, stream)), sheets, found.uses_1904)


def _globals(stream: bytes) -> _Globals:
    found = _Globals()
    text_pieces: list[bytes] = []
    is_in_texts = is_sixteen_bit = False
    for kind, data in records(stream):
        is_in_texts = kind == _TEXTS or (is_in_texts and kind == _CONTINUE)
        if is_in_texts:
            text_pieces.append(data)
        elif kind == _BEGIN:
            is_sixteen_bit = struct.unpack_from("<H", data)[0] >= _SIXTEEN_BIT_VERSION
        elif kind == _PASSWORD:
            raise FileRejected("encrypted", "password")
        elif kind == _DATE_MODE:
            found.uses_1904 = data[:1] == b"\x01"
        elif kind == _FORMAT:
            found.codes[struct.unpack_from("<H", data)[0]] = _format_code(data, is_sixteen_bit=is_sixteen_bit)
        elif kind == _STYLE:
            found.styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _SHEET:
            if data[5] == _MACRO_SHEET:
                raise FileRejected("unsafe_archive", "macro")
            found.sheets.append((struct.unpack_from("<I", data)[0], _sheet_name(data)))
        elif kind == _END:
            break
        else:
            _refuse_link(kind, data)
    found.text_lengths = _text_lengths(text_pieces)
    return found


def _refuse_link(kind: int, data: bytes) -> None:
    """Raises FileRejected for another workbook; an add-in of which functions are used is none, as long as no values
    of its cells are here.
    """
    is_book = kind == _LINKED_BOOK and len(data) >= 4 and struct.unpack_from("<H", data, 2)[0] not in _OWN_BOOKS
    if kind == _LINKED_CELLS or (is_book and not is_name_of_add_in(_text(data[2:]))):
        raise FileRejected("unsafe_archive", "external_link")


def _format_code(data: bytes, *, is_sixteen_bit: bool) -> str:
    return _text(data[2:]) if is_sixteen_bit else data[3 : 3 + data[2]].decode("cp1252", errors="replace")


def _text(data: bytes) -> str:
    """A text of Excel 97 and later: its length, whether it is wide, and its characters."""
    length, flags = struct.unpack_from("<HB", data)
    if flags & 1:
        return data[3 : 3 + 2 * length].decode("utf-16-le", errors="replace")
    return data[3 : 3 + length].decode("latin-1")


def _sheet_name(data: bytes) -> str:
    length, flags = data[6], data[7]
    wide = data[8 : 8 + 2 * length].decode("utf-16-le", errors="replace")
    return wide if flags & 1 else data[8 : 8 + length].decode("latin-1")


def _text_lengths(pieces: list[bytes]) -> list[int]:
    """The number of characters of each shared text; a text may go on in the next record, in another width."""
    if not pieces:
        return []
    lengths: list[int] = []
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    number, offset = 0, 8
    while len(lengths) < count:
        if offset >= len(pieces[number]):
            number, offset = number + 1, offset - len(pieces[number])
            continue
        length, flags = struct.unpack_from("<HB", pieces[number], offset)
        offset += 3
        formats = struct.unpack_from("<H", pieces[number], offset)[0] if flags & 8 else 0
        offset += 2 if flags & 8 else 0
        extension = struct.unpack_from("<I", pieces[number], offset)[0] if flags & 4 else 0
        offset += 4 if flags & 4 else 0
        left, width = length, 1 + (flags & 1)
        while left > (room := max(0, len(pieces[number]) - offset) // width):
            left -= room
            number, offset = number + 1, 1
            width = 1 + (pieces[number][0] & 1)
        offset += left * width + formats * 4 + extension
        lengths.append(length)
    return lengths
