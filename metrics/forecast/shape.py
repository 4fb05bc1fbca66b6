"""The shape of what is left over of times, as it was seen: how the fit goes on from where a time was last seen.

Durations need not be log-normal. Were those that are under way drawn from a normal, then under another shape they would
be drawn too long, and the paces of those at work too slow with them.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from metrics.forecast.normal import SMALLEST, Floats, tail, upper_quantile


@dataclass(frozen=True, eq=False)
class Shape:
    """A curve of Kaplan and Meier: `ends` ascending, `left` the share beyond each, one longer.

    Beyond the last end that was seen the tail of the standard normal goes on.
    """

    ends: Floats
    left: Floats

    @classmethod
    def seen(cls, rest: Floats, is_event: npt.NDArray[np.bool_]) -> Self:
        """Of what is left over of every time, in standard deviations; of which no two are the same."""
        order = np.argsort(rest)
        ended = is_event[order]
        at_risk = np.arange(len(order), 0, -1.0)[ended]
        left = np.ones(len(at_risk) + 1)
        np.cumprod(1.0 - 1.0 / at_risk, out=left[1:])
        return cls(rest[order][ended], left)

    def beyond(self, floor: Floats, uniform: Floats) -> Floats:
        """One each, given that it is more than `floor`."""
        at = uniform * self.left[self.ends.searchsorted(floor, side="right")]
        place = (-self.left[1:]).searchsorted(-at)
        last = len(self.ends)
        is_far = place >= last
        found = self.ends[np.minimum(place, last - 1)] if last else np.empty_like(floor)
        start = np.maximum(floor[is_far], self.ends[-1]) if last else floor[is_far]
        found[is_far] = upper_quantile(tail(start) * at[is_far] / max(float(self.left[-1]), SMALLEST))
        return found


NORMAL = Shape(np.empty(0), np.ones(1))
