"""Which rows hold the names of columns, and of which tables: told by the names, never by a sheet's or file's name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from domain.statements import Table
from pipelines.format.columns import FORMATS, MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN, canonical_column, plain_name
from pipelines.format.raw import Cell

GridRow = tuple[int, Sequence[Cell]]  # the row number that a spreadsheet program shows, and its cells from column A
Span = tuple[int, int]  # the first position of a table that stands beside another, and the one after its last

WHOLE_ROW: Final[Span] = (0, 1_000_000)
SHARED: Final = frozenset({*MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN, "stap", "toelichting"})
OWN: Final = {
    table: frozenset(column.dutch for column in form.columns) - SHARED for table, form in FORMATS.items()
}  # the columns that no other table has
# tables whose value columns are all optional: without any of them a row would say nothing
_NEEDS_A_VALUE: Final = {
    table: tuple(column.dutch for column in form.columns if column.dutch not in SHARED)
    for table, form in FORMATS.items()
    if set(form.required) <= SHARED
}
_PLAIN_NAMES: Final = frozenset(plain_name(column.dutch) for form in FORMATS.values() for column in form.columns)
FEWEST_NAMES: Final = 2
_LONGEST_NAME: Final = 40  # with room for blanks and underscores; anything longer is no name


@dataclass(frozen=True)
class Names:
    """A row that may hold names of columns: its texts by position, and how many cells it has, empty ones too.

    `second_row_number`: of the row below it, where the names are spread over two rows or that row explains them.
    """

    row_number: int
    texts: Mapping[int, str]
    cell_count: int
    second_row_number: int | None = None


@dataclass(frozen=True)
class Header:
    """The columns of one table in a row of names: `columns` and `unknown` by position from column A.

    `others` are the positions of columns that are read into another table beside this one. `span` is where the table
    stands; `cell_count` and `width` are of the whole row: all its cells, and those up to
    and including the last one with a name in it.
    """

    table: Table
    row_number: int
    columns: Mapping[int, str]
    unknown: Mapping[int, str]
    written: Mapping[str, str]
    missing: tuple[str, ...]
    duplicates: tuple[str, ...] = field(default=())
    others: frozenset[int] = frozenset()
    span: Span = WHOLE_ROW
    cell_count: int = 0
    width: int = 0
    second_row_number: int | None = None

    @property
    def found(self) -> frozenset[str]:
        """What was found of the table; the two columns that name the municipality count as one."""
        names = set(self.columns.values())
        return frozenset({*(names - set(MUNICIPALITY_COLUMNS)), *(["gemeente"] if self.names_municipality else [])})

    @property
    def own(self) -> frozenset[str]:
        """What was found of the columns that no other table has."""
        return OWN[self.table].intersection(self.columns.values())

    @property
    def names_municipality(self) -> bool:
        """Whether it has at least one of the two columns that name the municipality."""
        return not set(self.columns.values()).isdisjoint(MUNICIPALITY_COLUMNS)

    @property
    def is_complete(self) -> bool:
        """Whether every required column is there."""
        return not self.missing

    @property
    def is_meant(self) -> bool:
        """Whether it cannot well be a list of codes or an explanation: it names who and when, or a value of its own."""
        says_when = REPORTING_DATE_COLUMN in self.found
        if self.is_complete or (self.names_municipality and says_when):
            return True
        return (self.names_municipality or says_when) and bool(self.own)

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The better match is greater."""
        return (self.is_complete, len(self.found), -len(self.missing))

    def position(self, column: str) -> int | None:
        """Where a column stands."""
        return next((position for position, name in self.columns.items() if name == column), None)


class NameScan:
    """Tells quickly that a row holds no names of columns: every row of a file is looked at."""

    def __init__(self) -> None:
        """Begin without knowing any text."""
        self._known: dict[str, bool] = {}
        self._parts: dict[str, bool] = {}

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of a column of any table."""
        if len(text) > _LONGEST_NAME or text[:1].isdigit() or text[-1:].isdigit():
            return False
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = plain_name(text) in _PLAIN_NAMES
        return known

    def is_part_of_name(self, text: str) -> bool:
        """Whether a text is a name, or a part of one: "begroot" of begroot_eur."""
        if len(text) > _LONGEST_NAME:
            return False
        part = self._parts.get(text)
        if part is None:
            plain = plain_name(text)
            part = self._parts[text] = bool(plain) and any(plain in name for name in _PLAIN_NAMES)
        return part

    def places(self, rows: Sequence[GridRow]) -> list[int]:
        """The places in `rows` of the rows with at least two names of columns."""
        known, found = self._known, list[int]()
        for place, (_, cells) in enumerate(rows):
            count = 0
            for cell in cells:
                value = cell.value
                if type(value) is str and (known[value] if value in known else self.is_name(value)):
                    count += 1
            if count >= FEWEST_NAMES:
                found.append(place)
        return found


def names_of(row_number: int, cells: Sequence[Cell]) -> Names:
    """The texts of a row as names of columns."""
    texts = {position: cell.written.strip() for position, cell in enumerate(cells) if not cell.is_empty}
    return Names(row_number, texts, len(cells))


def headers_in(names: Names, span: Span = WHOLE_ROW) -> list[Header]:
    """The tables of which at least two columns stand in a row of names, in the order of the format."""
    found = (_match(table, names, span) for table in Table)
    return [header for header in found if header is not None]


def best_header(rows: Iterable[GridRow]) -> Header | None:
    """The row that looks most like the names of a table, with at least two columns of it; else None."""
    found = (header for number, cells in rows for header in headers_in(names_of(number, cells)))
    return max(found, key=lambda header: header.rank, default=None)


def column_letters(position: int) -> str:
    """The letters a spreadsheet program shows above a column: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _match(table: Table, names: Names, span: Span) -> Header | None:
    columns: dict[int, str] = {}
    unknown: dict[int, str] = {}
    written: dict[str, str] = {}
    duplicates: list[str] = []
    for position, text in names.texts.items():
        if not span[0] <= position < span[1]:
            continue
        name = canonical_column(table, text)
        if name is None:
            unknown[position] = text
        elif name in written:
            duplicates.append(name)
        else:
            columns[position] = name
            written[name] = text
    if len(columns) < FEWEST_NAMES or set(columns.values()) <= set(MUNICIPALITY_COLUMNS):
        return None
    return Header(
        table=table,
        row_number=names.row_number,
        columns=columns,
        unknown=_distinct(unknown),
        written=written,
        missing=missing(table, set(columns.values())),
        duplicates=tuple(duplicates),
        span=span,
        cell_count=names.cell_count,
        width=max(names.texts) + 1,
        second_row_number=names.second_row_number,
    )


def missing(table: Table, found: set[str]) -> tuple[str, ...]:
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
