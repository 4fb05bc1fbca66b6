"""Cells that are merged over rows."""

from collections.abc import Iterator, Sequence

from pipelines.format.columns import FORMATS, KEY_COLUMNS, ColumnKind
from pipelines.format.raw import Cell
from pipelines.reading.tables.headers import GridRow, Header
from pipelines.reading.tables.left_out_rows import is_blank
from pipelines.reading.tables.sheet_facts import SheetFacts


def with_merged_cells(facts: SheetFacts, headers: Sequence[Header], rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows with a merged cell of the key, or one of a choice (a status), in all of its rows.

    A row that is blank but for a merged choice stays so. An amount or a date repeated so would count twice.
    """
    copied = {number: list(cells) for number, cells in rows}
    written = {number: not is_blank(cells) for number, cells in rows}
    for number, position, source, column in _covered(facts, headers, rows):
        is_key = column in KEY_COLUMNS
        cells = copied.get(number)
        if cells is None or not (is_key or (_is_choice(column) and written[number])):
            continue
        cells.extend([source] if position == len(cells) else [])
        if position < len(cells) and cells[position].is_empty:
            cells[position] = source
    return list(copied.items())


def rows_below_a_merged_value(facts: SheetFacts, headers: Sequence[Header], rows: Sequence[GridRow]) -> set[int]:
    """The numbers of the rows over which an amount, a date or a text was merged: it may be meant for them as well."""
    return {
        number for number, _, _, column in _covered(facts, headers, rows)
        if column not in KEY_COLUMNS and not _is_choice(column)
    }  # fmt: skip


def _covered(
    facts: SheetFacts, headers: Sequence[Header], rows: Sequence[GridRow]
) -> Iterator[tuple[int, int, Cell, str]]:
    """Each row below the first of a merged cell with something in it: its number, the place, the cell, the column."""
    by_number = dict(rows)
    for first_row, first_column, last_row, _ in facts.merges:
        cells = by_number.get(first_row + 1, ())
        column = _column(headers, first_row + 1, first_column)
        if column is None or first_column >= len(cells) or cells[first_column].is_empty:
            continue
        for number in range(first_row + 2, min(last_row + 1, rows[-1][0]) + 1):
            yield number, first_column, cells[first_column], column


def _column(headers: Sequence[Header], row_number: int, position: int) -> str | None:
    """The column that stands there, under the last header above it."""
    above = [header for header in headers if header.row_number < row_number and position in header.columns]
    return max(above, key=lambda header: header.row_number).columns[position] if above else None


def _is_choice(column: str) -> bool:
    return any(column in form.by_dutch and form.by_dutch[column].kind is ColumnKind.CHOICE for form in FORMATS.values())
