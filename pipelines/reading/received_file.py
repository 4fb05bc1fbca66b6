"""The door: bytes of an unknown kind come in, a `RawFile` goes out or the file is rejected."""

from typing import Final

from pipelines.format.raw import APP_LIMITS, FileRejected, Limits, RawFile
from pipelines.reading.file_bytes import check_size
from pipelines.reading.kinds.first_bytes import OLE_START, is_flat_ods
from pipelines.reading.kinds.text_file import read_text_file
from pipelines.reading.unpacking.archive import is_archive

_START_BYTES: Final = 2_000
_EXCEL_XML: Final = b"urn:schemas-microsoft-com:office:spreadsheet"  # "XML-spreadsheet 2003"


def read_file(content: bytes, file_name: str, *, limits: Limits = APP_LIMITS) -> RawFile:
    """The raw tables of a received file; its kind is told by its content, never by its name.

    Raises FileRejected when the file as a whole breaks a file rule.
    """
    check_size(len(content), limits)
    if content.startswith(OLE_START) or is_archive(content) or is_flat_ods(content):
        from pipelines.reading.workbook_file import read_workbook_file  # not on top: a tenth of the start of a command

        return read_workbook_file(content, file_name, limits)
    if _EXCEL_XML in content[:_START_BYTES] and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise FileRejected("unreadable", "xml_workbook")
    return read_text_file(content, file_name, limits)
