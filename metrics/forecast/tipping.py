"""From how much slower silent municipalities on a conclusion no longer holds: nobody knows how far they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np
import polars as pl

from domain.statements import Standing
from metrics.defining.question import Question
from metrics.defining.request import Group, Request
from metrics.forecast.expectation import TODAY, Between, asked_rows, expectation, share_finished
from metrics.forecast.outlook import outlook
from metrics.forecast.paces import Places
from metrics.standing.known import Known

CHOICES: Final = (0, 3, 6, 12)  # months that a screen offers
FURTHEST: Final = 24  # months that an address may ask for; a screen draws no further
MOST_TENTHS: Final = 9  # "all of them" is no conclusion from an expectation
NEARLY: Final = 1e-9  # an error of rounding alone
MOST_MONTHS: Final = 120  # with that the silent have as good as nothing finished, and more changes nothing


@dataclass(frozen=True)
class Tipping:
    """Whether "of `step` at least this share is finished today" holds, and under which assumptions.

    `now`: the expected share if the silent are like others. `first_month`: the least whole number of months slower with
    which it does not hold any more; 0: it does not hold now, None: it holds with any.
    """

    step: int
    share: float
    now: float
    first_month: int | None

    @property
    def holds_now(self) -> bool:
        """Whether it holds where the silent are like others."""
        return self.first_month != 0

    @property
    def holds_always(self) -> bool:
        """Whether it holds however much slower the silent are."""
        return self.first_month is None


@dataclass(frozen=True)
class Slower:
    """What is expected of one step today, if the silent are so many months slower."""

    months: int
    share: Between


def slower(question: Question, months: Sequence[int] = CHOICES) -> dict[int, list[Slower]]:
    """Per asked step of which something can be expected, the share finished today if the silent are slower."""
    return {step: [Slower(one, share(one)) for one in months] for step, share in _shares(question).items()}


def tipping(question: Question, share: float) -> dict[int, Tipping]:
    """Of each asked step, when "at least this share (0-1) is finished today" stops to hold; by the expected share."""
    found: dict[int, Tipping] = {}
    for step, share_with in _shares(question).items():
        first = _first_month(lambda months, share_with=share_with: share_with(months).value >= share)
        found[step] = Tipping(step, share, share_with(0).value, first)
    return found


def slower_of_step(known: Known, request: Request, *, step: int, months: tuple[int, ...]) -> tuple[Slower, ...]:
    """What is expected of one step today by how much slower the silent are; nothing where nothing can be expected."""
    return tuple(slower(Question(known, replace(request, step=step), (Group.STEP,)), months).get(step, ()))


def conclusions(known: Known, request: Request) -> tuple[Tipping, ...]:
    """Of each step the largest conclusion in tenths that holds if the silent are like others, and when it stops to.

    Without the steps of which less than a tenth has finished, or nothing can be expected.
    """
    found: list[Tipping] = []
    for step, share_with in _shares(Question(known, replace(request, step=None), (Group.STEP,))).items():
        now = share_with(0).value
        tenths = min(int(now * 10 + NEARLY), MOST_TENTHS)
        if tenths:
            first = _first_month(lambda months, of=share_with, least=tenths / 10: of(months).value >= least - NEARLY)
            found.append(Tipping(step, tenths / 10, now, first))
    return tuple(found)


def _shares(question: Question) -> dict[int, Callable[[int], Between]]:
    """Per asked step of which something can be expected, the share finished today by how many months slower."""
    made, found = outlook(question.known, question.as_of), dict[int, Callable[[int], Between]]()

    def share(places: Places, months: int) -> Between:
        return expectation(share_finished(made, places, question.as_of, months), TODAY)

    for (step,), rows in asked_rows(question, made).partition_by("step", as_dict=True, maintain_order=True).items():
        places = rows["place"].to_numpy().astype(np.int64)
        applies = (pl.col("standing") != Standing.NOT_APPLICABLE).any()
        if made.is_known(places) and rows.select(applies).item():
            found[int(str(step))] = partial(share, places)
    return found


def _first_month(holds: Callable[[int], bool]) -> int | None:
    """The least number of months with which it does not hold; the further slower, the fewer have finished."""
    if not holds(0):
        return 0
    if holds(MOST_MONTHS):
        return None
    holding, broken = 0, MOST_MONTHS
    while broken - holding > 1:
        middle = (holding + broken) // 2
        holding, broken = (middle, broken) if holds(middle) else (holding, middle)
    return broken
