"""Raw table -> normalised: a typed frame, one row per row of the file, and what was found wrong while reading it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

import polars as pl

from domain.municipalities import Register
from domain.names import Names, Outcome, Reason, Resolution
from domain.statements import STATEMENT_COLUMNS
from pipelines.format.columns import FORMATS, KEY_COLUMNS, MUNICIPALITY_COLUMNS, Column
from pipelines.format.finding import Finding
from pipelines.format.raw import EMPTY_CELL, Cell, LeftOut, RawRow, RawTable
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.cells import BLANK, ColumnReader, Reading
from pipelines.normalising.personal_data import holds_beside_header, holds_personal_data
from pipelines.normalising.strange_letters import with_strange_letters_shown
from pipelines.reading.tables.left_out_rows import begins_as_total


@dataclass(frozen=True)
class NormalisedTable:
    """A table whose cells were read. The lists and dictionaries go by row index, from 0 in the order of the file.

    `frame` has the columns of a statement and `row_number`; a value that could not be read is null there and has a
    finding. `absent` are the optional columns (English names) that the file does not have. `left_out` are the rows that
    are no data, those in which nothing was filled in among them, in the order of the file.
    """

    raw: RawTable
    rows: list[RawRow]
    frame: pl.DataFrame
    findings: dict[int, list[Finding]]
    ambiguous: dict[int, list[Finding]]
    readers: Mapping[str, ColumnReader]
    absent: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass
class _Columns:
    """The readings of a table, column by column."""

    values: dict[str, list[Any]]
    findings: dict[int, list[Finding]] = field(default_factory=dict[int, list[Finding]])
    ambiguous: dict[int, list[Finding]] = field(default_factory=dict[int, list[Finding]])

    def add(self, index: int, finding: Finding) -> None:
        self.findings.setdefault(index, []).append(finding)


def normalised(raw: RawTable, words: Vocabulary, register: Register, *, today: date) -> NormalisedTable:
    """The table with every cell read. A municipality whose peildatum cannot be read is looked up as of `today`."""
    table_format = FORMATS[raw.table]
    present = [column for column in table_format.columns if column.dutch in raw.headers]
    fillable = [column.dutch for column in present if column.dutch not in KEY_COLUMNS]
    rows, left_out = _without_untouched(raw, fillable)
    columns = _Columns({name: [None] * len(rows) for name in STATEMENT_COLUMNS[raw.table]})
    readers: dict[str, ColumnReader] = {}
    texts: dict[str, list[Reading]] = {}
    for column in present:
        cells = [row.cells.get(column.dutch, EMPTY_CELL) for row in rows]
        reader = readers[column.dutch] = ColumnReader.of(column, cells, words, uses_1904=raw.uses_1904)
        readings = [reader.read(cell) for cell in cells]
        if column.dutch in MUNICIPALITY_COLUMNS:
            texts[column.dutch] = readings
        else:
            columns.values[column.english] = [reading.value for reading in readings]
        _note_findings(columns, column, cells, readings)
    _resolve_municipalities(columns, texts, register, today)
    _look_at_whole_rows(columns, rows)
    frame = pl.DataFrame(columns.values, schema=STATEMENT_COLUMNS[raw.table]).with_columns(
        pl.Series("row_number", [row.row_number for row in rows], dtype=pl.Int64)
    )
    absent = tuple(column.english for column in table_format.columns if column.dutch not in raw.headers)
    absent = tuple(name for name in absent if name != "municipality_code")
    return NormalisedTable(raw, rows, frame, columns.findings, columns.ambiguous, readers, absent, left_out)


def _without_untouched(raw: RawTable, fillable: list[str]) -> tuple[list[RawRow], tuple[LeftOut, ...]]:
    """The rows in which something was filled in, and all that are left out."""
    rows: list[RawRow] = []
    left_out = list(raw.left_out)
    for row in raw.rows:
        if _is_untouched(row, fillable):
            is_total = any(begins_as_total(cell.written) for cell in row.cells.values())
            left_out.append(LeftOut(row.row_number, "total" if is_total else "untouched"))
        else:
            rows.append(row)
    return rows, tuple(sorted(left_out, key=lambda row: row.row_number))


def _is_untouched(row: RawRow, fillable: list[str]) -> bool:
    """A prefilled row of which nothing but the key is filled in (personal data anywhere is something)."""
    if row.is_ragged or any(not row.cells.get(name, EMPTY_CELL).is_empty for name in fillable):
        return False
    is_in_key = any(holds_personal_data(cell.written) for cell in row.cells.values())
    return not is_in_key and not any(holds_beside_header(header, text) for header, text in row.extra_cells.items())


def _note_findings(columns: _Columns, column: Column, cells: list[Cell], readings: list[Reading]) -> None:
    for index, reading in enumerate(readings):
        if reading.rule is not None:
            written = None if reading.rule == "personal_data" else cells[index].written
            remedy = "remedy_required" if reading.rule == "bad_date" and column.is_required else "remedy"
            columns.add(index, Finding(reading.rule, column.dutch, written, reading.named, reading.part, remedy))
        elif reading.value is None and column.is_required:
            columns.add(index, Finding("missing_value", column.dutch))
        elif reading.is_ambiguous:
            warning = _ambiguous(column.dutch, cells[index], float(reading.value or 0))
            columns.ambiguous.setdefault(index, []).append(warning)


def _ambiguous(column: str, cell: Cell, read_as: float) -> Finding:
    if read_as.is_integer():
        return Finding("ambiguous_number", column, cell.written, {"read_as": str(int(read_as))})
    return Finding("ambiguous_number", column, cell.written, part="with_decimals")


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
            if not known and any(holds_personal_data(cell.written) for cell in row.cells.values()):
                known = [Finding("personal_data")]  # a number column may hold what shifted into it
            columns.findings[index] = [Finding("ragged_row"), *known]
        for header, text in row.extra_cells.items():
            if holds_beside_header(header, text):
                columns.add(index, Finding("personal_data"))
