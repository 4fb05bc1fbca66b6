"""One cell -> one typed value, or the rule that it breaks. Each different value of a column is read once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from pipelines.format.columns import MAX_NOTE_LENGTH, Column, ColumnKind
from pipelines.format.raw import Cell
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.personal_data import INVISIBLE, holds_personal_data
from pipelines.normalising.written_dates import (
    FIRST_YEAR,
    LAST_YEAR,
    date_of_cell,
    date_of_serial,
    read_date,
    why_no_date,
)
from pipelines.normalising.written_numbers import Notation, WrittenNumber, notation_of, number_of_cell, read_number

_NO_VALUES: Final[Mapping[str, object]] = {}
_AMOUNT_KINDS: Final = (ColumnKind.COUNT, ColumnKind.NUMBER)
_YEARS: Final[Mapping[str, object]] = {"first_year": str(FIRST_YEAR), "last_year": str(LAST_YEAR)}
_WHOLE: Final = re.compile(r"(-?[0-9]+)\.0")

CellValue = str | int | float | bool | date | datetime


class Reading(NamedTuple):
    """What a cell says: a value (None when empty), or a broken rule with what its message names.

    `is_ambiguous`: the value is our best reading of a number that can be read in two ways. `part` is the text of the
    rule that fits the case.
    """

    value: Any = None
    rule: str | None = None
    named: Mapping[str, object] = _NO_VALUES
    is_ambiguous: bool = False
    part: str = "message"


BLANK: Final = Reading()


@dataclass(frozen=True)
class ColumnReader:
    """Reads the cells of one column of one received table."""

    column: Column
    words: Vocabulary
    notation: Notation
    uses_1904: bool
    _known: dict[object, Reading] = field(default_factory=dict[object, Reading])

    @classmethod
    def of(cls, column: Column, cells: list[Cell], words: Vocabulary, *, uses_1904: bool) -> "ColumnReader":
        """A reader that knows how the numbers in this column are written."""
        written = {cell.value for cell in cells if type(cell.value) is str} if column.kind in _AMOUNT_KINDS else ()
        return cls(column, words, notation_of(str(text) for text in written), uses_1904)

    def read(self, cell: Cell) -> Reading:
        """The reading of one cell."""
        if cell.fault is not None:
            return Reading(rule="personal_data" if holds_personal_data(cell.written) else cell.fault)
        value = cell.value
        if value is None:
            return BLANK
        key = value if type(value) is str else (type(value), value)
        reading = self._known.get(key)
        if reading is None:
            reading = self._known[key] = self._first_reading(value, cell.written)
        return reading

    def _first_reading(self, value: CellValue, written: str) -> Reading:
        text = value if isinstance(value, str) else _plain(written)
        if not text.strip():
            return BLANK
        is_amount = self.column.kind in _AMOUNT_KINDS
        if not isinstance(value, date) and holds_personal_data(text, is_number_column=self._is_of_euros):
            return Reading(rule="personal_data")
        if INVISIBLE.search(text):
            return Reading(rule="invisible_characters")
        if self.column.kind is ColumnKind.DATE:
            return self._date(value)
        if is_amount:
            return self._number(value)
        return self._word(text.strip())

    @property
    def _is_of_euros(self) -> bool:
        """Nine digits may be an amount of euros; of anything else that is counted there are never so many."""
        return self.column.english.endswith("_eur")

    def _date(self, value: CellValue) -> Reading:
        if isinstance(value, str):
            day = read_date(value, is_1904=self.uses_1904)
        elif isinstance(value, date):
            day = date_of_cell(value)
        else:
            day = None if isinstance(value, bool) else date_of_serial(value, is_1904=self.uses_1904)
        if day is not None:
            return Reading(day)
        return Reading(rule="bad_date", named=_YEARS, part=why_no_date(value))

    def _number(self, value: CellValue) -> Reading:
        number: WrittenNumber | None = None
        if isinstance(value, str):
            number = read_number(value, self.notation)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            number = number_of_cell(value)
        if number is None:
            return Reading(rule="bad_number")
        if self.column.kind is ColumnKind.NUMBER:
            return Reading(number.value, is_ambiguous=number.is_ambiguous)
        if number.value != int(number.value):
            return Reading(rule="bad_number")
        return Reading(int(number.value), is_ambiguous=number.is_ambiguous)

    def _word(self, text: str) -> Reading:
        if self.column.kind is ColumnKind.TEXT:
            too_long = len(text) > MAX_NOTE_LENGTH
            named = {"length": len(text), "limit": MAX_NOTE_LENGTH}
            return Reading(rule="text_too_long", named=named) if too_long else Reading(text)
        meaning = self._meanings().get(self.column.english)
        if meaning is None:  # the code or name of a municipality: meant on a day, so resolved with the row
            return Reading(text)
        found = meaning(text)
        if found is None:
            return self._unknown()
        return Reading(found) if found else BLANK

    def _meanings(self) -> dict[str, Callable[[str], Any]]:
        return {
            "step_number": self.words.step_number,
            "standing": self.words.standing,
            "target_group": self.words.target_group,
            "waiting_on": self.words.waiting_on,
            "access_variant": self.words.access_variant,
        }

    def _unknown(self) -> Reading:
        if self.column.kind is ColumnKind.STEP:
            return Reading(rule="unknown_step", named=self.words.step_range)
        if self.column.english == "standing":
            return Reading(rule="unknown_status")
        return Reading(rule="unknown_value", named={"choices": self.words.choices(self.column.english)})


def _plain(written: str) -> str:
    """A number as people write it: a spreadsheet makes 363.0 of 363."""
    match = _WHOLE.fullmatch(written)
    return match[1] if match else written
