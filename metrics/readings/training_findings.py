"""The finding above the funnel of training. What is outside it is different, and nothing more is said of it."""

import polars as pl

from metrics.defining.figure import Figure
from metrics.defining.sentences import Finding, counted
from metrics.training.funnel import Position


def outside(funnel: Figure, target_group: str) -> Finding | None:
    """How many municipalities lie outside the corrected 95% limits, from `training_funnel`; none is named."""
    measured = funnel.rows.filter(pl.col("target_group") == target_group, pl.col("position_corrected").is_not_null())
    if measured.is_empty():
        return None
    count = measured.filter(pl.col("position_corrected") != Position.WITHIN).height
    if not count:
        return Finding("training_outside", (counted("training_outside_none", measured.height),))
    return Finding("training_outside", (counted("training_outside", count, measured_count=measured.height),))
