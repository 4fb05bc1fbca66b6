"""Sheets to bytes: CSV text in the sender's encoding, XLSX by xlsxwriter, with the same bytes every time."""

from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from pipelines.simulator.files.sheets import CellError, Formula, Sheet, SheetCell
from pipelines.simulator.reports.style import Style

CREATED: Final = datetime(2025, 1, 1)  # a workbook says when it was made; ours always the same, for equal bytes
_EXPLANATION: Final = ("Uitleg", "Vul per tabblad een rij per gemeente in.", "Kolomnamen niet wijzigen.")


def csv_text(sheet: Sheet, style: Style) -> str:
    """The sheet as text with separators, not yet encoded."""
    special = (style.separator, '"', "\n", "\r")
    lines = ["sep=" + style.separator] if style.says_separator else []
    for line in sheet.lines:
        cells: list[str] = []
        for cell in line:
            text = "" if cell is None else _text(cell)
            if text and (style.quotes_everything or any(mark in text for mark in special)):
                text = '"' + text.replace('"', '""') + '"'
            cells.append(text)
        lines.append(style.separator.join(cells))
    return style.newline.join(lines) + style.newline


def encoded(text: str, style: Style) -> bytes:
    """The text in the sender's encoding; UTF-16 with its byte order mark, as a spreadsheet saves it."""
    if style.encoding == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(style.encoding)


def xlsx_bytes(sheets: list[tuple[str, Sheet]], style: Style, *, hidden: Sheet | None = None) -> bytes:
    """The sheets, each with its name, as a workbook; with a sheet that explains, and perhaps a hidden old one."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd-mm-yyyy"})
    book.set_properties({"created": CREATED})
    if style.status % 2:
        explanation = book.add_worksheet("Uitleg")
        for number, text in enumerate(_EXPLANATION):
            explanation.write_string(number, 0, text)
    for name, sheet in sheets:
        worksheet = book.add_worksheet(name)
        _write(worksheet, sheet)
    if hidden is not None:
        worksheet = book.add_worksheet("oud")
        _write(worksheet, hidden)
        worksheet.hide()
    book.close()
    return content.getvalue()


def _write(worksheet: Any, sheet: Sheet) -> None:
    for line_number, line in enumerate(sheet.lines):
        for place, cell in enumerate(line):
            match cell:
                case None:
                    pass
                case Formula(text):
                    worksheet.write_formula(line_number, place, text, None, "")
                case CellError(text):
                    worksheet.write_formula(line_number, place, "=NA()", None, text)
                case date():
                    worksheet.write_datetime(line_number, place, datetime(cell.year, cell.month, cell.day))
                case str():
                    worksheet.write_string(line_number, place, cell)
                case _:
                    worksheet.write_number(line_number, place, cell)


def _text(cell: SheetCell) -> str:
    return cell.text if isinstance(cell, Formula | CellError) else str(cell)
