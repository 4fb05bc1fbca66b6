"""Unknown people who signed in at a provider and came to the door, until a manager admits them or turns them away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.principal import Principal
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.errors import NotFoundError
from office.identity import Identity, identity_of, is_of, plain_name
from office.reach import knocks_of
from office.tables import KnockRow, PersonRow

KEPT: Final = timedelta(days=180)  # since the last knock: who was not answered by then asks anew, and is forgotten


@dataclass(frozen=True)
class Knock:
    """Somebody unknown. `was_put_out`: the number of who they were before they were put out, None for a stranger."""

    number: int
    identity: Identity
    display_name: str | None
    first_at: datetime
    last_at: datetime
    knock_count: int
    turned_away_at: datetime | None
    was_put_out: int | None


class Knocks:
    """Every function says who asks, but `note`: whoever knocks is not known yet, so there is no principal."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def note(self, identity: Identity, *, display_name: str | None, now: datetime) -> Knock:
        """Keeps that somebody unknown came, and how often; forgets who has not come for long. The exception."""
        name = plain_name(display_name)
        with self._database.writing() as session:
            session.execute(delete(KnockRow).where(KnockRow.last_at < now - KEPT))
            row = _found(session, identity) or _added(session, identity, name, now)
            row.knock_count += 1
            row.last_at = max(now, row.last_at)
            row.display_name = name or row.display_name
            session.flush()
            return _knock(row, _put_out(session, identity))

    def all(self, principal: Principal, *, with_turned_away: bool = False) -> list[Knock]:
        """Who waits for an answer of this principal, longest first. Raises NotYoursError."""
        asked = select(KnockRow).where(knocks_of(principal)).order_by(KnockRow.first_at, KnockRow.number)
        if not with_turned_away:
            asked = asked.where(KnockRow.turned_away_at.is_(None))
        with self._database.reading() as session:
            return [_knock(row, _put_out(session, identity_of(row))) for row in session.scalars(asked).all()]

    def one(self, principal: Principal, number: int) -> Knock:
        """Raises NotFoundError, also for one that is not theirs to answer, and NotYoursError."""
        with self._database.reading() as session:
            row = _row(session, principal, number)
            return _knock(row, _put_out(session, identity_of(row)))

    def turn_away(self, principal: Principal, number: int, *, way: Way, now: datetime) -> Knock:
        """Answers no: they leave the list, and knocking again does not bring them back on it; admitting them does.

        Raises NotFoundError, NotYoursError.
        """
        with self._audit.recorded(now) as recorded:
            row = _row(recorded.session, principal, number)
            row.turned_away_at = now
            recorded.entries.append(Entry(principal, Act.KNOCK_TURNED_AWAY, now, way))
            return _knock(row, _put_out(recorded.session, identity_of(row)))


def _found(session: Session, identity: Identity) -> KnockRow | None:
    return session.scalars(select(KnockRow).where(*is_of(KnockRow, identity)).with_for_update()).one_or_none()


def _added(session: Session, identity: Identity, name: str | None, now: datetime) -> KnockRow:
    whom = {"issuer": identity.issuer, "tenant": identity.tenant or "", "subject": identity.subject}
    row = KnockRow(**whom, display_name=name, first_at=now, last_at=now, knock_count=0)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another process noted the same person in this moment
        found = _found(session, identity)
        if found is None:
            raise
        return found
    return row


def _row(session: Session, principal: Principal, number: int) -> KnockRow:
    row = session.scalars(select(KnockRow).where(KnockRow.number == number, knocks_of(principal))).one_or_none()
    if row is None:
        raise NotFoundError("office.no_knock", number=number)
    return row


def _put_out(session: Session, identity: Identity) -> int | None:
    asked = select(PersonRow.number).where(*is_of(PersonRow, identity), PersonRow.put_out_at.is_not(None))
    return session.scalar(asked)


def _knock(row: KnockRow, was_put_out: int | None) -> Knock:
    return Knock(
        row.number, identity_of(row), row.display_name, row.first_at, row.last_at, row.knock_count,
        row.turned_away_at, was_put_out,
    )  # fmt: skip
