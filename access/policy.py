"""The policy: role, action, and whose it is give yes or a reason. One table, deny by default, one function.

Screens, exports, programs and the command line ask `decide` before they read or write; a screen that hides what would
be refused decides nothing. `access.permissions` holds the table; words stand in language/texts/access.toml.
"""

from dataclasses import dataclass
from typing import Final

from access.agreement import Agreement
from access.permissions import SCOPE_OF, TABLE, Action, Grant, Whose
from domain.bilingual import Language
from domain.principal import Function, Principal, Role
from domain.statements import Table
from language.texts import say

NAMED: Final = {
    Table.MILESTONE: Action.SEE_STANDING,
    Table.TRAINING: Action.SEE_TRAINING,
    Table.COST: Action.SEE_COSTS,
    Table.PROFILE: Action.SEE_PROFILE,
}
"""What somebody does who sees a municipality by name in a table."""
_FUNCTIONS: Final = {
    Grant.IF_FILLER: (frozenset({Function.FILLER, Function.CONTACT}), "access.refused.needs_filler"),
    Grant.IF_APPROVER: (frozenset({Function.APPROVER, Function.CONTACT}), "access.refused.needs_approver"),
    Grant.IF_CONTACT: (frozenset({Function.CONTACT}), "access.refused.needs_contact"),
}


class RefusedError(Exception):
    """What is asked may not be seen or done; holds the key of the reason."""

    def __init__(self, reason: str) -> None:
        """`reason`: a key of language/texts/access.toml."""
        self.reason = reason
        super().__init__(say(reason, "en"))

    def words(self, language: Language) -> str:
        """Why not, who may, and the way out."""
        return say(self.reason, language)


@dataclass(frozen=True)
class Decision:
    """Whether it is allowed; a refusal has the key of its reason.

    `is_suppressed`: figures are shown, but nothing about fewer than five municipalities (`access.suppression`).
    `is_on_behalf`: it is done for a municipality by somebody else, and the audit log must say so.
    """

    is_allowed: bool
    reason: str | None = None
    is_suppressed: bool = False
    is_on_behalf: bool = False

    def words(self, language: Language) -> str:
        """Why not, who may, and the way out. Empty where it is allowed."""
        return "" if self.reason is None else say(self.reason, language)


def decide(principal: Principal, action: Action, of: str | None, agreement: Agreement) -> Decision:
    """Whether `principal` may do this, to or of the municipality with this code; None: of nobody in particular.

    What the table does not name is refused, an action or a role that nobody knows included. A token may of what its
    role may what it is for.
    """
    if principal.scopes is not None and SCOPE_OF.get(action) not in principal.scopes:
        return Decision(is_allowed=False, reason="access.refused.not_in_scope")
    row = TABLE.get(principal.role, {}).get(action)
    if row is None:
        return Decision(is_allowed=False, reason="access.refused.unknown")
    found = row[_whose(principal, of)]
    return _granted(found, principal, of, agreement) if isinstance(found, Grant) else Decision(False, found)


def seen_by_name(principal: Principal, table: Table, code: str, agreement: Agreement) -> bool:
    """Whether what this municipality said in this table may be shown to `principal` under its name."""
    return decide(principal, NAMED[table], code, agreement).is_allowed


def sees_every_group(principal: Principal, agreement: Agreement) -> bool:
    """Whether `principal` sees the figures of every group, however few municipalities it speaks of."""
    decision = decide(principal, Action.SEE_FIGURES, None, agreement)
    return decision.is_allowed and not decision.is_suppressed


def _whose(principal: Principal, of: str | None) -> Whose:
    if of is None:
        return Whose.NOBODY
    return Whose.OWN if of == principal.municipality_code else Whose.OTHER


def _granted(grant: Grant, principal: Principal, of: str | None, agreement: Agreement) -> Decision:
    if grant in _FUNCTIONS:
        functions, reason = _FUNCTIONS[grant]
        return Decision(True) if functions & principal.functions else Decision(False, reason)
    if grant is Grant.IF_READERS_SEE:
        is_open = agreement.readers_see_figures
        return Decision(True, is_suppressed=True) if is_open else Decision(False, "access.refused.figures_sign_in")
    if grant is Grant.IF_AGREED:
        return _agreed(principal, of, agreement)
    return Decision(True, is_suppressed=grant is Grant.SUPPRESSED, is_on_behalf=grant is Grant.ON_BEHALF)


def _agreed(principal: Principal, of: str | None, agreement: Agreement) -> Decision:
    if principal.role is Role.READER and not agreement.readers_see_figures:
        return Decision(False, "access.refused.figures_sign_in")
    if of is not None and agreement.shows(Table.MILESTONE, of, principal.role):
        return Decision(True)
    return Decision(False, "access.refused.standing_of_other")
