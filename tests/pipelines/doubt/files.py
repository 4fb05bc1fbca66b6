"""Sheets as the bytes of a file: CSV in every dialect, or a workbook of every kind."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO, StringIO
from random import Random
from typing import Any

import xlsxwriter
import xlwt
from odf.table import TableCell
from odf.text import P

from tests.pipelines.doubt.sheets import NeverCalculated, Percentage, Sheet
from tests.pipelines.made_files import ods

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")


def csv_bytes(sheet: Sheet, random: Random) -> bytes:
    """The one sheet as text, now and then without the quotes that its cells need, or with cells too many."""
    separator = random.choice((";", ";", ",", "\t"))
    rows = [[_text(cell) for cell in row] for row in sheet.rows]
    width = max(map(len, rows))
    if random.random() < 0.5:  # as a spreadsheet program saves: every row as wide as the widest
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    _add_separators(rows, sheet, random)
    text = _joined(rows, separator, random)
    if random.random() < 0.05 and len(text.splitlines()) == len(
        rows
    ):  # opened and saved again by a program that did not split the lines
        text = "".join(f'"{line.replace(chr(34), chr(34) * 2)}"\r\n' for line in text.splitlines())
    return text.encode(random.choice(ENCODINGS))


def _add_separators(rows: list[list[str]], sheet: Sheet, random: Random) -> None:
    """Separators at the end of all rows alike, of the rows below the header, or an empty cell pushed into one row."""
    chance = random.random()
    if chance < 0.1:
        for row in rows:
            row += [""] * random.choice((1, 1, 2))
    elif chance < 0.2 and sheet.places:
        _, place = random.choice(sheet.places)
        row = rows[place - 1]
        row.insert(random.randint(0, len(row)), "")


def _joined(rows: Sequence[Sequence[str]], separator: str, random: Random) -> str:
    is_quoted = random.random() < 0.7 or any("\n" in cell or '"' in cell for row in rows for cell in row)
    if not is_quoted:
        return "".join(f"{separator.join(row)}\r\n" for row in rows)
    text = StringIO()
    quoting = random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=random.choice(("\r\n", "\n"))).writerows(rows)
    return text.getvalue()


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def workbook_bytes(sheets: Sequence[Sheet], random: Random) -> tuple[str, bytes]:
    """Name and content of a workbook of any kind; values that were not written as text stay numbers and dates."""
    kind = random.choice(("xlsx", "xlsx", "ods", "xls"))
    return f"opgave.{kind}", {"xlsx": _xlsx, "ods": _ods, "xls": _xls}[kind](sheets)


def _xlsx(sheets: Sequence[Sheet]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        as_date = book.add_format({"num_format": "dd-mm-yyyy"})
        as_percentage = book.add_format({"num_format": "0%"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for row, column, cell in _cells(sheet):
                match cell:
                    case Percentage():
                        page.write_number(row, column, cell.value, as_percentage)
                    case NeverCalculated():
                        page.write_formula(row, column, cell.formula)
                    case date():
                        page.write_datetime(row, column, cell, as_date)
                    case str():
                        page.write_string(row, column, cell)
                    case _:
                        page.write_number(row, column, cell)
    return content.getvalue()


def _xls(sheets: Sequence[Sheet]) -> bytes:
    book = xlwt.Workbook()
    as_date, as_percentage = xlwt.easyxf(num_format_str="DD-MM-YYYY"), xlwt.easyxf(num_format_str="0%")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        for row, column, cell in _cells(sheet):
            match cell:
                case Percentage():
                    page.write(row, column, cell.value, as_percentage)
                case NeverCalculated():
                    page.write(row, column, xlwt.Formula(cell.formula.removeprefix("=")))
                case date():
                    page.write(row, column, cell, as_date)
                case _:
                    page.write(row, column, cell)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _ods(sheets: Sequence[Sheet]) -> bytes:
    return ods({sheet.name: [[_ods_value(cell) for cell in row] for row in sheet.rows] for sheet in sheets})


def _ods_value(cell: Any) -> Any:
    match cell:
        case Percentage():
            shown = TableCell(valuetype="percentage", value=str(cell.value))
            shown.addElement(P(text=f"{cell.value:.0%}"))
            return shown
        case NeverCalculated():
            return TableCell(formula=f"of:{cell.formula}")
        case _:
            return None if cell == "" else cell


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, Any]]:
    """Row, column and value of every cell that holds something."""
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell is not None and cell != "":
                yield row, column, cell
