"""The audit log: append-only, one chained file per process that writes and month, read as one."""

import hashlib
import platform
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from threading import RLock
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clocks import dutch_day
from domain.places import AUDIT_DIRECTORY
from domain.principal import Principal, Role
from office.acts import Act, Entry, Way
from office.audit_file import OpenFile, read_chain, unwritable
from office.audit_line import Line, first_hash
from office.database import Database
from office.errors import NotYoursError
from office.reach import reaches_all
from office.tables import AuditFileRow

TAKEN_AT_MOST: Final = 4_000_000  # bytes: a file is read whole before a process goes on with it
REMEMBERED_READINGS: Final = 20_000  # a busy hour of all municipalities; who is forgotten is written down once more


@dataclass
class Recorded:
    """A change under way: what it writes to the database, and what will be said of it."""

    session: Session
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """Which lines are asked for; None asks for all. `since` counts, `until` does not."""

    since: datetime | None = None
    until: datetime | None = None
    by_person: int | None = None
    act: Act | None = None
    municipality_code: str | None = None
    report: str | None = None

    def takes(self, line: Line) -> bool:
        """Whether this line is one of them."""
        is_in_time = (self.since is None or line.at >= self.since) and (self.until is None or line.at < self.until)
        wanted = (self.by_person, self.act, self.municipality_code, self.report)
        found = (line.by_person, line.act, line.municipality_code, line.report)
        return is_in_time and all(one is None or one == other for one, other in zip(wanted, found, strict=True))


class AuditLog:
    """Who did what. Files lie in `audit/` of the home; their register is in the database."""

    def __init__(self, home: Path, database: Database) -> None:
        """Opens nothing yet: a process that only reads has no file."""
        self.directory = home / AUDIT_DIRECTORY
        self.database = database
        self._open: OpenFile | None = None
        self._month = ""
        self._turn = RLock()
        self._readings: set[tuple[object, ...]] = set()
        self._readings_in_order: deque[tuple[object, ...]] = deque()

    @contextmanager
    def recorded(self, now: datetime) -> Generator[Recorded]:
        """A change to the database and the lines that tell of it: written down before it is done.

        So a line without its change is possible (the disk filled up between them), a change without its line is not.
        """
        # First our own lock, then the file (it needs the database itself), then the lock of the database: always so.
        with self._turn, self._taken(now), self.database.writing() as session:
            recorded = Recorded(session)
            yield recorded
            session.flush()
            for entry in recorded.entries:
                self.note(entry)

    def note(self, entry: Entry) -> Line:
        """Writes an act down, synced. Raises OfficeUnavailableError; then the act may not go on."""
        with self._turn:
            return self._take_file(entry.at).add(entry)

    def note_reading(
        self, principal: Principal, municipality_code: str, *, session: int | None, way: Way, now: datetime
    ) -> bool:
        """Writes down that another's municipality was read: once per session, municipality and hour.

        Returns whether it was. Each process remembers for itself: two app processes may each write it once.
        """
        hour = now.astimezone(timezone.utc).replace(minute=0, second=0, microsecond=0)
        key = (session, principal, municipality_code, hour)
        with self._turn:
            if principal.municipality_code == municipality_code or key in self._readings:
                return False
            self.note(Entry(principal, Act.MUNICIPALITY_READ, now, way, municipality_code=municipality_code))
            self._readings.add(key)
            self._readings_in_order.append(key)
            if len(self._readings_in_order) > REMEMBERED_READINGS:
                self._readings.discard(self._readings_in_order.popleft())
        return True

    def read(self, principal: Principal, asked: Asked | None = None) -> list[Line]:
        """The lines that are asked for and theirs to see, by moment. Raises NotYoursError for who may see none.

        What is no longer as it was written ends its file here: `verify` says so.
        """
        may_see, wanted = _seen_by(principal), asked or Asked()
        found = [
            (line.at, path.name, line.number, line)
            for path in self.files()
            if _may_hold(path.name, wanted)
            for line in read_chain(path.read_bytes(), path.name).lines
            if may_see(line) and wanted.takes(line)
        ]
        return [line for *_, line in sorted(found, key=lambda one: one[:3])]

    def months(self) -> list[str]:
        """The months of which something is kept, the newest first: "2026-11"."""
        return sorted({path.name[:7] for path in self.files()}, reverse=True)

    def registered(self) -> list[AuditFileRow]:
        """What the register knows of every file that ever was, by name."""
        with self.database.reading() as session:
            rows = session.scalars(select(AuditFileRow).order_by(AuditFileRow.name)).all()
            session.expunge_all()
        return list(rows)

    def files(self) -> list[Path]:
        """Every file that is there, by name; so by month."""
        return sorted(self.directory.glob("*.jsonl"))

    @contextmanager
    def _taken(self, now: datetime) -> Generator[OpenFile]:
        yield self._take_file(now)

    def close(self) -> None:
        """Lets go of the file, and says in the register how far it came."""
        with self._turn:
            if self._open is not None:
                self._leave(self._open)
            self._open = None

    def _take_file(self, now: datetime) -> OpenFile:
        """The file of this process for this month; another one when it was taken away or touched by somebody else."""
        if now.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {now}")
        month = month_of(now)
        with self._turn:
            if self._open is not None and self._month == month and self._open.is_ours:
                return self._open
            if self._open is not None:
                self._leave(self._open)
                self._open = None
            try:
                self._open = self._free_one(month) or self._new_one(month, now)
            except OSError as error:
                raise unwritable(self.directory, error) from error
            self._month = month
            return self._open

    def _free_one(self, month: str) -> OpenFile | None:
        """A file of this month whose process has ended. Only of this machine: locks are not trusted between two."""
        with self.database.reading() as session:
            known = set(session.scalars(select(AuditFileRow.name).where(AuditFileRow.removed_at.is_(None))))
        for path in self.files():
            is_candidate = path.name.startswith(f"{month}-{_machine()}-") and path.name in known
            if is_candidate and path.stat().st_size <= TAKEN_AT_MOST and (taken := OpenFile.take(path)):
                self._say_how_far(taken)
                return taken
        return None

    def _new_one(self, month: str, now: datetime) -> OpenFile:
        """Registered before it has a line, so that it is missed when it goes; made before that, and then empty."""
        made = OpenFile.make(self.directory, month, _machine())
        name = made.path.name
        with self.database.writing() as session:
            session.add(AuditFileRow(name=name, begun_at=now, known_lines=0, known_hash=first_hash(name)))
        return made

    def _leave(self, file: OpenFile) -> None:
        try:
            if file.is_ours:
                self._say_how_far(file)
        finally:
            file.close()

    def _say_how_far(self, file: OpenFile) -> None:
        with self.database.writing() as session:
            row = session.get(AuditFileRow, file.path.name)
            if row is not None:
                row.known_lines, row.known_hash = file.lines, file.hash


def month_of(moment: datetime) -> str:
    """The month that a moment is kept under, "2026-11": by the Dutch calendar, as its readers count."""
    return f"{dutch_day(moment):%Y-%m}"


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def _may_hold(name: str, asked: Asked) -> bool:
    month = name[:7]
    is_too_late = asked.until is not None and month > month_of(asked.until)
    # Files of before were named by the month in UTC, which is never later than the Dutch one.
    is_too_early = asked.since is not None and month < asked.since.astimezone(timezone.utc).strftime("%Y-%m")
    return not is_too_late and not is_too_early


def _seen_by(principal: Principal) -> Callable[[Line], bool]:
    """The manager sees all, VNG its own acts and what was done to a report, a municipality what concerns it.

    In local mode there are no persons: then what was done here in this role is what one did oneself.
    """
    if reaches_all(principal):
        return lambda line: True
    if principal.role is Role.VNG:
        return lambda line: (
            line.report is not None
            or (line.by_person is not None and line.by_person == principal.person)
            or (principal.is_local and line.is_local and line.by_role == str(principal.role))
        )
    if principal.role is Role.MUNICIPALITY:
        return lambda line: line.municipality_code == principal.municipality_code
    raise NotYoursError("office.not_yours")
