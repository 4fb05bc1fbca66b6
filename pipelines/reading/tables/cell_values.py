"""Values as a file has them to cells."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from pipelines.format.raw import EMPTY_CELL, Cell

# as Excel and LibreOffice write them, in English and in Dutch
_ERROR_TEXTS: Final = frozenset(
    [
        "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!",
        "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA", "#N/B", "#VERW!", "#DEEL/0!", "#WAARDE!",
        "#NAAM?", "#GETAL!", "#LEEG!", "#OVERLOOP!",
    ]
)  # fmt: skip

RawValue = str | int | float | bool | date | datetime | time | timedelta | None


def is_error_text(text: str) -> bool:
    """Whether a text is what a spreadsheet program shows for a cell error ("#N/A", "Err:502")."""
    written = text.strip().upper()
    if written.startswith("#"):
        return written in _ERROR_TEXTS
    return written.startswith("ERR:") and written[4:].isdigit()


def cell_of(value: RawValue) -> Cell:
    """A value as a cell: text in NFC, an error text as a fault, a time of day or a duration as a number of days."""
    if value is None or value == "":
        return EMPTY_CELL
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        return cell_error(text) if is_error_text(text) else Cell(text, None, text)
    if isinstance(value, timedelta):
        return cell_of_days(value / timedelta(days=1))
    if isinstance(value, time):
        return cell_of_days((value.hour * 3600 + value.minute * 60 + value.second) / 86_400)
    return Cell(value, None, _written(value))


def cell_as_shown(cell: Cell, shown: Callable[[float], str | None]) -> Cell:
    """A cell in a format that may show another unit than it holds."""
    if not isinstance(cell.value, (int, float)) or isinstance(cell.value, bool) or cell.shown is not None:
        return cell
    return replace(cell, shown=shown(cell.value))


def cell_of_days(days: float, shown: str = "") -> Cell:
    """A time of day or a duration: a spreadsheet program holds a number of days and shows hours and minutes."""
    minutes = round(abs(days) * 24 * 60)
    sign = "-" if days < 0 and minutes else ""
    return Cell(days, None, _written(days), shown=shown or f"{sign}{minutes // 60}:{minutes % 60:02}")


def cell_error(written: str) -> Cell:
    """A cell that holds an error in place of a value."""
    return Cell(None, "cell_error", written.strip())


def formula_without_value(formula: str) -> Cell:
    """A cell with a formula of which the file does not hold the result."""
    text = unicodedata.normalize("NFC", formula.strip())
    return Cell(None, "formula", text if text.startswith("=") else f"={text}")


def _written(value: int | float | bool | date | datetime) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


class CellCache:
    """One cell per distinct text: a report repeats the same few texts in every row."""

    def __init__(self) -> None:
        """Begin without cells."""
        self._cells: dict[str, Cell] = {}

    def cell(self, text: str) -> Cell:
        """The cell of a text."""
        cell = self._cells.get(text)
        if cell is None:
            cell = self._cells[text] = cell_of(text)
        return cell
