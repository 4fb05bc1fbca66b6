"""Cells that are merged over rows."""

from collections.abc import Sequence

from pipelines.format.columns import KEY_COLUMNS
from pipelines.reading.tables.headers import GridRow, Header
from pipelines.reading.tables.sheet_facts import SheetFacts


def with_merged_keys(facts: SheetFacts, headers: Sequence[Header], rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows with a merged cell of the key in all of its rows; an amount repeated so would count twice."""
    copied = {number: list(cells) for number, cells in rows}
    for first_row, first_column, last_row, _ in facts.merges:
        source = copied.get(first_row + 1)
        if source is None or first_column >= len(source) or not _is_key(headers, first_row + 1, first_column):
            continue
        for number in range(first_row + 2, min(last_row + 1, rows[-1][0]) + 1):
            cells = copied.get(number)
            if cells is not None and first_column < len(cells) and cells[first_column].is_empty:
                cells[first_column] = source[first_column]
    return list(copied.items())


def _is_key(headers: Sequence[Header], row_number: int, position: int) -> bool:
    """Whether a column of the key stands there, under the last header above it."""
    above = [header for header in headers if header.row_number < row_number and position in header.columns]
    return bool(above) and max(above, key=lambda header: header.row_number).columns[position] in KEY_COLUMNS
