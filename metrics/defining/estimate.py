"""What the whole population would show, estimated from those who reported.

A stratified ratio estimate with finite population correction: what R's `svydesign(strata, fpc)` and `svyratio` give.
It leans on one thing: within a size class the silent are like those who reported. Bounds lean on no such thing, but
they too are of municipalities as they were at their last report. The interval around the estimate is never wider than
the bounds, and never without width while anybody is silent.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from metrics.defining.beta import beta_quantile

Floats: TypeAlias = npt.NDArray[np.float64]

STRATUM_OF_SIZE_CLASS = {1: 0, 2: 0, 3: 0, 4: 1, 5: 2, 6: 3, 7: 3, 8: 3}  # the ends hold too few to stand alone
STRATUM_COUNT = 4
FEWEST_STATED = 2  # a variance needs two
NORMAL_975 = 1.959963984540054  # qnorm(0.975)
JEFFREYS = 0.5  # what his prior adds to both counts


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


def effective_number(strata: Strata, ratio: Floats, error: Floats) -> Floats:
    """How many municipalities, drawn by chance from a country without end, would say as much; per group.

    The smaller of what the standard error says and what the sizes of the strata say; the second alone where all
    reports agree and the standard error is 0. Infinite where nobody is silent, NaN where there is no estimate.
    """
    merged = strata.merged()
    size, stated, applicable = merged.population, merged.stated, merged.denominator
    with np.errstate(divide="ignore", invalid="ignore"):
        total_x = np.where(stated > 0, size / stated * applicable, 0.0).sum(axis=1)
        spread = np.where(stated > 0, size * (size - stated) * applicable / stated**2, 0.0).sum(axis=1)
        by_size = total_x**2 / spread
        by_error = np.where(error > 0, ratio * (1 - ratio) / error**2, np.inf)
    # where all the silent are in strata in which the step applies to nobody neither says anything of them
    is_silent = (size > stated).any(axis=1)
    by_size = np.where((spread == 0) & is_silent, applicable.sum(axis=1), by_size)
    return np.where(np.isnan(ratio), np.nan, np.minimum(by_error, by_size))


def _move(counts: Floats, rows: npt.NDArray[np.bool_], source: int, target: int) -> None:
    counts[:, rows, target] += counts[:, rows, source]
    counts[:, rows, source] = 0


def jeffreys_interval(share: Floats, number: Floats) -> tuple[Floats, Floats]:
    """The 95% interval of a share (0-1) seen in so many: between two quantiles of Beta(p·n + ½, (1 - p)·n + ½).

    It always holds the share itself: where all say the same one end is that. An infinite number leaves no width.
    """
    low, high = share.copy(), share.copy()
    is_open = np.isfinite(number)
    p, n = share[is_open], number[is_open]
    a, b = p * n + JEFFREYS, (1 - p) * n + JEFFREYS
    low[is_open], high[is_open] = np.minimum(beta_quantile(0.025, a, b), p), np.maximum(beta_quantile(0.975, a, b), p)
    return low, high


def with_interval(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds interval_low and interval_high: the 95% interval around `estimate`, cut to lower_bound and upper_bound.

    `rows`: any grain, with estimate, its effective number as `effective`, and both bounds (all shares 0-1). No
    estimate, no interval.
    """
    estimated = rows.filter(pl.col("estimate").is_not_null())
    ends = jeffreys_interval(estimated["estimate"].to_numpy(), estimated["effective"].to_numpy())
    places = np.flatnonzero(rows["estimate"].is_not_null().to_numpy())
    whole = [np.full(rows.height, np.nan) for _ in ends]
    for column, end in zip(whole, ends, strict=True):
        column[places] = end
    low, high = (pl.Series(column, nan_to_null=True) for column in whole)
    return rows.with_columns(
        interval_low=pl.when(low.is_not_null()).then(pl.max_horizontal(low, "lower_bound")),
        interval_high=pl.when(high.is_not_null()).then(pl.min_horizontal(high, "upper_bound")),
    )
