"""Who asks with a request, as the door found it, and what that lets them do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final, cast

from starlette.requests import Request

from access.agreement import Agreement
from access.permissions import Action
from access.policy import Decision, decide
from api.problems import ProblemError, preferred
from domain.bilingual import Language
from domain.municipalities import Register
from domain.principal import NOBODY, Principal, Role
from metrics.released.release import Asking
from metrics.standing.known import Known

PLACE: Final = "wams.asker"
"""Where the door puts them in the scope of a request."""
BEARER: Final = {"WWW-Authenticate": "Bearer"}


def _no_rounds(_principal: Principal, _agreement: Agreement) -> tuple[datetime, ...]:
    return ()


def _not_noted(_code: str) -> object:
    return None


@dataclass(frozen=True)
class Asker:
    """A program with a token, or nobody. `said` reads the agreement when it is first needed, `closed` the moments
    that closed rounds are known on, for who may ask of no other.

    `note_reading` has the audit log say that another's municipality was read.
    """

    principal: Principal = NOBODY
    said: Callable[[Principal], Agreement] = field(default=lambda _: Agreement(), compare=False)
    closed: Callable[[Principal, Agreement], tuple[datetime, ...]] = field(default=_no_rounds, compare=False)
    note_reading: Callable[[str], object] = field(default=_not_noted, compare=False)

    @cached_property
    def agreement(self) -> Agreement:
        """What others may see by name."""
        return self.said(self.principal)

    @cached_property
    def rounds(self) -> tuple[datetime, ...]:
        """The moments that closed rounds are known on, for who is suppressed; for others none are needed."""
        return self.closed(self.principal, self.agreement)

    def asking(self, known: Callable[[datetime], Known]) -> Asking:
        """As figures are asked for; `known` is what was known on a moment."""
        return Asking(self.principal, self.agreement, [known(closed) for closed in self.rounds])

    def may(self, action: Action, of: str | None = None) -> Decision:
        """Whether they may see or do this, of the municipality with this code or of nobody in particular."""
        return decide(self.principal, action, of, self.agreement)

    def see(self, action: Action, of: str | None = None) -> None:
        """Raises ProblemError where they may not: 401 for nobody, 403 for who has a token."""
        decision = self.may(action, of)
        if not decision.is_allowed:
            raise self.refusal(str(decision.reason))

    def refusal(self, reason: str) -> ProblemError:
        """What is answered to who may not; `reason` is the key of its text."""
        if self.principal.token is None:
            return ProblemError(401, "api.no_token", headers=BEARER)
        return ProblemError(403, reason)

    def reads(self, code: str) -> None:
        """Says that this municipality is read, where it is another's."""
        if code != self.principal.municipality_code and self.principal.role is not Role.READER:
            self.note_reading(code)

    def writes_for(self, register: Register) -> frozenset[str]:
        """The municipalities that they may hand in for. Raises ProblemError where there is none."""
        agreement = self.agreement
        found = frozenset(
            code for code in register.by_code if decide(self.principal, Action.HAND_IN, code, agreement).is_allowed
        )
        if not found:
            self.see(Action.HAND_IN, self.principal.municipality_code)
        return found


def asker_of(request: Request) -> Asker:
    """Who asks with this request; nobody where no door stands before it."""
    return cast("Asker", request.scope.get(PLACE) or Asker())


def language_of(request: Request) -> Language:
    """The language that they prefer."""
    return preferred(request.headers.get("accept-language", ""))


def now_of(request: Request) -> datetime:
    """The moment of this request; one for all that it asks."""
    return cast("datetime", request.app.state.clock())
