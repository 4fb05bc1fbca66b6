"""A workbook of any kind: everything about it is checked before one of its values is read."""

from pipelines.format.raw import FileRejected, Limits, RawFile
from pipelines.reading.kinds.first_bytes import OLE_START
from pipelines.reading.kinds.ods_parts import inspect_ods, is_ods
from pipelines.reading.kinds.xls_file import inspect_xls
from pipelines.reading.kinds.xlsx_file import inspect_xlsx
from pipelines.reading.tables.sheet_facts import check_extents
from pipelines.reading.tables.workbook import Workbook, read_workbook
from pipelines.reading.unpacking.archive import is_archive, unpack
from pipelines.reading.unpacking.package import Package
from pipelines.reading.unpacking.workbook_safety import refuse_encrypted_document, refuse_links, refuse_macros
from pipelines.reading.unpacking.xml_parts import local, refuse_definitions, tree


def read_workbook_file(content: bytes, file_name: str, limits: Limits) -> RawFile:
    """The raw tables of an XLS, an XLSX or an ODS. Raises FileRejected."""
    workbook = _checked(content, limits)
    check_extents(workbook.sheets.values(), limits)
    return read_workbook(workbook, file_name)


def _checked(content: bytes, limits: Limits) -> Workbook:
    if content.startswith(OLE_START):
        return inspect_xls(content, limits)
    return _checked_archive(content, limits) if is_archive(content) else _checked_flat_ods(content, limits)


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
