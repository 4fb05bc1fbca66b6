"""Cells in columns: each different cell of a column once, and per row which of them it is.

A report says the same few things in every row. So whatever is asked of a cell (what it means, whether it is empty,
whether it holds personal data) is asked once for each different cell, and the answers are then handed out to the rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Self, overload

import polars as pl

from pipelines.format.raw import EMPTY_CELL, Cell, RawRow

CODE = pl.UInt32()


@dataclass(frozen=True, slots=True, eq=False)
class CodedCells:
    """One column. `cells`: the different cells, also some that stand in no row; `codes`: per row the place in them."""

    cells: Sequence[Cell]
    codes: pl.Series

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Self:
        """The column with these cells, from top to bottom."""
        places: dict[int, int] = {}
        different: list[Cell] = []
        codes: list[int] = []
        for cell in cells:
            place = places.get(id(cell))  # readers share cells; comparing their contents would cost more than it saves
            if place is None:
                place = places[id(cell)] = len(different)
                different.append(cell)
            codes.append(place)
        return cls(different, pl.Series(codes, dtype=CODE))

    def __getitem__(self, index: int) -> Cell:
        """The cell of one row."""
        return self.cells[self.codes[index]]

    def used(self) -> list[Cell]:
        """The different cells that stand in a row, in the order of `cells`."""
        return [self.cells[code] for code in self.codes.unique().sort()]

    def each(self, answers: Sequence[Any], dtype: pl.DataType) -> pl.Series:
        """Per row the answer for its cell; `answers` has one per different cell."""
        return pl.Series(answers, dtype=dtype, strict=True).gather(self.codes)

    def where(self, holds: Callable[[Cell], bool]) -> pl.Series:
        """Per row whether something holds for its cell."""
        return self.each([holds(cell) for cell in self.cells], pl.Boolean())

    def taken(self, places: pl.Series) -> "CodedCells":
        """The column of these rows alone, by index in ascending order; rows under one another are not copied."""
        is_stretch = len(places) > 0 and places[-1] - places[0] == len(places) - 1
        codes = self.codes.slice(places[0], len(places)) if is_stretch else self.codes.gather(places)
        return CodedCells(self.cells, codes)

    def replaced(self, cells: Mapping[int, Cell]) -> "CodedCells":
        """The column with other cells in some rows, by index."""
        if not cells:
            return self
        first = len(self.cells)
        codes = self.codes.clone().scatter(list(cells), list(range(first, first + len(cells))))
        return CodedCells([*self.cells, *cells.values()], codes)


class RowsInColumns(Sequence[RawRow]):
    """The rows of a table, held in columns; a row is made when it is asked for.

    `numbers`: the row numbers, ascending. `columns`: by canonical Dutch name, with every row. `by_hand`: the index of
    each row that was read by itself and may be odd: ragged, with cells beside the columns, with nothing filled in.
    All others name a municipality and a date, say something, and have no more and no fewer cells than the header.
    `unknown`: the columns that are not of the format, by header as written.
    """

    def __init__(
        self,
        numbers: pl.Series,
        columns: Mapping[str, CodedCells],
        by_hand: Mapping[int, RawRow],
        unknown: Mapping[str, CodedCells],
    ) -> None:
        """Takes over what it is given."""
        self.numbers, self.columns, self.by_hand, self.unknown = numbers, columns, by_hand, unknown

    def __len__(self) -> int:
        """How many rows there are."""
        return self.numbers.len()

    @overload
    def __getitem__(self, index: int) -> RawRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[RawRow]: ...
    def __getitem__(self, index: int | slice) -> RawRow | list[RawRow]:
        """One row, or a list of some."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if place in self.by_hand:
            return self.by_hand[place]
        cells = {name: column[place] for name, column in self.columns.items()}
        beside = ((header, column[place]) for header, column in self.unknown.items())
        extra = {header: cell.written for header, cell in beside if not cell.is_empty}
        return RawRow(self.numbers[place], cells, extra_cells=extra)

    def without(self, gone: Set[int]) -> "RowsInColumns":
        """The rows but for some, by index."""
        kept = (~pl.int_range(len(self), eager=True).is_in(list(gone))).arg_true()
        moved = dict(zip(kept.to_list(), range(len(kept)), strict=True)) if self.by_hand else {}
        by_hand = {moved[index]: row for index, row in self.by_hand.items() if index not in gone}
        columns = {name: column.taken(kept) for name, column in self.columns.items()}
        unknown = {header: column.taken(kept) for header, column in self.unknown.items()}
        return RowsInColumns(self.numbers.gather(kept), columns, by_hand, unknown)


def coded(rows: Sequence[RawRow], column: str) -> CodedCells:
    """One column of a table, by its canonical Dutch name."""
    if isinstance(rows, RowsInColumns):
        return rows.columns[column] if column in rows.columns else _empty(len(rows))
    return CodedCells.of(row.cells.get(column, EMPTY_CELL) for row in rows)


def row_numbers(rows: Sequence[RawRow]) -> pl.Series:
    """The number of each row, as a spreadsheet program shows it."""
    return (
        rows.numbers if isinstance(rows, RowsInColumns) else pl.Series([row.row_number for row in rows], dtype=pl.Int64)
    )


def rows_by_hand(rows: Sequence[RawRow]) -> Iterable[tuple[int, RawRow]]:
    """The rows that may be odd, with their index: all of them where they are not held in columns."""
    return rows.by_hand.items() if isinstance(rows, RowsInColumns) else enumerate(rows)


def unknown_columns(rows: Sequence[RawRow]) -> Mapping[str, CodedCells]:
    """The columns that are not of the format, by header as written, of rows held in columns: there a row by hand has
    its own cells as well. Nothing of other rows, which are all by hand."""
    return rows.unknown if isinstance(rows, RowsInColumns) else {}


def rows_without(rows: Sequence[RawRow], gone: Set[int]) -> Sequence[RawRow]:
    """The rows but for some, by index."""
    if not gone:
        return rows
    if isinstance(rows, RowsInColumns):
        return rows.without(gone)
    return [row for index, row in enumerate(rows) if index not in gone]


def _empty(count: int) -> CodedCells:
    return CodedCells([EMPTY_CELL], pl.repeat(0, count, dtype=CODE, eager=True))
