"""The refused rows that wait: they stand in the form of their own day as they were written, until they are put right.

Without them a form would be filled in with what was said before, and whoever hands that in again says it anew: what
was refused would be put aside unseen, with the good cells beside it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from domain.programme import Programme
from domain.statements import SUBJECT, Table
from pipelines.format.columns import FORMATS, KEY_COLUMNS, Column, ColumnKind
from pipelines.format.vocabulary import Vocabulary, status_words
from pipelines.format.withheld import WITHHELD_CELLS

if TYPE_CHECKING:
    from store.reader import Reader

_NUMBER: Final = re.compile(r"-?\d+")


@dataclass(frozen=True)
class WaitingRow:
    """A row that was refused: its cells by Dutch column as a form has them, without its key and what was withheld; and
    what was wrong with it, as in its receipt.
    """

    cells: Mapping[str, str]
    problems: tuple[Mapping[str, Any], ...]

    def as_values(self, table: Table) -> dict[str, Any]:
        """The cells as a spreadsheet holds them: a day as a day, a whole number as a number, all else as text."""
        return {name: _value(text, FORMATS[table].by_dutch[name]) for name, text in self.cells.items()}


Waiting = Mapping[tuple[Table, str], WaitingRow]
"""By table and subject: the number of the step, the target group, "" for the municipality itself."""


def waiting_rows(reader: "Reader", programme: Programme, code: str, reporting_date: date) -> Waiting:
    """The rows of one municipality about one day that were refused and wait; of one subject the newest."""
    own = (pl.col("municipality_code") == code) & (pl.col("reporting_date") == reporting_date)
    rows = reader.quarantine().filter(own).to_dicts()
    if not rows:
        return {}
    words = Vocabulary(programme)
    found = {(table := Table(row["table"]), subject_of(table, row)): _waiting(table, row, words) for row in rows}
    return {key: row for key, row in found.items() if key[1] or key[0] is Table.PROFILE}


def subject_of(table: Table, row: Mapping[str, Any]) -> str:
    """What a statement or a refused row is about; "" where that could not be read, and for the municipality itself."""
    subject = SUBJECT[table][1:]
    return "" if not subject or row[subject[0]] is None else str(row[subject[0]])


def _waiting(table: Table, row: Mapping[str, Any], words: Vocabulary) -> WaitingRow:
    cells = as_written(table, json.loads(row["cells"]), words)
    return WaitingRow(cells, tuple(json.loads(row["problems"])))


def as_written(table: Table, written: Mapping[str, str | None], words: Vocabulary) -> dict[str, str]:
    """The cells of a refused row by Dutch column as a form has them, without its key and what was withheld."""
    return {
        column.dutch: _as_filled_in(text, column, words)
        for column in FORMATS[table].columns
        if column.dutch not in KEY_COLUMNS and (text := written.get(column.dutch)) is not None
        if text not in WITHHELD_CELLS
    }


def _as_filled_in(text: str, column: Column, words: Vocabulary) -> str:
    """As the form writes what it knows; what it does not know stays word for word."""
    match column.english:
        case "standing":
            standing = words.standing(text)
            return text if standing is None else status_words()[standing]
        case "waiting_on":
            return words.waiting_on(text) or text
        case "access_variant":
            return words.access_variant(text) or text
        case _:
            day = _day(text) if column.kind is ColumnKind.DATE else None
            return text if day is None else f"{day:%d-%m-%Y}"


def _day(text: str) -> date | None:
    """A day as a cell of a workbook is kept: year first."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _value(text: str, column: Column) -> Any:
    if column.kind is ColumnKind.DATE:
        return _day("-".join(reversed(text.split("-")))) or text
    is_number = column.kind in (ColumnKind.COUNT, ColumnKind.NUMBER) and _NUMBER.fullmatch(text)
    return int(text) if is_number else text or None
