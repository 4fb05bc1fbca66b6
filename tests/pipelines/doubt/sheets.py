"""Meant rows laid out on sheets: titles, headers, blocks, totals, and where each row ended up."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, NamedTuple

from domain.statements import Table
from pipelines.format.columns import FORMATS
from tests.pipelines.doubt.meant import UNREADABLE, Meant
from tests.pipelines.doubt.notations import date_writer, number_writer

NUMERIC = frozenset(
    {"medewerkers", "opgeleid", "uren", "uitgestroomd", "begroot_eur", "gerealiseerd_eur", "invultijd_min"}
)
AMOUNTS = frozenset({"uren", "begroot_eur", "gerealiseerd_eur"})
COUNTS = frozenset({"medewerkers", "opgeleid", "uitgestroomd", "invultijd_min"})
DATES = frozenset({"peildatum", "startdatum", "streefdatum", "einddatum"})


class Percentage(NamedTuple):
    """A number cell that shows something else than it holds."""

    value: float


class NeverCalculated(NamedTuple):
    """A formula that a program wrote which cannot calculate."""

    formula: str


@dataclass
class Sheet:
    """Rows of cells, and for each meant row where it stands (row numbers from 1)."""

    name: str
    rows: list[list[Any]] = field(default_factory=list[list[Any]])
    places: list[tuple[Meant, int]] = field(default_factory=list[tuple[Meant, int]])

    @property
    def tables(self) -> set[str]:
        """The Dutch names of the tables on it."""
        return {FORMATS[meant.table].dutch for meant, _ in self.places}


@dataclass(frozen=True)
class Hands:
    """Who wrote the file: in a workbook values may stay what they are."""

    random: Random
    is_workbook: bool
    is_month_first: bool

    def chance(self, of: float) -> bool:
        """Whether something happens that happens so often."""
        return self.random.random() < of


def block(table: Table, meant: list[Meant], hands: Hands) -> list[tuple[list[Any], Meant | None]]:
    """A header and its rows, each with what it means; the header may be repeated or sorted into the rows."""
    random = hands.random
    columns = _columns(table, hands)
    header = [_header(name, random) for name in columns]
    written = _written_columns(columns, meant, hands)
    rows: list[tuple[list[Any], Meant | None]] = [
        ([cells[number] for cells in written], row) for number, row in enumerate(meant)
    ]
    place = random.randint(0, len(rows)) if hands.chance(0.1) else 0
    rows.insert(place, (header, None))
    if place == 0 and hands.chance(0.15):
        rows.insert(random.randint(1, len(rows)), (list(header), None))
    if place == 0 and hands.chance(0.2):
        rows.append((["Totaal", *[None] * (len(columns) - 1)], None))
    if place == 0 and hands.chance(0.2):
        rows.append((["Bron: eigen administratie"], None))
    return rows


def titles(hands: Hands) -> list[tuple[list[Any], None]]:
    """Lines above a table."""
    lines = ("Opgave Wams", "Gemeente Amsterdam, kwartaal 4", "Stand van zaken", "")
    return [([hands.random.choice(lines)], None) for _ in range(hands.random.choice((0, 0, 0, 1, 3)))]


def under_one_another(name: str, tables: list[tuple[Table, list[Meant]]], hands: Hands) -> Sheet:
    """The tables of a sheet as blocks, the first below a title."""
    sheet = Sheet(name)
    for number, (table, meant) in enumerate(tables):
        gap = [([], None)] * hands.random.choice((1, 1, 2, 0)) if number else []
        for cells, row in [*gap, *titles(hands), *block(table, meant, hands)]:
            sheet.rows.append(list(cells))
            if row is not None:
                sheet.places.append((row, len(sheet.rows)))
    return sheet


def beside_one_another(name: str, tables: list[tuple[Table, list[Meant]]], hands: Hands) -> Sheet:
    """Two tables side by side, an empty column between them."""
    sheet = Sheet(name)
    blocks = [block(table, meant, hands) for table, meant in tables]
    widths = [max(len(cells) for cells, _ in rows) for rows in blocks]
    for number in range(max(map(len, blocks))):
        line: list[Any] = []
        for rows, width in zip(blocks, widths, strict=True):
            cells, row = rows[number] if number < len(rows) else ([], None)
            line += [*cells, *[None] * (width - len(cells)), None]
            if row is not None:
                sheet.places.append((row, number + 1))
        sheet.rows.append(line[:-1])
    return sheet


def _columns(table: Table, hands: Hands) -> list[str]:
    """The columns that the writer used, in some order; now and then one that nobody knows."""
    known = [column for column in FORMATS[table].columns if column.dutch not in ("gemeentenaam", "wacht_op")]
    left_out = [column for column in known if not column.is_required and column.dutch != "gemeentecode"]
    dropped = {column.dutch for column in left_out if hands.chance(0.2)}
    if {"toegangsvariant", "invultijd_min"} <= dropped:
        dropped.remove("toegangsvariant")
    if "einddatum" in dropped:  # without it nothing can be finished
        dropped.remove("einddatum")
    columns = [column.dutch for column in known if column.dutch not in dropped]
    if hands.chance(0.4):
        hands.random.shuffle(columns)
    if hands.chance(0.2):
        columns.insert(hands.random.randint(0, len(columns)), "afdeling")
    return columns


def _header(name: str, random: Random) -> str:
    return random.choice((name, name, name, name.upper(), name.replace("_", " "), f" {name.title()} "))


def _written_columns(columns: list[str], meant: list[Meant], hands: Hands) -> list[list[Any]]:
    """The cells of each column; what a column leaves out is no longer meant."""
    for row in meant:
        for name in set(row.values) - set(columns):
            row.values[name] = None
    return [_written_column(name, meant, hands) for name in columns]


def _written_column(name: str, meant: list[Meant], hands: Hands) -> list[Any]:
    as_date = date_writer(hands.random, is_month_first=hands.is_month_first)
    values = [value for row in meant if isinstance(value := row.values.get(name), float)]
    as_number = number_writer(values, hands.random)
    stays = hands.is_workbook and hands.chance(0.5)
    cells: list[Any] = []
    for row in meant:
        value = "team 1" if name == "afdeling" else row.values.get(name)
        if name in AMOUNTS | COUNTS and value is not None and hands.is_workbook and hands.chance(0.04):
            row.values[name] = UNREADABLE
            value = Percentage(0.79) if hands.chance(0.5) else NeverCalculated("=SUM(Z1:Z9)")
        elif stays or value is None:
            pass
        elif isinstance(value, date):
            value = as_date(value)
        elif name in AMOUNTS:
            value = as_number(value)
        else:
            value = str(value)
        cells.append(value)
    return cells
