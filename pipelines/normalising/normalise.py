"""Raw table -> normalised: a typed frame, one row per row of the file, and what was found wrong while reading it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

import polars as pl

from domain.municipalities import Register
from domain.statements import STATEMENT_COLUMNS, Table
from pipelines.format.coded_cells import CodedCells, coded, row_numbers, rows_by_hand, unknown_columns
from pipelines.format.columns import FORMATS, MUNICIPALITY_COLUMNS, Column, ColumnKind
from pipelines.format.finding import Finding
from pipelines.format.raw import Cell, LeftOut, RawRow, RawTable
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.cells import ColumnRead, ColumnReader, Reading, personal_reading
from pipelines.normalising.date_orders import DateOrder
from pipelines.normalising.municipality_codes import resolved
from pipelines.normalising.personal_data import (
    PersonalData,
    holds_personal_data,
    personal_data_beside,
    personal_data_in,
)
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
    def rows(self) -> Sequence[RawRow]:
        """The rows of the file that are data."""
        return self.filled.rows

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows that are no data, those in which nothing was filled in among them, in the order of the file."""
        return self.filled.left_out


@dataclass
class _Columns:
    """The readings of a table, column by column; `municipalities` is per row what was read of code and name."""

    values: dict[str, pl.Series]
    municipalities: dict[str, ColumnRead] = field(default_factory=dict[str, ColumnRead])
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


def _of_one_hand(raw: RawTable, column: Column) -> Iterator[Cell]:
    """The cells that tell how a column of dates was written: of every row, also one that is refused or left out.

    In a row that has shifted a date stands under another name.
    """
    yield from coded(raw.rows, column.dutch).used()
    for _, row in rows_by_hand(raw.rows):
        if row.is_ragged or row.seems_shifted:
            yield from row.cells.values()
            yield from (Cell(text, None, text) for text in row.extra_cells.values())


def _evidence(filled: FilledRows, cells: CodedCells) -> list[Cell]:
    """The cells that tell how a column is written; in a row that has shifted they belong to another one."""
    shifted = [index for index, row in rows_by_hand(filled.rows) if row.is_ragged or row.seems_shifted]
    if not shifted:
        return cells.used()
    return cells.taken((~pl.int_range(len(filled.rows), eager=True).is_in(shifted)).arg_true()).used()


def _order(raw: RawTable, column: Column, orders: Orders) -> DateOrder:
    """The order of one date column among all those of its file; columns that were doubted before stay so."""
    if column.dutch in raw.doubted_dates:
        return DateOrder(frozenset(get_args(Shape)))
    order = orders.get((raw.table, column.dutch))
    return DateOrder() if order is None else order.beside(orders.values())


def _normalised(
    raw: RawTable, filled: FilledRows, words: Vocabulary, register: Register, *, orders: Orders, today: date
) -> NormalisedTable:
    columns = _Columns({})
    readers: dict[str, ColumnReader] = {}
    types = STATEMENT_COLUMNS[raw.table]
    for column in _present(raw):
        cells = coded(filled.rows, column.dutch)
        order = _order(raw, column, orders)
        evidence = _evidence(filled, cells)
        reader = readers[column.dutch] = ColumnReader.of(column, evidence, words, order=order, uses_1904=raw.uses_1904)
        read = ColumnRead(cells, [reader.read(cell) for cell in cells.cells])
        if column.dutch in MUNICIPALITY_COLUMNS:
            columns.municipalities[column.dutch] = read
        else:
            values = [reading.value for reading in read.readings]
            columns.values[column.english] = cells.each(values, types[column.english])
        _note_findings(columns, column, read)
    days = columns.values.get("reporting_date", pl.repeat(None, len(filled.rows), dtype=pl.Date(), eager=True))
    columns.values["municipality_code"], unknown = resolved(columns.municipalities, days, register, today=today)
    for index, finding in unknown:
        columns.add(index, finding)
    _look_at_whole_rows(columns, filled.rows)
    nothing = {name: pl.lit(None, dtype) for name, dtype in types.items() if name not in columns.values}
    frame = pl.DataFrame(columns.values).with_columns(**nothing).select(*types)
    frame = frame.with_columns(row_numbers(filled.rows).alias("row_number"))
    absent = tuple(column.english for column in FORMATS[raw.table].columns if column.dutch not in raw.headers)
    absent = tuple(name for name in absent if name != "municipality_code")
    return NormalisedTable(raw, filled, frame, columns.findings, columns.ambiguous, readers, absent)


def _note_findings(columns: _Columns, column: Column, read: ColumnRead) -> None:
    """What there is to say of the cells of a column, row by row; most columns are done with without looking at one."""
    found = {code: said for code, reading in enumerate(read.readings)
             if (said := _finding(column, read.coded.cells[code], reading)) is not None}  # fmt: skip
    codes = read.coded.codes
    for index in codes.is_in(list(found)).arg_true() if found else ():
        finding, is_doubt = found[codes[index]]
        (columns.ambiguous if is_doubt else columns.findings).setdefault(index, []).append(finding)


def _finding(column: Column, cell: Cell, reading: Reading) -> tuple[Finding, bool] | None:
    """What there is to say of a cell, and whether it is a doubt about what it means rather than a broken rule."""
    if reading.rule is not None:
        written = None if reading.rule == "personal_data" else cell.shown or cell.written
        is_needed_date = reading.rule == "bad_date" and column.is_required and reading.remedy == "remedy"
        remedy = "remedy_required" if is_needed_date else reading.remedy
        return Finding(reading.rule, column.dutch, written, reading.named, reading.part, remedy), False
    if reading.value is None and column.is_required:
        return Finding("missing_value", column.dutch), False
    return None if reading.doubt is None else (_doubt(column, cell.written, reading), True)


def _doubt(column: Column, written: str, reading: Reading) -> Finding:
    """The warning that a value can be read in two ways; it says which of the two was taken."""
    part = reading.doubt or "message"
    if column.kind is ColumnKind.DATE:
        return Finding("ambiguous_date", column.dutch, written, {"read_as": reading.value}, part)
    whole = str(int(reading.value))  # digits alone: a point in the answer would raise the question anew
    named = {"read_as": whole, "thousands": str(round(reading.value * 1000))}
    return Finding("ambiguous_number", column.dutch, written, named, part)


def _look_at_whole_rows(columns: _Columns, rows: Sequence[RawRow]) -> None:
    """Personal data under unknown columns; a ragged row, whose cells may have shifted, breaks only that rule."""
    for index, row in rows_by_hand(rows):
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
                columns.add(index, _beside(kind, header))
    by_hand = {index for index, _ in rows_by_hand(rows)}
    for header, column in unknown_columns(rows).items():
        kinds = {code: kind for code, cell in enumerate(column.cells)
                 if not cell.is_empty and (kind := personal_data_beside(header, cell.written)) is not None}  # fmt: skip
        for index in column.codes.is_in(list(kinds)).arg_true() if kinds else ():
            if index not in by_hand:
                columns.add(index, _beside(kinds[column.codes[index]], header))


def _beside(kind: PersonalData, header: str) -> Finding:
    return _personal(kind, None if holds_personal_data(header) else header)


def _personal(kind: PersonalData, column: str | None = None) -> Finding:
    reading = personal_reading(kind)
    return Finding("personal_data", column, None, {}, reading.part, reading.remedy)
