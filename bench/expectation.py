"""What one question about the future takes: the model fitted and drawn anew, beside the bare draws that it needs.

In one process after warming up, as at publishing, where other figures were asked before; seconds of its processor.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import median
from time import process_time
from typing import Final

import numpy as np

from bench.measurements import Measurement
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.forecast.drawing import DRAW_COUNT
from metrics.standing.known import Known

MOST_SECONDS: Final = 0.5
ROUNDS: Final = 9
TIMES_EACH: Final = 2  # a wait and a duration
UNIT: Final = "s of processor"
FLOOR: Final = "the bare draws"


def measurements(known: Known, as_of: date, rounds: int = ROUNDS) -> list[Measurement]:
    """Both figures of one day, of which nothing was kept; and how that compares to drawing as many numbers alone."""
    municipalities, steps = known.register.on(as_of).height, len(known.programme.step_numbers)

    def asked() -> None:
        new = replace(known)  # it keeps what was asked of it, so each round has one of its own
        for key in ("nowcast", "forecast"):
            figure(key, new, Request(as_of))

    def bare() -> None:
        chance = np.random.default_rng(1).random((municipalities * steps * TIMES_EACH, DRAW_COUNT))
        np.exp(chance, out=chance)

    ours, floor = _seconds(asked, rounds), _seconds(bare, rounds)
    whole = f"nowcast and forecast of {municipalities} municipalities, {steps} steps"
    return [
        Measurement(whole, UNIT, ours, MOST_SECONDS),
        Measurement(f"{whole}, {DRAW_COUNT} draws each", UNIT, ours, None, FLOOR, floor),
    ]


def _seconds(act: Callable[[], None], rounds: int) -> float:
    """The middle of so many rounds after one that warms up."""
    act()
    found: list[float] = []
    for _ in range(rounds):
        began = process_time()
        act()
        found.append(process_time() - began)
    return median(found)
