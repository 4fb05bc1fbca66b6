"""The findings above the figures of training. What is outside a funnel is different, and nothing more is said of it."""

from typing import Any

import polars as pl

from domain.programme import Programme
from domain.programme_facts import Text
from metrics.figures import Figure
from metrics.funnel import Position
from metrics.sentences import Clause, Finding, counted


def coverage(coverage: Figure, target_group: str, programme: Programme) -> Finding | None:
    """How much of a group is trained, from `training_coverage`; with its scenario where the figure has one."""
    row = _row(coverage, target_group)
    if row is None or row["value"] is None:
        return None
    group = next(one for one in programme.target_groups if one.key == target_group)
    name = Text(nl=group.name.nl.lower(), en=group.name.en.lower())
    clauses = [counted("training_coverage", row["stated_count"], trained_share=row["value"], group_name=name)]
    if row["at_least_count"]:
        clauses.append(Clause("training_coverage.at_least"))
    if row["scenario_low"] is not None:
        values = {
            "national_count": group.national_scope_count,
            "low_share": row["scenario_low"],
            "high_share": row["scenario_high"],
        }
        clauses.append(Clause("training_coverage.scenario", values, starts_sentence=True))
    return Finding("training_coverage", tuple(clauses))


def hours(hours: Figure, target_group: str) -> Finding | None:
    """The hours given against the assumed ones, from `training_hours`; None without a range."""
    row = _row(hours, target_group)
    if row is None or row["lower_bound"] is None:
        return None
    bounds = {"low_share": row["lower_bound"], "high_share": row["upper_bound"]}
    return Finding("training_hours", (counted("training_hours", row["stated_count"], **bounds),))


def leak(leak: Figure, if_none_had_left: Figure, target_group: str) -> Finding | None:
    """How many of the trained have left, from `training_leak`, and the scenario in which nobody had."""
    row, kept = _row(leak, target_group), _row(if_none_had_left, target_group)
    if row is None or row["value"] is None:
        return None
    clauses = [counted("training_leak", row["stated_count"], left_share=row["value"])]
    if kept is not None and kept["value"] is not None:
        clauses.append(Clause("training_leak.scenario", {"kept_share": kept["value"]}, starts_sentence=True))
    return Finding("training_leak", tuple(clauses))


def outside(funnel: Figure, target_group: str) -> Finding | None:
    """How many municipalities lie outside the corrected 95% limits, from `training_funnel`; none is named."""
    measured = funnel.rows.filter(pl.col("target_group") == target_group, pl.col("position_corrected").is_not_null())
    if measured.is_empty():
        return None
    count = measured.filter(pl.col("position_corrected") != Position.WITHIN).height
    if not count:
        return Finding("training_outside", (Clause("training_outside.none"),))
    return Finding("training_outside", (counted("training_outside", count, measured_count=measured.height),))


def _row(figure: Figure, target_group: str) -> dict[str, Any] | None:
    rows = figure.rows.filter(pl.col("target_group") == target_group)
    return rows.row(0, named=True) if rows.height == 1 else None
