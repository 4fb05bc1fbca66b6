"""Places in an XLS: what a program offers, records of its stream, and the container around it."""

import struct
from collections.abc import Callable
from typing import Any, Final

import xlwt

from tests.pipelines.hiding_places.planted import Planted
from tests.pipelines.made_files import STEPS, ole_file, ole_stream, xls

Made = Callable[[Planted], bytes]
_END_OF_GLOBALS: Final = b"\x0a\x00\x00\x00"


def _touched(touch: Callable[[Any, Any, Planted], object]) -> Made:
    return lambda p: xls({"stappen": STEPS}, lambda book: touch(book, book.get_sheet(0), p))


def _hidden(book: Any, planted: Planted, visibility: int) -> None:
    sheet = book.add_sheet("geheim")
    sheet.write(0, 0, planted.text)
    sheet.write(1, 0, int(planted.bsn))
    sheet.visibility = visibility


def _header(sheet: Any, header: str, footer: str) -> None:
    sheet.header_str, sheet.footer_str = header.encode(), footer.encode()


def _record(kind: int, content: Callable[[Planted], bytes]) -> Made:
    """A record more behind the last sheet: programs read on until they know enough."""

    def make(planted: Planted) -> bytes:
        data = content(planted)
        return ole_file(ole_stream(xls({"stappen": STEPS})) + struct.pack("<HH", kind, len(data)) + data)

    return make


def _in_sheet(kind: int, content: Callable[[Planted], bytes]) -> Made:
    """A record before the end of the last sheet."""

    def make(planted: Planted) -> bytes:
        data = content(planted)
        stream = ole_stream(xls({"stappen": STEPS}))
        place = stream.rindex(_END_OF_GLOBALS)
        return ole_file(stream[:place] + struct.pack("<HH", kind, len(data)) + data + stream[place:])

    return make


def _streams(planted: Planted, name: str) -> bytes:
    """A container with a second stream, beside the one of the workbook."""
    made = bytearray(xls({"stappen": STEPS}))
    first = len(made) // 512 - 1
    data = planted.text.encode().ljust(4096, b" ")
    (table,) = struct.unpack_from("<I", made, 76)
    chain = [*range(first + 1, first + 8), 0xFFFFFFFE]
    struct.pack_into("<8I", made, 512 + 512 * table + 4 * first, *chain)
    book = made.index("Workbook".encode("utf-16-le"))
    struct.pack_into("<I", made, book + 72, 2)  # its right neighbour in the directory
    written = name.encode("utf-16-le")
    entry = struct.pack("<64sHBB3I36xIQ", written, len(written) + 2, 2, 1, *[0xFFFFFFFF] * 3, first, len(data))
    made[book + 128 : book + 256] = entry
    return bytes(made) + data


def _spare_room(planted: Planted) -> bytes:
    """In the places of the directory that are free."""
    made = xls({"stappen": STEPS})
    free = made.index("Workbook".encode("utf-16-le")) + 256
    room = planted.text.encode()[:64].ljust(64, b"\0")
    return made[:free] + room + made[free + 64 :]


def _short(text: str) -> bytes:
    return text.encode("utf-16-le")


XLS_PLACES: Final[dict[str, Made]] = {
    "cell of a hidden sheet": _touched(lambda b, s, p: _hidden(b, p, 1)),
    "cell of a very hidden sheet": _touched(lambda b, s, p: _hidden(b, p, 2)),
    "name of a visible sheet": _touched(lambda b, s, p: b.add_sheet(p.mail)),
    "cell of another sheet": _touched(lambda b, s, p: b.add_sheet("uitleg").write(1, 1, p.text)),
    "note of the table": _touched(lambda b, s, p: s.write(1, 6, p.text)),
    "rich text in a note": _touched(lambda b, s, p: s.write_rich_text(1, 6, [("zie ", xlwt.Font()), p.text])),
    "cell beyond the table": _touched(lambda b, s, p: s.write(12, 12, p.text)),
    "number beyond the table": _touched(lambda b, s, p: s.write(12, 12, int(p.bsn))),
    "formula": _touched(lambda b, s, p: s.write(12, 1, xlwt.Formula(f'"{p.text}"'))),
    "link": _touched(lambda b, s, p: s.write(12, 1, xlwt.Formula(f'HYPERLINK("mailto:{p.mail}";"{p.text}")'))),
    "page header and footer": _touched(lambda b, s, p: _header(s, p.text, p.mail)),
    "owner": _touched(lambda b, s, p: setattr(b, "owner", p.mail)),
    "number format": _touched(lambda b, s, p: s.write(12, 1, 1, xlwt.easyxf(num_format_str=f'0" {p.text}"'))),
    "font": _touched(lambda b, s, p: s.write(12, 1, "x", xlwt.easyxf(f"font: name {p.mail}"))),
    "text that no cell uses": _touched(lambda b, s, p: b.add_str(p.text)),
    "hidden column": _touched(lambda b, s, p: (s.write(0, 9, "contact"), s.write(1, 9, p.text))),
    "record behind the last sheet": _record(0x0FFF, lambda p: p.text.encode()),
    "comment": _in_sheet(0x001C, lambda p: struct.pack("<HHHHH", 1, 1, 0, 1, len(p.mail)) + b"\0" + p.mail.encode()),
    "text of a drawn object": _in_sheet(0x01B6, lambda p: _short(p.text)),
    "drawn object": _in_sheet(0x00EC, lambda p: _short(p.text)),
    "validation": _in_sheet(0x01BE, lambda p: _short(p.text)),
    "conditional format": _in_sheet(0x01B1, lambda p: _short(p.text)),
    "link record": _in_sheet(0x01B8, lambda p: _short(p.mail)),
    "tip of a link": _in_sheet(0x0800, lambda p: _short(p.text)),
    "printer settings": _in_sheet(0x004D, lambda p: _short(p.text)),
    "filter": _in_sheet(0x009E, lambda p: _short(p.text)),
    "pivot table": _in_sheet(0x00B0, lambda p: _short(p.text)),
    "scenario": _in_sheet(0x00AF, lambda p: _short(p.text)),
    "list of a shared workbook": _in_sheet(0x01AA, lambda p: _short(p.text)),
    "name that is defined": _in_sheet(0x0018, lambda p: _short(p.text)),
    "stream of properties": lambda p: _streams(p, "\x05SummaryInformation"),
    "stream of the company": lambda p: _streams(p, "\x05DocumentSummaryInformation"),
    "name of a stream": lambda p: _streams(p, p.mail),
    "spare room of the directory": _spare_room,
    "bytes behind the container": lambda p: xls({"stappen": STEPS}) + p.text.encode(),
    "refused: macro": lambda p: _streams(p, "_VBA_PROJECT_CUR"),
}
