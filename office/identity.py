"""Who somebody is to a provider, and what they were let in as."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement

from domain.principal import Function, Principal, Role
from office.tables import LONGEST_NAME, LONGEST_SUBJECT, KnockRow, PersonRow

ROLES_OF_PEOPLE = (Role.MUNICIPALITY, Role.MINISTRY, Role.VNG, Role.MANAGER)
"""What a person can be let in as; a reader is nobody in particular, and the owner is who runs the command."""


@dataclass(frozen=True)
class Identity:
    """Issuer, tenant and subject: together one person. None of them is a mail address or a claim of their own choice.

    `issuer` is the key in our settings; `tenant` is None where that provider serves one organisation.
    """

    issuer: str
    tenant: str | None
    subject: str

    def __post_init__(self) -> None:
        """Raises ValueError for what no provider sends: nothing, very long, or with characters that do not print."""
        for name, written in (("issuer", self.issuer), ("subject", self.subject), ("tenant", self.tenant)):
            if written is None and name == "tenant":
                continue
            if not written or len(written) > LONGEST_SUBJECT or not written.isprintable():
                raise ValueError(f"no {name}: {written!r:.60}")


@dataclass(frozen=True)
class Appointment:
    """What somebody is let in as. `function_name` is how they call their work: "projectleider Wams"."""

    role: Role
    municipality_code: str | None = None
    functions: frozenset[Function] = frozenset()
    function_name: str | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a role that is not a person's, and for what does not belong to the role."""
        if self.role not in ROLES_OF_PEOPLE:
            raise ValueError(f"{self.role} is no role of a person")
        if self.role is Role.MUNICIPALITY and not self.functions:
            raise ValueError("somebody of a municipality has at least one function")
        self.principal()
        object.__setattr__(self, "function_name", plain_name(self.function_name))

    def principal(self, person: int | None = None) -> Principal:
        """Who asks, when this person does."""
        return Principal(self.role, self.municipality_code, self.functions, person)


@dataclass(frozen=True)
class Person:
    """Somebody who was let in. `display_name` is None where the provider gave none, and after they were put out."""

    number: int
    identity: Identity
    display_name: str | None
    appointment: Appointment
    admitted_at: datetime
    changed_at: datetime
    put_out_at: datetime | None

    @property
    def principal(self) -> Principal:
        """Who asks, when this person does. Somebody who was put out is nobody: sessions look at that first."""
        return self.appointment.principal(self.number)


def plain_name(written: str | None) -> str | None:
    """A name on one line, without what does not print, of a length that fits; None where nothing is left of it."""
    if written is None:
        return None
    printing = "".join(letter if letter.isprintable() else " " for letter in written)
    return " ".join(printing.split())[:LONGEST_NAME].strip() or None


def identity_of(row: PersonRow | KnockRow) -> Identity:
    """Who a row is about."""
    return Identity(row.issuer, row.tenant or None, row.subject)


def is_of(kind: type[PersonRow] | type[KnockRow], identity: Identity) -> tuple[ColumnElement[bool], ...]:
    """Which row is about them."""
    return kind.issuer == identity.issuer, kind.tenant == (identity.tenant or ""), kind.subject == identity.subject
