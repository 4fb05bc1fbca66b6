"""Sheets to an OpenDocument workbook, as LibreOffice saves one: a zip with a little XML, the same bytes every time."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr  # nosec B406 # writes, and reads nothing

from pipelines.simulator.files.sheets import CellError, Formula, Sheet, SheetCell

_MIME_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_CALC: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_MANIFEST: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods_bytes(sheets: list[tuple[str, Sheet]]) -> bytes:
    """The sheets, each with its name, as an ODS workbook."""
    tables = "".join(_table(name, sheet) for name, sheet in sheets)
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" '
        f'xmlns:text="{_OASIS}:text:1.0" xmlns:calcext="{_CALC}" '
        f'office:version="1.3"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        _add(archive, "mimetype", _MIME_TYPE, zipfile.ZIP_STORED)
        _add(archive, "META-INF/manifest.xml", _MANIFEST, zipfile.ZIP_DEFLATED)
        _add(archive, "content.xml", document, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str, compression: int) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = compression
    archive.writestr(entry, text.encode("utf-8"))


def _table(name: str, sheet: Sheet) -> str:
    rows = "".join(f"<table:table-row>{''.join(map(_cell, line))}</table:table-row>" for line in sheet.lines)
    return f"<table:table table:name={quoteattr(name)}>{rows}</table:table>"


def _cell(cell: SheetCell) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case Formula(text):
            return f"<table:table-cell table:formula={quoteattr('of:' + text)}/>"
        case CellError(text):
            kind = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
            return f'<table:table-cell table:formula="of:=NA()" {kind}><text:p>{text}</text:p></table:table-cell>'
        case date():
            return (
                f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}">'
                f"<text:p>{cell.day:02}-{cell.month:02}-{cell.year}</text:p></table:table-cell>"
            )
        case str():
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
            return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
        case _:
            number = f'office:value-type="float" office:value="{cell}"'
            return f"<table:table-cell {number}><text:p>{cell}</text:p></table:table-cell>"
