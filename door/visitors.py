"""Who is asking: the session behind the cookie, read from the office at every run and every request.

The office is opened when it is first needed: in local mode by who chooses whom to look as, and by who looks at a
municipality.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Final

from access.agreement import Agreement
from access.policy import sees_every_group
from dashboard.view.visitor import OF_THIS_MACHINE, Visitor
from domain.principal import NOBODY, Principal
from domain.programme import Programme
from domain.settings import Settings
from domain.statements import Table
from door.cookies import Cookies
from door.noting import Readings
from office.acts import Way
from office.identity import Identity
from office.office import Office
from office.sessions import Ended, Session
from office.sign_ins import SignIn

_OVER: Final = "over"


class Visitors:
    """Finds out who looks. One for a process; threads share it."""

    def __init__(self, settings: Settings, home: Path, programme: Callable[[], Programme]) -> None:
        """Opens nothing yet; `programme` gives the one that is monitored."""
        self._programme = programme
        self.settings = settings
        self.cookies = Cookies((settings.public_address or "").startswith("https://"))
        self._home = home
        self._office: Office | None = None
        self._opening = Lock()
        self._readings = Readings(lambda: self.office)

    @property
    def office(self) -> Office:
        """Open from the first time on. Raises OfficeUnavailableError and OfficeNewerError."""
        with self._opening:
            if self._office is None:
                self._office = Office.open(self.settings, self._home)
            return self._office

    @property
    def has_office(self) -> bool:
        """Whether there is an office: who only looks makes none."""
        return self._office is not None or Office.is_there(self.settings, self._home)

    def visitor(self, cookies: Mapping[str, str], now: datetime) -> Visitor:
        """Who looks with these cookies: somebody with a session that stands at this moment, or nobody and why."""
        secret = cookies.get(self.cookies.session, "")
        if not secret:
            return self._local() if self.settings.is_local else self._visitor(NOBODY)
        found = self.office.sessions.find(secret, now=now)
        if isinstance(found, Session):
            return self._visitor(found.principal, name=found.display_name or "", session=found.number)
        if self.settings.is_local:
            return self._local()
        return self._visitor(NOBODY, notice="" if found is Ended.UNKNOWN else _OVER)

    def away(self, sign_in: SignIn, now: datetime) -> str:
        """Keeps what must be known when somebody comes back from a provider; returns the secret of their cookie."""
        return self.office.sign_ins.begin(sign_in, now=now)

    def back(self, secret: str, now: datetime) -> SignIn | None:
        """What was kept, once; None where nothing was, or too long ago."""
        return self.office.sign_ins.take(secret, now=now)

    def signed_in(self, identity: Identity, name: str | None, token: str, former: str, now: datetime) -> str | None:
        """The secret of a new session; None for somebody unknown, who is put on the list of the manager.

        A session that the browser had before ends: one browser has one.
        """
        office = self.office
        if former:
            office.sessions.close(former, way=Way.SCREEN, now=now)
        person = office.people.recognised(identity)
        if person is None:
            office.knocks.note(identity, display_name=name, now=now)
            return None
        return office.sessions.open(person.number, way=Way.SCREEN, now=now, id_token=token or None)

    def looks_as(self, principal: Principal, former: str, now: datetime) -> str:
        """In local mode: the secret of a session as that principal."""
        if former:
            self.office.sessions.close(former, way=Way.SCREEN, now=now)
        return self.office.sessions.open_local(principal, way=Way.SCREEN, now=now)

    def signed_out(self, secret: str, now: datetime) -> Session | None:
        """Ends a session; what it was, None where there was none any more."""
        return self.office.sessions.close(secret, way=Way.SCREEN, now=now)

    def agreement(self, principal: Principal) -> Agreement:
        """What others may see by name, as the programme has it and as the municipalities said."""
        yes = self.office.agreement.yes_to(principal, Table.MILESTONE) if self.has_office else frozenset[str]()
        readers = self.settings.readers_see_figures
        return Agreement.of(self._programme(), yes_to_ministry=yes, readers_see_figures=readers)

    def rounds(self, principal: Principal, agreement: Agreement) -> tuple[datetime, ...]:
        """The moments that closed rounds are known on, for who may ask no other moment; others need not wait for it."""
        if sees_every_group(principal, agreement) or not self.has_office:
            return ()
        return self.office.rounds.closed_moments(principal)

    def _local(self) -> Visitor:
        return self._visitor(OF_THIS_MACHINE.principal)

    def _visitor(
        self, principal: Principal, *, notice: str = "", name: str = "", session: int | None = None
    ) -> Visitor:
        settings, agreement = self.settings, self.agreement(principal)
        return Visitor(
            principal,
            issuers=settings.issuers,
            agreement=agreement,
            session_hours=settings.session_hours,
            idle_minutes=settings.idle_minutes,
            notice=notice,
            name=name,
            note_reading=partial(self._readings.note, principal, session),
            rounds=self.rounds(principal, agreement),
        )
