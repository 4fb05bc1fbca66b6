"""Who asks. What they may see and do is decided in `access` alone; every room can take one as an argument."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """For whom somebody works here; a person has one."""

    READER = "reader"  # nobody is signed in
    MUNICIPALITY = "municipality"
    MINISTRY = "ministry"
    VNG = "vng"
    MANAGER = "manager"
    OWNER = "owner"  # of the files of this machine: the command line, and what the app does of itself


class Function(StrEnum):
    """What a person does within a municipality; one may do all three."""

    FILLER = "filler"  # drafts and hands in
    APPROVER = "approver"  # approves, and may take back
    CONTACT = "contact"  # both, and manages the colleagues


class Scope(StrEnum):
    """What a token is for: who holds it may do that of what its role may, and nothing else."""

    FIGURES = "figures"  # read figures
    REPORTS = "reports"  # read reports, with their receipts
    HAND_IN = "hand_in"


@dataclass(frozen=True)
class Principal:
    """Somebody who asks: a role, and the municipality that is theirs where the role has one.

    `person` is the number under which `office` knows them, None for nobody. `is_local`: chosen in local mode, without
    signing in. `token`: the number of the token of a program that asks, and `scopes` what that token is for; None for
    people, whose role alone says what they may.
    """

    role: Role
    municipality_code: str | None = None
    functions: frozenset[Function] = frozenset()
    person: int | None = None
    is_local: bool = False
    token: int | None = None
    scopes: frozenset[Scope] | None = None

    def __post_init__(self) -> None:
        """A municipality belongs to that role and to no other, and so do functions. Raises ValueError."""
        if (self.role is Role.MUNICIPALITY) != (self.municipality_code is not None):
            raise ValueError(f"{self.role} with municipality {self.municipality_code}")
        if self.functions and self.role is not Role.MUNICIPALITY:
            raise ValueError(f"{self.role} with functions of a municipality")


NOBODY = Principal(Role.READER)
OWNER = Principal(Role.OWNER)
