"""Tokens with which a program asks: of a municipality or of an organisation, for some things, for some time.

Looking one up happens before there is a principal, for it is what makes one: `find` is the exception to the rule that
every question says who asks. Whoever holds the token is the one it was given to.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import select, update

from domain.principal import Function, Principal, Role, Scope
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_line import sha256_of
from office.errors import NotFoundError, NotPossibleError
from office.identity import plain_name
from office.opaque import new_opaque, opaque_sha256
from office.reach import see_tokens_of, tokens_of
from office.token_tables import LONGEST_LABEL, TokenRow

PREFIX: Final = "wams_"  # so that whoever finds one in a file knows what it is
LONGEST_DAYS: Final = 366  # a year: then somebody looks whether it is still needed
TOUCHED_EVERY: Final = timedelta(minutes=1)  # writing at every question would make reading a figure cost a sync
ROLES: Final = (Role.MUNICIPALITY, Role.MINISTRY, Role.VNG)


class Invalid(StrEnum):
    """Why a token is worth nothing."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Token:
    """One token. `number` names it in lists and in the audit log; the token itself is nowhere in it.

    `label`: the program or the supplier that uses it. `made_by`: the number of a person, None for the command line.
    `last_used_at` may be up to a minute behind.
    """

    number: int
    label: str
    role: Role
    municipality_code: str | None
    scopes: frozenset[Scope]
    made_by: int | None
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    @property
    def principal(self) -> Principal:
        """Who asks, when a program does with this token. With one that is for handing in, it fills in and no more."""
        fills = self.role is Role.MUNICIPALITY and Scope.HAND_IN in self.scopes
        functions = frozenset({Function.FILLER}) if fills else frozenset[Function]()
        return Principal(self.role, self.municipality_code, functions, token=self.number, scopes=self.scopes)

    def is_valid(self, now: datetime) -> bool:
        """Whether it can be used at this moment."""
        return self.revoked_at is None and now < self.expires_at


class Tokens:
    """The tokens of one installation."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def make(
        self,
        principal: Principal,
        label: str,
        role: Role,
        municipality_code: str | None,
        scopes: frozenset[Scope],
        *,
        days: int,
        way: Way,
        now: datetime,
    ) -> tuple[Token, str]:
        """Makes one, and returns it with the token itself: the only time that it is to be had.

        Raises NotYoursError, and NotPossibleError for what no token can be.
        """
        see_tokens_of(principal, municipality_code)
        name = _named(label, role, scopes, days)
        written = PREFIX + new_opaque()
        with self._audit.recorded(now) as recorded:
            row = TokenRow(secret_sha256=_sealed(written), label=name, role=str(role), scopes=scopes)
            row.municipality_code = municipality_code
            row.made_by, row.made_at, row.expires_at = principal.person, now, now + timedelta(days=days)
            _token(row).principal.__post_init__()  # a municipality with that role and with no other
            recorded.session.add(row)
            recorded.session.flush()
            told = Entry(principal, Act.TOKEN_MADE, now, way, municipality_code, after=_state(row), token=row.number)
            recorded.entries.append(told)
            return _token(row), written

    def find(self, written: str, *, now: datetime) -> Token | Invalid:
        """Which token this is, or why it is none. Asked at every question, so it writes at most once a minute."""
        sealed = _sealed(written) if written.startswith(PREFIX) else None
        if sealed is None:
            return Invalid.UNKNOWN
        with self._database.reading() as session:
            row = session.scalars(select(TokenRow).where(TokenRow.secret_sha256 == sealed)).one_or_none()
            found = None if row is None else _token(row)
        if found is None:
            return Invalid.UNKNOWN
        if not found.is_valid(now):
            return Invalid.EXPIRED if found.revoked_at is None else Invalid.REVOKED
        if found.last_used_at is None or now - found.last_used_at >= TOUCHED_EVERY:
            with self._database.writing() as session:
                session.execute(update(TokenRow).where(TokenRow.number == found.number).values(last_used_at=now))
        return found

    def all(self, principal: Principal, *, now: datetime, with_ended: bool = False) -> list[Token]:
        """The tokens that this principal keeps, by number. Raises NotYoursError."""
        asked = select(TokenRow).where(tokens_of(principal)).order_by(TokenRow.number)
        with self._database.reading() as session:
            found = [_token(row) for row in session.scalars(asked)]
        return [token for token in found if with_ended or token.is_valid(now)]

    def revoke(self, principal: Principal, number: int, *, way: Way, now: datetime) -> Token:
        """Ends one at once, in every process. Raises NotYoursError, NotFoundError where none holds or is theirs."""
        with self._audit.recorded(now) as recorded:
            asked = select(TokenRow).where(TokenRow.number == number, tokens_of(principal)).with_for_update()
            row = recorded.session.scalars(asked).one_or_none()
            if row is None or not _token(row).is_valid(now):
                raise NotFoundError("office.no_token", number=number)
            before, row.revoked_at = _state(row), now
            told = Entry(
                principal, Act.TOKEN_REVOKED, now, way, row.municipality_code,
                before=before, after=_state(row), token=number,
            )  # fmt: skip
            recorded.entries.append(told)
            return _token(row)


def _sealed(written: str) -> str:
    return opaque_sha256(written) or ""


def _named(label: str, role: Role, scopes: frozenset[Scope], days: int) -> str:
    name = plain_name(label)
    if name is None or len(label.strip()) > LONGEST_LABEL:
        raise NotPossibleError("office.token_name", most=LONGEST_LABEL)
    if role not in ROLES:
        raise NotPossibleError("office.token_role")
    if not scopes:
        raise NotPossibleError("office.token_scopes")
    if role is Role.MINISTRY and Scope.HAND_IN in scopes:
        raise NotPossibleError("office.token_hand_in")
    if not 1 <= days <= LONGEST_DAYS:
        raise NotPossibleError("office.token_days", most=LONGEST_DAYS)
    return name


def _token(row: TokenRow) -> Token:
    whose = (Role(row.role), row.municipality_code, row.scopes)
    moments = (row.made_at, row.expires_at, row.last_used_at, row.revoked_at)
    return Token(row.number, row.label, *whose, row.made_by, *moments)


def _state(row: TokenRow) -> str:
    """The hash of what a token may do: nothing of the token itself goes into it."""
    return sha256_of([row.number, row.role, row.municipality_code, sorted(row.scopes), row.revoked_at is None])
