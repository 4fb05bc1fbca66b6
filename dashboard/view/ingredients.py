"""What a figure on a screen can be made of: sums over groups, rows, municipalities by name, one of them, an act."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from access.permissions import Action
from domain.statements import Table

CHOSEN_GROUP: Final = "chosen group"  # in `by`: the kind of group that the view asks for


@dataclass(frozen=True)
class Sums:
    """Sums over groups of municipalities: a figure of the catalogue by these groups.

    `reads`: of the columns that are withheld in every row, those that the figure needs all the same.
    """

    metric: str
    by: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    is_national: bool = False  # whatever the filters choose
    is_of_step: bool = False  # of the step that a page about one step shows


@dataclass(frozen=True)
class Rows:
    """Rows of a figure of the catalogue by these groups, each shown or withheld by itself; see `rows_withheld`.

    `by` may hold CHOSEN_GROUP. `reads`: the columns that a row is drawn from; without one of them nothing is.
    `is_of_step`: of the step that a page about one step shows.
    """

    metric: str
    by: tuple[str, ...]
    reads: tuple[str, ...]
    is_of_step: bool = False


@dataclass(frozen=True)
class Names:
    """Municipalities by name, or marks of each, in a table; with all of them or not at all.

    Who has which access variant stands in another table: a choice by it is withheld unless that may be seen too.
    `is_by_group`: it is drawn by the kind of group that the view asks for, which may be by that as well. `in_groups`:
    it shows them in groups alone (quartiles, counts), of which nothing was decided: that is then why it is withheld.
    """

    table: Table
    is_by_group: bool = False
    in_groups: bool = False


@dataclass(frozen=True)
class Earlier:
    """What was known on an earlier day in a table, of all municipalities: nothing is decided of such a day."""

    table: Table


@dataclass(frozen=True)
class Lengths:
    """How long the step that is shown takes, by the kind of group that the view asks for; no curve of it.

    `is_whole`: of all that were chosen together.
    """

    is_whole: bool = False


@dataclass(frozen=True)
class Reporters:
    """How many of the municipalities chosen reported on their steps: what the note under a figure says as well.

    `is_of_any_age`: whatever age was chosen. `are_stale`: how many of them did long ago.
    """

    is_of_any_age: bool = False
    are_stale: bool = False


@dataclass(frozen=True)
class Peers:
    """The municipality in the address among others, each by name or as a mark, in all tables of what is compared.

    `metric`: what is compared; None: what the address asks for.
    """

    metric: str | None = None


@dataclass(frozen=True)
class Of:
    """One municipality, the one in the address, in a table."""

    table: Table


@dataclass(frozen=True)
class Does:
    """Something that one does rather than sees, of the municipality in the address or of nobody in particular."""

    action: Action
    is_of_one: bool = False


@dataclass(frozen=True)
class Assuming:
    """What is expected under an assumption about the silent: whoever is suppressed cannot ask for one."""


Part = Sums | Rows | Lengths | Reporters | Names | Earlier | Peers | Of | Does | Assuming


NOBODYS: Final[Sequence[Part]] = tuple(Names(table) for table in Table)  # what nobody thought of


@dataclass(frozen=True)
class MadeOf:
    """What a figure is made of; nothing for one that holds public facts alone.

    `under`: what the rows under it are made of, mostly municipalities by name.
    """

    parts: Sequence[Part] = field(default=())
    under: Sequence[Part] = NOBODYS
