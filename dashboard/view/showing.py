"""What who looks may see of a figure on a screen: everything that it is made of, or a reason why not.

A figure is shown when all that it is made of may be seen. What it is made of stands per figure in `figure/made_of`;
whether that may be seen is decided by `metrics.released`, as for the command line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from access.policy import NAMED, RefusedError, decide, sees_every_group
from access.policy import seen_by_name as seen
from dashboard.view import queries, state
from dashboard.view.address import View
from dashboard.view.ingredients import (
    CHOSEN_GROUP,
    Assuming,
    Does,
    Earlier,
    Lengths,
    Names,
    Of,
    Part,
    Peers,
    Reporters,
    Rows,
    Sums,
)  # fmt: skip
from dashboard.view.visitor import Visitor
from domain.statements import Table
from metrics.defining.figure import Figure
from metrics.figures import VALUE_COLUMNS
from metrics.released.accounts import ACCOUNTS
from metrics.released.answer import ReleasedFigure
from metrics.released.gating import WITHHELD

# withheld in every row, and seldom read
NOT_NEEDED: Final = ("oldest_days", "upper_bound_stale", "scenario_high_stale", "stale_count")
NOT_DECIDED: Final = "access.withheld.not_for_groups"
_OF_EACH: Final = ("screen.withheld_names.of_each", "access.refused.amounts_of_other")  # why one is not shown by name
FIRST_GROUP: Final = "size_class"
USUAL_COMPARED: Final = "completed_steps"
BY_VARIANT: Final = ("access_variant", "size_variant")  # peer groups that tell who has which access variant


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


def as_seen(view: View, key: str, visitor: Visitor, *, by: tuple[str, ...] = (), step: int | None = None) -> Figure:
    """A figure as who looks gets it: what is withheld from them is null in its rows, and all of it where all is."""
    whole = queries.ask(view, key, by=by, step=step)
    if sees_every_group(visitor.principal, visitor.agreement):
        return whole
    answer = queries.released(view, key, by=by, visitor=visitor, step=step)
    if isinstance(answer, ReleasedFigure):
        return replace(whole, rows=answer.rows.drop(WITHHELD, strict=False))
    kinds = {name: kind for name, kind in whole.rows.schema.items() if name in VALUE_COLUMNS}
    return replace(whole, rows=whole.rows.with_columns(pl.lit(None, kind).alias(name) for name, kind in kinds.items()))


def lengths_withheld(view: View, visitor: Visitor, step: int | None = None) -> Mapping[tuple[object, ...], str]:
    """How long a step (left out: the one that is shown) takes: the groups of which that is withheld, with the reason.

    None is the group of all together. Where nothing of it may be seen it stands alone.
    """
    if sees_every_group(visitor.principal, visitor.agreement):
        return {}
    found = queries.lengths_shown(view, by=view.by_group or FIRST_GROUP, visitor=visitor, step=step)
    if isinstance(found, str):
        return {(None,): found}
    return {(name,): reason for name, reason in found.items() if reason is not None}


def seen_by_name(view: View, table: Table, visitor: Visitor) -> frozenset[str]:
    """The codes of the municipalities that who looks may see by name in a table."""
    every = queries.municipality_codes(view)
    return frozenset(code for code in every if seen(visitor.principal, table, code, visitor.agreement))


def sees_all(view: View, table: Table, visitor: Visitor) -> bool:
    """Whether who looks may see every municipality by name in a table."""
    return _why_not_all(table, view, visitor) is None


def _why_no_lengths(part: Lengths, view: View, visitor: Visitor) -> str | None:
    """Why of no group can be said how long it took; or not of all of them together."""
    found = queries.lengths_shown(view, by=view.by_group or FIRST_GROUP, visitor=visitor)
    if isinstance(found, str):
        return found
    return found[None] if part.is_whole or all(found.values()) else None


def _why_no_reporters(part: Reporters, view: View, visitor: Visitor) -> str | None:
    """Why it cannot be said how many reported; of old ones beside a chosen age, that their number moves by itself."""
    if part.are_stale and view.max_age_days is not None:
        return "access.withheld.changes_by_itself"
    asked = replace(view, max_age_days=None) if part.is_of_any_age else view
    answer = queries.released(asked, "step_completion", by=("step",), visitor=visitor)
    if isinstance(answer, str):
        return answer
    return None if answer.reporter_count is not None else str(answer.rows[WITHHELD].drop_nulls()[0])


def _groups(part: Sums | Rows, view: View) -> tuple[str, ...]:
    return tuple(view.by_group or FIRST_GROUP if group == CHOSEN_GROUP else group for group in part.by)


def _step(part: Sums | Rows, view: View, visitor: Visitor) -> int | None:
    return queries.step_in_view(view, visitor) if part.is_of_step else None


def _why(part: Part, view: View, visitor: Visitor) -> str | None:
    code = view.municipality_code
    match part:
        case Does():
            return visitor.may(part.action, code if part.is_of_one else None).reason
        case Assuming():
            return "access.not_askable.slower"
        case Of():
            return decide(visitor.principal, NAMED[part.table], code or "", visitor.agreement).reason
        case Names():
            by_variant = view.access_variant is not None or (part.is_by_group and view.by_group == "access_variant")
            why = _why_not_named((part.table,), view, visitor, is_by_variant=by_variant)
            return NOT_DECIDED if part.in_groups and why in _OF_EACH else why
        case Earlier():
            is_seen = _why_not_named((part.table,), view, visitor, is_by_variant=view.access_variant is not None)
            return None if is_seen is None else "screen.withheld_names.earlier"
        case Lengths():
            return _why_no_lengths(part, view, visitor)
        case Reporters():
            return _why_no_reporters(part, view, visitor)
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
    asked = view.without_filters() if part.is_national else view
    whole = queries.ask(asked, part.metric, by=part.by, step=_step(part, view, visitor)).rows
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
    by, step = list(_groups(part, view)), _step(part, view, visitor)
    whole = queries.ask(view, part.metric, by=tuple(by), step=step).rows
    whole = whole.join(shown, on=by, how="semi", nulls_equal=True) if by else whole
    if any(shown[name].null_count() > whole[name].null_count() for name in part.reads):
        return "access.withheld.others_would_follow"
    return None


def _released(part: Sums | Rows, view: View, visitor: Visitor) -> pl.DataFrame:
    """The rows of a figure as who looks gets them. Raises RefusedError."""
    if isinstance(part, Sums) and part.is_national:
        view = view.without_filters()
    step = _step(part, view, visitor)
    answer = queries.released(view, part.metric, by=_groups(part, view), visitor=visitor, step=step)
    if isinstance(answer, str):
        raise RefusedError(answer)
    return answer.rows
