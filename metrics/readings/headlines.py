"""The finding above a figure: one sentence that the figure shows, made from its own numbers."""

import polars as pl

from domain.programme import Programme
from domain.statements import Standing
from metrics.defining.figure import Figure
from metrics.defining.sentences import Clause, Finding, counted, text_of


def most_in_progress(counts: pl.DataFrame, programme: Programme) -> Finding | None:
    """The step that most municipalities have started, from `standing_counts` per step; None where none is."""
    started = counts.filter(pl.col("standing") == Standing.STARTED, pl.col("municipality_count") > 0)
    if started.is_empty():
        return None
    most = started.sort("municipality_count", "step_number", descending=[True, False]).row(0, named=True)
    is_this_step = (pl.col("step_number") == most["step_number"]) & (pl.col("standing") == Standing.FINISHED)
    finished = int(counts.filter(is_this_step)["municipality_count"].sum())
    name = programme.step(most["step_number"]).short_name
    clause = counted("in_progress", most["municipality_count"], finished_count=finished, step_name=name)
    return Finding("in_progress", (clause,))


def growth(progress: Figure, step_number: int, months: int = 3) -> Finding | None:
    """How much a step grew over the last months, from `progress_over_time`; None without enough months or a change.

    The estimate is compared where there is one on both sides, since the reporters differ from month to month.
    """
    rows = progress.rows.filter(pl.col("step") == step_number).sort("month")
    if rows.height <= months:
        return None
    first, last = rows.row(-1 - months, named=True), rows.row(-1, named=True)
    is_estimate = first["estimate"] is not None and last["estimate"] is not None
    column = "estimate" if is_estimate else "value"
    if first[column] is None or last[column] is None or first[column] == last[column]:
        return None
    change = last[column] - first[column]
    key = f"growth.{'estimate' if is_estimate else 'observed'}_{'up' if change > 0 else 'down'}"
    values = {"step_number": step_number, "months_count": months, "change_points": change}
    return Finding("growth", (Clause(key, values),))


def age(freshness: Figure) -> Finding | None:
    """How old the reports are, from `freshness` without groups; None where nobody reported."""
    rows = freshness.rows.filter(pl.col("denominator") > 0)
    if rows.is_empty():
        return None
    days = int(rows.item(0, "median") + 0.5)
    return Finding("age", (counted("age", days, oldest_count=int(rows.item(0, "oldest_days"))),))


def least_response(response: Figure) -> Finding | None:
    """The size class with the smallest share of reporters, from `response` by size_class; None where all are equal."""
    rows = response.rows.filter(pl.col("value").is_not_null()).sort("value", "size_class")
    if rows.is_empty() or rows.item(0, "value") == rows.item(-1, "value"):
        return None
    group = text_of(f"size_class.{rows.item(0, 'size_class')}")
    values = {"group_name": group, "answered_share": rows.item(0, "value")}
    return Finding("least_response", (Clause("least_response.share", values),))
