"""The lines of an archive: what a cell and a row are in it."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date

from pipelines.format.raw import Cell
from pipelines.receipt.problems import safe_text

written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def by_letters(letters: Sequence[str], cells: Sequence[Cell]) -> dict[str, Cell]:
    """The cells of a row with something in them, by column."""
    return {at: cell for at, cell in zip(letters, cells, strict=False) if stands_in(cell)}


def stands_in(cell: Cell) -> bool:
    """Whether a cell has a place in the archive: white space has, nothing at all has not."""
    return cell.value is not None or cell.fault is not None


def row_cells(cells: Mapping[str, Cell]) -> str:
    """The cells of a row, by column."""
    return written({at: _plain(cell) for at, cell in cells.items()})


def member(at: str, cell: Cell) -> str:
    """One cell among those of its row."""
    return f"{written(at)}:{written(_plain(cell))}"


def row_line(row_number: int, cells: str) -> str:
    """A row of which the cells are written already, without line end."""
    return f'{{"row":{row_number},"cells":{cells}}}'


def _plain(cell: Cell) -> object:
    """The cell as JSON has it."""
    if cell.fault is not None:
        return {cell.fault: cell.written}
    value: object = cell.value
    if isinstance(value, date):
        value = {"date": value.isoformat()}
    elif isinstance(value, float) and not math.isfinite(value):
        value = cell.written
    return value if cell.shown is None else {"held": value, "shown": safe_text(cell.shown)}
