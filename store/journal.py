"""The journal: the content of each event as one immutable file of canonical lines, named by its SHA-256."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, Literal, cast

import polars as pl

from domain.statements import KEY, STATEMENT_COLUMNS, Table
from store.beside import Beside
from store.canonical import canonical_json, read_json_object, read_moment
from store.contents import Content
from store.errors import NewerFormatError
from store.intake import Intake, QuarantinedRow
from store.ledger import FORMATS, LedgerLine, line_of

ClosedAs = Literal["cleared", "dismissed"]
Row = tuple[object, ...]
_DATE: Final = pl.Date()

RECORDED_COLUMNS: Final[dict[Table, dict[str, pl.DataType]]] = {
    table: {**STATEMENT_COLUMNS[table], "flags": pl.String(), "row_number": pl.Int64()} for table in Table
}
"""What the intake hands over per statement."""

TARGET_COLUMNS: Final[dict[Table, dict[str, pl.DataType]]] = {
    table: {
        **{column: STATEMENT_COLUMNS[table][column] for column in KEY[table]},
        "ledger_sequence": pl.Int64(),
    }
    for table in Table
}
"""What points at one statement, for a withdrawal."""


@dataclass(frozen=True)
class Replaced:
    """One earlier line that a redaction replaced: the hashes (SHA-256) of line and files before and after.

    An archive that was dropped has no hash after.
    """

    sequence: int
    line_before: str
    line_after: str
    journal_before: str
    journal_after: str
    archive_before: str | None
    archive_after: str | None


@dataclass(frozen=True)
class Event:
    """The content of one ledger line: new statements and refusals, what is withdrawn or closed, or what became of
    earlier lines: replaced by others (`replaced`), or given the moment they should have had (`moments`, by sequence).
    `beside` is what was said about a report beside its rows.

    `told_at` is what the clock said, also when the line got a later moment. `statements` are rows with
    RECORDED_COLUMNS, `withdrawn` rows with TARGET_COLUMNS: a frame for each of thousands of small events would cost
    more than all the rest of a rebuild.
    """

    receipt: dict[str, Any] | None = None
    statements: dict[Table, list[Row]] = field(default_factory=dict)
    quarantined: tuple[QuarantinedRow, ...] = ()
    withdrawn: dict[Table, list[Row]] = field(default_factory=dict)
    closed: tuple[str, ...] = ()
    closed_as: ClosedAs | None = None
    reason: str | None = None
    told_at: datetime | None = None
    replaced: tuple[Replaced, ...] = ()
    moments: dict[int, datetime] = field(default_factory=dict)
    beside: Beside | None = None


def event_of(intake: Intake) -> Event:
    """The content of an intake. Raises ValueError when a frame is not what the contract says."""
    return Event(
        receipt=intake.receipt,
        statements={
            table: conforming(intake.statements[table], RECORDED_COLUMNS[table], table).rows()
            for table in Table
            if table in intake.statements and not intake.statements[table].is_empty()
        },
        quarantined=tuple(intake.quarantined),
        closed=tuple(intake.cleared),
        closed_as="cleared" if intake.cleared else None,
    )


def conforming(frame: pl.DataFrame, columns: dict[str, pl.DataType], table: Table) -> pl.DataFrame:
    """The frame with exactly these columns and types. Raises ValueError for missing ones, null or repeated keys."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(f"statements of {table.value} lack {', '.join(missing)}")
    shaped = (
        frame if dict(frame.schema) == columns else frame.select(pl.col(name).cast(columns[name]) for name in columns)
    )
    key = [*KEY[table], *(["ledger_sequence"] if "ledger_sequence" in columns else [])]
    if any(shaped[name].null_count() for name in key):
        raise ValueError(f"a statement of {table.value} has no complete key")
    if len(set(shaped.select(key).rows())) < shaped.height:
        raise ValueError(f"two statements of {table.value} have one key")
    return shaped


def event_bytes(event: Event, line: LedgerLine) -> bytes:
    """The journal file of an event: a header line, then a line per statement, refusal and withdrawn statement.

    The header also holds what the ledger says of it, so that a lost ledger line can be made again from the file.
    """
    return ("\n".join(_lines(event, line)) + "\n").encode("utf-8")


def with_journal(draft: LedgerLine, event: Event) -> tuple[LedgerLine, bytes]:
    """The sealed line with its journal file."""
    content = event_bytes(event, draft)
    return replace(draft, journal=Content.of(content)).sealed(), content


def line_named_in(data: bytes) -> LedgerLine | None:
    """The ledger line that a journal file belonged to when it was written; None in files of release 0.1.0.

    Raises ValueError for what is no journal file.
    """
    header = read_json_object(data.partition(b"\n")[0])
    facts = header.get("ledger")
    if facts is None:
        return None
    try:
        return line_of(cast("dict[str, object]", facts), Content.of(data)).sealed()
    except (KeyError, TypeError) as error:
        raise ValueError(f"the header has not the fields of a ledger line: {error}") from error


def read_event(data: bytes) -> Event:
    """The event in a journal file. Raises ValueError (with the line) for anything `event_bytes` would not write,
    NewerFormatError for what a newer release wrote."""
    *lines, rest = data.split(b"\n")
    if rest or not lines:
        raise ValueError("the last line is not complete")
    header: dict[str, Any] = read_json_object(lines[0])
    if header.get("format") not in FORMATS:
        raise NewerFormatError(f"format {header.get('format')}")
    statements: dict[Table, list[Row]] = {}
    withdrawn: dict[Table, list[Row]] = {}
    quarantined: list[QuarantinedRow] = []
    for number, line in enumerate(lines[1:], start=2):
        try:
            written = read_json_object(line)
            table = Table(written.pop("table"))
            match written.pop("line"):
                case "statement":
                    statements.setdefault(table, []).append(_row(written, RECORDED_COLUMNS[table]))
                case "withdrawn":
                    withdrawn.setdefault(table, []).append(_row(written, TARGET_COLUMNS[table]))
                case "quarantined":
                    quarantined.append(_quarantined(table, written))
                case other:
                    raise ValueError(f"unknown kind of line {other!r}")
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"line {number}: {error}") from error
    return Event(
        receipt=header["receipt"],
        statements=statements,
        quarantined=tuple(quarantined),
        withdrawn=withdrawn,
        closed=tuple(header["closed"]),
        closed_as=header["closed_as"],
        reason=header["reason"],
        told_at=None if header.get("told_at") is None else read_moment(header["told_at"]),
        replaced=tuple(Replaced(**written) for written in header.get("replaced", ())),
        moments={int(sequence): read_moment(moment) for sequence, moment in header.get("moments", {}).items()},
        beside=_beside(header.get("beside")),
    )


def _lines(event: Event, line: LedgerLine) -> Iterator[str]:
    header = {name: getattr(event, name) for name in ("receipt", "closed", "closed_as", "reason", "told_at")}
    replaced = [asdict(one) for one in event.replaced]
    moments = {str(sequence): moment for sequence, moment in event.moments.items()}
    beside = {} if event.beside is None else {"beside": event.beside.as_json()}
    yield canonical_json(
        {"format": 2, **header, "replaced": replaced, "moments": moments, **beside, "ledger": line.facts()}
    )
    for table in Table:
        for row in event.statements.get(table, ()):
            named = zip(RECORDED_COLUMNS[table], row, strict=True)
            yield canonical_json({"line": "statement", "table": table.value, **dict(named)})
    for row in event.quarantined:
        content = {name: getattr(row, name) for name in ("sheet", "row_number", "cells", "problems", "key")}
        yield canonical_json({"line": "quarantined", "table": row.table.value, **content})
    for table in Table:
        for row in event.withdrawn.get(table, ()):
            named = zip(TARGET_COLUMNS[table], row, strict=True)
            yield canonical_json({"line": "withdrawn", "table": table.value, **dict(named)})


def _beside(written: dict[str, Any] | None) -> Beside | None:
    try:
        return None if written is None else Beside.read(written)
    except (KeyError, TypeError) as error:
        raise ValueError(f"what was said beside the rows cannot be read: {error}") from error


def _quarantined(table: Table, written: dict[str, Any]) -> QuarantinedRow:
    key = written["key"]
    if key is not None and key.get("reporting_date") is not None:
        key["reporting_date"] = date.fromisoformat(key["reporting_date"])
    return QuarantinedRow(table, written["sheet"], written["row_number"], written["cells"], written["problems"], key)


def _row(written: dict[str, Any], columns: dict[str, pl.DataType]) -> Row:
    if written.keys() != columns.keys():
        raise ValueError(f"not the columns of this table: {sorted(written.keys() ^ columns.keys())}")
    return tuple(
        date.fromisoformat(written[name]) if kind == _DATE and written[name] is not None else written[name]
        for name, kind in columns.items()
    )


def quarantine_id(sequence: int, table: Table, row_number: int) -> str:
    """How a refused row is called: by its place in the ledger, its table and its row."""
    return f"{sequence}-{table.value}-{row_number}"
