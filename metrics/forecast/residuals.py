"""What the pace leaves unexplained, redrawn: a Kaplan-Meier of the residuals of one kind under a Bayesian bootstrap.

So the shape of the durations may be what it is. Beyond the last end that was seen the normal tail goes on.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from metrics.forecast.normal import SMALLEST, Floats, tail, upper_quantile

MIN_EVENTS: Final = 10  # fewer, and a curve says more about who ended than about the kind: the normal shape alone


@dataclass(frozen=True, eq=False)
class Residuals:
    """The curve of one kind, a row per draw. `ends`: ascending; `left`: the share beyond each, one column more.

    `spread`: the standard deviation of the normal tail, per draw.
    """

    ends: Floats
    left: Floats
    spread: Floats

    def beyond(self, floor: Floats, uniform: Floats) -> Floats:
        """A residual each, given that it is more than `floor` (-inf: any); both with a row per draw, in one shape."""
        last = self.ends.shape[1]
        at, place = uniform.copy(), np.empty(uniform.shape, dtype=np.int64)
        limited = np.flatnonzero((floor > -np.inf).any(axis=0))  # the others may be any
        at_least, rising = floor[:, limited], -self.left[:, 1:]
        for draw, (ends, left) in enumerate(zip(self.ends, self.left, strict=True)):
            at[draw, limited] *= left[ends.searchsorted(at_least[draw], side="right")]
            place[draw] = rising[draw].searchsorted(-at[draw])
        draws, columns = np.nonzero(place >= last)  # beyond the last end that was seen
        found = np.zeros_like(uniform)
        if last:
            found = np.take_along_axis(self.ends, np.minimum(place, last - 1), axis=1)
        start, spread = floor[draws, columns], self.spread[draws]
        if last:
            start = np.maximum(start, self.ends[draws, -1])
        chance = tail(start / spread) * at[draws, columns] / np.maximum(self.left[draws, -1], SMALLEST)
        found[draws, columns] = spread * upper_quantile(chance)
        return found


def redrawn(residual: Floats, is_event: npt.NDArray[np.bool_], spread: Floats, uniform: Floats) -> Residuals:
    """The curve under other weights in every draw: `residual` has a row per draw and a column per time, as `uniform`.

    No two residuals of a draw are the same, so that there is but one way to sort them.

    `spread`: the standard deviation of the normal, per draw.
    """
    draws = len(residual)
    if int(is_event.sum()) < MIN_EVENTS:
        return Residuals(np.empty((draws, 0)), np.ones((draws, 1)), spread)
    weight = -np.log1p(-uniform)
    order = np.argsort(residual, axis=1)
    weight = np.take_along_axis(weight, order, axis=1)
    at_risk = np.cumsum(weight[:, ::-1], axis=1)[:, ::-1]
    ended = is_event[order]
    count = int(is_event.sum())
    stays = (1.0 - weight[ended] / np.maximum(at_risk[ended], SMALLEST)).reshape(draws, count)
    left = np.concatenate([np.ones((draws, 1)), np.cumprod(np.maximum(stays, 0.0), axis=1, dtype=np.float64)], axis=1)
    ends = np.take_along_axis(residual, order, axis=1)[ended].reshape(draws, count)
    return Residuals(ends, left, spread)
