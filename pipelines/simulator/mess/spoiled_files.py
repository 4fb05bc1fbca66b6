"""Files that are refused whole: which reports, in which way, and the bytes of each way."""

import struct
import zipfile
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import Final

import numpy as np

from domain.statements import Table
from pipelines.simulator.files.sheets import Sheet
from pipelines.simulator.reports.parcels import Parcel

SPOILINGS: Final[dict[str, str]] = {
    "truncated_workbook": "unreadable",
    "null_bytes": "unreadable",
    "unclosed_quote": "unclosed_quote",
    "mixed_encodings": "unreadable",
    "other_format": "unreadable",
    "encrypted": "encrypted",
    "zip_bomb": "unsafe_archive",
    "macro": "unsafe_archive",
    "external_link": "unsafe_archive",
    "entities": "unsafe_archive",
    "missing_column": "missing_columns",
    "column_twice": "duplicate_columns",
    "same_table_twice": "ambiguous_sheets",
    "header_only": "no_table",
    "other_content": "no_table",
    "no_bytes": "no_table",
}
"""Ways of spoiling a file, and the file rule that each breaks."""
AS_WORKBOOK: Final = frozenset(
    {"truncated_workbook", "zip_bomb", "macro", "external_link", "entities", "same_table_twice"}
)
_ONCE_EACH: Final = frozenset({"no_bytes", "other_content", "other_format"})  # their bytes are always the same
_NEEDED: Final = {
    Table.MILESTONE: "status", Table.TRAINING: "opgeleid", Table.COST: "peildatum", Table.PROFILE: "peildatum",
}  # fmt: skip
_BOMB_BYTES: Final = 3_000_000  # of zeros: small on disk, and well over a ratio of 100
_OTHER_CONTENT: Final = "Agenda regionaal overleg\r\n1. Opening\r\n2. Verslag\r\n3. Rondvraag\r\n"
_OTHER_FORMAT: Final = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def spoil_files(parcels: Sequence[Parcel], share: float, rng: np.random.Generator) -> list[Parcel]:
    """Marks about this share of the reports as spoiled, every way in turn; gives those that were marked."""
    candidates = [
        parcel for parcel in parcels
        if parcel.kind == "report" and not parcel.has_spoiled_rows and len(parcel.rows) >= 2
        and not any(row.is_mistaken or row.is_untouched for row in parcel.rows)
    ]  # fmt: skip
    count = min(len(candidates), round(share * len(parcels)))
    chosen = sorted(rng.choice(len(candidates), size=count, replace=False).tolist()) if count else []
    counts: Counter[str] = Counter()
    for index in chosen:
        parcel = candidates[index]
        ways = [way for way in SPOILINGS if _suits(way, parcel) and not (way in _ONCE_EACH and counts[way])]
        way = min(ways, key=lambda way: (counts[way], counts[SPOILINGS[way]], rng.random()))
        counts.update((way, SPOILINGS[way]))
        parcel.spoiling, parcel.file_rule = way, SPOILINGS[way]
        parcel.is_workbook = parcel.is_workbook or way in AS_WORKBOOK
    return [candidates[index] for index in chosen]


def _suits(way: str, parcel: Parcel) -> bool:
    if parcel.is_workbook:
        return way in AS_WORKBOOK or way == "encrypted"
    table = next(iter(parcel.tables))
    if way == "missing_column":
        return table in (Table.MILESTONE, Table.TRAINING)
    return way not in AS_WORKBOOK or len(parcel.rows) < 200  # no region sends all of its rows as a workbook


def without_a_column(sheet: Sheet, columns: tuple[str, ...]) -> None:
    """Takes a column without which the table says nothing out of the sheet."""
    place = columns.index(_NEEDED[sheet.table])
    for line in sheet.lines:
        del line[place : place + 1]


def with_a_column_twice(sheet: Sheet, columns: tuple[str, ...]) -> None:
    """Puts a column into the sheet a second time, under its name in capitals."""
    place = columns.index(_NEEDED[sheet.table])
    for number, line in enumerate(sheet.lines):
        cell = line[place] if place < len(line) else None
        line.append(str(cell).upper() if number == sheet.header_line else cell)


def spoiled_text(way: str, text: str, rng: np.random.Generator) -> bytes:
    """The bytes of a spoiled text file. Raises KeyError for a way that is not about bytes."""
    content = text.encode("utf-8")
    middle = int(rng.integers(len(content) // 3, len(content) // 2))
    match way:
        case "null_bytes":
            return content[:middle] + b"\x00" * 64 + content[middle:]
        case "mixed_encodings":
            return b"\xef\xbb\xbf" + text.encode("utf-8") + "Coördinatie geëvalueerd".encode("cp1252") + b"\r\n"
        case "unclosed_quote":
            first, _, rest = text.partition("\n")
            return f'{first}\n"{rest}'.encode() if rest.count('"') % 2 == 0 else content
        case "other_content":
            return _OTHER_CONTENT.encode()
        case "other_format":
            return _OTHER_FORMAT
        case "no_bytes":
            return b""
        case _:
            raise KeyError(way)


def spoiled_workbook(way: str, content: bytes) -> bytes:
    """The bytes of a spoiled workbook, made from those of a good one."""
    match way:
        case "truncated_workbook":
            return content[: len(content) * 3 // 5]
        case "zip_bomb":
            return _with_entry(content, "xl/media/image1.emf", b"\x00" * _BOMB_BYTES)
        case "macro":
            return _with_entry(content, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"VBA" * 200)
        case "external_link":
            link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
            return _with_entry(content, "xl/externalLinks/externalLink1.xml", link)
        case "entities":
            return _with_entities(content)
        case _:
            return content


def encrypted_workbook(rng: np.random.Generator) -> bytes:
    """A compound file as Excel writes for a workbook with a password: EncryptionInfo and EncryptedPackage."""
    sector, payload = 512, 4096  # streams of 4096 bytes and more stand in ordinary sectors
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    per_stream = payload // sector
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + b"\xff" * (108 * 4)
    first, second = 2, 2 + per_stream
    fat = [fat_mark, end]
    fat += [*range(first + 1, first + per_stream), end, *range(second + 1, second + per_stream), end]
    fat += [free] * (sector // 4 - len(fat))
    directory = b"".join((
        _directory_entry("Root Entry", 5, 1, end, 0), _directory_entry("EncryptionInfo", 2, free, first, payload, 2),
        _directory_entry("EncryptedPackage", 2, free, second, payload), bytes(128),
    ))  # fmt: skip
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + rng.bytes(2 * payload)


def _directory_entry(name: str, kind: int, child: int, start: int, size: int, right: int = 0xFFFFFFFF) -> bytes:
    written = name.encode("utf-16-le") + b"\x00\x00"
    entry = written.ljust(64, b"\x00") + struct.pack("<HBB", len(written), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(16 + 4 + 16)
    return entry + struct.pack("<IQ", start, size)


def _with_entry(content: bytes, name: str, data: bytes) -> bytes:
    buffer = BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, data)
    return buffer.getvalue()


def _with_entities(content: bytes) -> bytes:
    buffer = BytesIO()
    declaration = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>\n'
    with zipfile.ZipFile(BytesIO(content)) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in good.infolist():
            data = good.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                prolog, _, rest = data.partition(b"?>")
                data = prolog + b"?>\n" + declaration + rest
            archive.writestr(entry, data)
    return buffer.getvalue()
