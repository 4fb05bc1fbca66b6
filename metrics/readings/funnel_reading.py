"""The funnel of training in numbers: how many lie outside, and how many of them chance alone would give."""

from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt

import polars as pl

from metrics.defining.binomial import cumulative_chances
from metrics.defining.figure import Figure
from metrics.training.funnel import Position


@dataclass(frozen=True)
class FunnelReading:
    """Of `measured_count` municipalities: how many are outside the limits of chance, and how many outside the widened.

    `by_chance` is how many chance alone puts outside its own 95% limits; `phi` by how much the squared differences are
    larger than chance alone gives, and `widening` by how much the limits were widened for that: its square root.
    """

    measured_count: int
    outside_plain_count: int
    by_chance: float
    phi: float
    widening: float
    outside_count: int
    outside_998_count: int


def funnel_reading(funnel: Figure, target_group: str) -> FunnelReading | None:
    """From `training_funnel`, of the municipalities that were chosen; None where nobody can be placed."""
    rows = funnel.rows.filter(pl.col("target_group") == target_group, pl.col("position_corrected").is_not_null())
    if rows.is_empty():
        return None
    outside = [Position.OUTSIDE_95.value, Position.OUTSIDE_998.value]
    phi, share = rows.item(0, "overdispersion"), rows.item(0, "national_value")
    columns = ("denominator", "limit_low_95", "limit_high_95")
    return FunnelReading(
        measured_count=rows.height,
        outside_plain_count=rows.filter(pl.col("position").is_in(outside)).height,
        by_chance=fsum(_chance_outside(share, *row) for row in rows.select(columns).iter_rows()),
        phi=phi,
        widening=sqrt(phi),
        outside_count=rows.filter(pl.col("position_corrected").is_in(outside)).height,
        outside_998_count=rows.filter(position_corrected=Position.OUTSIDE_998.value).height,
    )


@lru_cache(maxsize=2_000)  # of numbers alone; the same 243 for each who opens the page
def _chance_outside(share: float, trials: int, low: float, high: float) -> float:
    """How likely chance puts a share of so many people outside the limits; exact, so mostly under 5%."""
    chances = cumulative_chances(trials, share)
    first, last = round(low * trials), round(high * trials)
    return float((chances[first - 1] if first else 0.0) + 1 - chances[last])
