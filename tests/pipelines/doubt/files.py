"""Sheets as the bytes of a file: CSV in every dialect, or a workbook."""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from random import Random
from typing import Any

import xlsxwriter

from tests.pipelines.doubt.sheets import NeverCalculated, Percentage, Sheet

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")


def csv_bytes(sheet: Sheet, random: Random) -> bytes:
    """The one sheet as text, now and then without the quotes that its cells need, or with cells too many."""
    separator = random.choice((";", ";", ",", "\t"))
    rows = [[_text(cell) for cell in row] for row in sheet.rows]
    width = max(map(len, rows))
    if random.random() < 0.5:  # as a spreadsheet program saves: every row as wide as the widest
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    _add_separators(rows, sheet, random)
    return _joined(rows, separator, random).encode(random.choice(ENCODINGS))


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


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as a workbook; values that were not written as text stay numbers and dates."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        as_date = book.add_format({"num_format": "dd-mm-yyyy"})
        as_percentage = book.add_format({"num_format": "0%"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for row_number, row in enumerate(sheet.rows):
                for column, cell in enumerate(row):
                    match cell:
                        case None | "":
                            pass
                        case Percentage():
                            page.write_number(row_number, column, cell.value, as_percentage)
                        case NeverCalculated():
                            page.write_formula(row_number, column, cell.formula)
                        case date():
                            page.write_datetime(row_number, column, cell, as_date)
                        case str():
                            page.write_string(row_number, column, cell)
                        case _:
                            page.write_number(row_number, column, cell)
    return content.getvalue()
