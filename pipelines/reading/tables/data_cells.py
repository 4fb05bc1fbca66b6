"""What looks like data before any column is known: a municipality, a date and a value in one row.

A row above the names of the columns, or on a sheet without them, is a title or an explanation only when it does not.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from pipelines.format.columns import MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN
from pipelines.format.raw import EMPTY_CELL, Cell
from pipelines.reading.tables.headers import Header
from pipelines.reading.tables.left_out_rows import is_blank

_DATE: Final = re.compile(
    r"\d{1,4}([-/.])\d{1,2}\1\d{2,4}(?:[ tT].*)?|\d{1,2}[ -]+[a-zA-Z]{3,9}\.?[ -]+'?\d{2,4}", re.ASCII
)
_CODE: Final = re.compile(r"(?:\d{4})?GM ?\d{1,4}", re.IGNORECASE | re.ASCII)
_NUMBER: Final = re.compile(r"(?:€ ?|EUR ?)?[-+]?\d[\d.,' ]*", re.IGNORECASE | re.ASCII)
_SERIALS: Final = range(30_000, 70_000)  # the days that a spreadsheet counts from 1982 to 2091
FEWEST_CELLS: Final = 3  # who, when and what


def is_date(cell: Cell) -> bool:
    """A date of the file, or a text that is written as one."""
    if isinstance(cell.value, str):
        return _DATE.fullmatch(cell.value.strip()) is not None
    return isinstance(cell.value, date)


def is_code(cell: Cell) -> bool:
    """The code of a municipality, written with its letters."""
    return isinstance(cell.value, str) and _CODE.fullmatch(cell.value.strip()) is not None


def is_number(cell: Cell) -> bool:
    """A number of the file, or a text that is written as one."""
    if isinstance(cell.value, str):
        return _NUMBER.fullmatch(cell.value.strip()) is not None
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


def is_only_words(cells: Sequence[Cell]) -> bool:
    """Nothing in the row but texts, and none of them a date, a code or a number: so may be names of columns."""
    filled = [cell for cell in cells if not cell.is_empty]
    return bool(filled) and all(isinstance(cell.value, str) and not _says_something(cell) for cell in filled)


def fits_under(cells: Sequence[Cell], header: Header) -> bool:
    """Whether a municipality, a date and what the row is about stand where the columns of this header have them."""
    who = {position: name for position, name in header.columns.items() if name in MUNICIPALITY_COLUMNS}
    subject = [position for position, name in header.columns.items() if name in ("stap", "doelgroep")]
    when = header.position(REPORTING_DATE_COLUMN)
    if when is None or not _may_be_date(_at(cells, when)):
        return False
    if not any(_names(_at(cells, position), column) for position, column in who.items()):
        return False
    others = subject or [position for position in header.columns if position not in (*who, when)]
    return any(not _at(cells, position).is_empty for position in others)


def looks_like_data(cells: Sequence[Cell]) -> bool:
    """Whether a row may well be a statement, whatever its columns are: a date and a number, beside a code or more."""
    filled = [cell for cell in cells if not cell.is_empty]
    if len(filled) < FEWEST_CELLS or not any(map(is_date, filled)):
        return False
    return any(is_number(cell) for cell in filled) and (any(map(is_code, filled)) or len(filled) > FEWEST_CELLS)


def may_be_data(cells: Sequence[Cell]) -> bool:
    """Whether a few cells beside a table may be a statement of another one: three of them, and a date among these."""
    filled = [cell for cell in cells if not cell.is_empty]
    return len(filled) >= FEWEST_CELLS and any(map(is_date, filled))


def has_values(cells: Sequence[Cell]) -> bool:
    """Whether a row of a sheet that is called after a table may be one of it: a date or a number among three cells."""
    filled = [cell for cell in cells if not cell.is_empty]
    return len(filled) >= FEWEST_CELLS and any(is_date(cell) or is_number(cell) for cell in filled)


def filled_rows(rows: Sequence[tuple[int, Sequence[Cell]]]) -> list[tuple[int, Sequence[Cell]]]:
    """The rows with something in them."""
    return [row for row in rows if not is_blank(row[1])]


def _at(cells: Sequence[Cell], position: int) -> Cell:
    return cells[position] if position < len(cells) else EMPTY_CELL


def _names(cell: Cell, column: str) -> bool:
    """Whether a cell may be a code (it has a digit) or a name (it has none): "Gemeente" and "GM0363" are a title."""
    has_digit = any(character.isdecimal() for character in cell.written)
    return not cell.is_empty and has_digit == (column == MUNICIPALITY_COLUMNS[0])


def _may_be_date(cell: Cell) -> bool:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) in _SERIALS
    is_serial = isinstance(value, str) and value.strip().isdecimal() and int(value) in _SERIALS
    return is_date(cell) or is_serial


def _says_something(cell: Cell) -> bool:
    return is_date(cell) or is_code(cell) or is_number(cell)
