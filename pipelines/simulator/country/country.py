"""A country in progress: lives, what really happens in them, and how they report."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from domain.municipalities import Register
from domain.programme import Programme
from pipelines.simulator.country.assumptions import assumptions_for
from pipelines.simulator.country.habits import Habits, habits_of
from pipelines.simulator.country.lives import Life, lives_of
from pipelines.simulator.country.reality import LifePath, paths_of
from pipelines.simulator.country.staff_and_money import CostPath, GroupPath, costs_of, groups_of


@dataclass(frozen=True, slots=True)
class Circumstances:
    """One life with everything that a report of it is made from."""

    life: Life
    path: LifePath
    groups: list[GroupPath]
    costs: dict[int, CostPath]
    habits: Habits


def country_of(
    register: Register, programme: Programme, *, municipality_count: int, first_day: date, until: date,
    response: float, seed: int,
) -> list[Circumstances]:  # fmt: skip
    """Every life of the country, with all that is needed to say what it reports. The same for the same seed."""
    draws = [np.random.default_rng([seed, stage]) for stage in range(4)]
    assumptions = assumptions_for(programme)
    start = first_day.toordinal()
    lives = lives_of(register, municipality_count=municipality_count, first_day=first_day, until=until, rng=draws[0])
    paths = paths_of(lives, programme, assumptions, first_day=start, until=until.toordinal(), rng=draws[1])
    habits = habits_of(lives, paths, response=response, first_day=first_day, until=until, rng=draws[2])
    return [
        Circumstances(
            life,
            path,
            groups_of(life, path, programme, first_day=start, rng=draws[3]),
            costs_of(life, path, programme, assumptions, draws[3]),
            habit,
        )
        for life, path, habit in zip(lives, paths, habits, strict=True)
    ]
