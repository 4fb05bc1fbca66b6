"""Who is in: sessions on the server, found by the id in the visitor's cookie.

Looking a session up happens before there is a principal, for it is what makes one: `find`, `open` and `close` are the
exception to the rule that every question says who asks. Whoever holds the id is the one it was given to.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, cast

from sqlalchemy import ColumnElement, Row, Select, and_, delete, or_, select, update
from sqlalchemy.orm import Session as Transaction

from domain.principal import Principal, Role
from domain.settings import Settings
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.errors import NotFoundError, NotPossibleError
from office.opaque import new_opaque, opaque_sha256
from office.reach import sessions_of
from office.tables import PersonRow, SessionRow

TOUCHED_EVERY: Final = timedelta(minutes=1)  # writing at every click would make reading a page cost a sync
KEPT_AFTER_END: Final = timedelta(days=1)  # so that a tab left open overnight is told why it is out

_Found = Row[SessionRow, PersonRow | None]
_WITH_PERSON: Final = cast(
    "Select[SessionRow, PersonRow | None]",
    select(SessionRow, PersonRow).outerjoin(PersonRow, SessionRow.person == PersonRow.number),
)


class Ended(StrEnum):
    """Why there is no session with an id."""

    UNKNOWN = "unknown"  # never given out, or so long ago that it was swept
    EXPIRED = "expired"  # it lasted as long as a session may
    IDLE = "idle"  # nothing was asked for too long
    REVOKED = "revoked"  # by signing out, by a manager, or because what the person may do was changed


@dataclass(frozen=True)
class Session:
    """Somebody who is in. `number` names it in lists and in the audit log; the id itself is nowhere in it.

    `provider_session` and `id_token`: what the provider needs to sign somebody out there, None where it gave none.
    `last_used_at` may be up to a minute behind.
    """

    number: int
    principal: Principal
    display_name: str | None
    issuer: str | None
    begun_at: datetime
    last_used_at: datetime
    ends_at: datetime
    provider_session: str | None
    id_token: str | None


class Sessions:
    """Sessions of the mode that the settings are in: of people where there is an issuer, else of local visitors."""

    def __init__(self, audit: AuditLog, settings: Settings) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database
        self._settings = settings
        self._issuers: Collection[str] = frozenset(issuer.key for issuer in settings.issuers)

    def open(
        self, person: int, *, way: Way, now: datetime, provider_session: str | None = None, id_token: str | None = None
    ) -> str:
        """Lets a person in and returns the id for the cookie: the only time that it is to be had.

        Sweeps what ended long ago. Raises NotFoundError for nobody and for who was put out, NotPossibleError where the
        settings do not know their provider.
        """
        opaque = new_opaque()
        with self._audit.recorded(now) as recorded:
            self._sweep(recorded.session, now)
            row = recorded.session.get(PersonRow, person, with_for_update=True)
            if row is None or row.put_out_at is not None:
                raise NotFoundError("office.no_person", number=person)
            if row.issuer not in self._issuers:
                raise NotPossibleError("office.issuer_gone", issuer=row.issuer)
            at_provider = {"issuer": row.issuer, "provider_session": provider_session, "id_token": id_token}
            recorded.session.add(_row(opaque, now, person=person, **at_provider))
            principal = Principal(Role(row.role), row.municipality_code, row.functions, person)
            recorded.entries.append(Entry(principal, Act.SIGNED_IN, now, way, person=person))
        return opaque

    def open_local(self, principal: Principal, *, way: Way, now: datetime) -> str:
        """In local mode: looks as the role that the visitor chose; returns the id for the cookie.

        Raises NotPossibleError where somebody can sign in, and for a principal that is not local.
        """
        if not self._settings.is_local or not principal.is_local or principal.person is not None:
            raise NotPossibleError("office.not_local")
        opaque = new_opaque()
        with self._audit.recorded(now) as recorded:
            self._sweep(recorded.session, now)
            chosen = {"local_municipality_code": principal.municipality_code, "local_functions": principal.functions}
            recorded.session.add(_row(opaque, now, local_role=str(principal.role), **chosen))
            recorded.entries.append(Entry(principal, Act.LOOKED_AS, now, way))
        return opaque

    def find(self, opaque: str, *, now: datetime) -> Session | Ended:
        """Who holds this id, or why nobody does. Asked at every request, so it writes at most once a minute.

        The idle time is counted from the last minute that was written down: a session ends up to a minute early, never
        late.
        """
        sealed = opaque_sha256(opaque)
        if sealed is None:
            return Ended.UNKNOWN
        with self._database.reading() as transaction:
            row = transaction.execute(_WITH_PERSON.where(SessionRow.id_sha256 == sealed)).one_or_none()
        found = Ended.UNKNOWN if row is None else self._judged(row, now)
        if isinstance(found, Session) and now - found.last_used_at >= TOUCHED_EVERY:
            with self._database.writing() as transaction:
                still = (SessionRow.number == found.number, SessionRow.last_used_at < now)
                transaction.execute(update(SessionRow).where(*still).values(last_used_at=now))
        return found

    def close(self, opaque: str, *, way: Way, now: datetime) -> Session | None:
        """Signs out; returns what the provider needs to do so too, None where there was no session any more."""
        found = self.find(opaque, now=now)
        if isinstance(found, Ended):
            return None
        with self._audit.recorded(now) as recorded:
            _end(recorded.session, SessionRow.number == found.number, now)
            person = found.principal.person
            recorded.entries.append(Entry(found.principal, Act.SIGNED_OUT, now, way, person=person))
        return found

    def all(self, principal: Principal, *, now: datetime) -> list[Session]:
        """Who is in, of whom this principal may know, longest first; without what the provider needs.

        Raises NotYoursError.
        """
        asked = _WITH_PERSON.where(sessions_of(principal)).order_by(SessionRow.begun_at, SessionRow.number)
        with self._database.reading() as transaction:
            found = [self._judged(row, now, with_secrets=False) for row in transaction.execute(asked)]
        return [session for session in found if isinstance(session, Session)]

    def revoke(self, principal: Principal, number: int, *, way: Way, now: datetime) -> None:
        """Ends one at once, in every process. Raises NotYoursError, NotFoundError where none is open or theirs."""
        if self._revoke(principal, SessionRow.number == number, way, now) == 0:
            raise NotFoundError("office.no_session", number=number)

    def revoke_person(self, principal: Principal, person: int, *, way: Way, now: datetime) -> int:
        """Ends all of one person; returns how many there were. Raises NotYoursError."""
        return self._revoke(principal, SessionRow.person == person, way, now)

    def revoke_all(self, principal: Principal, *, way: Way, now: datetime) -> int:
        """Ends all that this principal may end; returns how many there were. Raises NotYoursError."""
        return self._revoke(principal, SessionRow.number.is_not(None), way, now)

    def revoke_at_provider(self, issuer: str, provider_session: str, *, now: datetime) -> int:
        """Ends what a provider says has ended there; the caller has checked that it is the provider who says so."""
        theirs = and_(SessionRow.issuer == issuer, SessionRow.provider_session == provider_session)
        with self._audit.recorded(now) as recorded:
            for row in recorded.session.execute(_WITH_PERSON.where(theirs, SessionRow.revoked_at.is_(None))):
                whose = _principal(row)
                recorded.entries.append(Entry(whose, Act.SIGNED_OUT, now, Way.API, person=whose.person))
            return _end(recorded.session, theirs, now)

    def _revoke(self, principal: Principal, which: ColumnElement[bool], way: Way, now: datetime) -> int:
        alive = and_(which, sessions_of(principal), SessionRow.revoked_at.is_(None), self._not_over(now))
        with self._audit.recorded(now) as recorded:
            people = recorded.session.scalars(select(SessionRow.person).where(alive)).all()
            if people:
                told = [Entry(principal, Act.SESSION_REVOKED, now, way, person=person) for person in people]
                recorded.entries.extend(told)
                _end(recorded.session, alive, now)
            return len(people)

    def _judged(self, row: _Found, now: datetime, *, with_secrets: bool = True) -> Session | Ended:
        session, person = row
        is_of_this_mode = session.person is None if self._settings.is_local else session.issuer in self._issuers
        if session.revoked_at is not None or not is_of_this_mode or (person and person.put_out_at is not None):
            return Ended.REVOKED
        if now - session.begun_at >= self._settings.session_length:
            return Ended.EXPIRED
        if now - session.last_used_at >= self._settings.longest_idle:
            return Ended.IDLE
        return Session(
            session.number, _principal(row), person.display_name if person else None, session.issuer,
            session.begun_at, session.last_used_at, session.begun_at + self._settings.session_length,
            session.provider_session if with_secrets else None, session.id_token if with_secrets else None,
        )  # fmt: skip

    def _not_over(self, now: datetime) -> ColumnElement[bool]:
        length, idle = self._settings.session_length, self._settings.longest_idle
        return and_(SessionRow.begun_at > now - length, SessionRow.last_used_at > now - idle)

    def _sweep(self, transaction: Transaction, now: datetime) -> None:
        """What ended is of no use after a day; the hint for the provider holds a name, and goes with it."""
        over = or_(
            SessionRow.begun_at <= now - self._settings.session_length - KEPT_AFTER_END,
            SessionRow.revoked_at <= now - KEPT_AFTER_END,
        )
        transaction.execute(delete(SessionRow).where(over))
        done = (SessionRow.id_token.is_not(None), SessionRow.begun_at <= now - self._settings.session_length)
        transaction.execute(update(SessionRow).where(*done).values(id_token=None))


def _row(opaque: str, now: datetime, **facts: object) -> SessionRow:
    return SessionRow(id_sha256=opaque_sha256(opaque), begun_at=now, last_used_at=now, **facts)


def _end(transaction: Transaction, which: ColumnElement[bool], now: datetime) -> int:
    ended = update(SessionRow).where(which, SessionRow.revoked_at.is_(None)).values(revoked_at=now, id_token=None)
    return len(transaction.scalars(ended.returning(SessionRow.number)).all())


def _principal(row: _Found) -> Principal:
    session, person = row
    if person is None:
        functions = session.local_functions or frozenset()
        return Principal(Role(session.local_role), session.local_municipality_code, functions, is_local=True)
    return Principal(Role(person.role), person.municipality_code, person.functions, person.number)
