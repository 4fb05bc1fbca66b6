"""The journal: the content of each event as one immutable file of canonical lines, packed, named by its SHA-256."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal, cast

import polars as pl

from domain.statements import KEY, Table, has_repeated_keys
from store.beside import Beside
from store.canonical import canonical_json, read_json_object, read_moment
from store.contents import Content
from store.errors import NewerFormatError
from store.intake import Intake, QuarantinedRow
from store.journal_rows import RECORDED_COLUMNS, read_rows, row_lines
from store.ledger import FORMATS, PACKED_FORMAT, LedgerLine, line_of
from store.packed import is_packed, packed, unpacked, whole_lines

ClosedAs = Literal["cleared", "dismissed"]


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

    `told_at` is what the clock said, also when the line got a later moment. `statements` are frames with
    RECORDED_COLUMNS, `withdrawn` frames with TARGET_COLUMNS, of the tables that have any. Who reads thousands of events
    takes their rows together instead (`store.batches`).
    """

    receipt: dict[str, Any] | None = None
    statements: dict[Table, pl.DataFrame] = field(default_factory=dict)
    quarantined: tuple[QuarantinedRow, ...] = ()
    withdrawn: dict[Table, pl.DataFrame] = field(default_factory=dict)
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
            table: conforming(intake.statements[table], RECORDED_COLUMNS[table], table)
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
    if has_repeated_keys(shaped, key):
        raise ValueError(f"two statements of {table.value} have one key")
    return shaped


def with_journal(draft: LedgerLine, event: Event) -> tuple[LedgerLine, bytes]:
    """The sealed line with its journal file, packed: a header line, then a line per statement, refusal and withdrawn
    statement.

    The header also holds what the ledger says of it, so that a lost ledger line can be made again from the file.
    """
    content, canonical_sha256 = packed(_lines(event, draft))
    return replace(draft, journal=Content.of(content), canonical_sha256=canonical_sha256).sealed(), content


def line_named_in(data: bytes) -> LedgerLine | None:
    """The ledger line that a journal file belonged to when it was written; None in files of release 0.1.0.

    Raises ValueError for what is no journal file.
    """
    digest, pieces = hashlib.sha256(), unpacked(data)
    first = next(whole_lines(_seen(pieces, digest.update)), b"")
    header = read_json_object(first.partition(b"\n")[0])
    facts = header.get("ledger")
    if facts is None:
        return None
    for piece in pieces:
        digest.update(piece)
    canonical = digest.hexdigest() if is_packed(data) else None
    try:
        line = line_of(cast("dict[str, object]", facts), Content.of(data))
        return replace(line, canonical_sha256=canonical).sealed()
    except (KeyError, TypeError) as error:
        raise ValueError(f"the header has not the fields of a ledger line: {error}") from error


def read_parts(data: bytes, canonical_sha256: str | None) -> tuple[Event, Iterator[bytes]]:
    """The event in a journal file without its rows and refusals, and their lines, a bounded number of bytes at a time.

    Whether all lines together have the SHA-256 shows at their end. Raises ValueError for anything that `with_journal`
    would not write, NewerFormatError for what a newer release wrote.
    """
    digest = hashlib.sha256()
    pieces = whole_lines(_seen(unpacked(data), digest.update))
    first, newline, rest = next(pieces, b"").partition(b"\n")
    if not newline:
        raise ValueError("the last line is not complete")

    def lines() -> Iterator[bytes]:
        if rest:
            yield rest
        yield from pieces
        if canonical_sha256 not in (None, digest.hexdigest()):
            raise ValueError("SHA-256 of what is packed")

    return _without_rows(read_json_object(first)), lines()


def read_event(data: bytes, canonical_sha256: str | None = None) -> Event:
    """The whole event in a journal file. Raises as `read_parts`."""
    event, pieces = read_parts(data, canonical_sha256)
    lines = b"".join(pieces)
    rows = read_rows(lines, lines.count(b"\n"))
    frames = {kind: {table: part.drop("place") for table, part in of.items()} for kind, of in rows.frames.items()}
    refused = tuple(refused_row(line, place) for place, line in rows.others.items())
    return replace(event, statements=frames["statement"], withdrawn=frames["withdrawn"], quarantined=refused)


def refused_row(line: bytes, place: int) -> QuarantinedRow:
    """The refused row that a line holds. Raises ValueError for a line of another kind, naming its place."""
    try:
        written: dict[str, Any] = read_json_object(line)
        if written["line"] != "quarantined":
            raise ValueError(f"unknown kind of line {written['line']!r}")
        return _quarantined(Table(written["table"]), written)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"line {place + 2}: {error}") from error


def _without_rows(header: dict[str, Any]) -> Event:
    if header.get("format") not in FORMATS:
        raise NewerFormatError(f"format {header.get('format')}")
    try:
        return Event(
            receipt=header["receipt"],
            closed=tuple(header["closed"]),
            closed_as=header["closed_as"],
            reason=header["reason"],
            told_at=None if header.get("told_at") is None else read_moment(header["told_at"]),
            replaced=tuple(Replaced(**written) for written in header.get("replaced", ())),
            moments={int(sequence): read_moment(moment) for sequence, moment in header.get("moments", {}).items()},
            beside=_beside(header.get("beside")),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"line 1: {error}") from error


def _lines(event: Event, line: LedgerLine) -> Iterator[bytes]:
    header = {name: getattr(event, name) for name in ("receipt", "closed", "closed_as", "reason", "told_at")}
    replaced = [asdict(one) for one in event.replaced]
    moments = {str(sequence): moment for sequence, moment in event.moments.items()}
    beside = {} if event.beside is None else {"beside": event.beside.as_json()}
    yield _line(
        {"format": PACKED_FORMAT, **header, "replaced": replaced, "moments": moments, **beside, "ledger": line.facts()}
    )
    for table, frame in sorted(event.statements.items(), key=_in_order):
        yield from row_lines("statement", table, frame)
    for row in event.quarantined:
        content = {name: getattr(row, name) for name in ("sheet", "row_number", "cells", "problems", "key")}
        yield _line({"line": "quarantined", "table": row.table.value, **content})
    for table, frame in sorted(event.withdrawn.items(), key=_in_order):
        yield from row_lines("withdrawn", table, frame)


def _in_order(of_table: tuple[Table, pl.DataFrame]) -> int:
    return list(Table).index(of_table[0])


def _line(content: dict[str, Any]) -> bytes:
    return canonical_json(content).encode("utf-8") + b"\n"


def _seen(pieces: Iterable[bytes], see: Callable[[bytes], None]) -> Iterator[bytes]:
    for piece in pieces:
        see(piece)
        yield piece


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


def quarantine_id(sequence: int, table: Table, row_number: int) -> str:
    """How a refused row is called: by its place in the ledger, its table and its row."""
    return f"{sequence}-{table.value}-{row_number}"
