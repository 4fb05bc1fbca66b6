"""By which bytes the kind of a file is told, so that what reads a workbook is not there before one comes in."""

from typing import Final

OLE_START: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_MIME_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"  # of a template too, with a word behind it
_FLAT_START_BYTES: Final = 10_000  # a flat document says within these what it is


def is_flat_ods(content: bytes) -> bool:
    """Whether a file is an ODS in one XML document (.fods)."""
    start = content[:_FLAT_START_BYTES]
    return b"<office:document" in start and b'office:mimetype="' + ODS_MIME_TYPE in start
