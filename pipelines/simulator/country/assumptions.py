"""What the made-up country assumes per step. In data/sample/ for the programmes that have a file there.

A programme without such a file gets plain assumptions: each step comes after one about a third before it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from domain.places import PROJECT_DIRECTORY
from domain.programme import Programme

SAMPLE_DIRECTORY: Final = PROJECT_DIRECTORY / "data" / "sample"


@dataclass(frozen=True, slots=True)
class VariantAssumption:
    """How often small and large municipalities have an access variant, and what it does to log days."""

    key: str
    small: float = 1.0
    large: float = 1.0
    pace: float = 0.0


@dataclass(frozen=True, slots=True)
class StepAssumption:
    """How one step goes: order, duration (days), whom it waits on, cost (euro) where the programme names no amount."""

    number: int
    after: tuple[int, ...]
    median_days: float = 110.0
    spread: float = 0.4
    by_size: float = 0.0
    not_applicable_share: float = 0.01
    waiting_share: float = 0.3
    waits_on: Mapping[str, float] = field(default_factory=dict[str, float])
    cost_eur: float = 3000.0
    cost_spread: float = 0.8


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Everything the simulated reality assumes about one programme.

    `has_weibull_durations`: log days have the shape of Weibull's and not the normal one, with the same mean and spread.
    `faster`: from this day on (an ordinal) work goes so many times as fast.
    """

    variants: tuple[VariantAssumption, ...]
    steps: tuple[StepAssumption, ...]
    own_start_first_days: int = -75
    own_start_spread_days: int = 547
    pace_spread: float = 0.28
    pace_by_size: float = -0.16
    reopened_share: float = 0.03
    overlap: tuple[float, float] = (0.55, 1.05)
    has_weibull_durations: bool = False
    faster: tuple[int, float] | None = None


def assumptions_file(programme: Programme) -> Path:
    """Where the assumptions for this programme are, if there are any."""
    return SAMPLE_DIRECTORY / f"{programme.key}.toml"


def assumptions_for(programme: Programme) -> Assumptions:
    """The assumptions in data/sample/ for this programme, or plain ones."""
    path = assumptions_file(programme)
    facts: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    written_steps = {entry["number"]: entry for entry in facts.pop("steps", [])}
    written_variants = facts.pop("access_variants", {})
    if "overlap" in facts:
        facts["overlap"] = tuple(facts["overlap"])
    return Assumptions(
        variants=tuple(VariantAssumption(v.key, **written_variants.get(v.key, {})) for v in programme.access_variants),
        steps=tuple(_step(number, written_steps.get(number, {}), programme) for number in programme.step_numbers),
        **facts,
    )


def _step(number: int, written: Mapping[str, Any], programme: Programme) -> StepAssumption:
    facts: dict[str, Any] = {"after": [number * 2 // 3] if number > 1 else [], **written, "number": number}
    facts["after"] = tuple(facts["after"])
    facts.setdefault("waits_on", {party.key: 1.0 for party in programme.waiting_parties})
    return StepAssumption(**facts)
