"""The door: bytes of an unknown kind come in, a `RawFile` goes out or the file is rejected."""

from typing import Final

from pipelines.format.raw import APP_LIMITS, FileRejected, Limits, RawFile
from pipelines.reading.file_bytes import check_size
from pipelines.reading.kinds.ods_parts import inspect_ods, is_flat_ods, is_ods
from pipelines.reading.kinds.ole import OLE_START
from pipelines.reading.kinds.text_file import read_text_file
from pipelines.reading.kinds.xls_file import inspect_xls
from pipelines.reading.kinds.xlsx_file import inspect_xlsx
from pipelines.reading.tables.sheet_facts import check_extents
from pipelines.reading.tables.workbook import Workbook, read_workbook
from pipelines.reading.unpacking.archive import is_archive, unpack
from pipelines.reading.unpacking.package import Package
from pipelines.reading.unpacking.workbook_safety import refuse_encrypted_document, refuse_links, refuse_macros
from pipelines.reading.unpacking.xml_parts import local, refuse_definitions, tree

_START_BYTES: Final = 2_000
_EXCEL_XML: Final = b"urn:schemas-microsoft-com:office:spreadsheet"  # "XML-spreadsheet 2003"


def read_file(content: bytes, file_name: str, *, limits: Limits = APP_LIMITS) -> RawFile:
    """The raw tables of a received file; its kind is told by its content, never by its name.

    Raises FileRejected when the file as a whole breaks a file rule.
    """
    check_size(len(content), limits)
    if content.startswith(OLE_START):
        return _read_checked(inspect_xls(content, limits), file_name, limits)
    if is_archive(content):
        return _read_checked(_checked_archive(content, limits), file_name, limits)
    if is_flat_ods(content):
        return _read_checked(_checked_flat_ods(content, limits), file_name, limits)
    if _EXCEL_XML in content[:_START_BYTES] and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise FileRejected("unreadable", "xml_workbook")
    return read_text_file(content, file_name, limits)


def _read_checked(workbook: Workbook, file_name: str, limits: Limits) -> RawFile:
    check_extents(workbook.sheets.values(), limits)
    return read_workbook(workbook, file_name)


def _checked_flat_ods(content: bytes, limits: Limits) -> Workbook:
    parts = {"content.xml": content}
    refuse_definitions(parts)
    return inspect_ods(Package(parts), limits)


def _checked_archive(content: bytes, limits: Limits) -> Workbook:
    """An XLSX or ODS of which everything was checked. Raises FileRejected."""
    parts = unpack(content)
    refuse_encrypted_document(parts)
    refuse_macros(parts)
    package = Package({name: data for name, data in parts.items() if "//" not in name})
    if is_ods(package):
        refuse_definitions(parts)
        refuse_links(parts)
        return inspect_ods(package, limits)
    workbook_part = package.main_part
    if workbook_part is not None and workbook_part.casefold().endswith(".bin"):
        raise FileRejected("unreadable", "binary_workbook")
    refuse_definitions(parts)
    refuse_links(parts)
    if workbook_part is None or local(tree(package.parts[workbook_part]).tag) != "workbook":
        raise FileRejected("unreadable", "unknown_kind")
    return inspect_xlsx(package, workbook_part, limits)
