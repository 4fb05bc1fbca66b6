"""Who looks, as the door found it in this run."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from access.agreement import Agreement
from access.permissions import Action
from access.policy import Decision, decide
from domain.principal import Principal, Role
from domain.settings import Issuer


@dataclass(frozen=True)
class Visitor:
    """Who looks at this run, and what a page says of signing in.

    `notice`: why somebody who was here, or tried to be, is not signed in: a key of the entrance; "" where nobody did.
    `name`: what a signed-in person is called on the screen.
    """

    principal: Principal
    issuers: Sequence[Issuer] = ()
    agreement: Agreement = field(default_factory=Agreement)
    session_hours: int = 8
    idle_minutes: int = 30
    notice: str = ""
    name: str = ""

    def may(self, action: Action, of: str | None = None) -> Decision:
        """Whether who looks may see or do this, of the municipality with this code or of nobody in particular."""
        return decide(self.principal, action, of, self.agreement)

    @property
    def is_nobody(self) -> bool:
        """Whether nobody is signed in, or somebody looks as nobody."""
        return self.principal.role is Role.READER


OF_THIS_MACHINE = Visitor(Principal(Role.VNG, is_local=True))
"""In local mode, until somebody chooses otherwise."""
