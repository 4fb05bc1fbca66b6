"""One cell -> one typed value, or the rule that it breaks. Each different value of a column is read once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from pipelines.format.coded_cells import CodedCells
from pipelines.format.columns import MAX_NOTE_LENGTH, Column, ColumnKind
from pipelines.format.raw import Cell
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.date_orders import DateOrder
from pipelines.normalising.personal_data import INVISIBLE, PersonalData, personal_data_in
from pipelines.normalising.written_dates import (
    FIRST_YEAR,
    LAST_YEAR,
    date_of_cell,
    date_of_serial,
    read_date,
    why_no_date,
)
from pipelines.normalising.written_numbers import (
    UNCLEAR,
    Doubt,
    Notation,
    WrittenNumber,
    is_percentage,
    notation_of,
    number_of_cell,
    read_number,
    whole_number,
)

_NO_VALUES: Final[Mapping[str, object]] = {}
_AMOUNT_KINDS: Final = (ColumnKind.COUNT, ColumnKind.NUMBER)
_YEARS: Final[Mapping[str, object]] = {"first_year": str(FIRST_YEAR), "last_year": str(LAST_YEAR)}
_MOST_DIGITS: Final = 1e15
_WHOLE: Final = re.compile(r"(-?[0-9]+)\.0")

CellValue = str | int | float | bool | date | datetime
_NO_NOTE: Final = frozenset({"-", "\u2013", "\u2014"})  # for nothing, or left of "511,-" where commas separate


class Reading(NamedTuple):
    """What a cell says: a value (None when empty), or a broken rule with what its message names.

    `doubt`: the value is our best reading of what can be read in two ways, and this text of the warning says so. `part`
    and `remedy` are the texts of the rule that fit the case.
    """

    value: Any = None
    rule: str | None = None
    named: Mapping[str, object] = _NO_VALUES
    doubt: Doubt | None = None
    part: str = "message"
    remedy: str = "remedy"


BLANK: Final = Reading()


class ColumnRead(NamedTuple):
    """A column that was read: its cells, and what each different one of them says."""

    coded: CodedCells
    readings: list[Reading]


@dataclass(frozen=True)
class ColumnReader:
    """Reads the cells of one column of one received table."""

    column: Column
    words: Vocabulary
    notation: Notation
    order: DateOrder
    uses_1904: bool
    _known: dict[object, Reading] = field(default_factory=dict[object, Reading])

    @classmethod
    def of(
        cls, column: Column, cells: list[Cell], words: Vocabulary, *, order: DateOrder, uses_1904: bool
    ) -> "ColumnReader":
        """A reader that knows from these cells how the numbers of its column are written; `order` is of its dates."""
        written = {cell.value for cell in cells if type(cell.value) is str} if column.kind in _AMOUNT_KINDS else ()
        return cls(column, words, notation_of(str(text) for text in written), order, uses_1904)

    def read(self, cell: Cell) -> Reading:
        """The reading of one cell."""
        if cell.fault is not None:
            kind = personal_data_in(cell.written)
            return Reading(rule=cell.fault) if kind is None else personal_reading(kind)
        value = cell.value
        if value is None:
            return BLANK
        shown_kind = None if cell.shown is None else personal_data_in(cell.shown)  # a format may hold any text
        if shown_kind is not None:
            return personal_reading(shown_kind)
        if cell.shown is not None and self.column.kind in _AMOUNT_KINDS:
            return _shown_otherwise(cell)
        if cell.shown is not None and self.column.kind is ColumnKind.TEXT:
            value = cell.shown  # a note says what its writer saw
        key = value if type(value) is str else (type(value), value)
        reading = self._known.get(key)
        if reading is None:
            reading = self._known[key] = self._first_reading(value, cell.written)
        return reading

    def reads_alike_alone(self, cell: Cell) -> bool:
        """Whether its text means the same without the rest of the column, as when a refused row is put right."""
        if self.column.kind not in _AMOUNT_KINDS or cell.fault is not None:
            return True
        alone = read_number(cell.written, UNCLEAR, may_have_thousandths=self._may_have_thousandths)
        return self.read(cell).value == (None if alone is None else alone.value)

    def _first_reading(self, value: CellValue, written: str) -> Reading:
        text = value if isinstance(value, str) else _plain(written)
        if not text.strip():
            return BLANK
        is_amount = self.column.kind in _AMOUNT_KINDS
        if not isinstance(value, date):
            kind = personal_data_in(text, is_number_column=self._is_of_euros)
            if kind is not None:
                return personal_reading(kind)
        if INVISIBLE.search(text):
            return Reading(rule="invisible_characters")
        if self.column.kind is ColumnKind.DATE:
            return self._date(value)
        if is_amount:
            return self._number(value)
        if self.column.kind is ColumnKind.STEP and isinstance(value, float) and whole_number(value) is not None:
            text = str(whole_number(value))
        return self._word(text.strip())

    @property
    def _is_of_euros(self) -> bool:
        """Nine digits may be an amount of euros; of anything else that is counted there are never so many."""
        return self.column.english.endswith("_eur")

    def _date(self, value: CellValue) -> Reading:
        if self.order.is_doubted(value):
            return Reading(rule="bad_date", named=_YEARS, part="month_first", remedy="remedy_month_first")
        if isinstance(value, str):
            day = read_date(value, is_1904=self.uses_1904)
        elif isinstance(value, date):
            day = date_of_cell(value)
        else:
            day = None if isinstance(value, bool) else date_of_serial(value, is_1904=self.uses_1904)
        if day is not None:
            return Reading(day, doubt="message" if self.order.may_be_either(value) else None)
        return Reading(rule="bad_date", named=_YEARS, part=why_no_date(value))

    @property
    def _may_have_thousandths(self) -> bool:
        return self.column.kind is ColumnKind.NUMBER and not self.column.english.endswith("_eur")

    def _number(self, value: CellValue) -> Reading:
        number: WrittenNumber | None = None
        if isinstance(value, str):
            if is_percentage(value):
                return Reading(rule="bad_number", part="percentage", remedy="remedy_unit")
            number = read_number(value, self.notation, may_have_thousandths=self._may_have_thousandths)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            number = number_of_cell(value, self.notation)
        if self.column.kind is ColumnKind.NUMBER:
            return Reading(rule="bad_number") if number is None else Reading(number.value, doubt=number.doubt)
        whole = None if number is None else whole_number(number.value)
        if number is None or whole is None:
            return Reading(rule="bad_number", remedy="remedy_whole")
        return Reading(whole, doubt=number.doubt)

    def _word(self, text: str) -> Reading:
        if self.column.kind is ColumnKind.TEXT:
            if text in _NO_NOTE:
                return BLANK
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


def personal_reading(kind: PersonalData) -> Reading:
    """What is said depends on what it is; nine digits may also be a number that may stand here, if it is called so."""
    remedy = "remedy_rsin" if kind is PersonalData.BSN_OR_RSIN else "remedy"
    return Reading(rule="personal_data", part=str(kind), remedy=remedy)


def _shown_otherwise(cell: Cell) -> Reading:
    """A cell that people see as 79% and that holds 0.79 says two things."""
    shown = cell.shown or ""
    part = "percentage_shown" if is_percentage(shown) else "shown_otherwise"
    held = cell.value
    if isinstance(held, int | float) and abs(held) < _MOST_DIGITS and (whole := whole_number(held)) is not None:
        held = str(whole)  # digits alone: 12.500 would not say what the cell holds
    return Reading(rule="bad_number", named={"value": shown, "held": held}, part=part, remedy="remedy_unit")


def _plain(written: str) -> str:
    """A number as people write it: a spreadsheet makes 363.0 of 363."""
    match = _WHOLE.fullmatch(written)
    return match[1] if match else written
