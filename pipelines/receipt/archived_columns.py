"""The archive of a text file that is held in columns: the same lines, made of pieces that each cell gives once.

A row that is no data may say what the cells below it hold (`SheetColumns`). Such rows are gone through one by one, from
top to bottom; what is known of the columns holds for all rows of data down to the next one that says more.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Final, NamedTuple

import polars as pl

from pipelines.format.coded_cells import CodedCells
from pipelines.format.sheet_in_columns import SheetInColumns
from pipelines.reading.tables.headers import column_letters
from pipelines.receipt.archive_lines import by_letters, member, row_cells, row_line, stands_in
from pipelines.receipt.sheet_columns import SheetColumns

_SLICE: Final = 100_000  # rows of which the lines stand in memory while they are written
_BY_HAND: Final = {"place": pl.UInt32(), "line": pl.String()}


class _Stretch(NamedTuple):
    """Rows by index, `stop` not included, and what was known of the columns there: `numbers` and `left_out`."""

    start: int
    stop: int
    numbers: frozenset[str]
    left_out: frozenset[str]


def write_in_columns(content: BytesIO, rows: SheetInColumns, *, judged: pl.Series, refused: set[int]) -> int:
    """Writes the rows of a sheet; returns how many were held back. `judged` and `refused`: as `SheetColumns`."""
    is_alone = pl.repeat(value=True, n=len(rows), eager=True).scatter(judged - 1, False)
    is_alone = is_alone.scatter(list(rows.by_hand), True) if rows.by_hand else is_alone
    places = is_alone.arg_true()
    columns = SheetColumns(set((places + 1).filter((places + 1).is_in(judged.implode()))), refused)
    alone: dict[int, str | None] = {}
    stretches = list(_stretches(rows, places, columns, alone))
    by_hand = pl.DataFrame({"place": list(alone), "line": list(alone.values())}, schema=_BY_HAND)
    held_back_count = 0
    for stretch in stretches:
        pieces = [_Pieces(at, cells, stretch, columns) for at, cells in _by_letter(rows)]
        for start in range(stretch.start, stretch.stop, _SLICE):
            stop = min(start + _SLICE, stretch.stop)
            lines = _lines(pl.int_range(start, stop, dtype=pl.UInt32, eager=True), pieces, columns.refused)
            here = by_hand.filter(pl.col("place").is_between(start, stop, closed="left"))
            lines = lines.scatter(here["place"] - start, here["line"]) if here.height else lines
            held_back_count += lines.null_count()
            kept = lines.filter(lines != "")
            pl.DataFrame({"line": kept}).write_csv(content, include_header=False, quote_style="never")
    return held_back_count


def _stretches(
    rows: SheetInColumns, places: pl.Series, columns: SheetColumns, alone: dict[int, str | None]
) -> Iterator[_Stretch]:
    """The stretches of rows between those that tell more of the columns, from top to bottom.

    The rows in `places` are looked at one by one, and `alone` is filled with their lines: None for one that is held
    back, empty where nothing stands in it.
    """
    start, numbers, left_out = 0, columns.numbers, frozenset(columns.of_organisations)
    for place in places:
        number, cells = rows[place]
        filled = by_letters([column_letters(position) for position in range(len(cells))], cells)
        kept = {at: cell for at, cell in filled.items() if at not in columns.of_organisations}
        is_held_back = bool(filled) and columns.hold_personal_data(number, filled)
        alone[place] = None if is_held_back else row_line(number, row_cells(kept)) if filled else ""
        columns.note_headers(number, filled)
        if (columns.numbers, columns.of_organisations) != (numbers, left_out):
            yield _Stretch(start, place, numbers, left_out)
            start, numbers, left_out = place, columns.numbers, frozenset(columns.of_organisations)
    yield _Stretch(start, len(rows), numbers, left_out)


def _by_letter(rows: SheetInColumns) -> list[tuple[str, CodedCells]]:
    return [(column_letters(position), cells) for position, cells in enumerate(rows.columns)]


class _Pieces:
    """What the different cells of a column are in a line, with a comma before them, and whether they may be kept."""

    def __init__(self, at: str, coded: CodedCells, stretch: _Stretch, columns: SheetColumns) -> None:
        self.coded = coded
        is_left_out = at in stretch.left_out
        self.texts = pl.Series(
            ["" if is_left_out or not stands_in(cell) else f",{member(at, cell)}" for cell in coded.cells],
            dtype=pl.String(),
        )
        is_number = at in stretch.numbers
        are_clean = [columns.is_clean(cell, is_number_column=is_number) for cell in coded.cells]
        self.are_clean = None if all(are_clean) else pl.Series(are_clean)  # as in nearly every column

    def texts_at(self, places: pl.Series) -> pl.Series:
        """The pieces of some rows."""
        return self.texts.gather(self.coded.codes.gather(places))

    def are_clean_at(self, places: pl.Series) -> list[pl.Series]:
        """Whether the cells of some rows may be kept; nothing where all may."""
        return [] if self.are_clean is None else [self.are_clean.gather(self.coded.codes.gather(places))]


def _lines(places: pl.Series, pieces: list[_Pieces], refused: set[int]) -> pl.Series:
    """The lines of some rows; null for a row that is held back."""
    texts = [column.texts_at(places).alias(f"text_{at}") for at, column in enumerate(pieces)]
    may_be_kept = [~pl.Series(places + 1).is_in(list(refused))] if refused else []
    may_be_kept += [are_clean for column in pieces for are_clean in column.are_clean_at(places)]
    kept = [clean.alias(f"kept_{at}") for at, clean in enumerate(may_be_kept)]
    cells = pl.concat_str(pl.col("^text_.*$")).str.strip_prefix(",")
    line = pl.format('{{"row":{},"cells":{{{}}}}}', "row", cells)
    line = pl.when(pl.all_horizontal(pl.col("^kept_.*$"))).then(line) if kept else line
    return pl.DataFrame([(places + 1).alias("row"), *texts, *kept]).select(line.alias("line")).to_series()
