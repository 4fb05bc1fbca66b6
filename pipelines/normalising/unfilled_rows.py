"""Rows below the header in which nobody filled anything in: prefilled ones, and a cell that was dragged down.

A double click on the corner of a cell copies it down as far as the sheet goes. Such rows name no municipality and no
date, and say the same over and over, or count on. They are left out, and the receipt says from which row to which.
Where a part of the key was dragged down as well, the first row stays, and is refused for the part that is missing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Literal, NamedTuple

from pipelines.format.coded_cells import rows_by_hand, rows_without
from pipelines.format.columns import FORMATS, KEY_COLUMNS, MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN
from pipelines.format.raw import EMPTY_CELL, LeftOut, LeftOutReason, RawRow, RawTable
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.personal_data import holds_beside_header, holds_personal_data
from pipelines.reading.tables.left_out_rows import begins_as_total

_FEWEST_ALIKE: Final = 3  # two rows alike may be two reports of which the key was forgotten
_FEWEST_IN_TURN: Final = 20  # a pattern of a few cells that was dragged down: longer than any list of steps
_REPEATS_IN_TURN: Final = 10
_DIGITS_OF_A_DATE: Final = re.compile(r"^\s*[0-9]{1,5}(?:[^0-9].*)?$|[0-9]{4}$", re.DOTALL)
_FEWEST_COUNTING_ON: Final = 500  # a date that was dragged down is another one in each row

_Content = tuple[tuple[str, str], ...]
_Key = Literal["whole", "part", "none"]
_Part = Literal["message", "counting", "part_of_key"]


class Dragged(NamedTuple):
    """Rows into which a cell was dragged down. `row_number` to `row_to` as a spreadsheet program shows them.

    `column` and `written`: the first cell in them; `row_count`: how many rows there are, blank ones not counted.
    `part`: the text that fits the case.
    """

    row_number: int
    row_to: int
    row_count: int
    column: str
    written: str
    part: _Part


class FilledRows(NamedTuple):
    """The rows in which something was filled in, all that are left out, and the stretches that were dragged down."""

    rows: Sequence[RawRow]
    left_out: tuple[LeftOut, ...]
    dragged: tuple[Dragged, ...]


def filled_rows(raw: RawTable, words: Vocabulary) -> FilledRows:
    """The rows of a table, without those in which nobody filled anything in."""
    fillable = [column.dutch for column in FORMATS[raw.table].columns if column.dutch not in KEY_COLUMNS]
    fillable = [name for name in fillable if name in raw.headers]
    left_out = list(raw.left_out)
    dragged: list[Dragged] = []
    places = {id(row): index for index, row in rows_by_hand(raw.rows)}
    gone: set[int] = set()
    # between two rows by hand that are not under one another stand rows that are whole: no stretch is torn apart
    for key, stretch in groupby((row for _, row in rows_by_hand(raw.rows)), _KeyReader(fillable).key_of):
        kept, out = _without_dragged(key, list(stretch))
        for run, part in out:
            dragged.append(_described(run, part))
            left_out += [LeftOut(row.row_number, "dragged") for row in run]
            gone.update(places[id(row)] for row in run)
        for row in kept:
            if _is_untouched(row, fillable, words):
                left_out.append(LeftOut(row.row_number, _reason(row)))
                gone.add(places[id(row)])
    return FilledRows(
        rows_without(raw.rows, gone), tuple(sorted(left_out, key=lambda row: row.row_number)), tuple(dragged)
    )


class _KeyReader:
    """How much of who and when a row with something filled in names; rows that share their cells are read once."""

    def __init__(self, fillable: Sequence[str]) -> None:
        self.fillable = fillable
        self._last: RawRow | None = None
        self._key: _Key = "whole"

    def key_of(self, row: RawRow) -> _Key:
        if self._last is None or row.cells is not self._last.cells or row.is_ragged or row.extra_cells:
            self._key = self._read(row)
            self._last = row
        return self._key

    def _read(self, row: RawRow) -> _Key:
        filled = {name for name, cell in row.cells.items() if not cell.is_empty}
        says_who, says_when = not filled.isdisjoint(MUNICIPALITY_COLUMNS), REPORTING_DATE_COLUMN in filled
        is_whole = (says_who and says_when) or row.is_ragged or filled.isdisjoint(self.fillable)
        if is_whole or _holds_personal_data(row):
            return "whole"
        return "part" if says_who or says_when else "none"


def _without_dragged(key: _Key, rows: list[RawRow]) -> tuple[list[RawRow], list[tuple[list[RawRow], _Part]]]:
    """The rows that are kept, and the runs that were dragged down."""
    if key == "whole" or len(rows) < _FEWEST_ALIKE:
        return rows, []
    contents = list(_contents(rows))
    kinds = len(set(contents))
    if key == "none":
        if kinds == 1 or (len(rows) >= _FEWEST_IN_TURN and kinds * _REPEATS_IN_TURN <= len(rows)):
            return [], [(rows, "message")]
        if len(rows) >= _FEWEST_COUNTING_ON and len({tuple(name for name, _ in content) for content in contents}) == 1:
            return [], [(rows, "counting")]
        return rows, []
    kept: list[RawRow] = []
    out: list[tuple[list[RawRow], _Part]] = []
    for _, places in groupby(range(len(rows)), contents.__getitem__):
        run = [rows[place] for place in places]
        is_long = len(run) >= _FEWEST_IN_TURN
        kept += run[:1] if is_long else run
        if is_long:
            out.append((run[1:], "part_of_key"))
    return kept, out


def _contents(rows: list[RawRow]) -> Iterator[_Content]:
    """What is filled in, by column; made once for rows that share their cells."""
    last: RawRow | None = None
    content: _Content = ()
    for row in rows:
        if last is None or row.cells is not last.cells or row.extra_cells != last.extra_cells:
            filled = [(name, cell.written) for name, cell in row.cells.items() if not cell.is_empty]
            content = (*filled, *row.extra_cells.items())
        last = row
        yield content


def _described(rows: list[RawRow], part: _Part) -> Dragged:
    column, cell = next((name, cell) for name, cell in rows[0].cells.items() if not cell.is_empty)
    return Dragged(rows[0].row_number, rows[-1].row_number, len(rows), column, cell.written, part)


def _is_untouched(row: RawRow, fillable: list[str], words: Vocabulary) -> bool:
    """A prefilled row of which nothing but the key is filled in (personal data anywhere is something)."""
    if row.is_ragged or row.is_below_merged or any(not row.cells.get(name, EMPTY_CELL).is_empty for name in fillable):
        return False
    return _may_be_key(row, words) and not _holds_personal_data(row)


def _reason(row: RawRow) -> LeftOutReason:
    if any(begins_as_total(cell.written) for cell in row.cells.values()):
        return "total"
    return "other_columns" if row.extra_cells else "untouched"


def _may_be_key(row: RawRow, words: Vocabulary) -> bool:
    """Whether what stands in the columns of a key is one, as far as that can be seen without the other rows.

    A row of another table that came to stand below this header has its own values there: that is data.
    """
    filled = {name: cell for name, cell in row.cells.items() if name in KEY_COLUMNS and not cell.is_empty}
    if len(filled) < 2:  # a title, a remark, a formula that was dragged down
        return True
    step, group, day = filled.get("stap"), filled.get("doelgroep"), filled.get(REPORTING_DATE_COLUMN)
    return (
        (step is None or words.step_number(step.written) is not None)
        and (group is None or words.target_group(group.written) is not None)
        and (day is None or not isinstance(day.value, str) or _DIGITS_OF_A_DATE.search(day.value) is not None)
    )


def _holds_personal_data(row: RawRow) -> bool:
    return any(cell.written and holds_personal_data(cell.written) for cell in row.cells.values()) or any(
        holds_beside_header(header, text) for header, text in row.extra_cells.items()
    )
