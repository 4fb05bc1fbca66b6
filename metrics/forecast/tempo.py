"""How many times as often things ended in the last year as the model of all that was seen would have it.

A law, money or more hands can speed up everybody at once, or hold them up, and a model of all times together learns
that late. So the ends of the last year are counted beside those that the curve of their kind has in the same days; what
goes on from there ends so many times as often. A kind of which little was seen goes by all of its side (durations, or
waits), and the weak prior says that nothing changed.
"""

from typing import Final

import numpy as np

from metrics.forecast.normal import Floats
from metrics.forecast.paces import Flags, Paces, Times

LAST_DAYS: Final = 365
AS_USUAL: Final = 20.0  # as if so many of a side had ended just as often as the curves have it
LIKE_OTHERS: Final = 20.0  # and so many of a kind as many times as often as of its side


def tempo(times: Times, paces: Paces, as_of: int) -> Floats:
    """How many times as often something ends, per kind.

    One number for all draws: how far it may be off lies in the curves, which every draw weighs anew.
    """
    seen = [_last_year(times, paces, as_of, kind) for kind in range(times.kind_count)]
    ended, expected = (np.array(one, dtype=np.float64) for one in zip(*seen, strict=True))
    common = np.empty_like(ended)
    for side in (slice(0, times.step_count), slice(times.step_count, None)):
        common[side] = (ended[side].cumsum()[-1] + AS_USUAL) / (expected[side].cumsum()[-1] + AS_USUAL)
    return (ended + LIKE_OTHERS * common) / (expected + LIKE_OTHERS)


def turned(begun_on: Floats, as_of: int) -> Floats:
    """The log of how long something had run when the last year began; -inf where it began later."""
    with np.errstate(divide="ignore"):
        return np.log(np.maximum(as_of - LAST_DAYS - begun_on, 0.0))


def _last_year(times: Times, paces: Paces, as_of: int, kind: int) -> tuple[int, float]:
    """How many ends of a kind were seen in it, and how many the curve of Nelson and Aalen has in the same days."""
    mine: Flags = times.kind == kind
    centre = paces.centre(kind, times.who[mine], times.sizes)
    middle = centre.cumsum(axis=0)[-1] / len(centre)
    left_at, is_event = times.log_days[mine] - middle, times.is_event[mine]
    turn = turned(times.begun_on[mine], as_of) - middle
    order = np.argsort(left_at)
    ends = left_at[order][is_event[order]]
    each = 1.0 / np.arange(len(order), 0, -1.0)[is_event[order]]
    hazard = np.concatenate([[0.0], each.cumsum()])
    is_late = turn < left_at
    begins, stops = (hazard[ends.searchsorted(at[is_late], side="right")] for at in (turn, left_at))
    return int((is_event & is_late).sum()), float(np.concatenate([[0.0], stops - begins]).cumsum()[-1])
