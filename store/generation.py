"""A generation: one DuckDB file made from the journal. Derived, so never the only copy of anything."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from domain.statements import Table
from store.batches import MOMENT_WITHOUT_ZONE, Batch, plain
from store.beside import COLUMNS as BESIDE_COLUMNS
from store.canonical import canonical_json
from store.durable import see_regular
from store.intake import QuarantinedRow
from store.journal import Event, quarantine_id
from store.journal_rows import TARGET_COLUMNS
from store.ledger import LedgerLine
from store.queries import query
from store.schema import migrations

_COUNTS: Final = ("read", "accepted", "unchanged", "corrections", "quarantined", "left_out")
_COUNT_COLUMNS: Final = {"corrections": "correction_count"}
LEDGER_LINE_COLUMNS: Final[dict[str, Any]] = {
    "sequence": pl.Int64(),
    "kind": pl.String(),
    "recorded_at": MOMENT_WITHOUT_ZONE,
    "file_name": pl.String(),
    "received_sha256": pl.String(),
    "received_on_behalf": pl.String(),
    "outcome": pl.String(),
    **{_COUNT_COLUMNS.get(name, f"{name}_count"): pl.Int64() for name in _COUNTS},
    "municipality_codes": pl.List(pl.String()),
    "archive_sha256": pl.String(),
    "archive_kind": pl.String(),
    "is_replay": pl.Boolean(),
    "is_synthetic": pl.Boolean(),
    "reason": pl.String(),
    "receipt": pl.String(),
    "hash": pl.String(),
}
QUARANTINE_COLUMNS: Final[dict[str, Any]] = {
    "quarantine_id": pl.String(),
    "ledger_sequence": pl.Int64(),
    "recorded_at": MOMENT_WITHOUT_ZONE,
    "file_name": pl.String(),
    "table": pl.String(),
    "sheet": pl.String(),
    "row_number": pl.Int64(),
    "rules": pl.List(pl.String()),
    "cells": pl.String(),
    "problems": pl.String(),
    "municipality_code": pl.String(),
    "reporting_date": pl.Date(),
    "step_number": pl.Int64(),
    "target_group": pl.String(),
}
_CLOSING_COLUMNS: Final[dict[str, Any]] = {
    "quarantine_id": pl.String(),
    "closed_at": MOMENT_WITHOUT_ZONE,
    "closed_as": pl.String(),
    "closed_by_sequence": pl.Int64(),
}
_MOMENTS_BY_LINE: Final = (
    *((table.value, "recorded_at", "ledger_sequence") for table in Table),
    *((table.value, "withdrawn_at", "withdrawn_by_sequence") for table in Table),
    ("quarantined_row", "recorded_at", "ledger_sequence"),
    ("quarantined_row", "closed_at", "closed_by_sequence"),
    ("beside", "recorded_at", "ledger_sequence"),
    ("ledger_line", "recorded_at", "sequence"),
)  # which moment in which table came from which line
TALLIED: Final = (*(table.value for table in Table), "quarantined_row", "beside", "ledger_line")


def open_for_building(path: Path | None) -> duckdb.DuckDBPyConnection:
    """A connection that may write: to a file, or to memory when `path` is None. Two threads: it serves one command."""
    return duckdb.connect(str(path) if path else ":memory:", config={"threads": "2"})


def open_for_reading(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection that can touch nothing but its own file. Raises duckdb.Error and OSError."""
    see_regular(path)
    return duckdb.connect(
        str(path), read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
    )


def make_empty(connection: duckdb.DuckDBPyConnection) -> None:
    """Runs every migration on a new, empty generation."""
    for _, statements in migrations():
        connection.execute(statements)


def tallies(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows the generation holds, per table of TALLIED."""
    (counted,) = connection.execute(query("tallies")).fetchall()
    return dict(zip(TALLIED, counted, strict=True))


def expected_tallies(before: Mapping[str, int], lines: Iterable[LedgerLine]) -> dict[str, int]:
    """What the ledger says that the rows per table should be after these lines."""
    total = Counter({name: before.get(name, 0) for name in TALLIED})
    for line in lines:
        total.update({name: line.counts.get(f"stored_{name}", 0) for name in TALLIED if name != "ledger_line"})
        total["ledger_line"] += 1
    return {name: total[name] for name in TALLIED}


def stored_counts(event: Event) -> dict[str, int]:
    """The counts of a ledger line: the receipt's, summed over its tables, and the rows it adds to each table."""
    tables: Mapping[str, Mapping[str, int]] = (event.receipt or {}).get("tables") or {}
    counts = {name: sum(int(counted.get(name, 0)) for counted in tables.values()) for name in _COUNTS}
    stored = {f"stored_{table.value}": rows.height for table, rows in event.statements.items()}
    beside = {"stored_beside": 1} if event.beside is not None else {}
    return {**counts, **stored, "stored_quarantined_row": len(event.quarantined), **beside}


def add_batch(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Adds events, in the order of the ledger, to a generation that holds everything before them.

    All rows go in first and are marked afterwards: an event only ever points at rows of earlier events, by their
    ledger sequence, so this is the same as one event after the other.
    """
    if batch.events:
        _insert(connection, "ledger_line", ledger_rows(batch))
    for table, added in batch.frames["statement"].items():
        _insert(connection, table.value, added)
    for table, pointed in batch.frames["withdrawn"].items():
        once = pointed.unique([*TARGET_COLUMNS[table]], keep="first", maintain_order=True)
        _run_staged(connection, query("withdraw_statements", table), once)
    if batch.refused:
        _insert(connection, "quarantined_row", quarantine_frame(batch.refused))
    said = beside_frame(batch.events)
    if said.height:
        _insert(connection, "beside", said)
    closed = [
        (name, plain(line.recorded_at), event.closed_as, line.sequence)
        for line, event in batch.events
        for name in event.closed
    ]
    if closed:
        frame = pl.DataFrame(closed, schema=_CLOSING_COLUMNS, orient="row")
        _run_staged(
            connection, query("close_quarantine"), frame.unique("quarantine_id", keep="first", maintain_order=True)
        )
    for _, event in batch.events:
        if event.moments:
            _give_moments(connection, event.moments)


def _give_moments(connection: duckdb.DuckDBPyConnection, moments: Mapping[int, datetime]) -> None:
    """Gives everything that these lines recorded, withdrew or closed the moments they should have had."""
    given = [(sequence, plain(moment)) for sequence, moment in moments.items()]
    frame = pl.DataFrame(given, schema={"sequence": pl.Int64(), "moment": MOMENT_WITHOUT_ZONE}, orient="row")
    for table, moment, sequence in _MOMENTS_BY_LINE:  # names of ours
        update = f"update {table} set {moment} = staged.moment from staged where {table}.{sequence} = staged.sequence"  # nosec B608 # ours
        _run_staged(connection, update, frame)


def ledger_rows(batch: Batch) -> pl.DataFrame:
    """One row per ledger line that ends in the batch."""
    rows = [
        (
            line.sequence, line.kind, plain(line.recorded_at), line.file_name, line.received_sha256,
            line.received_on_behalf, line.outcome,
            *(line.counts.get(name) for name in _COUNTS),
            batch.codes[line.sequence], line.archive.sha256 if line.archive else None, line.archive_kind,
            line.is_replay, line.is_synthetic, event.reason,
            None if event.receipt is None else canonical_json(event.receipt), line.chain_hash,
        )
        for line, event in batch.events
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=LEDGER_LINE_COLUMNS, orient="row")


def beside_frame(events: list[tuple[LedgerLine, Event]]) -> pl.DataFrame:
    """One row per thing that these events say about a report, with the columns of `store.beside` and provenance."""
    rows = [
        (*event.beside.row(), line.sequence, plain(line.recorded_at))
        for line, event in events
        if event.beside is not None
    ]
    schema = {**BESIDE_COLUMNS, "ledger_sequence": pl.Int64(), "recorded_at": MOMENT_WITHOUT_ZONE}
    return pl.DataFrame(rows, schema=schema, orient="row")


def quarantine_frame(refused: list[tuple[LedgerLine, QuarantinedRow]]) -> pl.DataFrame:
    """One row per refused row, with QUARANTINE_COLUMNS."""
    rows = [_quarantine_row(line, row) for line, row in refused]
    return pl.DataFrame(rows, schema=QUARANTINE_COLUMNS, orient="row")


def _quarantine_row(line: LedgerLine, row: QuarantinedRow) -> tuple[object, ...]:
    names = ("municipality_code", "reporting_date", "step_number", "target_group")
    return (
        quarantine_id(line.sequence, row.table, row.row_number), line.sequence, plain(line.recorded_at),
        line.file_name, row.table.value, row.sheet, row.row_number,
        list(dict.fromkeys(str(problem["rule"]) for problem in row.problems)),
        canonical_json(row.cells), canonical_json(row.problems),
        *((row.key or {}).get(name) for name in names),
    )  # fmt: skip


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    _run_staged(connection, f"insert into {table} by name select * from staged", frame)  # nosec B608 # a table of ours


def _run_staged(connection: duckdb.DuckDBPyConnection, statement: str, frame: pl.DataFrame) -> None:
    connection.register("staged", frame)
    try:
        connection.execute(statement)
    finally:
        connection.unregister("staged")
