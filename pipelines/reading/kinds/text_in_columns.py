"""A large text file read in columns: only what is not alike is read row by row.

Nearly all lines of a national file are plain data: they name a municipality and a date, say something, and have as
many cells as the header. What the careful way makes of such a row does not depend on its neighbours. So it is given
the top and the end of the file, every line that is not plain, and some plain ones around each of those; what it finds
holds for the whole file, and the plain rows between are put in afterwards. Where it finds more than one table in
order, or anything to refuse, the whole file is read the careful way.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, NamedTuple

import polars as pl

from domain.statements import Table
from pipelines.format.coded_cells import CodedCells, RowsInColumns
from pipelines.format.columns import KEY_COLUMNS, MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN
from pipelines.format.raw import Cell, RawTable
from pipelines.format.sheet_in_columns import SheetInColumns
from pipelines.reading.kinds.alike_lines import AlikeLines, alike_lines
from pipelines.reading.tables.data_cells import is_number
from pipelines.reading.tables.grid import Found, read_grid
from pipelines.reading.tables.headers import FEWEST_NAMES, WHOLE_ROW, GridRow, Header, NameScan

FEWEST_BYTES: Final = 200_000  # a smaller file is read before the engine for columns has warmed up
_TOP: Final = 150  # lines that are always read one by one: titles, the header, the first data
_AROUND: Final = 2  # plain lines above and below one that is not: as far as the careful way looks around
_MOST_BY_HAND: Final = 0.5  # of all lines; beyond it nothing is gained
_OF_MANY_ROWS: Final = ("shifted_rows", "surplus_cells")  # notes that count rows: not to be said of some of them

Split = Callable[[Iterable[tuple[int, list[str]]]], list[GridRow]]


class InColumns(NamedTuple):
    """What the careful way found in the lines it was given, with all rows put in, and the whole file as a sheet."""

    found: Found
    sheet: SheetInColumns


def read_in_columns(
    content: bytes, separator: str, header: Header, split: Split, *, row_limit: int
) -> InColumns | None:
    """The table in a text (UTF-8, no byte order mark) with this header; None where it has to be read row by row.

    `split` makes cells of numbered records, as it is done of a whole file.
    """
    if not header.is_complete or header.row_number >= _TOP:
        return None
    alike = alike_lines(content, separator, header.cell_count)
    if alike is None or len(alike.is_alike) > row_limit:
        return None
    is_plain = alike.is_alike & _holds_data(alike, header, separator)
    by_hand = _by_hand(is_plain, [alike.columns[place] for place in header.unknown])
    if int(by_hand.sum()) > _MOST_BY_HAND * len(by_hand):
        return None
    places = by_hand.arg_true()
    rows = split((place + 1, _record(alike, place, separator)) for place in places)
    found = read_grid(rows, None, separator=separator)
    if not _is_one_table(found, header, separator):
        return None
    table = _with_plain_rows(found.tables[0], alike, header, is_plain=is_plain, by_hand=by_hand)
    if table is None:
        return None
    found.tables = [table]
    others = {number - 1: cells for number, cells in rows if number - 1 in alike.others}
    return InColumns(found, SheetInColumns(alike.columns, others))


def _record(alike: AlikeLines, place: int, separator: str) -> list[str]:
    if place in alike.others:
        return next(csv.reader([alike.others[place]], delimiter=separator, strict=True))
    return [column[place].written for column in alike.columns]


def _holds_data(alike: AlikeLines, header: Header, separator: str) -> pl.Series:
    """Per line whether it surely is a row of data, and neither shifted, nor a total, a footnote or untouched.

    It has a date, so it is no total and no row of names; a municipality, so it is no footnote; a value, so it is not
    untouched; and nothing stands where there is no name of a column.
    """
    by_name = {name: alike.columns[place] for place, name in header.columns.items()}
    named = {*header.columns, *header.unknown}
    unnamed = [column for place, column in enumerate(alike.columns) if place not in named]
    scan = NameScan()
    names = [
        column.where(lambda cell: type(cell.value) is str and scan.is_name(cell.value)) for column in alike.columns
    ]
    conditions = [
        by_name[REPORTING_DATE_COLUMN].where(_has_digit),
        _any(by_name[name].where(_is_filled) for name in MUNICIPALITY_COLUMNS if name in by_name),
        _any(column.where(_is_filled) for name, column in by_name.items() if name not in KEY_COLUMNS),
        pl.DataFrame({str(place): name for place, name in enumerate(names)}).sum_horizontal() < FEWEST_NAMES,
        *(column.where(_is_empty) for column in unnamed),
    ]
    if separator == "," and header.table is Table.COST and "toelichting" in by_name:
        conditions.append(~by_name["toelichting"].where(is_number))
    return (
        pl.DataFrame({str(place): condition for place, condition in enumerate(conditions)})
        .select(pl.all_horizontal(pl.all()))
        .to_series()
    )


def _any(conditions: Iterable[pl.Series]) -> pl.Series:
    named = {str(place): condition for place, condition in enumerate(conditions)}
    return pl.DataFrame(named).select(pl.any_horizontal(pl.all())).to_series()


def _has_digit(cell: Cell) -> bool:
    return any(character.isdecimal() for character in cell.written)


def _is_empty(cell: Cell) -> bool:
    return cell.is_empty


def _is_filled(cell: Cell) -> bool:
    return not cell.is_empty


def _by_hand(is_plain: pl.Series, unknown: list[CodedCells]) -> pl.Series:
    """Per line whether it is read one by one: the first and the last ones, what is not plain, and what is around.

    And of each unknown column the first cell with something in it: whether there is any may have to be said.
    """
    filled = (is_plain & column.where(_is_filled) for column in unknown)
    firsts = [place for is_filled in filled if (place := is_filled.arg_max()) is not None]
    place, plain = pl.int_range(pl.len()), pl.col("plain")
    around = [~plain.shift(by, fill_value=True) for by in range(-_AROUND, _AROUND + 1)]
    is_edge = (place < _TOP) | (place >= pl.len() - _AROUND)
    by_hand = pl.DataFrame({"plain": is_plain}).select(is_edge | pl.any_horizontal(around)).to_series()
    return by_hand.scatter(firsts, True) if firsts else by_hand


def _is_one_table(found: Found, header: Header, separator: str) -> bool:
    """Whether nothing was found but one table below this header, and nothing in it that asks for all its rows."""
    if len(found.tables) != 1 or len(found.headers) != 1 or found.refused or found.nearly:
        return False
    read, table = found.headers[0], found.tables[0]
    is_same = (read.row_number, read.columns, read.unknown) == (header.row_number, header.columns, header.unknown)
    leaves_cells_out = separator == "," and any(row.is_ragged and not row.has_surplus for row in table.rows)
    asks_for_all = leaves_cells_out or any(note.key in _OF_MANY_ROWS for note in found.notes)
    return is_same and read.span == WHOLE_ROW and not read.others and not asks_for_all


def _with_plain_rows(
    table: RawTable, alike: AlikeLines, header: Header, *, is_plain: pl.Series, by_hand: pl.Series
) -> RawTable | None:
    """The table with the rows between put in; None where the careful way took a plain one for something else."""
    places = pl.Series([row.row_number - 1 for row in table.rows], dtype=pl.UInt32)
    is_row = (is_plain & ~by_hand).scatter(places, True)
    if not (is_row | ~is_plain).all():
        return None
    lines = is_row.arg_true()
    by_index = dict(zip(lines.search_sorted(places), table.rows, strict=True))
    alone = {index: row for index, row in by_index.items() if row.row_number - 1 in alike.others}
    columns: dict[str, CodedCells] = {
        name: alike.columns[place].taken(lines).replaced({index: row.cells[name] for index, row in alone.items()})
        for place, name in header.columns.items()
    }
    unknown = {text: alike.columns[place].taken(lines) for place, text in header.unknown.items()}
    return replace(table, rows=RowsInColumns((lines + 1).cast(pl.Int64), columns, by_index, unknown))
