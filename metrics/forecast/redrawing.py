"""Curves redrawn by bootstrap, and ends drawn from them: plain numpy, one column per draw."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from metrics.durations.survival import Days, Durations

Draws: TypeAlias = npt.NDArray[np.float32]
WholeDays: TypeAlias = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class RedrawnCurve:
    """The same curve from spells drawn again and again, with replacement.

    `days`: m ascending; `shares`: m + 1 rows and a column per draw: the unfinished share before the first day, and
    from each day on. Beyond the last day a curve says nothing and stays as it is.
    """

    days: Days
    shares: Draws

    def at(self, days: Days) -> Draws:
        """The unfinished shares on these days: a row per day, a column per draw."""
        return self.shares[np.searchsorted(self.days, days, side="right")]


def redrawn(durations: Durations, draw_count: int, random: np.random.Generator) -> RedrawnCurve:
    """As many curves as `draw_count`, each from as many spells as there are, drawn with replacement."""
    seen = durations.seen()
    spell_count = len(seen.exit_days)
    days, place = np.unique(seen.exit_days, return_inverse=True)
    chosen = random.integers(0, spell_count, size=(spell_count, draw_count), dtype=np.int32)
    # the ends and the other exits of a day side by side, so that one count gives both
    counts = _counted(2 * place + seen.is_event, 2 * len(days), chosen).reshape(len(days), 2, draw_count)
    ended, left = counts[:, 1], counts[:, 0] + counts[:, 1]
    at_risk = np.cumsum(left[::-1], axis=0)[::-1]
    if (seen.entry_days > 0).any():
        entered = np.where(seen.entry_days > 0, np.searchsorted(days, seen.entry_days, side="right"), 0)
        not_yet = _counted(entered, len(days) + 1, chosen)
        at_risk = at_risk - np.cumsum(not_yet[::-1], axis=0)[::-1][1:]
    stayed = np.ones(at_risk.shape, dtype=np.float32)
    np.divide(at_risk - ended, at_risk, where=at_risk > 0, out=stayed)
    first = np.ones((1, draw_count), dtype=np.float32)
    return RedrawnCurve(days, np.concatenate([first, np.cumprod(stayed, axis=0)]))


def continued(curve: RedrawnCurve, by: RedrawnCurve, after_day: int) -> RedrawnCurve:
    """A curve up to a day, and from there on as fast down as the other one; draws go with draws."""
    later = by.days[by.days > after_day]
    at = np.array([after_day])
    left, base = curve.at(at), by.at(at)
    pace = np.divide(by.at(later), base, where=base > 0, out=np.zeros((len(later), base.shape[1]), dtype=np.float32))
    is_kept = curve.days <= after_day
    return RedrawnCurve(
        np.concatenate([curve.days[is_kept], later]),
        np.concatenate([curve.shares[: 1 + int(is_kept.sum())], left * pace]),
    )


def thresholds(curve: RedrawnCurve, seen_days: Days, random: np.random.Generator) -> Draws:
    """Per spell and draw the unfinished share at which it ends, given that it was unfinished on `seen_days`.

    It has ended by a day when the curve's share of that day is below. Where a redrawn curve has come to zero before
    the spell was last seen, it has nothing to say of it: no end is drawn.
    """
    shares = curve.at(seen_days)
    return shares * random.random(shares.shape, dtype=np.float32)  # nosec B311 # draws of a forecast keep nothing secret


@dataclass(frozen=True, eq=False)
class DrawnDays:
    """Days drawn from a curve: a row per spell, a column per draw; whole days on the clock of the curve.

    Where `is_beyond` the spell outlived its curve: it ends on `days` or on any day after.
    """

    days: WholeDays
    is_beyond: npt.NDArray[np.bool_]

    def then(self, later: "DrawnDays") -> "DrawnDays":
        """What comes after it, on the same clock."""
        return DrawnDays(self.days + later.days, self.is_beyond | later.is_beyond)


def drawn_days(curve: RedrawnCurve, seen_days: Days, random: np.random.Generator) -> DrawnDays:
    """Per spell and draw the day on which it ends, given that it was unfinished on `seen_days`."""
    ends_at = thresholds(curve, seen_days, random)
    day_count, draw_count = len(curve.days), ends_at.shape[1]
    # all draws in one ascending row, each in a stretch of its own in which the shares come down; draw by draw, so that
    # what is looked for one after the other lies near together
    offset = 2.0 * np.arange(draw_count)
    stretches = (offset - curve.shares[1:]).T.ravel()
    found = np.searchsorted(stretches, (offset - ends_at).T.ravel(), side="right").reshape(draw_count, -1)
    place = (found - day_count * np.arange(draw_count)[:, None]).T
    is_beyond = place == day_count
    days = np.append(curve.days, curve.days[-1]).astype(np.int32)[place]
    seen = np.broadcast_to(seen_days.astype(np.int32)[:, None], place.shape)
    days[is_beyond] = np.where(ends_at == 0, seen, np.maximum(days, seen))[is_beyond]
    return DrawnDays(days, is_beyond)


def _counted(place: npt.NDArray[np.int64], place_count: int, chosen: npt.NDArray[np.int32]) -> Draws:
    """How many of the chosen spells have each place: a row per place, a column per draw."""
    draw_count = chosen.shape[1]
    cells = (place * draw_count).astype(np.int32)[chosen]
    cells += np.arange(draw_count, dtype=np.int32)
    counts = np.bincount(cells.ravel(), minlength=place_count * draw_count)
    return counts.astype(np.float32).reshape(place_count, draw_count)  # whole numbers, far below where those get coarse
