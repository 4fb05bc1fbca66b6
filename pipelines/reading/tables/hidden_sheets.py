"""Sheets that are hidden: not read, and the receipt says what stands on them."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.statements import Table
from pipelines.format.columns import FORMATS, KEY_COLUMNS
from pipelines.format.raw import FileRejected, Note, RawTable
from pipelines.reading.tables.blocks import blocks_of
from pipelines.reading.tables.grid import read_grid
from pipelines.reading.tables.headers import GridRow, NameScan


class HiddenSheet(NamedTuple):
    """A hidden sheet: whether names of columns stand on it, and per table how many rows say something."""

    name: str
    has_names: bool
    row_counts: dict[Table, int]

    def notes(self) -> list[Note]:
        """That it was left out, and what was on it."""
        said = [
            Note("hidden_table", {"sheet": self.name, "table": FORMATS[table].dutch, "count": count})
            for table, count in self.row_counts.items()
        ]  # fmt: skip
        return said or [Note("hidden_sheet", {"sheet": self.name})]


def hidden_sheet(name: str, rows: Sequence[GridRow]) -> HiddenSheet:
    """What stands on a hidden sheet, without any of its values."""
    try:
        tables = read_grid(rows, name).tables
    except FileRejected:  # it cannot be told what stands where, which is no matter for a sheet that is not read
        tables = []
    counts = {table.table: count for table in tables if (count := _filled(table))}
    return HiddenSheet(name, bool(counts) or bool(blocks_of(rows, NameScan().places(rows))), counts)


def _filled(table: RawTable) -> int:
    """The rows in which more than the key is filled in."""
    return sum(
        any(name not in KEY_COLUMNS and not cell.is_empty for name, cell in row.cells.items()) for row in table.rows
    )
