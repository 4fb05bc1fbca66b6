"""Files that must be refused whole, and quickly: each with the rule and the reason."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from tests.pipelines.made_files import (
    COSTS,
    STEPS,
    csv_file,
    edited,
    ods,
    ods_cell,
    ole_file,
    packed,
    with_named_parts,
    xls,
    xlsx,
)
from tests.pipelines.spoiled_containers import (
    ENTITIES,
    FILE_ENTITY,
    directory_entry,
    encrypted_entry,
    encrypted_ods,
    first_table,
    lie,
    long_xlsx,
    many_parts,
    nested,
    nested_deep_and_small,
    ods_linked,
    ods_repeating,
    overlapping,
    related,
    repeated_text,
    sparse,
    twice_the_same_name,
    two_cells,
    wholly_encrypted_ods,
    xls_with_numbers,
    xls_with_record,
)

HEADER_LINE = b"gemeentecode;peildatum;stap;status\r\n"
DATA_LINE = b"GM0363;2025-12-31;1;gestart\r\n"


@dataclass(frozen=True)
class Refused:
    """A file and what is to be said about it; it is built only when it is used."""

    rule: str
    reason: str
    build: Callable[[], bytes]


REFUSED: dict[str, Refused] = {
    # text files
    "empty": Refused("no_table", "empty", lambda: b""),
    "only blank lines": Refused("no_table", "empty", lambda: b"\r\n\r\n  \r\n"),
    "only a byte order mark": Refused("no_table", "no_header", lambda: b"\xef\xbb\xbf"),
    "no header row": Refused("no_table", "no_header", lambda: DATA_LINE * 3),
    "header and nothing else": Refused("no_table", "no_rows", lambda: HEADER_LINE),
    "a column missing": Refused("missing_columns", "columns", lambda: csv_file([[*row[:3], row[4]] for row in STEPS])),
    "columns that two tables have": Refused(
        "missing_columns", "either", lambda: csv_file([row[:3] for row in STEPS])
    ),
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
    "unclosed quote at the start": Refused("unclosed_quote", "open", lambda: HEADER_LINE + b'"' + DATA_LINE * 800_000),
    "unclosed quote at the end": Refused("unclosed_quote", "open", lambda: HEADER_LINE + DATA_LINE * 150_000 + b'"GM'),
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
        lambda: with_named_parts(xlsx(), {f"xl/media/{n}.bin": sparse(36, 1000) for n in range(3)}),
    ),
    "zip bomb: says 1 kB, is 300 MB": Refused("unsafe_archive", "declared_size", lambda: lie(300_000_000, 1000)),
    "zip bomb: says 4 GB": Refused("unsafe_archive", "ratio", lambda: lie(1_000_003, 4_000_000_000)),
    "zip bomb: shared bytes": Refused("unsafe_archive", "overlapping_parts", overlapping),
    "zip bomb: in an archive inside": Refused("unsafe_archive", "ratio", lambda: nested(0)),
    "zip bomb: archives in archives": Refused("unsafe_archive", "nested", nested_deep_and_small),
    "60,000 parts": Refused("unsafe_archive", "parts", many_parts),
    "two parts of one name": Refused("unsafe_archive", "duplicate_parts", twice_the_same_name),
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
    "a macro among parts that say what they are together": Refused(
        "unsafe_archive", "macro",
        lambda: edited(with_named_parts(xlsx(), {"xl/x.bin": b"\xd0\xcf" + "_VBA_PROJECT".encode("utf-16-le")}),
                       "[Content_Types].xml", b"</Types>", b'<Default Extension="bin" '
                       b'ContentType="application/vnd.ms-office.vbaProject"/></Types>'),
    ),
    "a macro under another name": Refused(
        "unsafe_archive", "macro",
        lambda: edited(with_named_parts(xlsx(), {"xl/programma.bin": b"\xd0\xcf"}), "[Content_Types].xml",
                       b"</Types>", b'<Override PartName="/xl/programma.bin" '
                       b'ContentType="application/vnd.ms-office.vbaProject"/></Types>'),
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
        "unsafe_archive", "external_link", lambda: related("https://example.org/x.png", "image")
    ),
    "a data connection": Refused(
        "unsafe_archive", "external_link", lambda: with_named_parts(xlsx(), {"xl/connections.xml": b"<x/>"})
    ),
    "a formula that fetches": Refused(
        "unsafe_archive", "external_link",
        lambda: xlsx(touch=lambda book: book.get_worksheet_by_name("stappen").write_formula(
            8, 8, '=_xlfn.WEBSERVICE("https://example.org")')),
    ),
    "a sheet of an ODS that is elsewhere": Refused("unsafe_archive", "external_link", ods_linked),
    "a formula of an ODS that looks elsewhere": Refused(
        "unsafe_archive", "external_link",
        lambda: ods({"kosten": [*COSTS, ["Ede", ods_cell(1, formula="of:=['file:///x.ods'#$Blad1.A1]")]]}),
    ),
    "an encrypted XLSX": Refused("encrypted", "password", lambda: ole_file(bytes(9000), "EncryptedPackage")),
    "an encrypted part": Refused("encrypted", "password", encrypted_entry),
    "an encrypted ODS": Refused("encrypted", "password", encrypted_ods),
    "an ODS encrypted as a whole": Refused("encrypted", "password", wholly_encrypted_ods),
    "a cell at XFD1048576": Refused("too_large", "rows", lambda: two_cells("XFD", 1_048_576)),
    "a cell at XFD3000": Refused("too_large", "far_cell", lambda: two_cells("XFD", 3000)),
    "a workbook over 200,000 rows": Refused("too_large", "rows", lambda: long_xlsx(205_000)),
    "one text in 30,000 cells": Refused("unsafe_archive", "size", lambda: repeated_text(30_000)),
    "an ODS with a cell of 1,048,576 by 1,024": Refused(
        "too_large", "far_cell", lambda: ods_repeating("x", 1_048_575, 1024)
    ),
    "an ODS with a long text 100,000 times": Refused(
        "unsafe_archive", "size", lambda: ods_repeating("tekst " * 500, 100_000, 10)
    ),
    "no table on any sheet": Refused("no_table", "no_header", lambda: xlsx({"uitleg": [["Zo vult u in"], ["x", 3]]})),
    "four headers and no rows": Refused(
        "no_table", "no_rows", lambda: xlsx({"stappen": [STEPS[0]], "kosten": [COSTS[0]]})
    ),
    "a workbook without a column": Refused(
        "missing_columns", "sheet", lambda: xlsx({"kosten": [row[:4] for row in COSTS]})
    ),
    "a workbook with a column twice": Refused(
        "duplicate_columns", "sheet", lambda: xlsx({"kosten": [[*row, row[-1]] for row in COSTS]})
    ),
    "one table on two sheets": Refused(
        "ambiguous_sheets", "sheets", lambda: xlsx({"stappen": STEPS, "stappen (2)": STEPS})
    ),
    # XLS
    "an XLS with a password": Refused("encrypted", "password", lambda: xls_with_record(0x002F, bytes(54))),
    "an XLS with a macro": Refused("unsafe_archive", "macro", lambda: ole_file(bytes(9000), "_VBA_PROJECT_CUR")),
    "an XLS with a link": Refused(
        "unsafe_archive", "external_link", lambda: xls_with_record(0x01AE, struct.pack("<HH", 1, 5) + b"\0x.xls")
    ),
    "a truncated XLS": Refused("unreadable", "damaged", lambda: xls()[:4000]),
    "an XLS whose sectors run in a circle": Refused(
        "unreadable", "damaged", lambda: xls_with_numbers((first_table() + 4, 0))
    ),
    "an XLS whose directory runs in a circle": Refused(
        "unreadable",
        "damaged",
        lambda: xls_with_numbers(
            (first_table() + 4 * (sector := directory_entry(0) // 512 - 1), sector)
        ),
    ),
    "an XLS that claims more tables than fit in it": Refused(
        "unreadable", "damaged", lambda: xls_with_numbers((44, 127 * 50_000 + 109), (68, 0), (72, 50_000))
    ),
    "an XLS with a stream larger than the file": Refused(
        "unreadable", "damaged", lambda: xls_with_numbers((directory_entry(1) + 120, 0xFFFFFFF0))
    ),
    "an XLS whose directory entry lies below itself": Refused(
        "unreadable", "unknown_kind", lambda: xls_with_numbers((directory_entry(0) + 76, 0))
    ),
    "an OLE file that is no workbook": Refused(
        "unreadable", "unknown_kind", lambda: ole_file(bytes(9000), "WordDocument")
    ),
}  # fmt: skip
