"""A sheet or file without a row of names: everything may stand in one column, or the names may be other ones.

An explanation, a cover or a list of codes has no names either. It is left out with a note, unless rows on it look like
data or the sheet is called after a table and has values on it.
"""

import csv
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipelines.format.columns import FORMATS, MUNICIPALITY_COLUMNS, plain_name
from pipelines.format.raw import EMPTY_CELL, Cell, FileRejected
from pipelines.reading.tables.cell_values import CellCache
from pipelines.reading.tables.data_cells import filled_rows, has_values, is_code, is_only_words, looks_like_data
from pipelines.reading.tables.grid import Found, read_grid
from pipelines.reading.tables.header_choice import table_of_sheet
from pipelines.reading.tables.header_lines import names_over_two_rows
from pipelines.reading.tables.headers import FEWEST_NAMES, GridRow, NameScan, best_header, missing

SEPARATORS: Final = (";", ",", "\t", "|")
_FEWEST_SEPARATORS: Final = 2  # a row of any table has at least three cells
_WHO: Final = re.compile(r"gemeente|municipality", re.IGNORECASE)
_WHEN: Final = re.compile(r"dat(?:um|e)\b|peil", re.IGNORECASE)
_WHAT: Final = re.compile(
    r"stap|step|status|voortgang|doelgroep|medewerker|opgeleid|kosten|cost|begroot|budget|gerealiseerd|besteed|variant",
    re.IGNORECASE,
)


def read_without_names(rows: Sequence[GridRow], sheet: str | None) -> Found:
    """The tables in one column, or what is wrong with a sheet that looks like data; nothing for an explanation."""
    in_one_column = _one_column(rows, sheet)
    if in_one_column is not None:
        return in_one_column
    found = Found()
    first = _first_row_of_data(rows, sheet)
    if first is not None:
        last = filled_rows(rows)[-1][0]
        found.refused.append(_without_names(sheet, first, last))
    else:
        found.nearly += _key_in_title(rows, sheet)
    return found


def _key_in_title(rows: Sequence[GridRow], sheet: str | None) -> list[FileRejected]:
    """Names of columns and rows below them, without who and when; those stand in lines above."""
    for place in NameScan().places(rows):
        number, cells = rows[place]
        header = best_header([rows[place]])
        above = [cell.written for _, row in rows[:place] for cell in row if not cell.is_empty]
        has_key_above = any(map(_WHO.search, above)) and any(map(_WHEN.search, above))
        if header is None or not header.own or not is_only_words(cells) or not has_key_above:
            continue
        if below := filled_rows(rows[place + 1 :]):
            return [
                FileRejected(
                    "missing_columns", "key_in_title", sheet=sheet, rows=(number, below[-1][0]), row=number,
                    table=FORMATS[header.table].dutch, columns=", ".join(header.missing),
                )
            ]  # fmt: skip
    return []


def _without_names(sheet: str | None, first: int, last: int) -> FileRejected:
    table = table_of_sheet(sheet)
    if table is not None:
        columns = ", ".join(missing(table, set()))
        return FileRejected(
            "missing_columns", "no_names_of_table", sheet=sheet, rows=(first, last), first_row=first,
            table=FORMATS[table].dutch, columns=columns,
        )  # fmt: skip
    reason = "no_names" if sheet is None else "no_names_on_sheet"
    return FileRejected("missing_columns", reason, sheet=sheet, rows=(first, last), first_row=first)


def may_hold_names(rows: Sequence[GridRow]) -> bool:
    """Whether names may stand in the first rows after all: in one cell, or spread over two rows."""
    scan = NameScan()
    is_spread = any(names_over_two_rows(scan, *pair) for pair in pairwise(rows))
    return is_spread or _separator(filled_rows(rows)) is not None


def split_line(text: str, separator: str) -> list[str] | None:
    """The cells of a line that stands between quotes as a whole; None for a text that is no such line."""
    if text.count(separator) < _FEWEST_SEPARATORS or "\n" in text or "\r" in text:
        return None
    return _split(Cell(text, None, text), separator)


def _one_column(rows: Sequence[GridRow], sheet: str | None) -> Found | None:
    """Text with separators that a program did not split: each row is one text. None where that is not so.

    It is read where that is sure: every row is one text, in one column, and nothing was split off from any of them.
    """
    filled = filled_rows(rows)
    separator = _separator(filled)
    if separator is None:
        return None
    reason = "one_column" if sheet is None else "one_column_on_sheet"
    refused = Found(refused=[FileRejected("no_table", reason, sheet=sheet)])
    places = {place for _, cells in filled for place, cell in enumerate(cells) if not cell.is_empty}
    if len(places) != 1:
        return refused
    (place,) = places
    cache = CellCache()
    split: list[GridRow] = []
    for number, cells in rows:
        cell = cells[place] if place < len(cells) else EMPTY_CELL
        texts = _split(cell, separator)
        if texts is None:
            return refused
        split.append((number, [cache.cell(text) for text in texts]))
    found = read_grid(split, sheet, separator=separator)
    return found if any(table.rows for table in found.tables) else refused


def _separator(filled: Sequence[GridRow]) -> str | None:
    """The separator by which one text falls apart into names of columns."""
    scan = NameScan()
    for _, cells in filled:
        text = next((cell.value for cell in cells if not cell.is_empty), None)
        if not isinstance(text, str) or "\n" in text or "\r" in text:
            continue
        for separator in SEPARATORS:
            names = [part.strip().strip('"') for part in text.split(separator)]
            if sum(map(scan.is_name, names)) >= FEWEST_NAMES:
                return separator
    return None


def _split(cell: Cell, separator: str) -> list[str] | None:
    """The texts in one text; none for an empty cell, None where it cannot be split."""
    if cell.is_empty:
        return []
    if not isinstance(cell.value, str):
        return None
    try:
        records = list(csv.reader([cell.value], delimiter=separator, strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None


def _first_row_of_data(rows: Sequence[GridRow], sheet: str | None) -> int | None:
    is_named = table_of_sheet(sheet) is not None
    are_named_otherwise = any(_are_other_names(cells) for _, cells in rows)
    if not is_named and any(_are_names_of_a_list(cells) for _, cells in rows):
        return None
    for number, cells in rows:
        if (is_named or are_named_otherwise) and has_values(cells):
            return number
        if looks_like_data(cells) and any(map(is_code, cells)):
            return number
    return None


def _are_names_of_a_list(cells: Sequence[Cell]) -> bool:
    """The columns of a municipality by our names, and no word for what is reported: a list of codes."""
    words = [cell.written for cell in cells if not cell.is_empty]
    is_of_municipalities = any(plain_name(word) in MUNICIPALITY_COLUMNS for word in words)
    return is_of_municipalities and is_only_words(cells) and not any(map(_WHAT.search, words))


def _are_other_names(cells: Sequence[Cell]) -> bool:
    """Words for who, when and what in one row: names of columns, in words that are not ours."""
    if not is_only_words(cells):
        return False
    return all(any(word.search(cell.written) for cell in cells) for word in (_WHO, _WHEN, _WHAT))
