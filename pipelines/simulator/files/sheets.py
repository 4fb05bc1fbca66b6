"""Rows laid out as a sheet: header, titles, totals and footnotes, and every value as its sender writes it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from unicodedata import normalize

import numpy as np
import polars as pl

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from pipelines.format.columns import FORMATS, ColumnKind
from pipelines.simulator.reports.said import SaidRow
from pipelines.simulator.reports.style import (
    STATUS_WORDS,
    Style,
    code_written,
    date_written,
    header_written,
    number_written,
)

FOOTNOTE: Final = "* Voorlopige cijfers, bron: eigen administratie"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of which no value was saved."""

    text: str


@dataclass(frozen=True, slots=True)
class CellError:
    """What a spreadsheet shows where a formula failed: #N/A, #REF!."""

    text: str


SheetCell = str | int | float | date | Formula | CellError | None


@dataclass(slots=True)
class Sheet:
    """One table laid out in lines. `row_numbers` are those that a spreadsheet shows, one per row in its order."""

    table: Table
    lines: list[list[SheetCell]]
    row_numbers: list[int]
    header_line: int
    left_out_count: int


class Words:
    """The words of the register and of the programme, in the ways that senders write them."""

    def __init__(self, register: Register, programme: Programme) -> None:
        """The words of one register and one programme."""
        self._register = register
        self._programme = programme
        self.names = {code: municipality.name for code, municipality in register.by_code.items()}

    @cached_property
    def aliases(self) -> dict[str, list[str]]:
        """Other names per code, without those of municipalities that were dissolved."""
        known = self._register.aliases.filter(
            ~pl.col("is_ambiguous")
            & ~pl.col("kind").str.starts_with("dissolved")
            & pl.col("municipality_code").is_not_null()
        )
        found: dict[str, list[str]] = {}
        for alias, code in known.select("alias", "municipality_code").rows():
            found.setdefault(code, []).append(alias)
        return found

    @property
    def title(self) -> str:
        """What stands above a table with a title."""
        return f"Voortgangsopgave {self._programme.name.nl}"

    def name(self, code: str, style: Style, rng: np.random.Generator) -> str:
        """The name of a municipality as this sender writes it."""
        if style.name == "alias" and code in self.aliases:
            return self.aliases[code][int(rng.integers(len(self.aliases[code])))]
        return normalize("NFD", self.names[code]) if style.name == "decomposed" else self.names[code]

    def step(self, number: int, style: Style) -> str:
        """A step as this sender writes it."""
        return {
            "plain": str(number),
            "stap": f"stap {number}",
            "dot": f"{number}.",
            "full": f"{number}. {self._programme.step(number).name.nl}",
            "decimal": f"{number}.0",
            "spaced": f" {number} ",
        }[style.step]


class Layout:
    """Lays out the rows of one file. `is_native` writes dates and numbers as such, for workbooks."""

    def __init__(self, style: Style, words: Words, rng: np.random.Generator, *, is_native: bool) -> None:
        """For one file of a sender with this style."""
        self._style = style
        self._words = words
        self._is_native = is_native
        self._rng = rng

    def sheet(self, table: Table, rows: list[SaidRow]) -> Sheet:
        """All lines of one table."""
        columns = self._style.columns(table)
        before = self._title(len(columns))
        header: list[SheetCell] = [header_written(column, self._style) for column in columns]
        body = [self._line(columns, row) for row in rows]
        after = self._after(table, columns, rows)
        if self._style.extra_column:
            header.append(self._style.extra_column)
            body = [[*line, "v2" if row.spoil is None else None] for line, row in zip(body, rows, strict=True)]
        for line, row in zip(body, rows, strict=True):
            if row.spoil is not None and row.spoil.cell_count is not None:
                del line[row.spoil.cell_count :]
            line.extend(row.spoil.extra_cells if row.spoil is not None else ())
        first = len(before) + 2
        return Sheet(
            table, [*before, header, *body, *after], list(range(first, first + len(rows))), len(before),
            len(before) + len(after) + sum(row.is_untouched for row in rows),
        )  # fmt: skip

    def _title(self, width: int) -> list[list[SheetCell]]:
        if not self._style.has_title:
            return []
        return [[self._words.title, *[None] * (width - 1)], [None] * width]

    def _after(self, table: Table, columns: tuple[str, ...], rows: list[SaidRow]) -> list[list[SheetCell]]:
        lines: list[list[SheetCell]] = []
        if self._style.has_total and table in (Table.TRAINING, Table.COST):
            lines.append(self._total(table, columns, rows))
        if self._style.has_footnote:
            lines.append([FOOTNOTE, *[None] * (len(columns) - 1)])
        blank_count = 0 if self._is_native else self._style.blank_row_count  # a workbook does not keep them
        return [*lines, *[[None] * len(columns) for _ in range(blank_count)]]

    def _total(self, table: Table, columns: tuple[str, ...], rows: list[SaidRow]) -> list[SheetCell]:
        formats = FORMATS[table].by_dutch
        line: list[SheetCell] = ["Totaal"]
        for column in columns[1:]:
            if formats[column].kind in (ColumnKind.COUNT, ColumnKind.NUMBER):
                values = [row.values[formats[column].english] for row in rows]
                total = round(sum(value for value in values if isinstance(value, int | float)), 2)
                line.append(self._number(total, is_money=column.endswith("_eur")))
            else:
                line.append(None)
        return line

    def _line(self, columns: tuple[str, ...], row: SaidRow) -> list[SheetCell]:
        instead = row.spoil.cells if row.spoil is not None else {}
        return [
            self._spoiled(column, instead[column]) if column in instead else self._cell(column, row)
            for column in columns
        ]

    def _spoiled(self, column: str, value: object) -> SheetCell:
        if isinstance(value, date):
            return self._date(value)
        if isinstance(value, int | float):
            return self._number(value, is_money=column.endswith("_eur"))
        return value if isinstance(value, str | Formula | CellError) else None

    def _cell(self, column: str, row: SaidRow) -> SheetCell:
        match column:
            case "gemeentecode":
                return code_written(row.code, self._style)
            case "gemeentenaam":
                return self._words.name(row.code, self._style, self._rng)
            case "peildatum":
                return self._date(row.day)
            case "stap":
                return self._step(row.subject)
            case "doelgroep":
                return str(row.subject) if self._style.status % 2 else str(row.subject).capitalize()
            case _:
                return self._value(column, row)

    def _value(self, column: str, row: SaidRow) -> SheetCell:
        value = row.values[FORMATS[row.table].by_dutch[column].english]
        if value is None:
            return None
        if isinstance(value, date):
            return self._date(value)
        if isinstance(value, int | float):
            return self._number(value, is_money=column.endswith("_eur"))
        if column == "status":
            return STATUS_WORDS[value][self._style.status]
        return value.replace("+", self._style.joins_parties_with) if column == "wacht_op" else value

    def _step(self, number: object) -> SheetCell:
        if not isinstance(number, int):
            return None
        is_number = self._is_native and self._style.has_native_cells and self._style.step == "plain"
        return number if is_number else self._words.step(number, self._style)

    def _date(self, day: date) -> SheetCell:
        if not (self._is_native and self._style.has_native_cells):
            return date_written(day, self._style.dates)
        return int(date_written(day, "serial")) if self._style.dates == "serial" else day

    def _number(self, value: float, *, is_money: bool) -> SheetCell:
        if self._is_native and self._style.has_native_cells:
            return value
        return number_written(value, self._style.numbers, is_money=is_money)
