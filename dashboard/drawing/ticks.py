"""Round places on an axis of whole numbers."""

import math
from collections.abc import Callable
from math import ceil, floor, log10
from typing import Final

from dashboard.drawing.rows import Axis

NICE: Final = (1, 2, 2.5, 5, 10)
WANTED_TICKS: Final = 4
MOST_TICKS = 6
ROUND_STEPS = (1, 2, 2.5, 5, 10)


def whole_step(span: float, most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, ... that divides a span in at most so many stretches."""
    if span <= most:
        return 1
    power = 10 ** floor(log10(span / most))
    return next(int(times * power) for times in (1, 2, 5, 10) if span / (times * power) <= most)


def whole_ticks(low: float, high: float, most: int = 5) -> list[int]:
    """Round whole numbers from one at or below `low` to one at or above `high`."""
    step = whole_step(max(high - low, 1), most)
    first, last = floor(low / step), -floor(-high / step)
    return [place * step for place in range(first, max(last, first + 1) + 1)]


def axis_with_room(low: float, high: float) -> tuple[float, float, float]:
    """From, to and step: whole steps around the values, and one more for the texts to the right of them."""
    span = high - low or abs(high) * 0.02 or 1.0
    rough = span / WANTED_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in NICE if nice * power >= rough * (1 - 1e-9))
    first = math.floor(low / step + 1e-9) - 1
    if low >= 0:
        first = max(first, 0)
    return first * step, (math.ceil(high / step - 1e-9) + 1) * step, step


def axis_around(low: float, high: float, written: Callable[[float], str]) -> Axis:
    """An axis that holds both ends, with four to eight round ticks."""
    rough = max(high - low, 1e-9) / 5
    size = 10 ** floor(log10(rough))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return {
        "from": first * step,
        "to": last * step,
        "ticks": [(place * step, written(round(place * step, 9))) for place in range(first, last + 1)],
    }


def ticks_between(low: float, high: float) -> list[float]:
    """Round places from low to high, at most six; shares and euro alike."""
    span = (high - low) or 1.0
    rough = span / (MOST_TICKS - 1)
    power = 10.0 ** floor(log10(rough))
    every = next(step * power for step in ROUND_STEPS if step * power >= rough * 0.999)
    first = ceil(low / every)
    return [place * every for place in range(first, floor(high / every + 1e-9) + 1)]
