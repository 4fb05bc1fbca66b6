"""A sheet of rows to blocks: names of columns, what stands above them and what stands below.

A sheet may hold more than one: tables under one another, the same table pasted twice, a header sorted into its data.
Every row belongs to one block, and has one part in it.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

from pipelines.format.columns import REPORTING_DATE_COLUMN
from pipelines.format.raw import Cell
from pipelines.reading.tables.data_cells import FEWEST_CELLS, filled_rows, fits_under, is_only_words, looks_like_data
from pipelines.reading.tables.header_choice import Choice, choices
from pipelines.reading.tables.header_lines import names_over_two_rows, with_explanation
from pipelines.reading.tables.headers import GridRow, Header, Names, NameScan, headers_in, names_of
from pipelines.reading.tables.left_out_rows import is_blank

Part = Literal["title", "header", "data", "refused"]
_MOST_TITLE_ROWS: Final = 3  # between two tables; more is no title
_DATE_WORD: Final = re.compile(r"dat|peil|period|moment|dag|day", re.IGNORECASE)


class BlockRow(NamedTuple):
    """A row and its part. Totals, footnotes and blanks are told from data later, by the columns of each table."""

    part: Part
    number: int
    cells: Sequence[Cell]


@dataclass
class Block:
    """One row of names and the rows that belong to it, in the order of the sheet.

    `choices` is what stands under the names; it is empty where they are no names that we know.
    """

    names: Names
    choices: list[Choice]
    rows: list[BlockRow] = field(default_factory=list[BlockRow])

    @property
    def is_readable(self) -> bool:
        """Whether at least one table is complete in every stretch of the names."""
        return bool(self.choices) and all(choice.read for choice in self.choices)

    @cached_property
    def when(self) -> int | None:
        """Where the date stands, in a block that can be read."""
        return self.choices[0].read[0].position(REPORTING_DATE_COLUMN) if self.is_readable else None

    def has_day(self, cells: Sequence[Cell]) -> bool:
        """Whether something with a number in it stands where the date does, as in nearly all rows of data."""
        if self.when is None or self.when >= len(cells):
            return False
        return any(character.isdecimal() for character in cells[self.when].written)

    @property
    def nearly(self) -> list[Header]:
        """The tables that are there in part."""
        return [header for choice in self.choices for header in choice.nearly]

    @property
    def extent(self) -> tuple[int, int]:
        """The first and the last row, titles and blank rows too."""
        return (self.rows[0].number, self.rows[-1].number)

    @property
    def data(self) -> list[GridRow]:
        """The rows that are not titles or names, but for blank ones."""
        return filled_rows([(row.number, row.cells) for row in self.rows if row.part in ("data", "refused")])


def blocks_of(rows: Sequence[GridRow], with_names: Iterable[int]) -> list[Block]:
    """The blocks of a sheet; `with_names` are the places of rows that hold names of columns."""
    scan = NameScan()
    named = set(with_names)
    found: list[Block] = []
    above: list[GridRow] = []
    place = 0
    while place < len(rows):
        if found and _is_repeated(rows, place):
            found[-1].rows.append(BlockRow(found[-1].rows[-1].part, *rows[place]))
            place += 1
            continue
        names = _names_at(scan, rows, place, found[-1] if found else None, named)
        if names is None:
            if found:
                found[-1].rows.append(BlockRow("data", *rows[place]))
            else:
                above.append(rows[place])
            place += 1
            continue
        block = Block(names, choices(names))
        block.rows += _parts_above(block, _given_back(found, above))
        taken = 1 if names.second_row_number is None else 2
        block.rows += [BlockRow("header", *row) for row in rows[place : place + taken]]
        found.append(block)
        above = []
        place += taken
    return found


def _is_repeated(rows: Sequence[GridRow], place: int) -> bool:
    """Whether the rows above and below share their cells with this one: a cell that was dragged down."""
    cells = rows[place][1]
    return 0 < place < len(rows) - 1 and rows[place - 1][1] is cells and rows[place + 1][1] is cells


def _names_at(
    scan: NameScan, rows: Sequence[GridRow], place: int, current: Block | None, named: AbstractSet[int]
) -> Names | None:
    """The names in this row, or in this row and the next, if they begin a table."""
    number, cells = rows[place]
    below = rows[place + 1] if place + 1 < len(rows) else None
    if place in named:
        names = names_of(number, cells)
        headers = headers_in(names)
        complete = [header for header in headers if header.is_complete]
        if complete:
            if below is None or place + 1 in named:
                return names
            return with_explanation(names, complete[0], below)
    else:
        names, headers = None, []
        if current is not None and current.has_day(cells):
            return None
    if below is not None and _may_be_half(cells, current) and (both := names_over_two_rows(scan, rows[place], below)):
        return both
    if names is not None and is_only_words(cells) and any(header.is_meant for header in headers):
        return names
    return names_of(number, cells) if current is not None and _are_other_names(cells, current) else None


def _may_be_half(cells: Sequence[Cell], current: Block | None) -> bool:
    """A row in the midst of data has something in it that is no name, so that nearly all rows are done with here."""
    return current is None or is_only_words(cells)


def _are_other_names(cells: Sequence[Cell], current: Block) -> bool:
    """Whether a row in the midst of data holds names of columns that we do not know: words alone, one for a date."""
    when = current.when
    if when is None or when >= len(cells) or not is_only_words(cells):
        return False
    filled = sum(not cell.is_empty for cell in cells)
    return filled >= FEWEST_CELLS and _DATE_WORD.search(cells[when].written) is not None


def _given_back(found: list[Block], above: list[GridRow]) -> list[GridRow]:
    """The rows above a row of names: all of them on top of a sheet, below another block its title.

    A block that has names but not one row that looks like data was an explanation, and all of it stands above.
    """
    if not found:
        return above
    before = found[-1]
    if len(found) == 1 and not before.is_readable and not any(looks_like_data(cells) for _, cells in before.data):
        found.clear()
        return [(row.number, row.cells) for row in before.rows]
    end = len(before.rows)
    while is_blank(before.rows[end - 1].cells):
        end -= 1
    first = end
    while _is_title(before.rows[first - 1]):
        first -= 1
    if not 0 < end - first <= _MOST_TITLE_ROWS or not is_blank(before.rows[first - 1].cells):
        return []
    titles = [(row.number, row.cells) for row in before.rows[first:]]
    del before.rows[first:]
    return titles


def _is_title(row: BlockRow) -> bool:
    """One text and nothing else."""
    return row.part == "data" and sum(not cell.is_empty for cell in row.cells) == 1 and is_only_words(row.cells)


def _parts_above(block: Block, above: Sequence[GridRow]) -> list[BlockRow]:
    """What stands above the names: a title, or data of a sheet that was sorted with its names in it.

    What looks like data and is not surely of these columns is refused, never a title.
    """
    headers = [header for choice in block.choices for header in choice.read]
    first_data = _first_data_row(above, headers[0]) if len(headers) else len(above)
    parts: list[BlockRow] = []
    for place, (number, cells) in enumerate(above):
        is_title = not looks_like_data(cells) and not any(fits_under(cells, header) for header in headers)
        part: Part = "data" if place >= first_data else "title" if is_title or is_blank(cells) else "refused"
        parts.append(BlockRow(part, number, cells))
    return parts


def _first_data_row(above: Sequence[GridRow], header: Header) -> int:
    """From which row on the rows that touch the names are data: the topmost that fits, and what touches that."""
    first = place = len(above)
    while place > 0 and not is_blank(above[place - 1][1]):
        place -= 1
        cells = above[place][1]
        is_row = sum(not cell.is_empty for cell in cells) >= FEWEST_CELLS
        if fits_under(cells, header) or (first < len(above) and is_row and first == place + 1):
            first = place
    return first
