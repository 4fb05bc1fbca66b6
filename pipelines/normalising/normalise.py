"""Raw table -> normalised: a typed frame, one row per row of the file, and what was found wrong while reading it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final, get_args

import polars as pl

from domain.municipalities import Register
from domain.names import Names, Outcome, Reason, Resolution
from domain.statements import STATEMENT_COLUMNS, Table
from pipelines.format.columns import FORMATS, MUNICIPALITY_COLUMNS, Column, ColumnKind
from pipelines.format.finding import Finding
from pipelines.format.raw import EMPTY_CELL, Cell, LeftOut, RawRow, RawTable
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.cells import BLANK, ColumnReader, Reading, personal_reading
from pipelines.normalising.date_orders import DateOrder
from pipelines.normalising.personal_data import (
    PersonalData,
    holds_personal_data,
    personal_data_beside,
    personal_data_in,
)
from pipelines.normalising.strange_letters import with_strange_letters_shown
from pipelines.normalising.unfilled_rows import FilledRows, filled_rows
from pipelines.normalising.written_dates import Shape

Orders = Mapping[tuple[Table, str], DateOrder]  # by table and Dutch column, of the date columns of one file


@dataclass(frozen=True)
class NormalisedTable:
    """A table whose cells were read. The lists and dictionaries go by row index, from 0 in the order of the file.

    `frame` has the columns of a statement and `row_number`; a value that could not be read is null there and has a
    finding. `absent` are the optional columns (English names) that the file does not have.
    """

    raw: RawTable
    filled: FilledRows
    frame: pl.DataFrame
    findings: dict[int, list[Finding]]
    ambiguous: dict[int, list[Finding]]
    readers: Mapping[str, ColumnReader]
    absent: tuple[str, ...]

    @property
    def rows(self) -> list[RawRow]:
        """The rows of the file that are data."""
        return self.filled.rows

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows that are no data, those in which nothing was filled in among them, in the order of the file."""
        return self.filled.left_out


@dataclass
class _Columns:
    """The readings of a table, column by column."""

    values: dict[str, list[Any]]
    findings: dict[int, list[Finding]] = field(default_factory=dict[int, list[Finding]])
    ambiguous: dict[int, list[Finding]] = field(default_factory=dict[int, list[Finding]])

    def add(self, index: int, finding: Finding) -> None:
        self.findings.setdefault(index, []).append(finding)


def normalised(
    tables: Iterable[RawTable], words: Vocabulary, register: Register, *, today: date
) -> list[NormalisedTable]:
    """The tables of one file with every cell read, in the order of the format.

    A municipality whose peildatum cannot be read is looked up as of `today`.
    """
    filled = [(raw, filled_rows(raw, words)) for raw in sorted(tables, key=lambda raw: list(FORMATS).index(raw.table))]
    orders = {
        (raw.table, column.dutch): DateOrder.of(_of_one_hand(raw, column))
        for raw, _ in filled
        for column in _present(raw)
        if column.kind is ColumnKind.DATE
    }
    return [_normalised(raw, rows, words, register, orders=orders, today=today) for raw, rows in filled]


def _present(raw: RawTable) -> list[Column]:
    return [column for column in FORMATS[raw.table].columns if column.dutch in raw.headers]


def _cells(filled: FilledRows, column: Column) -> list[Cell]:
    return [row.cells.get(column.dutch, EMPTY_CELL) for row in filled.rows]


def _of_one_hand(raw: RawTable, column: Column) -> Iterator[Cell]:
    """The cells that tell how a column of dates was written: of every row, also one that is refused or left out.

    In a row that has shifted a date stands under another name.
    """
    for row in raw.rows:
        yield row.cells.get(column.dutch, EMPTY_CELL)
        if row.is_ragged or row.seems_shifted:
            yield from row.cells.values()
            yield from (Cell(text, None, text) for text in row.extra_cells.values())


def _evidence(filled: FilledRows, column: Column) -> list[Cell]:
    """The cells that tell how a column is written; in a row that has shifted they belong to another one."""
    sound = (row for row in filled.rows if not (row.is_ragged or row.seems_shifted))
    return [row.cells.get(column.dutch, EMPTY_CELL) for row in sound]


def _order(raw: RawTable, column: Column, orders: Orders) -> DateOrder:
    """The order of one date column among all those of its file; columns that were doubted before stay so."""
    if column.dutch in raw.doubted_dates:
        return DateOrder(frozenset(get_args(Shape)))
    order = orders.get((raw.table, column.dutch))
    return DateOrder() if order is None else order.beside(orders.values())


def _normalised(
    raw: RawTable, filled: FilledRows, words: Vocabulary, register: Register, *, orders: Orders, today: date
) -> NormalisedTable:
    columns = _Columns({name: [None] * len(filled.rows) for name in STATEMENT_COLUMNS[raw.table]})
    readers: dict[str, ColumnReader] = {}
    texts: dict[str, list[Reading]] = {}
    for column in _present(raw):
        cells = _cells(filled, column)
        order = _order(raw, column, orders)
        evidence = _evidence(filled, column)
        reader = readers[column.dutch] = ColumnReader.of(column, evidence, words, order=order, uses_1904=raw.uses_1904)
        readings = [reader.read(cell) for cell in cells]
        if column.dutch in MUNICIPALITY_COLUMNS:
            texts[column.dutch] = readings
        else:
            columns.values[column.english] = [reading.value for reading in readings]
        _note_findings(columns, column, cells, readings)
    _resolve_municipalities(columns, texts, register, today)
    _look_at_whole_rows(columns, filled.rows)
    frame = pl.DataFrame(columns.values, schema=STATEMENT_COLUMNS[raw.table]).with_columns(
        pl.Series("row_number", [row.row_number for row in filled.rows], dtype=pl.Int64)
    )
    absent = tuple(column.english for column in FORMATS[raw.table].columns if column.dutch not in raw.headers)
    absent = tuple(name for name in absent if name != "municipality_code")
    return NormalisedTable(raw, filled, frame, columns.findings, columns.ambiguous, readers, absent)


def _note_findings(columns: _Columns, column: Column, cells: list[Cell], readings: list[Reading]) -> None:
    for index, reading in enumerate(readings):
        if reading.rule is not None:
            written = None if reading.rule == "personal_data" else cells[index].shown or cells[index].written
            is_needed_date = reading.rule == "bad_date" and column.is_required and reading.remedy == "remedy"
            remedy = "remedy_required" if is_needed_date else reading.remedy
            columns.add(index, Finding(reading.rule, column.dutch, written, reading.named, reading.part, remedy))
        elif reading.value is None and column.is_required:
            columns.add(index, Finding("missing_value", column.dutch))
        elif reading.doubt is not None:
            columns.ambiguous.setdefault(index, []).append(_doubt(column, cells[index].written, reading))


def _doubt(column: Column, written: str, reading: Reading) -> Finding:
    """The warning that a value can be read in two ways; it says which of the two was taken."""
    part = reading.doubt or "message"
    if column.kind is ColumnKind.DATE:
        return Finding("ambiguous_date", column.dutch, written, {"read_as": reading.value}, part)
    whole = str(int(reading.value))  # digits alone: a point in the answer would raise the question anew
    named = {"read_as": whole, "thousands": str(round(reading.value * 1000))}
    return Finding("ambiguous_number", column.dutch, written, named, part)


def _resolve_municipalities(
    columns: _Columns, texts: dict[str, list[Reading]], register: Register, today: date
) -> None:
    days: list[date | None] = columns.values["reporting_date"]
    blank = [BLANK] * len(days)
    code_readings, name_readings = (texts.get(column, blank) for column in MUNICIPALITY_COLUMNS)
    codes: list[str | None] = []
    for index, (code, name, day) in enumerate(zip(code_readings, name_readings, days, strict=True)):
        if code.rule or name.rule:
            codes.append(None)
            continue
        resolution = _resolved(register, name.value, code.value, day or today)
        is_known_on_day = resolution.outcome is Outcome.RESOLVED
        codes.append(resolution.code if is_known_on_day else None)
        if not is_known_on_day:
            columns.add(index, _municipality_finding(resolution, name.value, code.value, day or today, tuple(texts)))
    columns.values["municipality_code"] = codes


@lru_cache(maxsize=4)
def _names(register: Register) -> Names:
    return Names(register)


@lru_cache(maxsize=50_000)
def _resolved(register: Register, name: str | None, code: str | None, day: date) -> Resolution:
    return _names(register).resolve(name, code, day)


_NOT_KNOWN: Final = {Outcome.SUGGEST: "suggest", Outcome.ASK: "ask"}


def _municipality_finding(
    resolution: Resolution, name: str | None, code: str | None, day: date, present: tuple[str, ...]
) -> Finding:
    column = MUNICIPALITY_COLUMNS[0 if code or MUNICIPALITY_COLUMNS[1] not in present else 1]
    written = code or name
    candidates = ", ".join(f"{one.name} ({one.code})" for one in resolution.candidates)
    meant = resolution.meant.name if resolution.meant else written
    named: dict[str, object] = {"candidates": candidates, "successor": candidates, "day": day, "name": meant}
    if resolution.reason is Reason.MISSING:
        return Finding("missing_value", column if column in present else present[0])
    if resolution.reason is Reason.CODE_NAME_MISMATCH:
        both = {"code": with_strange_letters_shown(code or ""), "name": with_strange_letters_shown(name or "")}
        return Finding("code_name_mismatch", MUNICIPALITY_COLUMNS[1], name, both)
    if resolution.reason is Reason.DISSOLVED:
        part = {Outcome.MERGED: "message", Outcome.SPLIT: "split"}.get(resolution.outcome, "gone")
        return Finding("dissolved_municipality", column, written, named, part)
    if resolution.reason is Reason.NOT_YET_FOUNDED:
        return Finding("unknown_municipality", column, written, named, "not_yet_founded")
    shown = with_strange_letters_shown(written or "")
    part = _NOT_KNOWN.get(resolution.outcome, "message" if shown == written else "strange_letters")
    named["value"] = shown
    return Finding("unknown_municipality", column, written, named, part)


def _look_at_whole_rows(columns: _Columns, rows: list[RawRow]) -> None:
    """Personal data under unknown columns; a ragged row, whose cells may have shifted, breaks only that rule."""
    for index, row in enumerate(rows):
        if row.is_ragged:
            known = [finding for finding in columns.findings.get(index, []) if finding.rule == "personal_data"]
            if not known:  # a number column may hold what shifted into it
                found = (personal_data_in(cell.written) for cell in row.cells.values())
                known = [_personal(kind) for kind in found if kind is not None][:1]
            part = "seems_shifted" if row.seems_shifted else "surplus" if row.has_surplus else "message"
            remedy = "remedy" if part == "message" else f"remedy_{part}"
            columns.findings[index] = [Finding("ragged_row", part=part, remedy=remedy), *known]
        for header, text in row.extra_cells.items():
            kind = personal_data_beside(header, text)
            if kind is not None:
                columns.add(index, _personal(kind, None if holds_personal_data(header) else header))


def _personal(kind: PersonalData, column: str | None = None) -> Finding:
    reading = personal_reading(kind)
    return Finding("personal_data", column, None, {}, reading.part, reading.remedy)
