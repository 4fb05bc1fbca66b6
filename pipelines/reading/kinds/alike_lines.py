"""Lines of a text file that a reader in columns splits exactly as the careful one does, one by one.

Proven is: every record is one line, quotes stand around whole cells only, and nothing is longer than a cell may be.
Where that is not so, there is nothing here, and the file is read line by line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import polars as pl

from pipelines.format.coded_cells import CODE, CodedCells
from pipelines.format.raw import EMPTY_CELL
from pipelines.reading.tables.cell_values import cell_of

_LONGEST_LINE: Final = 16_000  # bytes; below what a cell may hold, and too few for more columns than there may be
_SLICE_BYTES: Final = 4_000_000  # of which lines and cells stand in memory as texts
_QUOTE: Final = '"'


@dataclass(frozen=True, eq=False)
class AlikeLines:
    """`is_alike`: per line whether it has as many cells as were asked for. `columns`: the cells from column A on, with
    one for every line: empty ones where it is not alike. `others`: the lines that are not alike, by place."""

    is_alike: pl.Series
    columns: tuple[CodedCells, ...]
    others: dict[int, str]


def alike_lines(content: bytes, separator: str, cell_count: int) -> AlikeLines | None:
    """The lines of a text in UTF-8 without byte order mark, and the cells of those that have this many of them.

    It is read in slices, so that nothing but a number per cell is ever held of the whole of it.
    """
    kinds = {str(place): pl.Categorical(pl.Categories.random()) for place in range(cell_count)}
    quote = _QUOTE if _QUOTE.encode() in content else None
    are_alike: list[pl.Series] = []
    parts: list[pl.DataFrame] = []
    others: dict[int, str] = {}
    first = 0
    for part in _slices(content):
        lines = pl.read_lines(BytesIO(part))["line"]
        counts = _separator_counts(lines, separator)
        if counts is None:
            return None
        is_alike = counts == cell_count - 1
        unlike = (~is_alike).arg_true()
        others |= {first + place: lines[place] for place in unlike}
        cells = _cells(part if unlike.is_empty() else _joined(lines.filter(is_alike)), separator, quote, kinds)
        if cells is None or cells.height != len(lines) - len(unlike):
            return None
        are_alike.append(is_alike)
        parts.append(cells)
        first += len(lines)
    is_alike = pl.concat(are_alike)
    # column by column, so that no two forms of all of them are in memory
    columns = (pl.concat([part.drop_in_place(name) for part in parts]) for name in kinds)
    return AlikeLines(is_alike, tuple(_coded(column, is_alike) for column in columns), others)


def _slices(content: bytes) -> Iterator[bytes]:
    """The text in stretches of whole lines."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start + _SLICE_BYTES) + 1 or len(content)
        yield content[start:end]
        start = end


def _separator_counts(lines: pl.Series, separator: str) -> pl.Series | None:
    """How many separators outside quotes each line has; None where quotes are used in any other way than around a
    whole cell that ends in the same line, or where a line is too long."""
    longest = lines.str.len_bytes().max()
    if not isinstance(longest, int) or longest > _LONGEST_LINE:
        return None
    counts = lines.str.count_matches(separator, literal=True)
    with_quotes = lines.str.contains(_QUOTE, literal=True).arg_true()
    if with_quotes.is_empty():
        return counts
    mark = re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*"|[^"{mark}]*)'
    quoted = lines.gather(with_quotes)
    if not quoted.str.contains(rf"^{cell}(?:{mark}{cell})*$").all():
        return None
    outside = quoted.str.replace_all(r'"(?:[^"]|"")*"', "").str.count_matches(separator, literal=True)
    return counts.scatter(with_quotes, outside)


def _joined(lines: pl.Series) -> bytes:
    joined = BytesIO()
    pl.DataFrame({"line": lines}).write_csv(joined, include_header=False, quote_style="never")
    return joined.getvalue()


def _cells(content: bytes, separator: str, quote: str | None, kinds: dict[str, pl.Categorical]) -> pl.DataFrame | None:
    """The cells as numbers of the different texts of their column: nothing else is ever made of most of them."""
    if not content:
        return pl.DataFrame(schema=kinds)
    try:
        return pl.read_csv(BytesIO(content), separator=separator, quote_char=quote, has_header=False, schema=kinds)
    except pl.exceptions.PolarsError:
        return None


def _coded(column: pl.Series, is_alike: pl.Series) -> CodedCells:
    """The column over all lines. Code 0 is the empty cell."""
    different = column.unique().drop_nulls()
    cells = [EMPTY_CELL, *map(cell_of, different.cast(pl.String))]
    physical = different.to_physical()
    highest = physical.max()
    place_of = pl.repeat(0, int(highest) + 1 if isinstance(highest, int) else 1, dtype=CODE, eager=True)
    place_of = place_of.scatter(physical, pl.int_range(1, len(cells), dtype=CODE, eager=True))
    codes = place_of.gather(column.to_physical().fill_null(0))
    codes = pl.select(pl.when(column.is_null()).then(pl.lit(0, CODE)).otherwise(codes)).to_series()
    if not is_alike.all():
        codes = pl.repeat(0, len(is_alike), dtype=CODE, eager=True).scatter(is_alike.arg_true(), codes)
    return CodedCells(cells, codes)
