"""Who looks, as the door found it in this run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from access.agreement import Agreement
from access.permissions import Action
from access.policy import Decision, decide
from domain.principal import Principal, Role
from domain.settings import Issuer


def _not_noted(_code: str, _now: datetime) -> object:
    """For an app without an office, as tests run it."""
    return None


@dataclass(frozen=True)
class Visitor:
    """Who looks at this run, and what a page says of signing in.

    `notice`: why somebody who was here, or tried to be, is not signed in: a key of the entrance; "" where nobody did.
    `name`: what a signed-in person is called on the screen. `note_reading` has the audit log say that a municipality
    was read. `rounds`: the moments that closed rounds are known on, the first one first, for who is suppressed.
    """

    principal: Principal
    issuers: Sequence[Issuer] = ()
    agreement: Agreement = field(default_factory=Agreement)
    session_hours: int = 8
    idle_minutes: int = 30
    notice: str = ""
    name: str = ""
    note_reading: Callable[[str, datetime], object] = field(default=_not_noted, compare=False)
    rounds: tuple[datetime, ...] = ()

    def may(self, action: Action, of: str | None = None) -> Decision:
        """Whether who looks may see or do this, of the municipality with this code or of nobody in particular."""
        return decide(self.principal, action, of, self.agreement)

    def reads(self, code: str, now: datetime) -> None:
        """Says that this municipality is shown: the audit log tells who saw another's. Of nobody it could not tell who.

        Raises OfficeError where the log cannot be written.
        """
        if code != self.principal.municipality_code and not self.is_nobody:
            self.note_reading(code, now)

    @property
    def is_nobody(self) -> bool:
        """Whether nobody is signed in, or somebody looks as nobody."""
        return self.principal.role is Role.READER


OF_THIS_MACHINE = Visitor(Principal(Role.VNG, is_local=True))
"""In local mode, until somebody chooses otherwise."""
