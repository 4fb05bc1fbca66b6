"""What a principal can touch at all: the last line, under the questions to the database.

Whether somebody may do a thing is decided in `access`, which stands above this room and is asked first. Whoever forgets
to ask it gets no more than stands here: nothing, unless it says so.
"""

from sqlalchemy import ColumnElement, or_, select, true

from domain.principal import Function, Principal, Role
from office.desk_tables import FollowUpRow
from office.errors import NotYoursError
from office.reporting_tables import ReportActRow
from office.tables import KnockRow, PersonRow, SessionRow
from office.token_tables import TokenRow

_ALL = (Role.MANAGER, Role.OWNER)


def reaches_all(principal: Principal) -> bool:
    """Whether everything in the office is theirs to keep."""
    return principal.role in _ALL


def _is_contact(principal: Principal) -> bool:
    return Function.CONTACT in principal.functions


def people_of(principal: Principal) -> ColumnElement[bool]:
    """Which people: all, or the colleagues of a contact. Raises NotYoursError for who has none."""
    if reaches_all(principal):
        return true()
    if _is_contact(principal):
        return PersonRow.municipality_code == principal.municipality_code
    raise NotYoursError("office.not_yours")


def knocks_of(principal: Principal) -> ColumnElement[bool]:
    """Which unknown people: all, or for a contact those of the same organisation, by the word of the same provider.

    Raises NotYoursError for who has none.
    """
    if reaches_all(principal):
        return true()
    if _is_contact(principal) and principal.person is not None:
        theirs = select(PersonRow.number).where(
            PersonRow.number == principal.person,
            PersonRow.issuer == KnockRow.issuer,
            PersonRow.tenant == KnockRow.tenant,
            PersonRow.tenant != "",
        )
        return theirs.exists()
    raise NotYoursError("office.not_yours")


def sessions_of(principal: Principal) -> ColumnElement[bool]:
    """Which sessions: all, one's own, and for a contact those of colleagues. Raises NotYoursError for nobody."""
    if reaches_all(principal):
        return true()
    if principal.person is None:
        raise NotYoursError("office.not_yours")
    own = SessionRow.person == principal.person
    if not _is_contact(principal):
        return own
    colleagues = select(PersonRow.number).where(people_of(principal))
    return or_(own, SessionRow.person.in_(colleagues))


def see_running(principal: Principal) -> None:
    """Sees that running the monitor (rounds) is theirs. Raises NotYoursError."""
    if not (reaches_all(principal) or principal.role is Role.VNG):
        raise NotYoursError("office.not_yours")


def tokens_of(principal: Principal) -> ColumnElement[bool]:
    """Which tokens: all, or those of the municipality of a contact. Raises NotYoursError for who keeps none."""
    if reaches_all(principal):
        return true()
    see_tokens_of(principal, principal.municipality_code)
    return TokenRow.municipality_code == principal.municipality_code


def see_tokens_of(principal: Principal, municipality_code: str | None) -> None:
    """Sees that tokens of this municipality, or with None of an organisation, are theirs. Raises NotYoursError."""
    is_own = municipality_code is not None and principal.municipality_code == municipality_code
    if not (reaches_all(principal) or (_is_contact(principal) and is_own)):
        raise NotYoursError("office.not_yours")


def see_agreement(principal: Principal, municipality_code: str) -> None:
    """Sees that what this municipality said is theirs to note: of all, or of their own. Raises NotYoursError."""
    is_own = principal.role is Role.MUNICIPALITY and principal.municipality_code == municipality_code
    if not (reaches_all(principal) or principal.role is Role.VNG or is_own):
        raise NotYoursError("office.not_yours")


def see_draft(principal: Principal, municipality_code: str) -> None:
    """Sees that the draft of this municipality is theirs to read and to fill in. Raises NotYoursError."""
    is_own = principal.municipality_code == municipality_code and bool(principal.functions)
    if not (is_own or principal.role in (Role.VNG, Role.OWNER)):
        raise NotYoursError("office.not_yours")


def see_report_of(principal: Principal, municipality_code: str) -> None:
    """Sees that the reports of this municipality are theirs to see: of all, or of their own. Raises NotYoursError."""
    is_own = principal.role is Role.MUNICIPALITY and principal.municipality_code == municipality_code
    if not (is_own or principal.role in (Role.VNG, Role.OWNER)):
        raise NotYoursError("office.not_yours")


def reports_of(principal: Principal) -> ColumnElement[bool]:
    """Of which reports what was done: all, or those of their own municipality."""
    if principal.role is Role.MUNICIPALITY:
        return ReportActRow.municipality_code == principal.municipality_code
    see_desk(principal)
    return true()


def see_approval_wish(principal: Principal, municipality_code: str) -> None:
    """Sees that whoever approves there chooses whether that is asked: of their own only. Raises NotYoursError."""
    is_own = principal.role is Role.MUNICIPALITY and principal.municipality_code == municipality_code
    approves = bool(principal.functions & {Function.APPROVER, Function.CONTACT})
    if not (is_own and approves) and principal.role is not Role.OWNER:
        raise NotYoursError("office.not_yours")


def see_desk(principal: Principal) -> None:
    """Sees that what advisers keep about municipalities is theirs to see and to keep. Raises NotYoursError."""
    if principal.role not in (Role.VNG, Role.OWNER):
        raise NotYoursError("office.not_yours")


def follow_ups_of(principal: Principal) -> ColumnElement[bool]:
    """Which questions: all, or those to their own municipality. Raises NotYoursError for who has none."""
    if principal.role is Role.MUNICIPALITY:
        return FollowUpRow.municipality_code == principal.municipality_code
    see_desk(principal)
    return true()


def see_answers(principal: Principal, municipality_code: str) -> None:
    """Sees that a question to this municipality is theirs to answer: of their own only. Raises NotYoursError."""
    is_own = principal.role is Role.MUNICIPALITY and principal.municipality_code == municipality_code
    if not (is_own and principal.functions) and principal.role is not Role.OWNER:
        raise NotYoursError("office.not_yours")
