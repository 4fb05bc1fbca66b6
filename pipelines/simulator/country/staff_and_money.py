"""How many staff are really trained, and what the steps really cost, on any day."""

from dataclasses import dataclass
from math import exp

import numpy as np

from domain.programme import Programme, Step
from pipelines.simulator.country.assumptions import Assumptions, StepAssumption
from pipelines.simulator.country.lives import Life
from pipelines.simulator.country.reality import LifePath, StepPath

INHABITANTS_OF_THE_COUNTRY = 17_900_000  # on 1 January 2024; spreads national amounts over municipalities
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class GroupPath:
    """The staff of one target group: how many there are, how they are trained, how they leave."""

    key: str
    staff_on_first_day: float
    growth_per_year: float
    leaving_per_year: float
    trained_share_at_end: float
    hours_each: float
    first_day: int
    training_start: int
    training_end: int

    def on(self, day: int) -> tuple[int, int, float, int]:
        """On that day: staff in scope, trained and still employed, hours delivered so far, trained who left so far."""
        staff = max(1, round(self.staff_on_first_day * (1 + self.growth_per_year * (day - self.first_day) / YEAR)))
        elapsed = day - self.training_start
        if elapsed <= 0:
            return staff, 0, 0.0, 0
        done = min(1.0, elapsed / max(1, self.training_end - self.training_start))
        attended = self.trained_share_at_end * done * self.staff_on_first_day
        years = elapsed / YEAR
        left = attended * (1 - exp(-self.leaving_per_year * max(0.0, years - 0.15)))  # few leave in the first weeks
        departed = int(left)
        trained = min(staff, max(0, int(attended) - departed))
        return staff, trained, round(attended * self.hours_each * 2) / 2, departed


@dataclass(frozen=True, slots=True)
class CostPath:
    """What one step costs in the end (euro), what was budgeted, and over which days it is spent."""

    step_number: int
    total_eur: float
    budget_eur: float | None
    start: int
    end: int

    def on(self, day: int) -> float | None:
        """Euro spent so far on that day; None before the step starts."""
        if day < self.start:
            return None
        share = min(1.0, (day - self.start) / max(1, self.end - self.start))
        return self.total_eur * share**0.85  # more is spent early than late


def groups_of(
    life: Life, path: LifePath, programme: Programme, *, first_day: int, rng: np.random.Generator
) -> list[GroupPath]:
    """The staff of each target group of one life; a group that is part of a wider one is never larger."""
    step = path.steps[programme.training_step_number]
    density = exp(rng.normal(0, 0.25))
    growth, leaving = rng.normal(0.02, 0.02), rng.uniform(0.03, 0.16)
    share = min(1.0, rng.beta(9, 1.6))
    groups: list[GroupPath] = []
    for group in programme.target_groups:
        national = group.national_scope_count / INHABITANTS_OF_THE_COUNTRY
        staff = max(2.0, life.inhabitant_count * national * density)
        lag = int(rng.uniform(0, 60)) if groups else 0
        groups.append(
            GroupPath(
                group.key, staff, float(growth), float(leaving), float(share * rng.uniform(0.9, 1.0)),
                float(rng.uniform(group.hours_min, group.hours_max)), first_day,
                step.start + lag, max(step.start + lag + 30, step.end + lag),
            )
        )  # fmt: skip
    return groups


def costs_of(
    life: Life, path: LifePath, programme: Programme, assumptions: Assumptions, rng: np.random.Generator
) -> dict[int, CostPath]:
    """What each applicable step of one life costs, around the cost table where that names an amount."""
    costs: dict[int, CostPath] = {}
    assumed_by_number = {assumed.number: assumed for assumed in assumptions.steps}
    thrift = rng.normal(0, 0.15)
    for number, step in path.steps.items():
        if not step.is_applicable:
            continue
        total = _total(life, programme.step(number), assumed_by_number[number], rng) * exp(thrift)
        budget = total * exp(rng.normal(-0.06, 0.22)) if rng.random() < 0.8 else None
        costs[number] = _cost(step, total, budget)
    return costs


def _total(life: Life, step: Step, assumed: StepAssumption, rng: np.random.Generator) -> float:
    if step.cost_norm is not None:
        return step.cost_norm.eur_for(life.inhabitant_count) * exp(rng.normal(-0.05, 0.3))
    if step.cost.municipal_upper_eur is not None:
        return step.cost.municipal_upper_eur * rng.beta(3, 2)
    if step.cost.national_min_eur is not None and step.cost.national_max_eur is not None:
        national = rng.uniform(step.cost.national_min_eur, step.cost.national_max_eur)
        return national * life.inhabitant_count / INHABITANTS_OF_THE_COUNTRY * exp(rng.normal(0, 0.25))
    return assumed.cost_eur * 10 ** (0.6 * life.size) * exp(rng.normal(0, assumed.cost_spread))


def _cost(step: StepPath, total: float, budget: float | None) -> CostPath:
    round_budget = None if budget is None else max(500.0, round(budget / 500) * 500.0)
    return CostPath(step.number, float(total), round_budget, step.start, step.end)
