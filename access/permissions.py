"""The table of the policy as data: per role and action what holds for one's own, another's, and nobody's in particular.

A cell is a grant, or the key of the reason why not. What is not in the table is refused.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias

from domain.principal import Role, Scope


class Action(StrEnum):
    """What somebody can want to see or do."""

    SEE_FIGURES = "see_figures"  # of the country and of groups
    SEE_STANDING = "see_standing"  # where one municipality stands with its steps, by name
    SEE_TRAINING = "see_training"  # its staff and hours
    SEE_COSTS = "see_costs"
    SEE_PROFILE = "see_profile"  # its minutes, and what else it says of itself
    SEE_REPORTS = "see_reports"  # with rows, refusals and history
    DRAFT = "draft"
    HAND_IN = "hand_in"
    APPROVE = "approve"
    TAKE_BACK = "take_back"
    RESOLVE_ROWS = "resolve_rows"  # refused rows, out of quarantine
    CORRECT = "correct"
    SETTLE_MERGERS = "settle_mergers"
    RUN_ROUNDS = "run_rounds"
    KEEP_CALLS = "keep_calls"
    SEE_EXPECTED_MONTHS = "see_expected_months"  # when one municipality may be expected to finish a step
    MANAGE_PEOPLE = "manage_people"
    MANAGE_ROLES = "manage_roles"
    MANAGE_TOKENS = "manage_tokens"
    MANAGE_SETTINGS = "manage_settings"
    READ_AUDIT = "read_audit"  # of a municipality; of nobody in particular: the whole log
    READ_OWN_ACTS = "read_own_acts"
    READ_WHO_DID = "read_who_did"  # of one report


class Whose(StrEnum):
    """Whose it is that is seen or done something to."""

    OWN = "own"
    OTHER = "other"
    NOBODY = "nobody"


class Grant(StrEnum):
    """How something is allowed."""

    YES = "yes"
    SUPPRESSED = "suppressed"  # but nothing about fewer than five municipalities
    IF_READERS_SEE = "if_readers_see"  # suppressed too, and only where the installation lets readers see figures
    IF_AGREED = "if_agreed"
    ON_BEHALF = "on_behalf"
    IF_FILLER = "if_filler"  # who is filler, or contact
    IF_APPROVER = "if_approver"  # who is approver, or contact
    IF_CONTACT = "if_contact"


Cell: TypeAlias = Grant | str
Row: TypeAlias = Mapping[Whose, Cell]

_SIGN_IN: Final = "access.refused.sign_in"
_AMOUNTS: Final = "access.refused.amounts_of_other"
_STANDING: Final = "access.refused.standing_of_other"
_REPORTS: Final = "access.refused.reports_of_other"
_OTHERS: Final = "access.refused.not_your_municipality"
_REPORTER: Final = "access.refused.only_who_reports"
_VNG: Final = "access.refused.only_vng"
_MANAGER: Final = "access.refused.only_manager"
_NO_FIGURES: Final = "access.refused.manager_sees_none"
_AUDIT: Final = "access.refused.audit_of_other"
_WHICH: Final = "access.refused.which_municipality"
_APPROVAL: Final = "access.refused.approval_is_theirs"

_SEE_AMOUNTS: Final = (Action.SEE_TRAINING, Action.SEE_COSTS, Action.SEE_PROFILE)
_REPORTING: Final = (Action.DRAFT, Action.HAND_IN, Action.APPROVE, Action.TAKE_BACK)
_TIDYING: Final = (Action.RESOLVE_ROWS, Action.CORRECT)
_RUNNING: Final = (Action.SETTLE_MERGERS, Action.RUN_ROUNDS, Action.KEEP_CALLS, Action.SEE_EXPECTED_MONTHS)
_COLLEAGUES: Final = (Action.MANAGE_PEOPLE, Action.MANAGE_TOKENS)
_MANAGING: Final = (Action.MANAGE_ROLES, Action.MANAGE_SETTINGS)
_LOOKING_BACK: Final = (Action.READ_AUDIT, Action.READ_OWN_ACTS, Action.READ_WHO_DID)


def _row(own: Cell, other: Cell, nobody: Cell) -> Row:
    return MappingProxyType({Whose.OWN: own, Whose.OTHER: other, Whose.NOBODY: nobody})


def _same(cell: Cell) -> Row:
    return _row(cell, cell, cell)


def _each(actions: tuple[Action, ...], row: Row) -> dict[Action, Row]:
    return dict.fromkeys(actions, row)


_READER: Final = {
    Action.SEE_FIGURES: _same(Grant.IF_READERS_SEE),
    Action.SEE_STANDING: _row(Grant.IF_AGREED, Grant.IF_AGREED, _WHICH),
    **_each(_SEE_AMOUNTS, _same(_AMOUNTS)),
    Action.SEE_REPORTS: _same(_SIGN_IN),
    **_each((*_REPORTING, *_TIDYING, *_RUNNING, *_COLLEAGUES, *_MANAGING, *_LOOKING_BACK), _same(_SIGN_IN)),
}
_MUNICIPALITY: Final = {
    Action.SEE_FIGURES: _same(Grant.SUPPRESSED),
    Action.SEE_STANDING: _row(Grant.YES, Grant.IF_AGREED, _WHICH),
    **_each(_SEE_AMOUNTS, _row(Grant.YES, _AMOUNTS, _AMOUNTS)),
    Action.SEE_REPORTS: _row(Grant.YES, _REPORTS, _REPORTS),
    Action.DRAFT: _row(Grant.IF_FILLER, _OTHERS, _WHICH),
    Action.HAND_IN: _row(Grant.IF_FILLER, _OTHERS, _WHICH),
    Action.APPROVE: _row(Grant.IF_APPROVER, _OTHERS, _WHICH),
    Action.TAKE_BACK: _row(Grant.IF_APPROVER, _OTHERS, _WHICH),
    **_each(_TIDYING, _row(Grant.IF_FILLER, _OTHERS, _WHICH)),
    **_each(_RUNNING, _same(_VNG)),
    **_each(_COLLEAGUES, _row(Grant.IF_CONTACT, _OTHERS, _MANAGER)),
    **_each(_MANAGING, _same(_MANAGER)),
    Action.READ_AUDIT: _row(Grant.YES, _AUDIT, _AUDIT),
    Action.READ_OWN_ACTS: _same(Grant.YES),
    Action.READ_WHO_DID: _row(Grant.YES, _AUDIT, _AUDIT),
}
_MINISTRY: Final = {
    Action.SEE_FIGURES: _same(Grant.SUPPRESSED),
    Action.SEE_STANDING: _row(Grant.IF_AGREED, Grant.IF_AGREED, _WHICH),
    **_each(_SEE_AMOUNTS, _same(_AMOUNTS)),
    Action.SEE_REPORTS: _same(_REPORTS),
    **_each((*_REPORTING, *_TIDYING), _same(_REPORTER)),
    **_each(_RUNNING, _same(_VNG)),
    **_each((*_COLLEAGUES, *_MANAGING), _same(_MANAGER)),
    **_each(_LOOKING_BACK, _same(_AUDIT)),
}
_OF_VNG: Final = {
    **_each((Action.SEE_FIGURES, Action.SEE_STANDING, *_SEE_AMOUNTS, Action.SEE_REPORTS), _same(Grant.YES)),
    **_each((Action.DRAFT, Action.HAND_IN, Action.TAKE_BACK), _row(Grant.ON_BEHALF, Grant.ON_BEHALF, _WHICH)),
    Action.APPROVE: _same(_APPROVAL),
    **_each((*_TIDYING, *_RUNNING), _same(Grant.YES)),
    **_each((*_COLLEAGUES, *_MANAGING), _same(_MANAGER)),
    Action.READ_AUDIT: _same(_AUDIT),
    Action.READ_OWN_ACTS: _same(Grant.YES),
    Action.READ_WHO_DID: _row(Grant.YES, Grant.YES, _WHICH),
}
_OF_MANAGER: Final = {
    **_each((Action.SEE_FIGURES, Action.SEE_STANDING, *_SEE_AMOUNTS, Action.SEE_REPORTS), _same(_NO_FIGURES)),
    **_each((*_REPORTING, *_TIDYING), _same(_REPORTER)),
    **_each(_RUNNING, _same(_VNG)),
    **_each((*_COLLEAGUES, *_MANAGING, *_LOOKING_BACK), _same(Grant.YES)),
}

TABLE: Final[Mapping[Role, Mapping[Action, Row]]] = MappingProxyType(
    {
        Role.READER: MappingProxyType(_READER),
        Role.MUNICIPALITY: MappingProxyType(_MUNICIPALITY),
        Role.MINISTRY: MappingProxyType(_MINISTRY),
        Role.VNG: MappingProxyType(_OF_VNG),
        Role.MANAGER: MappingProxyType(_OF_MANAGER),
        Role.OWNER: MappingProxyType(dict.fromkeys(Action, _same(Grant.YES))),  # the files are theirs anyway
    }
)

SCOPE_OF: Final[Mapping[Action, Scope]] = MappingProxyType(
    {
        **dict.fromkeys((Action.SEE_FIGURES, Action.SEE_STANDING, *_SEE_AMOUNTS), Scope.FIGURES),
        Action.SEE_REPORTS: Scope.REPORTS,
        Action.HAND_IN: Scope.HAND_IN,
    }
)
"""Which scope a token needs for an action; with a token nobody does what is not here, whatever its role may."""
