"""A refused row taken in after all, with its cells put right, or closed with a reason."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import polars as pl

from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from pipelines.format.columns import FORMATS
from pipelines.format.raw import EMPTY_CELL, Cell, RawFile, RawRow, RawSheet, RawTable
from pipelines.format.withheld import WITHHELD_CELLS
from pipelines.intake import Context, acknowledged, intake_of
from pipelines.normalising.personal_data import holds_personal_data
from pipelines.receipt.problems import bilingual
from store.clock import behind_message
from store.intake import Intake, QuarantinedRow, Refusals

if TYPE_CHECKING:
    from store.writer import Writer


class NotOpenError(LookupError):
    """There is no open refused row with that id."""


def retry(
    quarantine_id: str,
    changes: Mapping[str, str],
    *,
    writer: "Writer",
    register: Register,
    programme: Programme,
    recorded_at: datetime,
    is_replay: bool = False,
) -> dict[str, Any]:
    """Take a refused row in with some cells changed, by Dutch column; "" empties a cell. Returns its receipt.

    When it still breaks a rule the receipt is a rejection: nothing is recorded (sequence is null), the row stays open.
    Raises NotOpenError, and ValueError for a column that the table does not have.
    """
    row = _open_row(quarantine_id, writer)
    intake = understood_again(row, changes, Context(writer.reader, register, programme, dutch_day(recorded_at)))
    if intake.outcome != "accepted":
        still_open = bilingual("receipt.note.still_open", quarantine_id=quarantine_id)
        receipt = {**intake.receipt, "outcome": "rejected", "notes": [still_open]}
        return acknowledged(replace(intake, receipt=receipt), recorded_at, None)
    behind = behind_message(recorded_at, writer.last_recorded_at)
    recorded = writer.record(intake, recorded_at=recorded_at, is_replay=is_replay)
    return acknowledged(intake, recorded.recorded_at, recorded.sequence, behind)


def understood_again(row: Mapping[str, Any], changes: Mapping[str, str], context: Context) -> Intake:
    """A refused row (of `Reader.quarantine`) with some cells changed, as the store would take it in.

    Raises ValueError for a column that the table does not have.
    """
    quarantine_id, table = str(row["quarantine_id"]), Table(row["table"])
    cells = _changed_cells(row["cells"], table, changes)
    return intake_of(
        _one_row_file(row, table, cells, doubted_dates=_doubted_dates(row, changes)),
        row["file_name"],
        sha256(_canonical(quarantine_id, cells)).hexdigest(),
        context,
        cleared=(quarantine_id,),
        notes=(bilingual("receipt.note.resolved_from", file=row["file_name"]),),
    )


def undo(
    quarantine_id: str, sequence: int, *, reason: str, writer: "Writer", recorded_at: datetime, is_replay: bool = False
) -> int:
    """Takes back what put a refused row right, by its place in the ledger; returns the place of the taking back.

    What was said is withdrawn, so what was said before it stands again; every row that it closed waits once more,
    word for word, under a new id: nothing is rewritten. Raises NotOpenError where that line did not close the row, or
    was taken back before.
    """
    every = writer.reader.quarantine(only_open=False)
    rows = every.filter((every["closed_by_sequence"] == sequence) & (every["status"] == "cleared")).to_dicts()
    closed = next((row for row in rows if row["quarantine_id"] == quarantine_id), None)
    if closed is None or _waits_again(closed, every, writer):
        raise NotOpenError(f"ledger line {sequence} did not put {quarantine_id!r} right, or was taken back")
    first, *more = _of_one_line_each(rows)
    again = partial(writer.withdraw, recorded_at=recorded_at, reason=reason, is_replay=is_replay)
    recorded = again(statements=sequence, refused_again=first)
    for rest in more:
        again(statements={}, refused_again=rest)
    return recorded.sequence


def _waits_again(closed: Mapping[str, Any], every: pl.DataFrame, writer: "Writer") -> bool:
    """Whether the row was refused once more by a line that took back what had put it right."""
    files = writer.reader.files()
    withdrawals = files.filter(files["kind"] == "withdrawal")["sequence"]
    place = ("file_name", "table", "sheet", "row_number", "cells")
    later = every.filter(pl.col("ledger_sequence") > closed["closed_by_sequence"])
    same = later.filter(pl.col(name).eq_missing(pl.lit(closed[name])) for name in place)
    return same.filter(pl.col("ledger_sequence").is_in(withdrawals.implode())).height > 0


def _of_one_line_each(rows: Sequence[Mapping[str, Any]]) -> list[Refusals]:
    """The rows as refusals: of each file together, for a line of the ledger names one file and each row once."""
    by_file: dict[str | None, list[QuarantinedRow]] = {}
    for row in rows:
        by_file.setdefault(row["file_name"], []).append(_as_refused(row))
    return [Refusals(name, tuple(refused)) for name, refused in by_file.items()]


def _as_refused(row: Mapping[str, Any]) -> QuarantinedRow:
    names = ("municipality_code", "reporting_date", "step_number", "target_group")
    key = {name: row[name] for name in names if row[name] is not None}
    table, cells, problems = Table(row["table"]), json.loads(row["cells"]), json.loads(row["problems"])
    return QuarantinedRow(table, row["sheet"], row["row_number"], cells, problems, key or None)


def _changed_cells(written: str, table: Table, changes: Mapping[str, str]) -> dict[str, str]:
    """The cells of a refused row with the changes in them, by Dutch column; what was withheld counts as empty."""
    known = FORMATS[table].by_dutch
    unknown = sorted(changes.keys() - known.keys())
    if unknown:
        raise ValueError(f"{FORMATS[table].dutch} has no column {', '.join(unknown)}; it has {', '.join(known)}")
    before: dict[str, str | None] = json.loads(written)
    kept = {name: "" if text in WITHHELD_CELLS else text for name, text in before.items()}
    return {name: text for name in known if (text := changes.get(name, kept.get(name))) is not None}


def dismiss(
    quarantine_id: str, *, reason: str, writer: "Writer", recorded_at: datetime, is_replay: bool = False
) -> int:
    """Close a refused row without taking it in; returns the place in the ledger.

    Raises NotOpenError, and ValueError for a reason that is empty or holds personal data: the ledger keeps it forever.
    """
    if not reason.strip() or holds_personal_data(reason):
        raise ValueError("write a reason, without personal data: it is kept for good")
    _open_row(quarantine_id, writer)
    recorded = writer.resolve_quarantine(
        [quarantine_id], how="dismissed", reason=reason, recorded_at=recorded_at, is_replay=is_replay
    )
    return recorded.sequence


def _open_row(quarantine_id: str, writer: "Writer") -> dict[str, Any]:
    rows = writer.reader.quarantine(only_open=True)
    found = rows.filter(rows["quarantine_id"] == quarantine_id)
    if found.is_empty():
        raise NotOpenError(f"no open refused row is called {quarantine_id!r}")
    return found.row(0, named=True)


def _doubted_dates(row: Mapping[str, Any], changes: Mapping[str, str]) -> tuple[str, ...]:
    """The date columns that were refused and not changed: 03/04/2025 is no surer by itself than it was in its file."""
    problems: list[dict[str, Any]] = json.loads(row["problems"])
    refused = [problem["column"] for problem in problems if problem["rule"] == "bad_date"]
    return tuple(column for column in refused if column not in changes)


def _one_row_file(
    row: Mapping[str, Any], table: Table, cells: Mapping[str, str], *, doubted_dates: tuple[str, ...]
) -> RawFile:
    """The row as a file of its own; a column that its file did not have is left out, so it keeps what is held."""
    as_cells = {name: Cell(text, None, text) if text else EMPTY_CELL for name, text in cells.items()}
    raw_table = RawTable(
        table=table,
        sheet=row["sheet"],
        header_row_number=1,
        headers={name: name for name in cells},
        unknown_columns=(),
        rows=(RawRow(row["row_number"], as_cells),),
        left_out=(),
        doubted_dates=doubted_dates,
    )
    header = (1, [Cell(name, None, name) for name in cells])
    sheet = RawSheet(row["sheet"], (header, (row["row_number"], list(as_cells.values()))))
    return RawFile(row["file_name"], (raw_table,), notes=(), sheets=(sheet,))


def _canonical(quarantine_id: str, cells: Mapping[str, str]) -> bytes:
    line = {"quarantine_id": quarantine_id, "cells": dict(cells)}
    return (json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()
