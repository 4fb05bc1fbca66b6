"""The one writer: makes events durable, and sees each of them at once in the generation under construction."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

import polars as pl

from domain.statements import Table
from store.acknowledging import make_durable
from store.batches import batch_of
from store.beside import Beside
from store.clock import AHEAD_LIMIT, refuse_disorder, runs_ahead
from store.confirming import event_said
from store.construction import Construction
from store.contents import Content
from store.errors import ClockAheadError, NothingToChangeError, ReplayRefusedError, StoreUnwritableError
from store.generation import stored_counts
from store.head import Head, write_head
from store.home import Home
from store.intake import Intake, Recorded, Refusals
from store.journal import ClosedAs, Event, event_of, with_journal
from store.journal_files import archived_content, journal_event
from store.ledger import FIRST_PREVIOUS_HASH, NO_CONTENT, Kind, LedgerLine
from store.pointer import published
from store.reader import StoreInfo
from store.redaction import Replacement, finish_redaction, redact, unnamed_archives
from store.session import SessionReader
from store.withdrawing import event_withdrawn

_PENDING_EVENTS = 200  # added to the generation together at the latest


@dataclass(frozen=True)
class _Head:
    """The end of the ledger."""

    sequence: int
    hash: str
    recorded_at: datetime | None
    is_replay: bool
    is_synthetic: bool


class Writer:
    """Handed out by `Store.writer`. What it acknowledged is durable; what it reads includes what it recorded."""

    def __init__(
        self, home: Home, construction: Construction, *, see_turn: Callable[[], None], clock_is_right: bool = False
    ) -> None:
        """Goes on where the ledger ends; only for who holds the lock, and as long as `see_turn` raises nothing."""
        self.home = self._home = home
        self._see_turn = see_turn
        self._clock_is_right = clock_is_right
        self._go_on_with(construction)

    def _go_on_with(self, construction: Construction) -> None:
        self.construction = construction
        self._pending: list[tuple[LedgerLine, Event]] = []
        line, base = construction.last_line, construction.base
        self._told_at: datetime | None = None
        self._head = _Head(
            line.sequence if line else base.last_sequence,
            line.chain_hash if line else base.head_hash or FIRST_PREVIOUS_HASH,
            line.recorded_at if line else base.last_recorded_at,
            construction.is_replay,
            construction.is_synthetic,
        )
        self._ledger_end = construction.ledger_end
        self._earliest_replay = self._head.recorded_at
        self.reader = SessionReader(construction.connection, self._info, before_reading=self.settle)

    def record(
        self, intake: Intake, *, recorded_at: datetime, is_replay: bool = False, is_synthetic: bool = False
    ) -> Recorded:
        """Makes one file durable: archive, journal, ledger line. On return it is acknowledged.

        A duplicate changes nothing and so is never recorded: ValueError, as for anything else that no intake should
        hand over. Raises ReplayRefusedError and StoreUnwritableError; then nothing of it is kept.
        """
        if intake.outcome == "duplicate":
            raise ValueError("a duplicate changes nothing and has no place in the ledger")
        moment = self._moment(recorded_at, is_replay=is_replay)
        return self._acknowledge(
            event_of(intake),
            moment,
            kind="rejection" if intake.outcome == "rejected" else "intake",
            outcome=intake.outcome,
            intake=intake,
            archive=intake.archived,
            is_replay=is_replay,
            is_synthetic=is_synthetic,
        )

    def withdraw(
        self,
        *,
        statements: dict[Table, pl.DataFrame] | int,
        reason: str,
        recorded_at: datetime,
        is_replay: bool = False,
        refused_again: Refusals | None = None,
    ) -> Recorded:
        """Withdraws statements: they do not exist from this moment. A report takes its refused rows along.

        `statements` is the ledger sequence of a report (all its statements), or per table a frame of keys: with a
        column ledger_sequence that version of the key, without it all its versions. `refused_again`: the rows that
        wait once more because what put them right is withdrawn. Raises NothingToChangeError.
        """
        moment = self._moment(recorded_at, is_replay=is_replay)
        event = event_withdrawn(self.reader, statements, reason, refused_again)
        name = refused_again.file_name if refused_again else None
        return self._acknowledge(
            event, moment, kind="withdrawal", outcome="withdrawn", file_name=name, is_replay=is_replay
        )

    def resolve_quarantine(
        self,
        ids: list[str],
        *,
        how: Literal["dismissed", "corrected"],
        reason: str,
        recorded_at: datetime,
        is_replay: bool = False,
    ) -> Recorded:
        """Closes refused rows: dismissed, or cleared because they were corrected. Raises NothingToChangeError."""
        moment = self._moment(recorded_at, is_replay=is_replay)
        unknown = sorted(set(ids) - set(self.reader.quarantine()["quarantine_id"].to_list()))
        if unknown or not ids:
            raise NothingToChangeError("nothing_to_resolve", ids=", ".join(unknown) or "-")
        closed_as: ClosedAs = "dismissed" if how == "dismissed" else "cleared"
        event = Event(closed=tuple(sorted(set(ids))), closed_as=closed_as, reason=reason)
        return self._acknowledge(event, moment, kind="quarantine_resolution", outcome=how, is_replay=is_replay)

    def say_beside(self, said: Beside, *, recorded_at: datetime, is_replay: bool = False) -> Recorded:
        """Records what is said about a report, and what that makes of what was said before. Raises as `event_said`."""
        event = event_said(self.reader, said)
        moment = self._moment(recorded_at, is_replay=is_replay)
        return self._acknowledge(event, moment, kind=said.kind, outcome="said", is_replay=is_replay)

    def redact(
        self, replacements: list[Replacement], *, recorded_at: datetime, reason: str, is_replay: bool = False
    ) -> Recorded:
        """Takes out of earlier lines, their journal files and archives what must not be there; the old bytes are gone.

        On return every file that held them is removed and a generation without them is published; `reader` is a new
        one then. A kill leaves the store as it was, or with a redaction that the next writer finishes. Raises
        NothingToChangeError for lines that cannot be replaced, StoreUnwritableError (nothing changed) and
        StoreUnpublishedError (acknowledged; the next writer finishes it).
        """
        moment = self._moment(recorded_at, is_replay=is_replay)
        self.settle()
        self._see_turn()
        lines = self._home.ledger.read().lines
        line = redact(self._home, replacements, lines=lines, moment=moment, reason=reason, is_replay=is_replay)
        self.construction.discard()
        finish_redaction(self._home)
        self._go_on_with(Construction(self._home, published(self._home)))
        return Recorded(line.sequence, moment)

    def repair_clock(
        self, moments: dict[int, datetime], *, recorded_at: datetime, reason: str, is_replay: bool = False
    ) -> Recorded:
        """Gives lines (by sequence) the moments that they should have had; the order of the ledger stays.

        `recorded_at` is the moment of the repair itself. Raises NothingToChangeError for lines that are not there and
        ClockRepairRefusedError when the moments would not go up along the ledger.
        """
        given = {sequence: moment.astimezone(timezone.utc) for sequence, moment in moments.items()}
        own = self._told_at = recorded_at.astimezone(timezone.utc)
        lines = self.reader.files().select("sequence", "recorded_at").rows()
        refuse_disorder([*lines, (self._head.sequence + 1, own)], given)
        event = Event(reason=reason, moments=dict(sorted(given.items())))
        return self._acknowledge(event, own, kind="clock_repair", outcome="repaired", is_replay=is_replay)

    def recorded(self) -> Iterator[tuple[LedgerLine, Event]]:
        """Every line of the ledger with its content, in order. Raises StoreDamagedError."""
        return ((line, journal_event(self._home, line)) for line in self._home.ledger.read().lines)

    def archived(self, line: LedgerLine) -> bytes | None:
        """What was kept of the file of a line, None when nothing was. Raises StoreDamagedError."""
        return archived_content(self._home, line)

    def unnamed_archives(self, *, remove: bool) -> int:
        """How many archives no line names, left behind by a writer that was killed; `remove` takes them away."""
        paths = unnamed_archives(self._home)
        for path in paths if remove else ():
            path.unlink(missing_ok=True)
        return len(paths)

    def settle(self) -> None:
        """Puts what was recorded into the generation under construction."""
        pending, self._pending = self._pending, []
        if pending:
            self.construction.add(batch_of(pending))

    def publish(self) -> None:
        """Shows what was recorded, where anything was. Raises StoreUnwritableError and StoreUnpublishedError."""
        self.settle()
        if self.construction.last_line is not None:
            self._see_turn()
            self.construction.publish()

    @property
    def last_recorded_at(self) -> datetime | None:
        """The moment of the last line, None when there is none."""
        return self._head.recorded_at

    def _acknowledge(
        self,
        event: Event,
        moment: datetime,
        *,
        kind: Kind,
        outcome: str,
        intake: Intake | None = None,
        file_name: str | None = None,
        archive: Content | None = None,
        is_replay: bool = False,
        is_synthetic: bool = False,
    ) -> Recorded:
        draft = LedgerLine(
            sequence=self._head.sequence + 1,
            recorded_at=moment,
            kind=kind,
            file_name=intake.file_name if intake else file_name,
            received_sha256=intake.received_sha256 if intake else None,
            received_on_behalf=intake.received_on_behalf if intake else None,
            outcome=outcome,
            journal=NO_CONTENT,
            archive=archive,
            archive_kind=intake.archive_kind if intake and archive else None,
            counts=stored_counts(event),
            is_replay=is_replay,
            is_synthetic=is_synthetic,
            previous_hash=self._head.hash,
        )
        line, content = with_journal(draft, replace(event, told_at=self._told_at))
        files = {self._home.journal_file(line): content}
        if intake and intake.archive is not None and archive:
            files[self._home.archived_file(archive.sha256)] = intake.archive
        self._make_durable(line, files)
        self._head = _Head(
            line.sequence,
            line.hash,
            moment,
            is_replay if line.sequence == 1 else self._head.is_replay,
            self._head.is_synthetic or is_synthetic,
        )
        self._pending.append((line, event))
        self.reader.remember(line, event)
        if len(self._pending) >= _PENDING_EVENTS:
            self.settle()
        return Recorded(line.sequence, moment)

    def _make_durable(self, line: LedgerLine, files: dict[Path, bytes]) -> None:
        self._ledger_end = make_durable(self._home, line, files, at=self._ledger_end, see_turn=self._see_turn)
        with suppress(StoreUnwritableError):  # the line is the acknowledgement; its copy may be behind
            write_head(self._home.head, Head(line.sequence, line.chain_hash, self.construction.published))

    def _moment(self, given: datetime, *, is_replay: bool) -> datetime:
        """The moment for the next line: strictly after the last one, also when a clock was set back.

        A clock that must have run ahead is refused: whatever it recorded would hide all that comes after it.
        """
        given = self._told_at = given.astimezone(timezone.utc)
        head = self._head
        if runs_ahead(given, head.recorded_at) and not self._clock_is_right:
            raise ClockAheadError("clock_ahead", given=given.isoformat(), last=head.recorded_at, days=AHEAD_LIMIT.days)
        if is_replay:
            if head.sequence and not head.is_replay:
                raise ReplayRefusedError("replay_into_live")
            if self._earliest_replay is not None and given < self._earliest_replay:
                raise ReplayRefusedError(
                    "replay_into_past", given=given.isoformat(), last=self._earliest_replay.isoformat()
                )
            self._earliest_replay = given
        if head.recorded_at is None:
            return given
        return max(given, head.recorded_at + timedelta(microseconds=1))

    def _info(self) -> StoreInfo:
        self.settle()
        counted = self.construction.tallies
        return StoreInfo(
            generation=self.construction.number,
            last_sequence=self._head.sequence,
            last_recorded_at=self._head.recorded_at,
            is_replay=self._head.is_replay,
            is_synthetic=self._head.is_synthetic,
            statement_counts={table: counted[table.value] for table in Table},
            version=f"{self.construction.number}-{self._head.hash[:12]}",
            clock_repairs=self.construction.clock_repairs,
        )
