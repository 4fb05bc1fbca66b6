"""Rows below the header in which nobody filled anything in: prefilled ones, and a cell that was dragged down.

A double click on the corner of a cell copies it down as far as the sheet goes. Such rows name no municipality and no
date, and say the same over and over. They are left out, and the receipt says from which row to which.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from pipelines.format.columns import FORMATS, KEY_COLUMNS, MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN
from pipelines.format.raw import EMPTY_CELL, LeftOut, RawRow, RawTable
from pipelines.normalising.personal_data import holds_beside_header, holds_personal_data
from pipelines.reading.tables.left_out_rows import begins_as_total

_WHO_AND_WHEN: Final = (*MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN)
_FEWEST_ALIKE: Final = 3  # two rows alike may be two reports of which the key was forgotten
_FEWEST_IN_TURN: Final = 20  # a pattern of a few cells that was dragged down: longer than any list of steps
_REPEATS_IN_TURN: Final = 10


class Dragged(NamedTuple):
    """Rows into which a cell was dragged down. `row_number` to `row_to` as a spreadsheet program shows them.

    `column` and `written`: the first cell in them; `row_count`: how many rows there are, blank ones not counted.
    """

    row_number: int
    row_to: int
    row_count: int
    column: str
    written: str


class FilledRows(NamedTuple):
    """The rows in which something was filled in, all that are left out, and the stretches that were dragged down."""

    rows: list[RawRow]
    left_out: tuple[LeftOut, ...]
    dragged: tuple[Dragged, ...]


def filled_rows(raw: RawTable) -> FilledRows:
    """The rows of a table, without those in which nobody filled anything in."""
    fillable = [column.dutch for column in FORMATS[raw.table].columns if column.dutch not in KEY_COLUMNS]
    fillable = [name for name in fillable if name in raw.headers]
    rows: list[RawRow] = []
    left_out = list(raw.left_out)
    dragged: list[Dragged] = []
    for has_no_key, stretch in groupby(raw.rows, _LooksAtKey(fillable).is_missing):
        found = list(stretch)
        if has_no_key and _is_dragged(found):
            dragged.append(_stretch(found))
            left_out += [LeftOut(row.row_number, "dragged") for row in found]
            continue
        for row in found:
            if _is_untouched(row, fillable):
                is_total = any(begins_as_total(cell.written) for cell in row.cells.values())
                left_out.append(LeftOut(row.row_number, "total" if is_total else "untouched"))
            else:
                rows.append(row)
    return FilledRows(rows, tuple(sorted(left_out, key=lambda row: row.row_number)), tuple(dragged))


class _LooksAtKey:
    """Whether something is filled in while the municipality and the date are missing; rows that share cells once."""

    def __init__(self, fillable: Sequence[str]) -> None:
        self.fillable = fillable
        self._last: RawRow | None = None
        self._was_missing = False

    def is_missing(self, row: RawRow) -> bool:
        if self._last is None or row.cells is not self._last.cells or row.is_ragged or row.extra_cells:
            self._was_missing = (
                not row.is_ragged
                and all(row.cells.get(name, EMPTY_CELL).is_empty for name in _WHO_AND_WHEN)
                and any(not row.cells.get(name, EMPTY_CELL).is_empty for name in self.fillable)
                and not _holds_personal_data(row)
            )
            self._last = row
        return self._was_missing


def _is_dragged(rows: list[RawRow]) -> bool:
    """One and the same content, or a few in turn."""
    if len(rows) < _FEWEST_ALIKE:
        return False
    kinds = len(set(_contents(rows)))
    return kinds == 1 or (len(rows) >= _FEWEST_IN_TURN and kinds * _REPEATS_IN_TURN <= len(rows))


def _contents(rows: list[RawRow]) -> Iterator[tuple[tuple[str, str], ...]]:
    last: RawRow | None = None
    for row in rows:
        if last is None or row.cells is not last.cells or row.extra_cells != last.extra_cells:
            yield (*((name, cell.written) for name, cell in row.cells.items()), *row.extra_cells.items())
        last = row


def _stretch(rows: list[RawRow]) -> Dragged:
    column, cell = next((name, cell) for name, cell in rows[0].cells.items() if not cell.is_empty)
    return Dragged(rows[0].row_number, rows[-1].row_number, len(rows), column, cell.written)


def _is_untouched(row: RawRow, fillable: list[str]) -> bool:
    """A prefilled row of which nothing but the key is filled in (personal data anywhere is something)."""
    if row.is_ragged or any(not row.cells.get(name, EMPTY_CELL).is_empty for name in fillable):
        return False
    return not _holds_personal_data(row)


def _holds_personal_data(row: RawRow) -> bool:
    return any(holds_personal_data(cell.written) for cell in row.cells.values()) or any(
        holds_beside_header(header, text) for header, text in row.extra_cells.items()
    )
