"""A table as people take it away: CSV that opens right in a Dutch spreadsheet, and the same table as words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.clocks import AMSTERDAM

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as Windows-1252
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # a text that begins so would be run as a formula
NEGATIVE_NUMBER = re.compile(r"-\d+([.,]\d+)*")  # begins as a formula and is none


@dataclass(frozen=True)
class Column:
    """One column: the values as they are, and `word`: how one reads on the screen, None too where it occurs."""

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
        """Semicolons, decimal commas, a byte order mark; numbers and dates unrounded, all else in words."""
        columns = [
            [_safe(column.label), *(_cell(value, column.word) for value in column.values)] for column in self.columns
        ]
        return BYTE_ORDER_MARK + "".join(";".join(row) + "\r\n" for row in zip(*columns, strict=True))


def _cell(value: Any, word: Callable[[Any], str]) -> str:
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return _safe(word(value))


def _safe(text: str) -> str:
    if text.startswith(FORMULA_SIGNS) and not NEGATIVE_NUMBER.fullmatch(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\n\r') else text
