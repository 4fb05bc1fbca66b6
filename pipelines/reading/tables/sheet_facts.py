"""What is known of a sheet before its values are read: how far it reaches, and what calamine does not tell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pipelines.format.raw import Cell, FileRejected, Limits
from pipelines.reading.tables.headers import column_letters
from pipelines.reading.unpacking.archive import MAX_UNPACKED_BYTES

MAX_ROWS: Final = 1_048_576  # of a sheet in Excel and LibreOffice
MAX_COLUMNS: Final = 16_384
# calamine lays a sheet out as a full rectangle of 24 bytes a cell: this is 100 MB, and a report is a hundredth of it
MAX_RECTANGLE_CELLS: Final = 4_000_000

Place = tuple[int, int]  # row and column from 0
Shown = Callable[[float], str | None]


class Repeat(NamedTuple):
    """Rows with the cells of row `like`, all counted from 0: from `first` up to and including `last`."""

    like: int
    first: int
    last: int


@dataclass
class SheetFacts:
    """Positions count from 0. The extent is that of the cells that hold something.

    `overlays`: cells in place of what calamine gives. `shown`: what a program shows of the number in a cell, where its
    format may say another unit. `merges`: first row, first column, last row, last column. `hidden_rows` and
    `hidden_columns`: what a filter or a person hides; it is read all the same.
    """

    name: str
    overlays: dict[Place, Cell] = field(default_factory=dict[Place, Cell])
    shown: dict[Place, Shown] = field(default_factory=dict[Place, Shown])
    merges: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    first_row: int = MAX_ROWS
    last_row: int = -1
    first_column: int = MAX_COLUMNS
    last_column: int = -1
    repeats: Sequence[Repeat] = ()
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])

    def repeat(self, repeats: Sequence[Repeat]) -> None:
        """Rows that are like another one and were taken out of what is read."""
        self.repeats = repeats
        self.last_row = max([self.last_row, *(repeat.last for repeat in repeats)])

    def reach(self, row: int, column: int) -> None:
        """A cell that holds something. Raises FileRejected for a place that no sheet has."""
        if not (0 <= row < MAX_ROWS and 0 <= column < MAX_COLUMNS):
            raise FileRejected("unreadable", "damaged")
        if row > self.last_row:
            self.last_row = row
        if row < self.first_row:
            self.first_row = row
        if column > self.last_column:
            self.last_column = column
        if column < self.first_column:
            self.first_column = column

    @property
    def height(self) -> int:
        """Rows from the first to the last with something in them."""
        return max(0, self.last_row - self.first_row + 1)

    @property
    def rectangle_cells(self) -> int:
        """Cells between the first and the last, empty ones counted."""
        return self.height * max(0, self.last_column - self.first_column + 1)

    def check_extent(self, limits: Limits) -> None:
        """Raises FileRejected when the sheet is longer than the limit or its rectangle is too large to lay out."""
        if self.rectangle_cells > MAX_RECTANGLE_CELLS:
            cell = f"{column_letters(self.last_column)}{self.last_row + 1}"
            raise FileRejected("too_large", "far_cell", sheet=self.name, cell=cell)
        if self.height - 1 > limits.row_count:  # one of them is the header
            raise FileRejected("too_large", "rows", limit=limits.row_count)


def check_extents(sheets: Iterable[SheetFacts], limits: Limits) -> None:
    """Raises FileRejected when the sheets together are too much."""
    all_sheets = list(sheets)
    if sum(max(0, facts.height - 1) for facts in all_sheets) > limits.row_count:
        raise FileRejected("too_large", "rows", limit=limits.row_count)
    if sum(facts.rectangle_cells for facts in all_sheets) > MAX_RECTANGLE_CELLS:
        widest = max(all_sheets, key=lambda facts: facts.rectangle_cells)
        cell = f"{column_letters(widest.last_column)}{widest.last_row + 1}"
        raise FileRejected("too_large", "far_cell", sheet=widest.name, cell=cell)


def check_text_volume(byte_count: int) -> None:
    """Raises FileRejected when one text repeated over many cells would unpack to too much."""
    if byte_count > MAX_UNPACKED_BYTES:
        raise FileRejected("unsafe_archive", "size", limit_mb=MAX_UNPACKED_BYTES // 1_000_000)
