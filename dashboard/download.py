"""A table as people take it away: CSV that opens right in a Dutch spreadsheet, and the same table as words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as Windows-1252
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # a text that begins so would be run as a formula


@dataclass(frozen=True)
class Column:
    """One column: the values as they are, and how one reads on the screen."""

    label: str
    values: Sequence[Any]
    word: Callable[[Any], str] = str
    is_number: bool = False


@dataclass(frozen=True)
class TableData:
    """What stands beside a chart: a table with a caption."""

    caption: str
    columns: Sequence[Column]

    def words(self) -> list[list[str]]:
        """The rows as they stand on the screen."""
        columns = [[column.word(value) for value in column.values] for column in self.columns]
        return [list(row) for row in zip(*columns, strict=True)]

    def csv(self) -> str:
        """Semicolons, decimal commas, a byte order mark; nothing is rounded, unknown is empty."""
        rows = [[column.label for column in self.columns]]
        rows += [list(row) for row in zip(*(column.values for column in self.columns), strict=True)]
        return BYTE_ORDER_MARK + "".join(";".join(_cell(value) for value in row) + "\r\n" for row in rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    if isinstance(value, date | datetime):
        return value.isoformat()
    text = str(value)
    if isinstance(value, str) and text.startswith(FORMULA_SIGNS):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\n\r') else text
