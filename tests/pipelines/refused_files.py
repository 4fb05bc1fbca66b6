"""Files that must be refused whole, and quickly: each with the rule and the reason."""

import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from tests.pipelines.made_files import (
    COSTS,
    STEPS,
    csv_file,
    edited,
    ods,
    ods_cell,
    ole_file,
    ole_stream,
    packed,
    parts_of,
    sheet_xlsx,
    with_named_parts,
    xls,
    xlsx,
)

ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9))
    + b"]><x>&j;</x>"
)
FILE_ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%b</Relationships>'
)
HEADER_LINE = b"gemeentecode;peildatum;stap;status\r\n"
DATA_LINE = b"GM0363;2025-12-31;1;gestart\r\n"


@dataclass(frozen=True)
class Refused:
    """A file and what is to be said about it; it is built only when it is used."""

    rule: str
    reason: str
    build: Callable[[], bytes]


def _sparse(megabytes: int, random_bytes: int) -> bytes:
    """Bytes that pack to about 1/60 of their size: below the ratio that is refused."""
    numbers = random.Random(1)
    return b"".join(numbers.randbytes(random_bytes) + bytes(65_536 - random_bytes) for _ in range(megabytes * 16))


def _lie(size: int, declared: int) -> bytes:
    """An archive with a part that is larger than it says, in the local header and in the directory."""
    real = with_named_parts(xlsx(), {"xl/media/image1.png": bytes(size)})
    return real.replace(struct.pack("<I", size), struct.pack("<I", declared))


def _overlapping() -> bytes:
    """Two entries that share the same packed bytes."""
    data = zlib.compress(b"x" * 1000)[2:-4]
    crc = zlib.crc32(b"x" * 1000)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(data), 1000, 1, 0) + b"a" + data
    entries = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(data), 1000, 1, 0, 0, 0, 0, 0, 0) + name
        for name in (b"a", b"b")
    )
    return local + entries + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, len(entries), len(local), 0)


def _twice_the_same_name() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/workbook.xmL", b"<b/>")
    return content.getvalue()


def _many_parts() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}", b"")
    return content.getvalue()


def _nested(depth: int) -> bytes:
    inner = packed({"bom.bin": bytes(5_000_000)})
    for _ in range(depth):
        inner = packed({"binnen.zip": inner})
    return with_named_parts(xlsx(), {"xl/embeddings/package1.zip": inner})


def _nested_deep_and_small() -> bytes:
    inner = b"niets"
    for _ in range(4):
        inner = packed({"binnen.zip": inner})
    return with_named_parts(xlsx(), {"xl/embeddings/package1.zip": inner})


def _encrypted_entry() -> bytes:
    content = bytearray(xlsx())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(sign, place + 4)
    return bytes(content)


def _encrypted_ods() -> bytes:
    return edited(
        ods(), "META-INF/manifest.xml", b"</manifest:manifest>",
        b'<manifest:file-entry manifest:full-path="x.xml" manifest:media-type="text/xml"><manifest:encryption-data '
        b'manifest:checksum="x"/></manifest:file-entry></manifest:manifest>',
    )  # fmt: skip


def _xls_with_record(kind: int, data: bytes) -> bytes:
    """An XLS with one record more, after the first."""
    stream = ole_stream(xls())
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    record = struct.pack("<HH", kind, len(data)) + data
    return ole_file(stream[:first] + record + stream[first:])


def _xls_with_numbers(*changes: tuple[int, int]) -> bytes:
    """An XLS in which these places (in bytes from the beginning) hold other numbers of four bytes."""
    content = bytearray(xls())
    for place, number in changes:
        struct.pack_into("<I", content, place, number)
    return bytes(content)


def _first_table() -> int:
    """Where in an XLS the table stands that says which sector follows which."""
    return 512 * (struct.unpack_from("<I", xls(), 76)[0] + 1)


def _directory_entry(number: int) -> int:
    """Where in an XLS an entry of the directory stands: the root first, then the workbook."""
    return 512 * (struct.unpack_from("<I", xls(), 48)[0] + 1) + 128 * number


def _related(target: str, kind: str) -> bytes:
    relationship = f'<Relationship Id="rId9" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    return with_named_parts(xlsx(), {"xl/worksheets/_rels/sheet9.xml.rels": RELATIONSHIPS % relationship.encode()})


def _long_xlsx(row_count: int) -> bytes:
    header = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in zip("ABCD", ["gemeentecode", "peildatum", "stap", "status"], strict=True)
    )
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>363</v></c><c r="B{row}"><v>46022</v></c><c r="C{row}"><v>{row % 11 + 1}</v>'
        f'</c><c r="D{row}" t="inlineStr"><is><t>gestart</t></is></c></row>'
        for row in range(2, row_count + 2)
    )
    return sheet_xlsx(f'<row r="1">{header}</row>{rows}'.encode())


def _two_cells(letters: str, row: int) -> bytes:
    last = f'<row r="{row}"><c r="{letters}{row}"><v>1</v></c></row>'
    return sheet_xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>' + last.encode())


def _repeated_text(cell_count: int) -> bytes:
    """One long text that many cells point to."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, cell_count + 1))
    return sheet_xlsx(rows.encode(), shared_texts=["tekst " * 5000])


def _ods_repeating(text: str, rows: int, columns: int) -> bytes:
    cell = ods_cell(text, numbercolumnsrepeated=str(columns))
    made = ods({"blad": [["x"], [cell]]})
    content = parts_of(made)["content.xml"]
    place = content.rindex(b"<table:table-row>", 0, content.index(b"number-columns-repeated"))
    changed = content[:place] + content[place:].replace(
        b"<table:table-row>", f'<table:table-row table:number-rows-repeated="{rows}">'.encode(), 1
    )
    return with_named_parts(made, {"content.xml": changed})


def _ods_linked() -> bytes:
    source = b'<table:table-source xlink:href="file:///x.ods" xlink:type="simple"/>'
    made = ods()
    content = parts_of(made)["content.xml"]
    place = content.index(b">", content.index(b"<table:table ")) + 1
    return with_named_parts(made, {"content.xml": content[:place] + source + content[place:]})


REFUSED: dict[str, Refused] = {
    # text files
    "empty": Refused("no_table", "empty", lambda: b""),
    "only blank lines": Refused("no_table", "empty", lambda: b"\r\n\r\n  \r\n"),
    "only a byte order mark": Refused("no_table", "no_header", lambda: b"\xef\xbb\xbf"),
    "no header row": Refused("no_table", "no_header", lambda: DATA_LINE * 3),
    "header and nothing else": Refused("no_table", "no_rows", lambda: HEADER_LINE),
    "a column missing": Refused("missing_columns", "columns", lambda: csv_file([row[:3] for row in STEPS])),
    "a column twice": Refused(
        "duplicate_columns", "columns", lambda: HEADER_LINE.replace(b"status", b"status;Status") + DATA_LINE
    ),
    "null bytes": Refused("unreadable", "null_characters", lambda: HEADER_LINE + DATA_LINE * 800_000 + b"\0"),
    "UTF-16 without a mark": Refused("unreadable", "null_characters", lambda: csv_file(encoding="utf-16-le")),
    "half a UTF-16 character": Refused("unreadable", "truncated", lambda: csv_file(encoding="utf-16") + b"x"),
    "mixed encodings": Refused(
        "unreadable", "mixed_encodings", lambda: HEADER_LINE + "é;".encode() + DATA_LINE * 800_000 + b"\xe9"
    ),
    "no known encoding": Refused("unreadable", "unknown_encoding", lambda: HEADER_LINE + b"\x81\x8d"),
    "unclosed quote at the start": Refused("unreadable", "quotes", lambda: HEADER_LINE + b'"' + DATA_LINE * 800_000),
    "unclosed quote at the end": Refused("unreadable", "quotes", lambda: HEADER_LINE + DATA_LINE * 150_000 + b'"GM'),
    "a file over 25 MB": Refused("too_large", "bytes", lambda: HEADER_LINE + DATA_LINE * 900_000),
    "a text file over 200,000 rows": Refused("too_large", "rows", lambda: HEADER_LINE + DATA_LINE * 800_000),
    "a row of 24 million cells": Refused("too_large", "columns", lambda: HEADER_LINE + b";" * 24_000_000),
    "rows of many cells": Refused("no_table", "no_header", lambda: (b";" * 240 + b"\n") * 100_000),
    "24 MB with a character outside the plane": Refused(
        "no_table", "no_header", lambda: "\U0001f600;".encode() + b"a;b\n" * 190_000 + b"a" * 100_000
    ),
    "a PDF": Refused("unreadable", "unknown_kind", lambda: b"%PDF-1.7\n" + DATA_LINE),
    "HTML named xls": Refused("unreadable", "unknown_kind", lambda: b"<html><table><tr><td>x</td></tr></table>"),
    # archives
    "an archive of something else": Refused("unreadable", "unknown_kind", lambda: packed({"x.csv": csv_file()})),
    "a truncated XLSX": Refused("unreadable", "damaged", lambda: xlsx()[:-500]),
    "a truncated ODS": Refused("unreadable", "damaged", lambda: ods()[:-500]),
    "half an XLSX": Refused("unreadable", "damaged", lambda: xlsx()[: len(xlsx()) // 2]),
    "a flipped byte in a part": Refused(
        "unreadable", "damaged", lambda: (made := xlsx())[:60] + bytes([made[60] ^ 0xFF]) + made[61:]
    ),
    "zip bomb: ratio": Refused(
        "unsafe_archive", "ratio", lambda: with_named_parts(xlsx(), {"xl/media/image1.png": bytes(20_000_000)})
    ),
    "zip bomb: 1 GB as it says": Refused(
        "unsafe_archive", "ratio", lambda: with_named_parts(xlsx(), {"xl/media/image1.png": bytes(1_000_000_000)})
    ),
    "zip bomb: over 100 MB in all": Refused(
        "unsafe_archive", "size",
        lambda: with_named_parts(xlsx(), {f"xl/media/{n}.bin": _sparse(36, 1000) for n in range(3)}),
    ),
    "zip bomb: says 1 kB, is 300 MB": Refused("unsafe_archive", "declared_size", lambda: _lie(300_000_000, 1000)),
    "zip bomb: says 4 GB": Refused("unsafe_archive", "ratio", lambda: _lie(1_000_003, 4_000_000_000)),
    "zip bomb: shared bytes": Refused("unsafe_archive", "overlapping_parts", _overlapping),
    "zip bomb: in an archive inside": Refused("unsafe_archive", "ratio", lambda: _nested(0)),
    "zip bomb: archives in archives": Refused("unsafe_archive", "nested", _nested_deep_and_small),
    "60,000 parts": Refused("unsafe_archive", "parts", _many_parts),
    "two parts of one name": Refused("unsafe_archive", "duplicate_parts", _twice_the_same_name),
    "entities in the workbook": Refused(
        "unsafe_archive", "entities", lambda: with_named_parts(xlsx(), {"xl/workbook.xml": ENTITIES})
    ),
    "entities in the texts": Refused(
        "unsafe_archive", "entities", lambda: with_named_parts(xlsx(), {"xl/sharedStrings.xml": ENTITIES})
    ),
    "entities in a part that nobody reads": Refused(
        "unsafe_archive", "entities", lambda: with_named_parts(xlsx(), {"customXml/item1.xml": FILE_ENTITY})
    ),
    "entities in UTF-16": Refused(
        "unsafe_archive", "entities",
        lambda: with_named_parts(xlsx(), {"docProps/core.xml": ENTITIES.decode().encode("utf-16")}),
    ),
    "entities in an ODS": Refused(
        "unsafe_archive", "entities", lambda: with_named_parts(ods(), {"content.xml": ENTITIES})
    ),
    "a macro": Refused(
        "unsafe_archive", "macro", lambda: with_named_parts(xlsx(), {"xl/vbaProject.bin": b"\xd0\xcf"})
    ),
    "a workbook that says it has macros": Refused(
        "unsafe_archive", "macro",
        lambda: edited(xlsx(), "[Content_Types].xml", b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                       b"ms-excel.sheet.macroEnabled.main+xml"),
    ),
    "a macro sheet of Excel 4": Refused(
        "unsafe_archive", "macro", lambda: with_named_parts(xlsx(), {"xl/macrosheets/sheet1.xml": b"<x/>"})
    ),
    "a macro in an ODS": Refused(
        "unsafe_archive", "macro", lambda: with_named_parts(ods(), {"Basic/Standard/Module1.xml": b"<x/>"})
    ),
    "a script in an ODS": Refused(
        "unsafe_archive", "macro", lambda: with_named_parts(ods(), {"Scripts/python/x.py": b"x = 1"})
    ),
    "a link to another workbook": Refused(
        "unsafe_archive", "external_link",
        lambda: with_named_parts(xlsx(), {"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    ),
    "a picture on the internet": Refused(
        "unsafe_archive", "external_link", lambda: _related("https://example.org/x.png", "image")
    ),
    "a data connection": Refused(
        "unsafe_archive", "external_link", lambda: with_named_parts(xlsx(), {"xl/connections.xml": b"<x/>"})
    ),
    "a formula that fetches": Refused(
        "unsafe_archive", "external_link",
        lambda: xlsx(touch=lambda book: book.get_worksheet_by_name("stappen").write_formula(
            8, 8, '=_xlfn.WEBSERVICE("https://example.org")')),
    ),
    "a sheet of an ODS that is elsewhere": Refused("unsafe_archive", "external_link", _ods_linked),
    "a formula of an ODS that looks elsewhere": Refused(
        "unsafe_archive", "external_link",
        lambda: ods({"kosten": [*COSTS, ["Ede", ods_cell(1, formula="of:=['file:///x.ods'#$Blad1.A1]")]]}),
    ),
    "an encrypted XLSX": Refused("encrypted", "password", lambda: ole_file(bytes(9000), "EncryptedPackage")),
    "an encrypted part": Refused("encrypted", "password", _encrypted_entry),
    "an encrypted ODS": Refused("encrypted", "password", _encrypted_ods),
    "a cell at XFD1048576": Refused("too_large", "rows", lambda: _two_cells("XFD", 1_048_576)),
    "a cell at XFD3000": Refused("too_large", "far_cell", lambda: _two_cells("XFD", 3000)),
    "a workbook over 200,000 rows": Refused("too_large", "rows", lambda: _long_xlsx(205_000)),
    "one text in 30,000 cells": Refused("unsafe_archive", "size", lambda: _repeated_text(30_000)),
    "an ODS with a cell of 1,048,576 by 1,024": Refused(
        "too_large", "far_cell", lambda: _ods_repeating("x", 1_048_575, 1024)
    ),
    "an ODS with a long text 100,000 times": Refused(
        "unsafe_archive", "size", lambda: _ods_repeating("tekst " * 500, 100_000, 10)
    ),
    "no table on any sheet": Refused("no_table", "no_header", lambda: xlsx({"uitleg": [["Zo vult u in"], ["x", 3]]})),
    "four headers and no rows": Refused(
        "no_table", "no_rows", lambda: xlsx({"stappen": [STEPS[0]], "kosten": [COSTS[0]]})
    ),
    "a workbook without a column": Refused(
        "missing_columns", "sheet", lambda: xlsx({"stappen": STEPS, "kosten": [row[:4] for row in COSTS]})
    ),
    "a workbook with a column twice": Refused(
        "duplicate_columns", "sheet", lambda: xlsx({"kosten": [[*row, row[-1]] for row in COSTS]})
    ),
    "one table on two sheets": Refused(
        "ambiguous_sheets", "sheets", lambda: xlsx({"stappen": STEPS, "stappen (2)": STEPS})
    ),
    # XLS
    "an XLS with a password": Refused("encrypted", "password", lambda: _xls_with_record(0x002F, bytes(54))),
    "an XLS with a macro": Refused("unsafe_archive", "macro", lambda: ole_file(bytes(9000), "_VBA_PROJECT_CUR")),
    "an XLS with a link": Refused(
        "unsafe_archive", "external_link", lambda: _xls_with_record(0x01AE, struct.pack("<HH", 1, 5) + b"\0x.xls")
    ),
    "a truncated XLS": Refused("unreadable", "damaged", lambda: xls()[:4000]),
    "an XLS whose sectors run in a circle": Refused(
        "unreadable", "damaged", lambda: _xls_with_numbers((_first_table() + 4, 0))
    ),
    "an XLS whose directory runs in a circle": Refused(
        "unreadable",
        "damaged",
        lambda: _xls_with_numbers(
            (_first_table() + 4 * (sector := _directory_entry(0) // 512 - 1), sector)
        ),
    ),
    "an XLS that claims more tables than fit in it": Refused(
        "unreadable", "damaged", lambda: _xls_with_numbers((44, 127 * 50_000 + 109), (68, 0), (72, 50_000))
    ),
    "an XLS with a stream larger than the file": Refused(
        "unreadable", "damaged", lambda: _xls_with_numbers((_directory_entry(1) + 120, 0xFFFFFFF0))
    ),
    "an XLS whose directory entry lies below itself": Refused(
        "unreadable", "unknown_kind", lambda: _xls_with_numbers((_directory_entry(0) + 76, 0))
    ),
    "an OLE file that is no workbook": Refused(
        "unreadable", "unknown_kind", lambda: ole_file(bytes(9000), "WordDocument")
    ),
}  # fmt: skip
