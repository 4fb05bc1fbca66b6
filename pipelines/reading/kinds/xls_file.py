"""An XLS before its values are read: password, macros, links, extent, errors and formulas without a value.

Best effort: the text of a formula is not decoded; a formula whose result is an empty text cannot be told from one that
was never calculated, and counts as the latter; links in files of Excel 5 and 95 are not seen.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from pipelines.format.raw import FileRejected, Limits
from pipelines.reading.kinds.ole import OLE_START, OleFile, one_stream_file
from pipelines.reading.tables.cell_values import cell_error, formula_without_value
from pipelines.reading.tables.sheet_facts import SheetFacts, check_text_volume
from pipelines.reading.tables.workbook import Workbook

__all__ = ["OLE_START", "inspect_xls"]

_ENCRYPTED_NAMES: Final = frozenset(["EncryptedPackage", "EncryptionInfo", "\x06DataSpaces"])
_MACRO_NAMES: Final = frozenset(["_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros"])

# records of the workbook stream
_END, _DATE_MODE, _PASSWORD, _CONTINUE = 0x000A, 0x0022, 0x002F, 0x003C
_SHEET, _MULTIPLE_NUMBERS, _MERGES, _TEXTS = 0x0085, 0x00BD, 0x00E5, 0x00FC
_TEXT_CELL, _LINKED_BOOK, _DIMENSIONS, _BOOLEAN_OR_ERROR, _BEGIN = 0x00FD, 0x01AE, 0x0200, 0x0205, 0x0809
_FORMULAS: Final = frozenset([0x0006, 0x0206, 0x0406])
_OTHER_CELLS: Final = frozenset([0x00D6, 0x0203, 0x0204, 0x0207, 0x027E])
_OWN_BOOKS: Final = frozenset([0x0401, 0x3A01])  # the workbook itself, and the functions of an add-in
_MACRO_SHEET: Final = 1
_MAX_ROWS, _MAX_COLUMNS = 65_536, 256

_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


@dataclass
class _Globals:
    """What the first part of the workbook stream says: where the sheets begin, and how dates count."""

    sheets: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    uses_1904: bool = False
    text_lengths: list[int] = field(default_factory=list[int])


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
        sheets = _sheet_facts(stream, found, limits)
    except (struct.error, IndexError) as error:
        raise FileRejected("unreadable", "damaged") from error
    return Workbook(BytesIO(one_stream_file(name, stream)), sheets, found.uses_1904)


def _records(stream: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record from a place on."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        end = start + 4 + length
        if end > len(stream):
            raise FileRejected("unreadable", "damaged")
        yield kind, stream[start + 4 : end]
        start = end


def _globals(stream: bytes) -> _Globals:
    found = _Globals()
    text_pieces: list[bytes] = []
    is_in_texts = False
    for kind, data in _records(stream):
        is_in_texts = kind == _TEXTS or (is_in_texts and kind == _CONTINUE)
        if is_in_texts:
            text_pieces.append(data)
        elif kind == _PASSWORD:
            raise FileRejected("encrypted", "password")
        elif kind == _DATE_MODE:
            found.uses_1904 = data[:1] == b"\x01"
        elif kind == _LINKED_BOOK and len(data) >= 4 and struct.unpack_from("<H", data, 2)[0] not in _OWN_BOOKS:
            raise FileRejected("unsafe_archive", "external_link")
        elif kind == _SHEET:
            if data[5] == _MACRO_SHEET:
                raise FileRejected("unsafe_archive", "macro")
            found.sheets.append((struct.unpack_from("<I", data)[0], _sheet_name(data)))
        elif kind == _END:
            break
    found.text_lengths = _text_lengths(text_pieces)
    return found


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


def _sheet_facts(stream: bytes, found: _Globals, limits: Limits) -> dict[str, SheetFacts]:
    if len({place for place, _ in found.sheets}) < len(found.sheets):
        raise FileRejected("unreadable", "damaged")
    sheets: dict[str, SheetFacts] = {}
    left_bytes = 2 * len(stream)  # sheets do not overlap; if they did, reading them would never end
    text_volume = 0
    for place, name in found.sheets:
        facts = sheets[name] = SheetFacts(name)
        depth = 0
        for kind, data in _records(stream, place):
            left_bytes -= len(data) + 4
            if left_bytes < 0:
                raise FileRejected("unreadable", "damaged")
            if kind == _BEGIN:
                depth += 1
            elif kind == _END:
                depth -= 1
                if depth <= 0:
                    break
            else:
                if kind == _TEXT_CELL:
                    text_volume += found.text_lengths[struct.unpack_from("<I", data, 6)[0]]
                    check_text_volume(text_volume)
                _look_at(kind, data, facts)
        facts.check_extent(limits)
    return sheets


def _look_at(kind: int, data: bytes, facts: SheetFacts) -> None:
    """One record of a sheet."""
    if kind in _FORMULAS:
        _formula(data, facts)
    elif kind == _BOOLEAN_OR_ERROR:
        place = _reached(data, facts)
        if data[7]:
            facts.overlays[place] = cell_error(_ERRORS.get(data[6], "#N/A"))
    elif kind == _TEXT_CELL or kind in _OTHER_CELLS:
        if kind != 0x0207:  # the text of the formula before it
            _reached(data, facts)
    elif kind == _MULTIPLE_NUMBERS:
        row, _ = _reached(data, facts)
        _reach(facts, row, struct.unpack_from("<H", data, len(data) - 2)[0])
    elif kind == _DIMENSIONS:
        # calamine reserves what is claimed here, and a claim that ends before it begins brings the process down
        first_row, rows, first_column, columns = struct.unpack_from("<4H" if len(data) < 14 else "<IIHH", data)
        if not (first_row <= rows <= _MAX_ROWS and first_column <= columns <= _MAX_COLUMNS):
            raise FileRejected("unreadable", "damaged")
    elif kind == _MERGES:
        for number in range(struct.unpack_from("<H", data)[0]):
            first_row, last_row, first_column, last_column = struct.unpack_from("<4H", data, 2 + 8 * number)
            facts.merges.append((first_row, first_column, last_row, last_column))


def _formula(data: bytes, facts: SheetFacts) -> None:
    place = _reached(data, facts)
    if data[12:14] != b"\xff\xff":  # a number
        return
    if data[6] == 2:
        facts.overlays[place] = cell_error(_ERRORS.get(data[8], "#N/A"))
    elif data[6] == 3:
        facts.overlays[place] = formula_without_value("=…")


def _reached(data: bytes, facts: SheetFacts) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", data)
    _reach(facts, row, column)
    return row, column


def _reach(facts: SheetFacts, row: int, column: int) -> None:
    if column >= _MAX_COLUMNS:
        raise FileRejected("unreadable", "damaged")
    facts.reach(row, column)
