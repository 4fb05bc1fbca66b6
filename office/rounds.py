"""Rounds: a period with an opening day and a day on which VNG reads what came in.

That day ends nothing: a report outside a round is as welcome. A round is closed with a snapshot, the day and the moment
that its figures speak of, so that a letter can name them for good.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clocks import dutch_day
from domain.principal import Principal
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_line import sha256_of
from office.errors import NotFoundError, NotPossibleError
from office.identity import plain_name
from office.reach import see_running
from office.round_tables import LONGEST_ROUND, RoundRow

REOPENED_WITHIN: Final = timedelta(days=1)  # later a letter may have named its snapshot


@dataclass(frozen=True)
class Snapshot:
    """What the figures of a closed round speak of: as of a day, as known on a moment."""

    as_of: date
    known_on: datetime


@dataclass(frozen=True)
class Round:
    """One round. `snapshot` is None while it is open. `asks_approval`: reports of it await an approval."""

    number: int
    name: str
    opens_on: date
    read_on: date
    asks_approval: bool
    snapshot: Snapshot | None

    def facts(self) -> dict[str, str | int | bool | date | datetime | None]:
        """What a program is told of it, by name; `as_of` and `known_on` are None while it is open."""
        closed = self.snapshot
        return {
            "number": self.number,
            "name": self.name,
            "opens_on": self.opens_on,
            "read_on": self.read_on,
            "asks_approval": self.asks_approval,
            "as_of": None if closed is None else closed.as_of,
            "known_on": None if closed is None else closed.known_on,
        }

    def is_open(self, today: date) -> bool:
        """Whether it has begun and was not closed."""
        return self.snapshot is None and self.opens_on <= today


class Rounds:
    """All rounds that there ever were, but those that were announced by mistake: the audit log keeps these."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def all(self, principal: Principal) -> list[Round]:
        """Every round, the first to open first. Everybody may know: it says what is asked of whom, and when."""
        del principal  # said so that it is never asked in nobody's name; there is nothing here to withhold
        with self._database.reading() as session:
            rows = session.scalars(select(RoundRow).order_by(RoundRow.opens_on, RoundRow.number))
            return [_round(row) for row in rows]

    def closed_moments(self, principal: Principal) -> tuple[datetime, ...]:
        """The moments that closed rounds are known on, in order: whoever is suppressed may ask of these and of now."""
        return tuple(sorted({one.snapshot.known_on for one in self.all(principal) if one.snapshot is not None}))

    def ask_approval(self, principal: Principal, today: date) -> bool:
        """Whether a round that is open asks for approval of what is handed in; a municipality can ask it always."""
        return any(one.asks_approval and one.is_open(today) for one in self.all(principal))

    def open(
        self,
        principal: Principal,
        name: str,
        *,
        opens_on: date,
        read_on: date,
        asks_approval: bool = False,
        way: Way,
        now: datetime,
    ) -> Round:
        """Announces a round, for now or for later.

        Raises NotYoursError, and NotPossibleError for a name that is empty, too long or taken, and for a reading day
        before the opening day.
        """
        see_running(principal)
        plain = plain_name(name)
        if plain is None or len(name.strip()) > LONGEST_ROUND:
            raise NotPossibleError("office.round_name", longest=LONGEST_ROUND)
        if read_on < opens_on:
            raise NotPossibleError("office.round_days", opens_on=opens_on, read_on=read_on)
        with self._audit.recorded(now) as recorded:
            if recorded.session.scalar(select(RoundRow.number).where(RoundRow.name == plain)) is not None:
                raise NotPossibleError("office.round_taken", name=plain)
            row = RoundRow(name=plain, opens_on=opens_on, read_on=read_on, asks_approval=asks_approval)
            recorded.session.add(row)
            recorded.session.flush()
            recorded.entries.append(Entry(principal, Act.ROUND_OPENED, now, way, after=_state(row)))
            return _round(row)

    def close(self, principal: Principal, number: int, snapshot: Snapshot, *, way: Way, now: datetime) -> Round:
        """Closes a round with the day and the moment, to the second, that its figures speak of.

        Raises NotYoursError, NotFoundError, and NotPossibleError for a round that is closed already or has not begun,
        and for a snapshot of a later day or moment than now.
        """
        see_running(principal)
        with self._audit.recorded(now) as recorded:
            row = _open_row(recorded.session, number)
            if not row.opens_on <= snapshot.as_of <= dutch_day(now) or snapshot.known_on > now:
                raise NotPossibleError("office.round_snapshot", name=row.name, opens_on=row.opens_on)
            before = _state(row)
            row.closed_at, row.closed_as_of = now, snapshot.as_of
            row.closed_known_on = snapshot.known_on.replace(microsecond=0)  # as an address can say it
            recorded.entries.append(Entry(principal, Act.ROUND_CLOSED, now, way, before=before, after=_state(row)))
            return _round(row)

    def take_back(self, principal: Principal, number: int, *, way: Way, now: datetime) -> Round:
        """Takes back a round that was announced by mistake; what was reported meanwhile counts as it did.

        Raises NotYoursError, NotFoundError, and NotPossibleError for one that is closed: letters may name it.
        """
        see_running(principal)
        with self._audit.recorded(now) as recorded:
            row = _open_row(recorded.session, number)
            found, before = _round(row), _state(row)
            recorded.session.delete(row)
            recorded.entries.append(Entry(principal, Act.ROUND_TAKEN_BACK, now, way, before=before))
            return found

    def reopen(self, principal: Principal, number: int, *, way: Way, now: datetime) -> Round:
        """Opens a round again that was closed by mistake: its snapshot goes.

        Raises NotYoursError, NotFoundError, and NotPossibleError for one that is open, or was closed more than a day
        ago.
        """
        see_running(principal)
        with self._audit.recorded(now) as recorded:
            row = _row(recorded.session, number)
            if row.closed_at is None:
                raise NotPossibleError("office.round_open", name=row.name)
            if now - row.closed_at > REOPENED_WITHIN:
                raise NotPossibleError("office.round_closed", name=row.name)
            before = _state(row)
            row.closed_at = row.closed_as_of = row.closed_known_on = None
            recorded.entries.append(Entry(principal, Act.ROUND_REOPENED, now, way, before=before, after=_state(row)))
            return _round(row)


def _open_row(session: Session, number: int) -> RoundRow:
    row = _row(session, number)
    if row.closed_at is not None:
        raise NotPossibleError("office.round_closed", name=row.name)
    return row


def _row(session: Session, number: int) -> RoundRow:
    row = session.scalars(select(RoundRow).where(RoundRow.number == number).with_for_update()).one_or_none()
    if row is None:
        raise NotFoundError("office.no_round", number=number)
    return row


def _state(row: RoundRow) -> str:
    days = [row.opens_on, row.read_on, row.closed_as_of]
    written = [None if day is None else day.isoformat() for day in days]
    known_on = None if row.closed_known_on is None else row.closed_known_on.isoformat()
    return sha256_of([row.name, *written, row.asks_approval, known_on])


def _round(row: RoundRow) -> Round:
    snapshot = None
    if row.closed_as_of is not None and row.closed_known_on is not None:
        snapshot = Snapshot(row.closed_as_of, row.closed_known_on)
    return Round(row.number, row.name, row.opens_on, row.read_on, row.asks_approval, snapshot)
