"""The door of this room: people, sessions, the agreement, what advisers keep, and the audit log of one installation."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from domain.places import AUDIT_DIRECTORY, OFFICE_FILE
from domain.principal import Principal
from domain.settings import Settings
from office.acts import Way
from office.agreement import Agreement
from office.approval_wishes import ApprovalWishes
from office.audit import AuditLog
from office.audit_checking import verify
from office.audit_file import Finding
from office.audit_trimming import Removed, trim
from office.calls import Calls
from office.copying import copy
from office.database import Database
from office.drafts import Drafts
from office.errors import OfficeError
from office.follow_ups import FollowUps
from office.handed_in import HandedIn
from office.inbox import Inbox
from office.knocks import Knocks
from office.mails import Mails
from office.own_group import OwnGroup
from office.people import People
from office.remedies import Remedies
from office.report_acts import ReportActs
from office.rounds import Rounds
from office.sessions import Sessions
from office.sign_ins import SignIns
from office.tokens import Tokens


class Office:
    """Open for as long as a process runs; threads may use it side by side, and so may other processes."""

    def __init__(self, settings: Settings, home: Path, database: Database) -> None:
        """In a database that is open."""
        self.home = home
        self.settings = settings
        self.database = database
        self.audit = AuditLog(home, database)
        self.people = People(self.audit)
        self.knocks = Knocks(self.audit)
        self.sessions = Sessions(self.audit, settings)
        self.sign_ins = SignIns(database)
        self.agreement = Agreement(self.audit)
        self.rounds = Rounds(self.audit)
        self.drafts = Drafts(database)
        self.report_acts = ReportActs(database)
        self.approval_wishes = ApprovalWishes(self.audit)
        self.calls = Calls(self.audit)
        self.follow_ups = FollowUps(self.audit)
        self.inbox = Inbox(self.audit)
        self.own_group = OwnGroup(self.audit)
        self.mails = Mails(self.audit)
        self.remedies = Remedies(self.audit)
        self.tokens = Tokens(self.audit)
        self.handed_in = HandedIn(self.audit)

    @classmethod
    def open(cls, settings: Settings, home: Path) -> Self:
        """Opens the database that the settings name, else the file in the home, and brings it up to date.

        Raises OfficeUnavailableError and OfficeNewerError.
        """
        return cls(settings, home, Database.open(settings, home))

    @staticmethod
    def is_there(settings: Settings, home: Path) -> bool:
        """Whether an office was ever opened here, as far as can be seen: for who looks without making one."""
        if settings.database is not None:
            return True
        try:
            return (home / OFFICE_FILE).exists() or (home / AUDIT_DIRECTORY).exists()
        except OSError:  # a home that may not be looked into; whoever asks about the store is told so
            return False

    def verify_audit(self) -> list[Finding]:
        """Everything that is wrong with the audit log; empty when all is well. Changes nothing."""
        return verify(self.audit)

    def asks_approval(self, principal: Principal, municipality_code: str, today: date) -> bool:
        """Whether what this municipality hands in today awaits a second person: an open round or it itself asks."""
        asks_itself = self.approval_wishes.asks(principal, municipality_code)
        return asks_itself or self.rounds.ask_approval(principal, today)

    def copy(self, principal: Principal, to: Path, *, way: Way, now: datetime) -> int:
        """Writes a copy of people, knocks, agreement and desk to a file; returns how many people are in it.

        Raises NotYoursError, NotPossibleError where there is a file of that name, OfficeUnavailableError.
        """
        return copy(self.audit, principal, to, way=way, now=now)

    def trim_audit(self, principal: Principal, *, way: Way, now: datetime) -> list[Removed]:
        """Removes the files of months that need not be kept any more; their last hashes stay. Raises NotYoursError."""
        return trim(self.audit, principal, kept_years=self.settings.audit_kept_years, way=way, now=now)

    def close(self) -> None:
        """Lets go of the file of the audit log and of the database."""
        try:
            with suppress(OfficeError):  # how far the log came is said in its own head too
                self.audit.close()
        finally:
            self.database.close()

    def __enter__(self) -> Self:
        """The office itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Closes it."""
        self.close()
