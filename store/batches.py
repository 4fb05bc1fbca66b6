"""The content of ledger lines in columns, a bounded number of bytes at a time.

Of thousands of small files the rows are read together, of a large one a part at a time: the memory of a rebuild does
not grow with the store, and no row becomes an object.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import numpy as np
import polars as pl

from domain.statements import Table
from store.errors import StoreDamagedError
from store.home import Home
from store.intake import QuarantinedRow
from store.journal import Event, refused_row
from store.journal_files import journal_parts
from store.journal_rows import COLUMNS, Frames, RowKind, Rows, read_rows
from store.ledger import LedgerLine

MOMENT_WITHOUT_ZONE: Final = pl.Datetime("us")  # UTC; the zone is put back on the way out
_BATCH_BYTES: Final = 1 << 23
_BATCH_EVENTS: Final = 500
_PROVENANCE: Final[dict[RowKind, tuple[str, str]]] = {
    "statement": ("ledger_sequence", "recorded_at"), "withdrawn": ("withdrawn_by_sequence", "withdrawn_at"),
}  # fmt: skip


@dataclass(frozen=True)
class Batch:
    """What some ledger lines add. `events` are the lines that end in it; what is asked of those is never their rows.

    `frames`: per kind and table the rows of these lines, and of one that goes on in the next batch, with the columns of
    COLUMNS, which line they came from (ledger_sequence or withdrawn_by_sequence) and its moment (UTC without zone).
    `refused`: refused rows with their line. `codes`: per ledger sequence of `events` its municipalities, sorted.
    """

    events: list[tuple[LedgerLine, Event]]
    frames: Frames
    refused: list[tuple[LedgerLine, QuarantinedRow]]
    codes: dict[int, list[str]]

    @property
    def row_count(self) -> int:
        """How many statements and withdrawals there are in it."""
        return sum(frame.height for tables in self.frames.values() for frame in tables.values())


def batch_of(events: list[tuple[LedgerLine, Event]]) -> Batch:
    """Events that are at hand as a whole."""
    frames: dict[RowKind, dict[Table, pl.DataFrame]] = {
        "statement": _together("statement", [(line, event.statements) for line, event in events]),
        "withdrawn": _together("withdrawn", [(line, event.withdrawn) for line, event in events]),
    }
    refused = [(line, row) for line, event in events for row in event.quarantined]
    codes = _Codes()
    codes.add(frames, refused)
    return Batch(events, frames, refused, codes.taken(events))


def batches(home: Home, lines: Iterable[LedgerLine]) -> Iterator[Batch]:
    """The content of these lines from the journal, in their order. Raises StoreDamagedError and StoreNewerError."""
    waiting = _Waiting(home)
    for line in lines:
        event, pieces = journal_parts(home, line)
        for piece in pieces:
            waiting.pieces.append((line, piece))
            waiting.size += len(piece)
            if waiting.size >= _BATCH_BYTES:
                yield waiting.batch()
        waiting.events.append((line, event))
        if len(waiting.events) >= _BATCH_EVENTS:
            yield waiting.batch()
    yield waiting.batch()


@dataclass
class _Codes:
    """Which municipalities each line speaks of, as far as it was read."""

    found: dict[int, set[str]] = field(default_factory=dict)

    def add(self, frames: Frames, refused: list[tuple[LedgerLine, QuarantinedRow]]) -> None:
        """What these rows speak of."""
        for kind, tables in frames.items():
            by, _ = _PROVENANCE[kind]
            for frame in tables.values():
                for sequence, code in frame.select(by, "municipality_code").unique().rows():
                    self.found.setdefault(sequence, set()).add(code)
        for line, row in refused:
            if row.key and row.key.get("municipality_code"):
                self.found.setdefault(line.sequence, set()).add(str(row.key["municipality_code"]))

    def taken(self, events: list[tuple[LedgerLine, Event]]) -> dict[int, list[str]]:
        """Those of these events, which have no more rows to come."""
        return {
            line.sequence: sorted(self.found.pop(line.sequence, set()) | _beside_code(event)) for line, event in events
        }


@dataclass
class _Waiting:
    """What was taken out of the journal and is not yet in a batch. `pieces` are whole lines of one file each."""

    home: Home
    events: list[tuple[LedgerLine, Event]] = field(default_factory=list)
    pieces: list[tuple[LedgerLine, bytes]] = field(default_factory=list)
    size: int = 0
    codes: _Codes = field(default_factory=_Codes)

    def batch(self) -> Batch:
        """All of it; nothing waits afterwards but what is known of a line that goes on."""
        counts = [piece.count(b"\n") for _, piece in self.pieces]
        from_line = np.repeat(np.arange(len(counts)), counts)
        try:
            rows = read_rows(b"".join(piece for _, piece in self.pieces), int(from_line.size))
            frames = self._frames(rows, from_line)
            refused = self._refused(rows, from_line)
        except ValueError as error:
            raise self._damaged(error) from error
        self.codes.add(frames, refused)
        batch = Batch(self.events, frames, refused, self.codes.taken(self.events))
        self.events, self.pieces, self.size = [], [], 0
        return batch

    def _frames(self, rows: Rows, from_line: "np.ndarray[Any, Any]") -> Frames:
        lines = [line for line, _ in self.pieces]
        sequences = np.array([line.sequence for line in lines], dtype=np.int64)
        moments = np.array([plain(line.recorded_at) for line in lines], dtype="datetime64[us]")

        def told(kind: RowKind, part: pl.DataFrame) -> pl.DataFrame:
            by, when = _PROVENANCE[kind]
            of_row = from_line[part["place"].to_numpy()]
            of_line = {by: sequences[of_row], when: moments[of_row]}
            return part.drop("place").with_columns(pl.Series(name, values) for name, values in of_line.items())

        return {kind: {table: told(kind, part) for table, part in of.items()} for kind, of in rows.frames.items()}

    def _refused(self, rows: Rows, from_line: "np.ndarray[Any, Any]") -> list[tuple[LedgerLine, QuarantinedRow]]:
        return [(self.pieces[from_line[place]][0], refused_row(said, place)) for place, said in rows.others.items()]

    def _damaged(self, error: ValueError) -> StoreDamagedError:
        """Says which file it is: the rows of many are read together."""
        for line, piece in self.pieces:
            file = self.home.relative(self.home.journal_file(line))
            try:
                for place, said in read_rows(piece, piece.count(b"\n")).others.items():
                    refused_row(said, place)
            except ValueError as found:
                return StoreDamagedError("journal_unreadable", file=file, reason=found)
        return StoreDamagedError("journal_unreadable", file=self.home.journal.name, reason=error)


def plain(moment: datetime) -> datetime:
    """A moment in UTC as it stands in a generation: without its zone."""
    return moment.replace(tzinfo=None)


def _together(kind: RowKind, events: list[tuple[LedgerLine, dict[Table, pl.DataFrame]]]) -> dict[Table, pl.DataFrame]:
    by, when = _PROVENANCE[kind]
    told = {by: pl.Int64(), when: MOMENT_WITHOUT_ZONE}
    frames: dict[Table, pl.DataFrame] = {}
    for table in Table:
        parts = [(line, of[table]) for line, of in events if table in of]
        if not parts:
            continue
        heights = [part.height for _, part in parts]
        lines = pl.DataFrame([(line.sequence, plain(line.recorded_at)) for line, _ in parts], schema=told, orient="row")
        of_rows = lines[np.repeat(np.arange(len(parts)), heights)]
        frames[table] = pl.concat([part for _, part in parts]).select(*COLUMNS[kind][table]).hstack(of_rows)
    return frames


def _beside_code(event: Event) -> set[str]:
    return set() if event.beside is None else {event.beside.municipality_code}
