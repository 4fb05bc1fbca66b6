"""What who looks may see of a figure on a screen: everything that it is made of, or a reason why not.

A figure is shown when all that it is made of may be seen. What it is made of stands per figure in `figure/made_of`;
whether that may be seen is decided by `metrics.released`, as for the command line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from access.permissions import Action
from access.policy import NAMED, RefusedError, decide, sees_every_group
from dashboard.view import queries, state
from dashboard.view.address import View
from dashboard.view.visitor import Visitor
from domain.statements import Table
from metrics.released.gating import WITHHELD
from metrics.released.release import Asking

NOT_NEEDED: Final = ("oldest_days", "upper_bound_stale")  # withheld in every row, and read by few figures


@dataclass(frozen=True)
class Sums:
    """Sums over groups of municipalities: a figure of the catalogue by these groups.

    `reads`: of the columns that are withheld in every row, those that the figure needs all the same.
    """

    metric: str
    by: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """Municipalities by name, or marks of each, in a table; with all of them or not at all."""

    table: Table


@dataclass(frozen=True)
class Of:
    """One municipality, the one in the address, in a table."""

    table: Table


@dataclass(frozen=True)
class Does:
    """Something that one does rather than sees, of the municipality in the address or of nobody in particular."""

    action: Action
    is_of_one: bool = False


Part = Sums | Names | Of | Does


@dataclass(frozen=True)
class MadeOf:
    """What a figure is made of; nothing for one that holds public facts alone."""

    parts: Sequence[Part] = field(default=())


def why_withheld(made_of: MadeOf, view: View, visitor: Visitor) -> str | None:
    """The key of the reason why a figure is withheld from who looks; None where it is shown."""
    if sees_every_group(visitor.principal, visitor.agreement):
        return None
    found = (_why(part, view, visitor) for part in made_of.parts)
    return next((reason for reason in found if reason is not None), None)


def asking(visitor: Visitor) -> Asking:
    """Who asks, as `metrics.released` takes it."""
    return Asking(visitor.principal, visitor.agreement)


def groups_withheld(view: View, part: Sums, visitor: Visitor, group: str) -> Mapping[object, str]:
    """Per value of `group` the reason why its row is withheld; empty where every row is shown.

    Raises RefusedError where nothing of the figure may be seen.
    """
    if sees_every_group(visitor.principal, visitor.agreement):
        return {}
    rows = _released(part, view, visitor)
    if WITHHELD not in rows.columns:
        return {}
    held = rows.filter(pl.col(WITHHELD).is_not_null())
    return dict(held.select(group, WITHHELD).iter_rows())


def _why(part: Part, view: View, visitor: Visitor) -> str | None:
    code = view.municipality_code
    if isinstance(part, Does):
        return visitor.may(part.action, code if part.is_of_one else None).reason
    if isinstance(part, Of):
        return decide(visitor.principal, NAMED[part.table], code or "", visitor.agreement).reason
    if isinstance(part, Names):
        return _why_not_all(part.table, view, visitor)
    try:
        return _why_not_summed(part, view, visitor)
    except RefusedError as error:
        return str(error.reason)


def _why_not_all(table: Table, view: View, visitor: Visitor) -> str | None:
    return state.once(f"all seen in {table}", lambda: _first_reason(table, view, visitor))


def _first_reason(table: Table, view: View, visitor: Visitor) -> str | None:
    """The first municipality that may not be seen decides."""
    for code in queries.municipality_codes(view):
        decision = decide(visitor.principal, NAMED[table], code, visitor.agreement)
        if not decision.is_allowed:
            return decision.reason
    return None


def _why_not_summed(part: Sums, view: View, visitor: Visitor) -> str | None:
    rows = _released(part, view, visitor)
    if WITHHELD not in rows.columns:
        return None
    held = rows[WITHHELD].drop_nulls()
    if held.len():
        return str(held[0])
    whole = queries.ask(view, part.metric, by=part.by).rows
    for name in whole.columns:
        is_read = name not in NOT_NEEDED or name in part.reads
        if is_read and rows[name].null_count() > whole[name].null_count():
            return "access.withheld.others_would_follow"
    return None


def _released(part: Sums, view: View, visitor: Visitor) -> pl.DataFrame:
    """The rows of a figure as who looks gets them. Raises RefusedError."""
    answer = queries.released(view, part.metric, by=part.by, asking=asking(visitor))
    if isinstance(answer, str):
        raise RefusedError(answer)
    return answer.rows
