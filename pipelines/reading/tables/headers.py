"""Which row of a sheet is the header, and of which table: told by its columns, never by a sheet's or file's name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from domain.statements import Table
from pipelines.format.columns import FORMATS, MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN, canonical_column
from pipelines.format.raw import Cell

GridRow = tuple[int, Sequence[Cell]]  # the row number that a spreadsheet program shows, and its cells from column A

SEARCHED_ROWS: Final = 30  # rows with something in them; a title block is never longer

_SHARED: Final = frozenset({*MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN, "stap", "toelichting"})
# tables whose value columns are all optional: without any of them a row would say nothing
_NEEDS_A_VALUE: Final = {
    table: tuple(column.dutch for column in form.columns if column.dutch not in _SHARED)
    for table, form in FORMATS.items()
    if set(form.required) <= _SHARED
}


@dataclass(frozen=True)
class Header:
    """A row taken for the header of a table: `columns` and `unknown` by position from column A."""

    table: Table
    row_number: int
    columns: Mapping[int, str]
    unknown: Mapping[int, str]
    written: Mapping[str, str]
    missing: tuple[str, ...]
    duplicates: tuple[str, ...] = field(default=())

    @property
    def width(self) -> int:
        """The number of cells up to and including the last one with a name in it."""
        return max((*self.columns, *self.unknown)) + 1

    @property
    def found(self) -> frozenset[str]:
        """What was found of the table; the two columns that name the municipality count as one."""
        names = set(self.columns.values())
        return frozenset({*(names - set(MUNICIPALITY_COLUMNS)), *(["gemeente"] if self.names_municipality else [])})

    @property
    def names_municipality(self) -> bool:
        """Whether it has at least one of the two columns that name the municipality."""
        return not set(self.columns.values()).isdisjoint(MUNICIPALITY_COLUMNS)

    @property
    def is_complete(self) -> bool:
        """Whether every required column is there."""
        return not self.missing

    @property
    def is_clearly_meant(self) -> bool:
        """Whether it cannot well be a list of codes or an explanation: it names who or when, and a value of its own."""
        says_who_or_when = self.names_municipality or REPORTING_DATE_COLUMN in self.found
        return says_who_or_when and bool(self.found - _SHARED - {"gemeente"})

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The better match is greater."""
        return (self.is_complete, len(self.found), -len(self.missing))


def best_header(rows: Iterable[GridRow]) -> Header | None:
    """The row that looks most like a header among the first rows, with at least two columns of a table; else None."""
    filled = ((number, cells) for number, cells in rows if any(not cell.is_empty for cell in cells))
    best: Header | None = None
    for number, cells in islice(filled, SEARCHED_ROWS):
        for table in Table:
            header = _match(table, number, cells)
            if header is not None and (best is None or header.rank > best.rank):
                best = header
    return best


def column_letters(position: int) -> str:
    """The letters a spreadsheet program shows above a column: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _match(table: Table, row_number: int, cells: Sequence[Cell]) -> Header | None:
    columns: dict[int, str] = {}
    unknown: dict[int, str] = {}
    written: dict[str, str] = {}
    duplicates: list[str] = []
    for position, cell in enumerate(cells):
        if cell.is_empty:
            continue
        name = canonical_column(table, cell.written)
        if name is None:
            unknown[position] = cell.written.strip()
        elif name in written:
            duplicates.append(name)
        else:
            columns[position] = name
            written[name] = cell.written.strip()
    if len(columns) < 2 or set(columns.values()) <= set(MUNICIPALITY_COLUMNS):
        return None
    missing = _missing(table, set(columns.values()))
    return Header(table, row_number, columns, _distinct(unknown), written, missing, tuple(duplicates))


def _missing(table: Table, found: set[str]) -> tuple[str, ...]:
    """What is missing, as a person may read it: "gemeentecode/gemeentenaam" where one of the two is enough."""
    missing = [] if found.intersection(MUNICIPALITY_COLUMNS) else ["/".join(MUNICIPALITY_COLUMNS)]
    missing += [name for name in FORMATS[table].required if name not in found]
    wanted = _NEEDS_A_VALUE.get(table, ())
    if wanted and found.isdisjoint(wanted):
        missing.append("/".join(wanted))
    return tuple(missing)


def _distinct(unknown: Mapping[int, str]) -> dict[int, str]:
    """Unknown columns may have the same name; the letters of the column then tell them apart."""
    names: set[str] = set()
    distinct: dict[int, str] = {}
    for position, name in unknown.items():
        distinct[position] = f"{name} [{column_letters(position)}]" if name in names else name
        names.add(name)
    return distinct
