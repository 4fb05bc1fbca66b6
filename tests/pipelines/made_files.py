"""Files as municipalities send them, made with the programs' own libraries or byte by byte."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P
from xlwt.CompoundDoc import XlsDoc

Rows = Sequence[Sequence[Any]]
STEPS_HEADER = ["gemeentecode", "peildatum", "stap", "status", "startdatum", "einddatum", "toelichting"]
STEPS: Rows = [
    STEPS_HEADER,
    ["GM0363", date(2025, 12, 31), 1, "afgerond", date(2025, 3, 1), date(2025, 9, 1), "klaar"],
    ["GM0363", date(2025, 12, 31), 2, "gestart", date(2025, 10, 1), None, None],
]
COSTS: Rows = [
    ["gemeentenaam", "peildatum", "stap", "begroot_eur", "gerealiseerd_eur"],
    ["Ede", date(2025, 12, 31), 1, 3703.5, 1200],
    ["Ede", date(2025, 12, 31), 2, 500, 0],
]
TRAINING: Rows = [
    ["gemeentecode", "peildatum", "doelgroep", "medewerkers", "opgeleid"],
    ["0363", date(2025, 12, 31), "basis", 120, 60],
]
PROFILE: Rows = [["gemeentecode", "peildatum", "toegangsvariant"], ["363", date(2025, 12, 31), "b"]]
FOUR_SHEETS = {"stappen": STEPS, "opleiding": TRAINING, "kosten": COSTS, "gemeente": PROFILE}


def csv_text(rows: Rows = STEPS, separator: str = ";", line_end: str = "\r\n") -> str:
    """Rows as a spreadsheet program saves them."""
    text = StringIO()
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def csv_file(rows: Rows = STEPS, separator: str = ";", encoding: str = "utf-8") -> bytes:
    return csv_text(rows, separator).encode(encoding)


def xlsx(
    sheets: Mapping[str, Rows] | None = None,
    touch: Callable[[xlsxwriter.Workbook], None] | None = None,
    options: dict[str, Any] | None = None,
) -> bytes:
    """An XLSX; `touch` may do anything to the workbook before it is closed."""
    content = BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, **(options or {})})
    as_date = workbook.add_format({"num_format": "dd-mm-yyyy"})
    for name, rows in (FOUR_SHEETS if sheets is None else sheets).items():
        sheet = workbook.add_worksheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, (date, datetime)):
                    sheet.write_datetime(row, column, value, as_date)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write(row, column, value)
    if touch is not None:
        touch(workbook)
    workbook.close()
    return content.getvalue()


def xls(
    sheets: Mapping[str, Rows] | None = None,
    touch: Callable[[xlwt.Workbook], None] | None = None,
) -> bytes:
    workbook = xlwt.Workbook()
    as_date = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for name, rows in (FOUR_SHEETS if sheets is None else sheets).items():
        sheet = workbook.add_sheet(name, cell_overwrite_ok=True)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, (date, datetime)):
                    sheet.write(row, column, value, as_date)
                elif value is not None:
                    sheet.write(row, column, value)
    if touch is not None:
        touch(workbook)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def ods_cell(value: Any = None, /, **attributes: Any) -> TableCell:
    """A cell as LibreOffice writes it; `attributes` override."""
    if isinstance(value, (date, datetime)):
        cell = TableCell(**{"valuetype": "date", "datevalue": value.isoformat(), **attributes})
    elif isinstance(value, str):
        cell = TableCell(**{"valuetype": "string", **attributes})
    elif value is not None:
        cell = TableCell(**{"valuetype": "float", "value": str(value), **attributes})
    else:
        cell = TableCell(**attributes)
    if value is not None:
        cell.addElement(P(text=str(value)))
    return cell


def ods(sheets: Mapping[str, Rows] | None = None, hidden: Sequence[str] = ()) -> bytes:
    """An ODS; a value that is a TableCell already is taken as it is."""
    document = OpenDocumentSpreadsheet()
    is_hidden = Style(name="hidden", family="table")
    is_hidden.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(is_hidden)
    for name, rows in (FOUR_SHEETS if sheets is None else sheets).items():
        table = OdsTable(name=name, stylename=is_hidden) if name in hidden else OdsTable(name=name)
        for values in rows:
            row = TableRow()
            for value in values:
                row.addElement(value if hasattr(value, "qname") else ods_cell(value))
            table.addElement(row)
        trailing = TableRow(numberrowsrepeated="1048000")  # LibreOffice fills a formatted sheet like this
        trailing.addElement(TableCell(numbercolumnsrepeated="1024"))
        table.addElement(trailing)
        document.spreadsheet.addElement(table)
    content = BytesIO()
    document.write(content)
    return content.getvalue()


def parts_of(archive: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


def with_named_parts(archive: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The archive with parts added or replaced."""
    return packed({**parts_of(archive), **changes})


def edited(archive: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The archive with something replaced in one part."""
    data = parts_of(archive)[part]
    assert old in data, f"{old!r} does not occur in {part}"
    return with_named_parts(archive, {part: data.replace(old, new)})


def sheet_xlsx(rows: bytes, shared_texts: Sequence[str] | None = None, dimension: str = "A1") -> bytes:
    """An XLSX with one sheet of which the XML of the rows is given."""
    sheet = (
        b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        b'2006/main"><dimension ref="' + dimension.encode() + b'"/><sheetData>' + rows + b"</sheetData></worksheet>"
    )
    changes = {"xl/worksheets/sheet1.xml": sheet}
    if shared_texts is not None:
        items = "".join(f"<si><t>{text}</t></si>" for text in shared_texts)
        changes["xl/sharedStrings.xml"] = (
            f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{items}</sst>'.encode()
        )
    return with_named_parts(xlsx({"blad": [["x"]]}), changes)


def ole_stream(content: bytes) -> bytes:
    """The workbook stream of an XLS that xlwt wrote (it stands whole after the first sector)."""
    return content[
        512 : 512 + int.from_bytes(content[content.index("Workbook".encode("utf-16-le")) + 120 :][:4], "little")
    ]


def ole_file(stream: bytes, name: str = "Workbook") -> bytes:
    """A container with one stream."""
    content = BytesIO()
    XlsDoc().save(content, stream)
    plain = bytearray(content.getvalue())
    place = plain.index("Workbook".encode("utf-16-le"))
    plain[place : place + 64] = name.encode("utf-16-le").ljust(64, b"\0")
    plain[place + 64 : place + 66] = (2 * len(name) + 2).to_bytes(2, "little")
    return bytes(plain)
