"""Round places on an axis."""

from collections.abc import Callable, Sequence
from math import ceil, floor, log10
from typing import Final

from dashboard.drawing.rows import Axis

ROUND: Final = (1, 2, 2.5, 5, 10)
WHOLE: Final = (1, 2, 5, 10)
WANTED_TICKS: Final = 4
MOST_TICKS: Final = 6
NEARLY: Final = 1 - 1e-9  # a step that falls short by an error of rounding alone
CLOSE_ENOUGH: Final = 0.999  # a step a little too small gives one tick more, and rounder ones


def round_step(least: float, *, times: Sequence[float] = ROUND, within: float = 1.0) -> float:
    """The smallest of `times` (from 1 up to 10) times a power of ten that is at least `least`; whole where it can be.

    `within`: the part of `least` that is enough.
    """
    power: float = 10 ** floor(log10(least))
    return next(many * power for many in times if many * power >= least * within)


def step_among(steps: Sequence[int], span: float, most: int) -> int:
    """The first of these steps that divides a span in at most so many stretches; the last where none does."""
    return next((step for step in steps if span / step <= most), steps[-1])


def whole_step(span: float, most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, ... that divides a span in at most so many stretches."""
    return 1 if span <= most else int(round_step(span / most, times=WHOLE))


def whole_ticks(low: float, high: float, most: int) -> list[int]:
    """Round whole numbers from one at or below `low` to one at or above `high`."""
    step = whole_step(max(high - low, 1), most)
    first, last = floor(low / step), ceil(high / step)
    return [place * step for place in range(first, max(last, first + 1) + 1)]


def axis_with_room(low: float, high: float) -> tuple[float, float, float]:
    """From, to and step: whole steps around the values, and one more for the texts to the right of them."""
    span = high - low or abs(high) * 0.02 or 1.0
    step = float(round_step(span / WANTED_TICKS, within=NEARLY))
    first = floor(low / step + 1e-9) - 1
    if low >= 0:
        first = max(first, 0)
    return first * step, (ceil(high / step - 1e-9) + 1) * step, step


def axis_around(low: float, high: float, written: Callable[[float], str]) -> Axis:
    """An axis that holds both ends, with four to eight round ticks."""
    step = round_step(max(high - low, 1e-9) / 5, within=CLOSE_ENOUGH)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return {
        "from": first * step,
        "to": last * step,
        "ticks": [(place * step, written(round(place * step, 9))) for place in range(first, last + 1)],
    }


def ticks_between(low: float, high: float) -> list[float]:
    """Round places from low to high, at most six; shares and euro alike."""
    step = float(round_step(((high - low) or 1.0) / (MOST_TICKS - 1), within=CLOSE_ENOUGH))
    return [place * step for place in range(ceil(low / step), floor(high / step + 1e-9) + 1)]
