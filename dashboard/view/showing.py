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
from access.policy import seen_by_name as seen
from dashboard.view import queries, state
from dashboard.view.address import View
from dashboard.view.visitor import Visitor
from domain.statements import Table
from metrics.released.accounts import ACCOUNTS
from metrics.released.gating import WITHHELD

# withheld in every row, and read by few figures
NOT_NEEDED: Final = ("oldest_days", "upper_bound_stale", "scenario_high_stale")
CHOSEN_GROUP: Final = "chosen group"  # in `by`: the kind of group that the view asks for
FIRST_GROUP: Final = "size_class"
USUAL_COMPARED: Final = "completed_steps"
BY_VARIANT: Final = ("access_variant", "size_variant")  # peer groups that tell who has which access variant


@dataclass(frozen=True)
class Sums:
    """Sums over groups of municipalities: a figure of the catalogue by these groups.

    `reads`: of the columns that are withheld in every row, those that the figure needs all the same.
    """

    metric: str
    by: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    is_national: bool = False  # whatever the filters choose


@dataclass(frozen=True)
class Rows:
    """Rows of a figure of the catalogue by these groups, each shown or withheld by itself; see `rows_withheld`.

    `by` may hold CHOSEN_GROUP. `reads`: the columns that a row is drawn from; without one of them nothing is.
    """

    metric: str
    by: tuple[str, ...]
    reads: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Municipalities by name, or marks of each, in a table; with all of them or not at all.

    Who has which access variant stands in another table: a choice by it is withheld unless that may be seen too.
    """

    table: Table


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


Part = Sums | Rows | Names | Peers | Of | Does


NOBODYS: Final[Sequence[Part]] = tuple(Names(table) for table in Table)  # what nobody thought of


@dataclass(frozen=True)
class MadeOf:
    """What a figure is made of; nothing for one that holds public facts alone.

    `under`: what the rows under it are made of, mostly municipalities by name.
    """

    parts: Sequence[Part] = field(default=())
    under: Sequence[Part] = NOBODYS


def why_withheld(parts: Sequence[Part], view: View, visitor: Visitor) -> str | None:
    """The key of the reason why what is made of these parts is withheld from who looks; None where it is shown."""
    if sees_every_group(visitor.principal, visitor.agreement):
        return None
    found = (_why(part, view, visitor) for part in parts)
    return next((reason for reason in found if reason is not None), None)


def rows_withheld(parts: Sequence[Part], metric: str, view: View, visitor: Visitor) -> Mapping[tuple[object, ...], str]:
    """Of a figure that is shown: the rows of `metric` that are withheld, by their groups in order, with the reason.

    Raises RefusedError where nothing of them may be seen, and StopIteration where it is not made of such rows.
    """
    if sees_every_group(visitor.principal, visitor.agreement):
        return {}
    part = next(part for part in parts if isinstance(part, Rows) and part.metric == metric)
    rows, by = _released(part, view, visitor), _groups(part, view)
    if WITHHELD not in rows.columns:
        return {}
    held = rows.filter(pl.col(WITHHELD).is_not_null())
    return {row[:-1]: str(row[-1]) for row in held.select(*by, WITHHELD).iter_rows()}


def seen_by_name(view: View, table: Table, visitor: Visitor) -> frozenset[str]:
    """The codes of the municipalities that who looks may see by name in a table."""
    every = queries.municipality_codes(view)
    return frozenset(code for code in every if seen(visitor.principal, table, code, visitor.agreement))


def sees_all(view: View, table: Table, visitor: Visitor) -> bool:
    """Whether who looks may see every municipality by name in a table."""
    return _why_not_all(table, view, visitor) is None


def _groups(part: Sums | Rows, view: View) -> tuple[str, ...]:
    return tuple(view.by_group or FIRST_GROUP if group == CHOSEN_GROUP else group for group in part.by)


def _why(part: Part, view: View, visitor: Visitor) -> str | None:
    code = view.municipality_code
    match part:
        case Does():
            return visitor.may(part.action, code if part.is_of_one else None).reason
        case Of():
            return decide(visitor.principal, NAMED[part.table], code or "", visitor.agreement).reason
        case Names():
            return _why_not_named((part.table,), view, visitor, is_by_variant=view.access_variant is not None)
        case Peers():
            tables = ACCOUNTS[part.metric or compared(view)].tables
            by_variant = view.access_variant is not None or view.peer_group in BY_VARIANT
            return _why_not_named(tables, view, visitor, is_by_variant=by_variant)
        case _:
            try:
                return (
                    _why_not_summed(part, view, visitor)
                    if isinstance(part, Sums)
                    else _why_no_rows(part, view, visitor)
                )
            except RefusedError as error:
                return str(error.reason)


def compared(view: View) -> str:
    """The figure of the catalogue on which the address asks to compare."""
    return view.metric_key if view.metric_key is not None and view.metric_key in ACCOUNTS else USUAL_COMPARED


def _why_not_named(tables: Sequence[Table], view: View, visitor: Visitor, *, is_by_variant: bool) -> str | None:
    asked = (*tables, Table.PROFILE) if is_by_variant else tables
    found = (_why_not_all(table, view, visitor) for table in asked)
    return next((reason for reason in found if reason is not None), None)


def _why_not_all(table: Table, view: View, visitor: Visitor) -> str | None:
    return state.once(f"all seen in {table}", lambda: _first_reason(table, view, visitor))


def _first_reason(table: Table, view: View, visitor: Visitor) -> str | None:
    """The first municipality that may not be seen decides; what is told of it is that of many, not of that one."""
    for code in queries.municipality_codes(view):
        decision = decide(visitor.principal, NAMED[table], code, visitor.agreement)
        if not decision.is_allowed:
            is_of_one = decision.reason == "access.refused.standing_of_other"
            return "screen.withheld_names.of_each" if is_of_one else decision.reason
    return None


def _why_not_summed(part: Sums, view: View, visitor: Visitor) -> str | None:
    rows = _released(part, view, visitor)
    if WITHHELD not in rows.columns:
        return None
    held = rows[WITHHELD].drop_nulls()
    if held.len():
        return str(held[0])
    whole = queries.ask(view.without_filters() if part.is_national else view, part.metric, by=part.by).rows
    for name in whole.columns:
        is_read = name not in NOT_NEEDED or name in part.reads
        if is_read and rows[name].null_count() > whole[name].null_count():
            return "access.withheld.others_would_follow"
    return None


def _why_no_rows(part: Rows, view: View, visitor: Visitor) -> str | None:
    """Why no row can be shown: all are withheld, or what each of them is drawn from."""
    rows = _released(part, view, visitor)
    if WITHHELD not in rows.columns:
        return None
    shown = rows.filter(pl.col(WITHHELD).is_null())
    if shown.is_empty() and rows.height:
        return str(rows.item(0, WITHHELD))
    by = list(_groups(part, view))
    whole = queries.ask(view, part.metric, by=tuple(by)).rows.join(shown, on=by, how="semi", nulls_equal=True)
    if any(shown[name].null_count() > whole[name].null_count() for name in part.reads):
        return "access.withheld.others_would_follow"
    return None


def _released(part: Sums | Rows, view: View, visitor: Visitor) -> pl.DataFrame:
    """The rows of a figure as who looks gets them. Raises RefusedError."""
    if isinstance(part, Sums) and part.is_national:
        view = view.without_filters()
    answer = queries.released(view, part.metric, by=_groups(part, view), visitor=visitor)
    if isinstance(answer, str):
        raise RefusedError(answer)
    return answer.rows
