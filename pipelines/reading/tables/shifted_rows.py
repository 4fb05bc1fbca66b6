"""Rows whose values stand one column too far, because a comma in an amount was taken for a separator.

Most are told by their cells: there are more of them than names of columns. Where that can no longer be seen (the file
was split and saved again as a workbook, or it leaves out empty cells at the end) the values tell: decimals stand under
the next name. In doubt the row is refused.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from domain.statements import Table
from pipelines.format.columns import FORMATS
from pipelines.format.raw import EMPTY_CELL, Cell, Note, RawRow, RawTable
from pipelines.reading.tables.data_cells import is_number

_WHOLE: Final = re.compile(r"\d+")
_DECIMALS: Final = re.compile(r"\d{1,2}")
_COMMA: Final = ","
_AFTER_AMOUNTS: Final = ("begroot_eur", "gerealiseerd_eur", "toelichting", "uren", "uitgestroomd")


def with_shifted_rows(table: RawTable, separator: str | None) -> RawTable:
    """The table with the rows marked that were surely or very likely shifted; no separator: a sheet of a workbook."""
    looks_shifted = {Table.COST: _costs_shifted, Table.TRAINING: _training_shifted}.get(table.table)
    if looks_shifted is None or separator not in (None, _COMMA):
        return table
    leaves_cells_out = separator is not None and any(row.is_ragged and not row.has_surplus for row in table.rows)
    rows = tuple(
        replace(row, is_ragged=True, seems_shifted=True)
        if not row.is_ragged and _is_shifted(row, looks_shifted, leaves_cells_out=leaves_cells_out)
        else row
        for row in table.rows
    )
    return replace(table, rows=rows)


def shifted_notes(table: RawTable, separator: str | None) -> list[Note]:
    """What the receipt says, once, where most rows of a table have more cells than there are names."""
    shifted = sum(row.has_surplus or row.seems_shifted for row in table.rows)
    if shifted * 2 <= len(table.rows):
        return []
    named = {"table": FORMATS[table.table].dutch, "count": shifted, "row_count": len(table.rows)}
    return [Note("shifted_rows", named) if separator in (None, _COMMA) else Note("surplus_cells", named)]


def _is_shifted(row: RawRow, looks_shifted: Callable[[RawRow], bool], *, leaves_cells_out: bool) -> bool:
    return looks_shifted(row) or (leaves_cells_out and _has_decimals_apart(row))


def _costs_shifted(row: RawRow) -> bool:
    """A bare number for a note, beside an amount of two digits (or the note has them): "00" and "9500" of 12000,00."""
    note, spent = (row.cells.get(name, EMPTY_CELL) for name in ("toelichting", "gerealiseerd_eur"))
    if not is_number(note):
        return False
    return any(_DECIMALS.fullmatch(_plain(cell)) for cell in (note, spent))


def _training_shifted(row: RawRow) -> bool:
    """Decimals of hours under those who left, and those who left beyond the last name."""
    left, hours = (row.cells.get(name, EMPTY_CELL) for name in ("uitgestroomd", "uren"))
    has_number_beyond = any(name.startswith("[") and _WHOLE.fullmatch(text) for name, text in row.extra_cells.items())
    return has_number_beyond and all(_WHOLE.fullmatch(_plain(cell)) for cell in (hours, left))


def _has_decimals_apart(row: RawRow) -> bool:
    """Somewhere a whole number and right of it at most two digits, as 1260,50 falls apart."""
    cells = [_plain(row.cells[name]) for name in row.cells if name in _AFTER_AMOUNTS]
    return any(_WHOLE.fullmatch(first) and _DECIMALS.fullmatch(second) for first, second in pairwise(cells))


def _plain(cell: Cell) -> str:
    return cell.written.strip()
