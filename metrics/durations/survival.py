"""Kaplan–Meier: which share is still unfinished after so many days, with those whose end nobody has seen yet.

Plain numpy over whole days. Every number agrees with R's `survival::survfit`; tests/reference holds the comparison.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from metrics.defining.estimate import NORMAL_975

Days: TypeAlias = npt.NDArray[np.int64]
Counts: TypeAlias = npt.NDArray[np.int64]
Shares: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
BandKind: TypeAlias = Literal["log-log", "plain"]

SMALL_RISK_SET = 5  # fewer, and one municipality moves the curve by more than a fifth


@dataclass(frozen=True, eq=False)
class Durations:
    """How long each of n spells was seen, in whole days on one clock; three arrays of length n.

    A spell is seen from `entry_days` (0: from the start of the clock) up to and including `exit_days`, and there it
    finished (`is_event`) or was last seen unfinished. A spell that enters late (entry > 0) and is not seen after that
    adds nothing, as in R, where it is missing. One of 0 days that was seen from the start does count, at day 0.
    """

    entry_days: Days
    exit_days: Days
    is_event: Flags

    def seen(self) -> "Durations":
        """Those that were seen for some time."""
        return self.where((self.exit_days > self.entry_days) | ((self.entry_days == 0) & (self.exit_days == 0)))

    def where(self, chosen: Flags) -> "Durations":
        """Only the spells for which `chosen` is true."""
        return Durations(self.entry_days[chosen], self.exit_days[chosen], self.is_event[chosen])

    def at_risk(self, days: Days) -> Counts:
        """How many were seen unfinished just before each of these days."""
        late = self.entry_days[self.entry_days > 0]  # the others are there from day 0 on, day 0 included
        not_yet_left = len(self.exit_days) - np.searchsorted(np.sort(self.exit_days), days, side="left")
        not_yet_there = len(late) - np.searchsorted(np.sort(late), days, side="left")
        return not_yet_left - not_yet_there


@dataclass(frozen=True, eq=False)
class Curve:
    """A Kaplan–Meier curve: arrays of length m, one place per distinct exit (event or censoring), by time.

    `time_days` in whole days; `at_risk` just before that day; `unfinished_share` (0 to 1) from that day on, until the
    next place. `relative_variance` is Greenwood's sum d / (n (n - d)): the variance of the share divided by its
    square; infinite from where the share is 0. `spell_count` spells were seen, `is_truncated` when one entered late.
    """

    time_days: Days
    at_risk: Counts
    events: Counts
    censored: Counts
    unfinished_share: Shares
    relative_variance: Shares
    spell_count: int
    is_truncated: bool

    @property
    def event_count(self) -> int:
        """How many spells ended finished; the others are censored."""
        return int(self.events.sum())

    @property
    def last_day(self) -> int | None:
        """The last day on which anybody was seen; None for an empty curve."""
        return int(self.time_days[-1]) if len(self.time_days) else None

    @property
    def standard_error(self) -> Shares:
        """Greenwood's standard error of the share; NaN where the share is 0."""
        with np.errstate(invalid="ignore"):
            return self.unfinished_share * np.sqrt(self.relative_variance)

    def share_at(self, days: Days) -> Shares:
        """The unfinished share on each of these days, as the curve stands then; 1 before its first place."""
        before = np.searchsorted(self.time_days, days, side="right")
        return np.concatenate([[1.0], self.unfinished_share])[before]


def kaplan_meier(durations: Durations) -> Curve:
    """The curve of these spells; without any seen spell an empty one."""
    seen = durations.seen()
    days, place = np.unique(seen.exit_days, return_inverse=True)
    left = np.bincount(place, minlength=len(days))
    events = np.bincount(place[seen.is_event], minlength=len(days))
    at_risk = seen.at_risk(days)
    with np.errstate(divide="ignore"):
        hazard_variance = np.divide(events, at_risk * (at_risk - events), dtype=np.float64, where=events > 0,
                                    out=np.zeros(len(days)))  # fmt: skip
    return Curve(
        time_days=days,
        at_risk=at_risk,
        events=events,
        censored=left - events,
        unfinished_share=np.cumprod(1.0 - events / at_risk, dtype=np.float64),
        relative_variance=np.cumsum(hazard_variance),
        spell_count=len(seen.exit_days),
        is_truncated=bool((seen.entry_days > 0).any()),
    )


def band(curve: Curve, kind: BandKind = "log-log") -> tuple[Shares, Shares]:
    """The 95% band around the share at each place of the curve: low and high, NaN where R has none.

    Log-log bands stay within 0 and 1 by themselves and have no width to give where the share is 1 or 0; plain bands
    are cut to 0 and 1 and are not there where the share is 0.
    """
    share = curve.unfinished_share
    if kind == "plain":
        margin = NORMAL_975 * curve.standard_error
        return np.maximum(share - margin, 0.0), np.minimum(share + margin, 1.0)
    inside = np.where((share == 0) | (share == 1), np.nan, share)
    with np.errstate(invalid="ignore"):
        width = NORMAL_975 * np.sqrt(curve.relative_variance) / np.log(inside)
        centre = np.log(-np.log(inside))
        return np.exp(-np.exp(centre - width)), np.exp(-np.exp(centre + width))


def thin_start_until(curve: Curve) -> int | None:
    """The last day of a start with fewer than five at risk in a curve that some enter late; None without one.

    With late entries the first risk sets can be tiny while many follow, and one early end then weighs on the whole
    curve. Without late entries the risk set is largest at the start, and this says nothing.
    """
    if not curve.is_truncated or curve.at_risk[0] >= SMALL_RISK_SET:
        return None
    is_large = curve.at_risk >= SMALL_RISK_SET
    first_large = int(np.argmax(is_large)) if is_large.any() else len(curve.time_days)
    return int(curve.time_days[first_large - 1])


def is_spent_early(curve: Curve) -> bool:
    """Whether the share came to 0 while some were still to be seen: all at risk finished before others entered."""
    return bool((curve.unfinished_share[:-1] == 0).any())
