"""Tables that stand beside one another on a sheet, each with its names in another row.

Where an empty column separates them over the whole sheet, each is read by itself. Where nothing does, a row of names
that has data beside it would be taken for a header of both: then the sheet is refused.
"""

from collections.abc import Sequence
from itertools import pairwise

from pipelines.format.raw import EMPTY_CELL, Cell, FileRejected
from pipelines.reading.tables.data_cells import is_code, is_date
from pipelines.reading.tables.headers import WHOLE_ROW, GridRow, NameScan, Span, headers_in, names_of


def regions(
    rows: Sequence[GridRow], with_names: Sequence[int], sheet: str | None, *, is_text_file: bool
) -> Sequence[Sequence[GridRow]]:
    """The sheet, or its parts from left to right; `with_names` are the places of rows that hold names of columns.

    Raises FileRejected where the parts cannot be told apart.
    """
    mixed = _names_beside_data(rows, with_names)
    if mixed is None:
        return [rows]
    spans = [] if is_text_file else _spans(rows)
    parts = [_only(rows, span) for span in spans]
    if len(parts) < 2 or any(_names_beside_data(part, NameScan().places(part)) is not None for part in parts):
        raise FileRejected(
            "duplicate_columns", "beside" if sheet is None else "beside_on_sheet", sheet=sheet, row=mixed
        )
    return parts


def _names_beside_data(rows: Sequence[GridRow], with_names: Sequence[int]) -> int | None:
    """The first row in which names of a whole table stand beside a date or a code."""
    for place in with_names:
        number, cells = rows[place]
        if not any(is_date(cell) or is_code(cell) for cell in cells):
            continue
        if any(header.is_complete for header in headers_in(names_of(number, cells))):
            return number
    return None


def _spans(rows: Sequence[GridRow]) -> list[Span]:
    """The stretches between columns that are empty over the whole sheet, as far as a table stands in them.

    What stands in a stretch without a table belongs to the table on its left, as columns without a name.
    """
    used = {place for _, cells in rows for place, cell in enumerate(cells) if not cell.is_empty}
    starts = [place for place in sorted(used) if place - 1 not in used]
    edges = [*starts, WHOLE_ROW[1]]
    named = [rows[place] for place in NameScan().places(rows)]
    with_table = [
        span[0] for span in pairwise(edges)
        if any(header.is_complete for row in named for header in headers_in(names_of(row[0], _masked(row[1], span))))
    ]  # fmt: skip
    edges = [0, *with_table[1:], WHOLE_ROW[1]]
    return list(pairwise(edges))


def _only(rows: Sequence[GridRow], span: Span) -> list[GridRow]:
    return [(number, _masked(cells, span)) for number, cells in rows]


def _masked(cells: Sequence[Cell], span: Span) -> list[Cell]:
    return [cell if span[0] <= place < span[1] else EMPTY_CELL for place, cell in enumerate(cells)]
