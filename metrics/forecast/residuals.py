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
    """The curve of one kind, a row per draw. `ends`: ascending; `hazard`: the log of the share beyond each, without its
    minus; one column more, of 0.

    `spread`: the standard deviation of the normal tail, per draw.
    """  # fmt: skip

    ends: Floats
    hazard: Floats
    spread: Floats

    def beyond(self, floor: Floats, uniform: Floats, turn: Floats | None = None, tempo: float = 1.0) -> Floats:
        """A residual each, given that it is more than `floor` (-inf: any); both with a row per draw, in one shape.

        From `turn` on (of that shape too) it ends `tempo` times as often.
        """
        last = self.ends.shape[1]
        begins = np.zeros_like(uniform)
        self._look_up(floor, floor > -np.inf, begins)
        runs = -np.log(uniform)
        if turn is not None:
            slow = np.zeros_like(uniform)  # what may be spent before it turns
            is_before = turn > floor
            self._look_up(turn, is_before, slow)
            slow = np.where(is_before, slow - begins, 0.0)
            runs = np.where(runs > slow, slow + (runs - slow) / tempo, runs)
        until = begins + runs
        place = np.empty(uniform.shape, dtype=np.int64)
        for draw, hazard in enumerate(self.hazard):
            place[draw] = hazard[1:].searchsorted(until[draw])
        found = np.zeros_like(uniform)
        if last:
            found = np.take_along_axis(self.ends, np.minimum(place, last - 1), axis=1)
        draws, columns = np.nonzero(place >= last)  # beyond the last end that was seen
        start, spread = floor[draws, columns], self.spread[draws]
        if last:
            start = np.maximum(start, self.ends[draws, -1])
        chance = tail(start / spread) * np.exp(self.hazard[draws, -1] - until[draws, columns])
        found[draws, columns] = spread * upper_quantile(chance)
        return found

    def _look_up(self, at: Floats, is_asked: npt.NDArray[np.bool_], found: Floats) -> None:
        """What the curve has spent at each place, in the columns of which any is asked for."""
        columns = np.flatnonzero(is_asked.any(axis=0))
        for draw, (ends, hazard, one) in enumerate(zip(self.ends, self.hazard, at[:, columns], strict=True)):
            found[draw, columns] = hazard[ends.searchsorted(one, side="right")]


def redrawn(residual: Floats, is_event: npt.NDArray[np.bool_], spread: Floats, uniform: Floats) -> Residuals:
    """The curve under other weights in every draw: `residual` has a row per draw and a column per time, as `uniform`.

    No two residuals of a draw are the same, so that there is but one way to sort them.

    `spread`: the standard deviation of the normal, per draw.
    """
    draws = len(residual)
    if int(is_event.sum()) < MIN_EVENTS:
        return Residuals(np.empty((draws, 0)), np.zeros((draws, 1)), spread)
    weight = -np.log1p(-uniform)
    order = np.argsort(residual, axis=1)
    weight = np.take_along_axis(weight, order, axis=1)
    at_risk = np.cumsum(weight[:, ::-1], axis=1)[:, ::-1]
    ended = is_event[order]
    count = int(is_event.sum())
    stays = (1.0 - weight[ended] / np.maximum(at_risk[ended], SMALLEST)).reshape(draws, count)
    left = np.cumprod(np.maximum(stays, 0.0), axis=1, dtype=np.float64)
    hazard = np.concatenate([np.zeros((draws, 1)), -np.log(np.maximum(left, SMALLEST))], axis=1)
    ends = np.take_along_axis(residual, order, axis=1)[ended].reshape(draws, count)
    return Residuals(ends, hazard, spread)
