"""Read off the figures of training: coverage per month with and without leavers, hours a head, a funnel's curves."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from domain.clocks import month_ends
from domain.programme import Programme
from domain.statements import Table
from metrics.defining.figure import Figure
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from metrics.training.funnel import Spread, limits

CURVE_POINTS = 70  # a line through so many sizes looks smooth at the width of a screen
LIMIT_COLUMNS = (
    "limit_low_95", "limit_high_95", "limit_low_998", "limit_high_998",
    "corrected_low_95", "corrected_high_95", "corrected_low_998", "corrected_high_998",
)  # fmt: skip
LEAK_COLUMNS: dict[str, Any] = {
    "month_end": pl.Date, "stated_count": pl.Int64, "scope_count": pl.Int64, "trained_count": pl.Int64,
    "departed_count": pl.Int64, "coverage_share": pl.Float64, "none_left_share": pl.Float64,
    "lost_share": pl.Float64,
}  # fmt: skip


def leak_by_month(known: Known, request: Request, target_group: str) -> pl.DataFrame:
    """Coverage with and without those who left, of the same municipalities: those that stated how many left.

    One row per month end up to the as_of date, each with its own end as as_of, from the first month on which somebody
    stated it. Adds stated_count (municipalities), scope_count, trained_count and departed_count (people),
    coverage_share, none_left_share (the scenario `coverage_if_none_had_left`) and lost_share, the difference.
    """
    first = known.first_reporting_date(Table.TRAINING)
    ends = [] if first is None else month_ends(first, request.as_of)
    rows = [_month(known, replace(request, as_of=end, by=()), target_group) for end in ends]
    return pl.DataFrame([row for row in rows if row["stated_count"]], schema=LEAK_COLUMNS)


def hours_per_employee(hours: Figure, programme: Programme) -> pl.DataFrame:
    """From `training_hours` by municipality: the hours given per employee in scope, the middle half and the middle.

    One row per target group, in the order of the programme. Adds stated_count (municipalities with hours and with
    staff in scope), q1, median, q3 (Hyndman-Fan type 7), and the assumed hours_min and hours_max.
    """
    rows = []
    for group in programme.target_groups:
        stated = hours.rows.filter(pl.col("target_group") == group.key, pl.col("norm_high") > 0)
        per_head = stated["numerator"] / stated["norm_high"] * float(group.hours_max)
        quartiles = {
            name: per_head.quantile(share, interpolation="linear")
            for name, share in (("q1", 0.25), ("median", 0.5), ("q3", 0.75))
        }
        assumed = {"hours_min": float(group.hours_min), "hours_max": float(group.hours_max)}
        rows.append({"target_group": group.key, "stated_count": stated.height, **quartiles, **assumed})
    numbers = dict.fromkeys(("q1", "median", "q3", "hours_min", "hours_max"), pl.Float64)
    return pl.DataFrame(rows, schema={"target_group": pl.String, "stated_count": pl.Int64, **numbers})


def funnel_curve(funnel: Figure, target_group: str) -> pl.DataFrame:
    """The limits of `training_funnel` as lines: one row per size, with staff_count and the limits as shares.

    The sizes run from the smallest to the largest municipality of the figure, evenly on a logarithmic scale. Empty
    where no municipality can be placed.
    """
    placed = funnel.rows.filter(pl.col("target_group") == target_group, pl.col("value").is_not_null())
    schema = {"staff_count": pl.Int64, **dict.fromkeys(LIMIT_COLUMNS, pl.Float64)}
    if placed.is_empty():
        return pl.DataFrame(schema=schema)
    spread = Spread(placed.item(0, "national_value"), placed.item(0, "overdispersion"))
    sizes = placed["denominator"].to_list()
    rows = [{"staff_count": size, **limits(spread, size)} for size in _between(min(sizes), max(sizes))]
    return pl.DataFrame(rows, schema=schema)


def _between(smallest: int, largest: int) -> Sequence[int]:
    found = np.geomspace(smallest, largest, CURVE_POINTS).round().astype(int)
    return [int(size) for size in np.unique(found)]


def _month(known: Known, request: Request, target_group: str) -> dict[str, Any]:
    left, kept = (
        _row(figure(key, known, request), target_group) for key in ("training_leak", "coverage_if_none_had_left")
    )
    if not left.get("stated_count"):
        return {"stated_count": 0}
    trained, scope = left["denominator"] - left["numerator"], kept["denominator"]
    covered = trained / scope if scope else None
    return {
        "month_end": request.as_of,
        "stated_count": left["stated_count"],
        "scope_count": scope,
        "trained_count": trained,
        "departed_count": left["numerator"],
        "coverage_share": covered,
        "none_left_share": kept["value"],
        "lost_share": None if covered is None else kept["value"] - covered,
    }


def _row(made: Figure, target_group: str) -> dict[str, Any]:
    rows = made.rows.filter(pl.col("target_group") == target_group)
    return rows.row(0, named=True) if rows.height else {}
