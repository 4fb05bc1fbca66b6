"""What who looks may see of the others beside one municipality, and how many reported."""

from dataclasses import replace
from typing import Final

import polars as pl

from access.policy import sees_every_group
from dashboard.view import queries
from dashboard.view.address import FILTERS, View
from dashboard.view.showing import seen_by_name, sees_all
from dashboard.view.visitor import Visitor
from domain.statements import Table
from metrics.released.gating import WITHHELD

FEWEST_OTHERS: Final = 10
"""The tenths of fewer municipalities would be the numbers of single ones."""
EVERYBODY: Final = "all"
WITHHELD_VARIANT: Final = "withheld"
"""Where the access variant of a municipality would stand, for who may not see it under its name."""


def why_not_beside(
    view: View, visitor: Visitor, *, metric: str, by: str | None, subject: object, group: str, value: object,
    other_count: int,
) -> str | None:  # fmt: skip
    """The key of the reason why the tenths of a group are withheld from who looks; None where they are shown.

    `by`, `subject`: which row of the metric. `group`, `value`: the kind of the group, and which it is.
    """
    if sees_every_group(visitor.principal, visitor.agreement):
        return None
    if group not in (*FILTERS, EVERYBODY):
        return "access.not_askable.own_group"
    if other_count < FEWEST_OTHERS:
        return "access.withheld.too_few"
    asked = view.without_filters()
    if group != EVERYBODY:
        asked = replace(asked, **{group: value})
    answer = queries.released(asked, metric, by=() if by is None else (by,), visitor=visitor)
    if isinstance(answer, str):
        return answer
    if WITHHELD not in answer.rows.columns:
        return None
    rows = answer.rows if by is None else answer.rows.filter(pl.col(by) == subject)
    held = rows[WITHHELD].drop_nulls()
    return str(held[0]) if held.len() else None


def with_seen_variants(people: pl.DataFrame, view: View, visitor: Visitor) -> pl.DataFrame:
    """Municipalities with access_variant as who looks may see it: WITHHELD_VARIANT where they may not."""
    if sees_all(view, Table.PROFILE, visitor):
        return people
    is_seen = pl.col("municipality_code").is_in(list(seen_by_name(view, Table.PROFILE, visitor)))
    variant = pl.when(is_seen).then("access_variant").otherwise(pl.lit(WITHHELD_VARIANT))
    return people.with_columns(access_variant=variant)


def counts_reporters(view: View, visitor: Visitor) -> bool:
    """Whether it may be said how many of the municipalities that the filters choose reported on their steps."""
    if sees_every_group(visitor.principal, visitor.agreement):
        return True
    answer = queries.released(view, "step_completion", by=("step",), visitor=visitor)
    return not isinstance(answer, str) and answer.reporter_count is not None


def counts_municipalities(view: View, visitor: Visitor) -> bool:
    """Whether it may be said how many the filters choose: how many have an access model is itself reported."""
    if view.access_variant is None or sees_every_group(visitor.principal, visitor.agreement):
        return True
    answer = queries.released(view, "step_completion", by=("step",), visitor=visitor)
    return not isinstance(answer, str) and answer.municipality_count is not None
