"""A table as people take it away: CSV that opens right in a Dutch spreadsheet, a workbook, and the same as words."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.clocks import AMSTERDAM

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as Windows-1252
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # a text that begins so would be run as a formula
A4 = 9  # as spreadsheets number sheets of paper
FOOT_SIGNS = 255  # as many as a spreadsheet takes at the foot of a sheet of paper
NEGATIVE_NUMBER = re.compile(r"-\d+([.,]\d+)*")  # begins as a formula and is none

Told = Sequence[tuple[str, str]]  # what a file says of itself: a term, and a text


@dataclass(frozen=True)
class Column:
    """One column: the values as they are, and `word`: how one reads on the screen, None too where it occurs.

    `words`: how each reads where the rows have units of their own. Any: columns of dates, numbers and texts stand in
    one table, each with its own `word`.
    """

    label: str
    values: Sequence[Any]
    word: Callable[[Any], str] = str
    is_number: bool = False
    words: Sequence[str] | None = None

    @property
    def written(self) -> Sequence[str]:
        """How its rows read on the screen."""
        return self.words or [self.word(value) for value in self.values]


@dataclass(frozen=True)
class TableData:
    """What stands beside a chart: a table with a caption.

    `shown`: the columns on the screen, of the same rows, where those of a file would not fit beside each other.
    """

    caption: str
    columns: Sequence[Column]
    shown: Sequence[Column] | None = None

    @property
    def on_screen(self) -> Sequence[Column]:
        """The columns as they stand on the screen."""
        return self.columns if self.shown is None else self.shown

    def words(self) -> list[list[str]]:
        """The rows as they stand on the screen."""
        columns = [column.written for column in self.on_screen]
        return [list(row) for row in zip(*columns, strict=True)]

    def csv(self, told: Told = ()) -> str:
        """Semicolons, decimal commas, a byte order mark; numbers and dates unrounded, all else in words.

        What is `told` of the table stands under it, after an empty line: its heads stay on the first line, and a
        spreadsheet that sorts or filters the table leaves the rest alone.
        """
        columns = [
            [_safe(column.label), *(_cell(value, column.word) for value in column.values)] for column in self.columns
        ]
        under = [(), *((_safe(term), _safe(text)) for term, text in told)] if told else []
        rows = [*zip(*columns, strict=True), *under]
        return BYTE_ORDER_MARK + "".join(";".join(row) + "\r\n" for row in rows)


def workbook(sheets: Sequence[tuple[str, TableData]], about: str, told: Told, *, in_short: str) -> bytes:
    """A workbook with one sheet per table and one, named `about`, that tells what it is.

    Numbers and dates are numbers and dates, unrounded; all else is text, what is not known too. `in_short` stands at
    the foot of every sheet of paper.
    """
    file = io.BytesIO()
    # the moment of making stands in no cell, and the same figure gives the same bytes
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2020, 1, 1)})
        bold, day_format = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        for name, table in sheets:
            sheet = book.add_worksheet(name)
            _write_table(sheet, table, bold, day_format)
            _for_paper(sheet, in_short)
        sheet = book.add_worksheet(about)
        _for_paper(sheet, in_short)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100, book.add_format({"text_wrap": True}))
        for row, (term, text) in enumerate(told):
            sheet.write_string(row, 0, _marked(term), bold)
            sheet.write_string(row, 1, _marked(text))
    return file.getvalue()


def _write_table(sheet: Worksheet, table: TableData, bold: Format, day_format: Format) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, _marked(column.label), bold)
        words = [column.word(value) for value in column.values[:200]]
        sheet.set_column(place, place, min(max([len(column.label), *map(len, words)]) + 2, 60))
        for row, value in enumerate(column.values, start=1):
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(row, place, value)
            elif isinstance(value, date) and not isinstance(value, datetime):
                sheet.write_datetime(row, place, datetime.combine(value, time()), day_format)
            else:
                sheet.write_string(row, place, _marked(_plain_cell(value, column.word)))
    sheet.autofilter(0, 0, max(len(table.columns[0].values), 1), len(table.columns) - 1)


def _for_paper(sheet: Worksheet, in_short: str) -> None:
    """As wide as the sheet of paper, its heads on each, and at the foot what it is and which sheet."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    pages = "&R&P / &N"
    most = FOOT_SIGNS - len(pages) - len("&L")
    sheet.set_footer(f"&L{in_short.replace('&', '&&')[:most]}{pages}")


def _plain_cell(value: Any, word: Callable[[Any], str]) -> str:
    if isinstance(value, datetime):
        return value.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M:%S")
    return word(value)


def _cell(value: Any, word: Callable[[Any], str]) -> str:
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return _safe(_plain_cell(value, word))


def _marked(text: str) -> str:
    """A text that begins as a formula, behind an apostrophe."""
    return "'" + text if text.startswith(FORMULA_SIGNS) and not NEGATIVE_NUMBER.fullmatch(text) else text


def _safe(text: str) -> str:
    text = _marked(text)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\n\r') else text
