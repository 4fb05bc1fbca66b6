"""Round places on an axis of whole numbers."""

from math import floor, log10


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
