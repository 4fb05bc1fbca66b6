"""What really happens in each municipality, whatever it says about it: starts, ends, slipping targets, waiting.

Days are ordinals (date.toordinal), because a country has tens of thousands of them.
"""

from dataclasses import dataclass, field
from math import exp, log, pi, sqrt

import numpy as np

from domain.programme import Programme
from domain.statements import Standing
from pipelines.simulator.country.assumptions import Assumptions, StepAssumption, VariantAssumption
from pipelines.simulator.country.lives import Life

LONG_ENOUGH_TO_WAIT_DAYS = 70  # a step shorter than this is not said to wait on anybody


@dataclass(slots=True)
class StepPath:
    """One step of one municipality: when it really starts and ends, and what it plans on the way."""

    number: int
    is_applicable: bool
    start: int
    end: int
    reopened: int | None = None
    ended_again: int | None = None
    targets: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # (planned from this day on, target)
    waits: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])  # (from, to, parties)

    def standing_on(self, day: int) -> Standing:
        """Where the municipality really stands on this step at the end of that day."""
        if not self.is_applicable:
            return Standing.NOT_APPLICABLE
        if day < self.start:
            return Standing.NOT_STARTED
        return Standing.STARTED if self.end_on(day) is None else Standing.FINISHED

    def end_on(self, day: int) -> int | None:
        """The day on which it was finished, if on `day` it is."""
        if day < self.end or (self.reopened is not None and self.reopened <= day < (self.ended_again or day + 1)):
            return None
        return self.end if self.reopened is None or day < self.reopened else self.ended_again

    def target_on(self, day: int) -> int | None:
        """The own target as it stands on `day`, None when nothing was planned yet."""
        return next((target for since, target in reversed(self.targets) if since <= day), None)

    def waiting_on(self, day: int) -> str | None:
        """The parties it waits on, joined by "+", if on `day` it does."""
        return next((parties for since, to, parties in self.waits if since <= day < to), None)

    @property
    def last_end(self) -> int:
        """The day on which it is finished for good."""
        return self.ended_again or self.end


@dataclass(slots=True)
class LifePath:
    """Everything that really happens in one life of a municipality."""

    own_start: int
    variant: str
    steps: dict[int, StepPath]

    def finished_share_on(self, day: int) -> float:
        """Share of the applicable steps that are really finished, 0-1."""
        applicable = [step for step in self.steps.values() if step.is_applicable]
        return sum(step.standing_on(day) is Standing.FINISHED for step in applicable) / max(1, len(applicable))


def paths_of(
    lives: list[Life], programme: Programme, assumptions: Assumptions, *, first_day: int, until: int,
    rng: np.random.Generator,
) -> list[LifePath]:  # fmt: skip
    """The path of each life; a successor goes on where its parts were."""
    order = {party.key: place for place, party in enumerate(programme.waiting_parties)}
    paths: list[LifePath] = []
    for life in lives:
        if life.parts:
            paths.append(_merged([paths[index] for index in life.parts], life, until))
        else:
            paths.append(_path(life, assumptions, order, first_day=first_day, until=until, rng=rng))
    return paths


def _path(
    life: Life, assumptions: Assumptions, order: dict[str, int], *, first_day: int, until: int,
    rng: np.random.Generator,
) -> LifePath:  # fmt: skip
    variant = _variant(life, assumptions, rng)
    spread = rng.beta(1.4, 1.9) * assumptions.own_start_spread_days
    own_start = first_day + assumptions.own_start_first_days + int(spread)
    pace = variant.pace + assumptions.pace_by_size * life.size + rng.normal(0, assumptions.pace_spread)
    plans_ahead = rng.random() < 0.45
    optimism = rng.uniform(0.55, 0.95)
    steps: dict[int, StepPath] = {}
    for assumed in assumptions.steps:
        low, high = assumptions.overlap
        earlier = [steps[number] for number in assumed.after if number in steps]
        ready = [step.start + rng.uniform(low, high) * (step.end - step.start) for step in earlier]
        start = int(max([own_start, *ready]) + rng.exponential(12))
        rest = _weibull(assumed.spread, rng) if assumptions.has_weibull_durations else rng.normal(0, assumed.spread)
        days = _at_work(start, assumed.median_days * exp(pace + assumed.by_size * life.size + rest), assumptions.faster)
        step = StepPath(
            assumed.number, bool(rng.random() >= assumed.not_applicable_share), start, start + max(5, int(days))
        )
        if step.is_applicable:
            _reopen(step, assumptions, until, rng)
            _plan(step, own_start if plans_ahead else start, optimism, until, rng)
            _wait(step, assumed, order, rng)
        steps[assumed.number] = step
    return LifePath(own_start, variant.key, steps)


def _weibull(spread: float, rng: np.random.Generator) -> float:
    """What a log duration differs from its mean, if durations are Weibull's: long at the low side."""
    return (log(rng.exponential()) + np.euler_gamma) * spread * sqrt(6) / pi


def _at_work(start: int, days: float, faster: tuple[int, float] | None) -> float:
    """How long work of so many days takes, if it goes faster from some day on."""
    if faster is None:
        return days
    since, times = faster
    before = min(days, max(0, since - start))
    return before + (days - before) / times


def _variant(life: Life, assumptions: Assumptions, rng: np.random.Generator) -> VariantAssumption:
    largeness = min(1.0, max(0.0, 0.5 + life.size / 2))
    weights = np.array([v.small * (1 - largeness) + v.large * largeness for v in assumptions.variants])
    return assumptions.variants[int(rng.choice(len(weights), p=weights / weights.sum()))]


def _reopen(step: StepPath, assumptions: Assumptions, until: int, rng: np.random.Generator) -> None:
    if rng.random() >= assumptions.reopened_share:
        return
    reopened = step.end + int(rng.uniform(50, 240))
    if reopened < until:
        step.reopened = reopened
        step.ended_again = reopened + int(rng.uniform(40, 160))


def _plan(step: StepPath, planned_from: int, optimism: float, until: int, rng: np.random.Generator) -> None:
    target = step.start + max(10, int((step.end - step.start) * optimism * rng.uniform(0.8, 1.2)))
    step.targets.append((planned_from + int(rng.uniform(0, 30)), target))
    while target < step.last_end and target < until:
        said = target + int(rng.uniform(-45, 50))  # some admit it beforehand, some let the target pass first
        said = max(said, step.targets[-1][0] + 1)
        target = max(said, target) + int(rng.uniform(30, 150))
        step.targets.append((said, target))


def _wait(step: StepPath, assumed: StepAssumption, order: dict[str, int], rng: np.random.Generator) -> None:
    days = step.end - step.start
    if days < LONG_ENOUGH_TO_WAIT_DAYS or rng.random() >= assumed.waiting_share or not assumed.waits_on:
        return
    parties = [party for party in assumed.waits_on if party in order]
    weights = np.array([assumed.waits_on[party] for party in parties], dtype=float)
    count = min(len(parties), 2 if rng.random() < 0.15 else 1)
    drawn = rng.choice(len(parties), size=count, replace=False, p=weights / weights.sum()).tolist()
    since = step.start + int(days * rng.uniform(0.2, 0.5))
    keys = sorted((parties[i] for i in drawn), key=order.__getitem__)
    step.waits.append((since, since + int(days * rng.uniform(0.3, 0.6)), "+".join(keys)))


def _merged(parts: list[LifePath], life: Life, until: int) -> LifePath:
    """The successor's path: a step starts with the first part and ends with the last one."""
    effective = life.valid_from.toordinal() if life.valid_from else 0
    steps: dict[int, StepPath] = {}
    for number in parts[0].steps:
        own = [part.steps[number] for part in parts if part.steps[number].is_applicable]
        if not own:
            steps[number] = StepPath(number, False, parts[0].steps[number].start, parts[0].steps[number].end)
            continue
        end = max(step.last_end for step in own)
        target = max(effective, end) + 20
        planned = [(effective, target)] if effective <= until and end >= effective else []
        steps[number] = StepPath(number, True, min(step.start for step in own), end, targets=planned)
    return LifePath(min(part.own_start for part in parts), parts[0].variant, steps)
