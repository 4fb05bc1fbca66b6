"""What the whole population would show, estimated from those who reported.

A stratified ratio estimate with finite population correction: what R's `svydesign(strata, fpc)` and `svyratio` give.
It leans on one thing: within a size class the silent are like those who reported. Bounds lean on nothing; the interval
around the estimate is never wider than they are.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Floats: TypeAlias = npt.NDArray[np.float64]

STRATUM_OF_SIZE_CLASS = {1: 0, 2: 0, 3: 0, 4: 1, 5: 2, 6: 3, 7: 3, 8: 3}  # the ends hold too few to stand alone
STRATUM_COUNT = 4
FEWEST_STATED = 2  # a variance needs two
NORMAL_975 = 1.959963984540054  # qnorm(0.975)


def stratum() -> pl.Expr:
    """The stratum (0..3, small to large) of a row's size_class."""
    return pl.col("size_class").replace_strict(STRATUM_OF_SIZE_CLASS, return_dtype=pl.Int64)


@dataclass(frozen=True)
class Strata:
    """Counts with one row per group and one column per stratum: population, stated, y (numerator), x (denominator)."""

    population: Floats
    stated: Floats
    numerator: Floats
    denominator: Floats

    def merged(self) -> "Strata":
        """Thin strata put together: from the largest size down with the lower neighbour, the lowest with its upper."""
        counts = np.stack([self.population, self.stated, self.numerator, self.denominator])
        for higher in range(STRATUM_COUNT - 1, 0, -1):
            _move(counts, counts[1, :, higher] < FEWEST_STATED, higher, higher - 1)
        for upper in range(1, STRATUM_COUNT):
            # after a move the lowest is empty and stays so: it moves once, to its nearest neighbour that is left
            is_left = (counts[1, :, 0] < FEWEST_STATED) & (counts[0, :, 0] > 0) & (counts[0, :, upper] > 0)
            _move(counts, is_left, 0, upper)
        return Strata(*counts)


def ratio_estimate(strata: Strata) -> tuple[Floats, Floats]:
    """The ratio of the estimated totals and its standard error, per group; NaN where fewer than two have stated."""
    merged = strata.merged()
    size, stated = merged.population, merged.stated
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(stated > 0, size / stated, 0.0)
        total_x = (weight * merged.denominator).sum(axis=1)
        ratio = (weight * merged.numerator).sum(axis=1) / total_x
        # d = y - R·x with y, x in {0, 1} and y <= x: its sum and sum of squares follow from the counts
        r = ratio[:, None]
        sum_d = merged.numerator - r * merged.denominator
        squares = (1 - 2 * r) * merged.numerator + r**2 * merged.denominator
        spread = (squares - sum_d**2 / stated) / (stated - 1)
        parts = np.where(stated >= FEWEST_STATED, size * (size - stated) * spread / stated, 0.0)
        error = np.sqrt(np.maximum(parts.sum(axis=1), 0.0)) / total_x
    is_too_thin = (strata.stated.sum(axis=1) < FEWEST_STATED) | (total_x == 0)
    return np.where(is_too_thin, np.nan, ratio), np.where(is_too_thin, np.nan, error)


def _move(counts: Floats, rows: npt.NDArray[np.bool_], source: int, target: int) -> None:
    counts[:, rows, target] += counts[:, rows, source]
    counts[:, rows, source] = 0


def with_interval(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds interval_low and interval_high: the 95% interval around `estimate`, cut to lower_bound and upper_bound.

    `rows`: any grain, with estimate, its standard error as `error`, and both bounds (all shares 0–1). No estimate, no
    interval.
    """
    margin = pl.col("error") * NORMAL_975
    is_estimated = pl.col("estimate").is_not_null()
    return rows.with_columns(
        interval_low=pl.when(is_estimated).then(pl.max_horizontal(pl.col("estimate") - margin, "lower_bound")),
        interval_high=pl.when(is_estimated).then(pl.min_horizontal(pl.col("estimate") + margin, "upper_bound")),
    )
