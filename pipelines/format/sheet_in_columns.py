"""A text file held in columns: nearly all of its lines are alike, and cost no more than a number per cell."""

from collections.abc import Mapping, Sequence
from typing import overload

import polars as pl

from pipelines.format.coded_cells import CodedCells
from pipelines.format.raw import Cell

SheetRow = tuple[int, Sequence[Cell]]


class SheetInColumns(Sequence[SheetRow]):
    """All rows of a text file with their numbers, from 1 on; a row is made when it is asked for.

    `columns`: from column A on, with a cell for every row. `by_hand`: by index, the rows that were read one by one,
    because they are not alike; only there do the cells of a row tell how many there are.
    """

    def __init__(self, columns: Sequence[CodedCells], by_hand: Mapping[int, Sequence[Cell]]) -> None:
        """Takes over what it is given."""
        self.columns, self.by_hand = columns, by_hand

    def __len__(self) -> int:
        """How many rows there are."""
        return self.columns[0].codes.len()

    @overload
    def __getitem__(self, index: int) -> SheetRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[SheetRow]: ...
    def __getitem__(self, index: int | slice) -> SheetRow | list[SheetRow]:
        """One row, or a list of some."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if place >= len(self):
            raise IndexError(place)
        cells = self.by_hand.get(place)
        return place + 1, [column[place] for column in self.columns] if cells is None else cells


def sheet_numbers(rows: Sequence[SheetRow]) -> pl.Series:
    """The number of each row of a sheet, as a spreadsheet program shows it."""
    if isinstance(rows, SheetInColumns):
        return pl.int_range(1, len(rows) + 1, eager=True)
    return pl.Series([number for number, _ in rows], dtype=pl.Int64)
