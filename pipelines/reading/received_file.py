"""The door: bytes of an unknown kind come in, a `RawFile` goes out or the file is rejected."""

from pipelines.format.raw import APP_LIMITS, FileRejected, Limits, RawFile
from pipelines.reading.kinds.ods_parts import CONTENT_PART, MANIFEST_PART, MIME_PART, inspect_ods
from pipelines.reading.kinds.ole import OLE_START
from pipelines.reading.kinds.text_file import read_text_file
from pipelines.reading.kinds.xls_file import inspect_xls
from pipelines.reading.kinds.xlsx_parts import WORKBOOK_PART, inspect_xlsx
from pipelines.reading.tables.sheet_facts import check_extents
from pipelines.reading.tables.workbook import Workbook, read_workbook
from pipelines.reading.unpacking.archive import ZIP_START, repack, unpack
from pipelines.reading.unpacking.workbook_safety import refuse_links, refuse_macros
from pipelines.reading.unpacking.xml_parts import refuse_definitions


def read_file(content: bytes, file_name: str, *, limits: Limits = APP_LIMITS) -> RawFile:
    """The raw tables of a received file; its kind is told by its content, never by its name.

    Raises FileRejected when the file as a whole breaks a file rule.
    """
    if len(content) > limits.file_bytes:
        raise FileRejected("too_large", "bytes", limit_mb=limits.file_bytes // 1_000_000)
    if content.startswith(ZIP_START):
        return _read_checked(_checked_archive(content, limits), file_name, limits)
    if content.startswith(OLE_START):
        return _read_checked(inspect_xls(content, limits), file_name, limits)
    return read_text_file(content, file_name, limits)


def _read_checked(workbook: Workbook, file_name: str, limits: Limits) -> RawFile:
    check_extents(workbook.sheets.values(), limits)
    return read_workbook(workbook, file_name)


def _checked_archive(content: bytes, limits: Limits) -> Workbook:
    """An XLSX or ODS of which everything was checked. Raises FileRejected."""
    parts = unpack(content)
    refuse_macros(parts)
    refuse_definitions(parts)
    refuse_links(parts)
    if WORKBOOK_PART in parts:
        found = inspect_xlsx(parts, limits)
        needed = {name: data for name, data in parts.items() if _is_read(name)}
        return Workbook(repack(needed), found.sheets, found.uses_1904)
    if CONTENT_PART in parts and b"opendocument.spreadsheet" in parts.get(MIME_PART, b""):
        sheets = inspect_ods(parts, limits)
        read = (MIME_PART, MANIFEST_PART, CONTENT_PART)
        return Workbook(repack({name: parts[name] for name in read if name in parts}), sheets)
    raise FileRejected("unreadable", "unknown_kind")


def _is_read(name: str) -> bool:
    """Whether calamine needs a part of an XLSX: its workbook, relationships, styles, texts and sheets."""
    return name.endswith((".xml", ".rels")) and "//" not in name and not name.startswith(("docProps/", "customXml/"))
