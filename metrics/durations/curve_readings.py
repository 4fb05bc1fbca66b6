"""What is read off a Kaplan–Meier curve: the median, the mean up to a horizon, the share finished at a landmark."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from metrics.durations.survival import BandKind, Curve, Days, Shares, band

HALF_TOLERANCE = float(np.finfo(np.float64).eps ** 0.5)  # R's: a share this near one half is one half
LANDMARK_DAYS: Final = (183, 365, 548, 730)  # half a year, one, one and a half, two
HORIZON_DAYS: Final = 730


@dataclass(frozen=True)
class Median:
    """Days until half have finished, with a 95% interval. None: not reached by the curve, or by that side's band."""

    days: float | None
    low_days: float | None
    high_days: float | None


@dataclass(frozen=True)
class RestrictedMean:
    """Mean number of unfinished days in the first `horizon_days`, with its standard error, in days.

    `is_extended`: nobody was seen that long and not all had finished, so the last share is held up to the horizon, as
    R does. The mean is then an upper end rather than an estimate, and the standard error too small.
    """

    days: float
    standard_error_days: float
    horizon_days: int
    is_extended: bool


@dataclass(frozen=True)
class Landmark:
    """The share (0 to 1) that had finished `days` after the start of the clock, with a 95% interval.

    All None beyond the last day seen; only the interval is None where the share is exactly 0 or 1.
    """

    days: int
    finished_share: float | None
    interval_low: float | None
    interval_high: float | None


def median(curve: Curve, kind: BandKind = "log-log") -> Median:
    """Days until half have finished, by R's rule: the middle of a flat piece that lies exactly at one half."""
    low, high = band(curve, kind)
    return Median(
        _day_of_half(curve.time_days, curve.unfinished_share),
        _day_of_half(curve.time_days, low),
        _day_of_half(curve.time_days, high),
    )


def _day_of_half(days: Days, shares: Shares) -> float | None:
    """The first day at one half or below; halfway a flat piece at one half that something lower follows."""
    reached = shares < 0.5 + HALF_TOLERANCE  # NaN never is
    days, shares = days[reached], shares[reached]
    if not len(days):
        return None
    lower = days[shares < shares[0]]
    if abs(shares[0] - 0.5) < HALF_TOLERANCE and len(lower):
        return float(days[0] + lower[0]) / 2
    return float(days[0])


def restricted_mean(curve: Curve, horizon_days: int = HORIZON_DAYS) -> RestrictedMean | None:
    """The area under the curve up to the horizon; None for an empty curve."""
    if curve.last_day is None:
        return None
    is_within = curve.time_days <= horizon_days
    edges = np.concatenate([[0], curve.time_days[is_within], [horizon_days]])
    shares = np.concatenate([[1.0], curve.unfinished_share[is_within]])
    areas = shares * np.diff(edges)
    events, at_risk = curve.events[is_within], curve.at_risk[is_within]
    later_areas = np.cumsum(areas[:0:-1])[::-1]  # from each place of the curve to the horizon
    left = at_risk - events
    spread = np.divide(events, at_risk * left, where=left > 0, out=np.zeros(len(events)), dtype=np.float64)
    return RestrictedMean(
        days=float(areas.sum()),
        standard_error_days=float(np.sqrt((later_areas**2 * spread).sum())),
        horizon_days=horizon_days,
        is_extended=curve.last_day < horizon_days and float(curve.unfinished_share[-1]) > 0,
    )


def landmarks(curve: Curve, days: tuple[int, ...] = LANDMARK_DAYS, kind: BandKind = "log-log") -> tuple[Landmark, ...]:
    """The share finished at each of these days."""
    low, high = band(curve, kind)
    # before its first place the curve is 1, and has no band
    lowest, highest = np.concatenate([[np.nan], 1 - high]), np.concatenate([[np.nan], 1 - low])
    at = np.asarray(days, dtype=np.int64)
    finished = 1 - curve.share_at(at)
    return tuple(
        Landmark(day, float(share), _known(lowest[place].item()), _known(highest[place].item()))
        if curve.last_day is not None and day <= curve.last_day
        else Landmark(day, None, None, None)
        for day, share, place in zip(days, finished, np.searchsorted(curve.time_days, at, side="right"), strict=True)
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
