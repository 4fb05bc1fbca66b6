"""The programme: its steps, cost table, training assumptions and words, read from one validated file.

Another law with another number of steps is another file; nothing in the code knows how many steps there are.
Every fact carries its place in the impact analysis. What is ours and does not stand there is marked `is_proposal`.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final, Self

from pydantic import Field, ValidationError, model_validator

from domain.programme_agreement import AgreementTerms
from domain.programme_costs import NO_ROW, CostNorm, CostReference, CostTotal
from domain.programme_facts import Claim, Part, Remark, Source, Text
from domain.programme_training import TargetGroup, Training

PROGRAMME_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "programmes" / "wams.toml"
PRINTED_TO_EUR: Final = 50_000  # amounts are printed in millions with one decimal, so they hold to half of that


class ProgrammeError(ValueError):
    """A programme file that cannot be used: says where and why, one problem per line."""


class SubProduct(Part):
    """Something that a step yields."""

    name: Text
    is_proposal: bool
    source: Source | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if self.is_proposal == (self.source is not None):
            raise ValueError("a sub-product is either a proposal or has its place in the source")
        return self


class Step(Part):
    """One implementation step."""

    number: int = Field(ge=1)
    name: Text
    short_name: Text
    aliases: tuple[str, ...] = ()  # other ways in which the step is written in reports
    explanation: Claim | None = None  # None: the source has no explanation of this step, and none is made up
    finished_when: Claim
    evidence: tuple[Claim, ...] = Field(min_length=1)
    sub_products: tuple[SubProduct, ...] = ()
    cost: CostReference = NO_ROW
    cost_norm: CostNorm | None = None
    source: Source

    @model_validator(mode="after")
    def _norm_spans_the_printed_amounts(self) -> Self:
        if self.cost_norm is not None:
            amounts = [band.eur for band in self.cost_norm.bands]
            printed = (self.cost.per_municipality_min_eur, self.cost.per_municipality_max_eur)
            if (min(amounts), max(amounts)) != printed:
                raise ValueError(f"the norm runs from {min(amounts)} to {max(amounts)}, the cost table says {printed}")
        return self


class AccessVariant(Part):
    """One way in which a municipality has organised access to its services."""

    key: str = Field(min_length=1)
    name: Text
    source: Source


class WaitingParty(Part):
    """A party that a step can be waiting on."""

    key: str = Field(min_length=1)
    name: Text


class Programme(Part):
    """A whole programme. `version` is twelve hex digits that change when anything in the file changes."""

    version: str
    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    law_name: Text
    bill_number: str | None = None
    source: Source
    steps: tuple[Step, ...] = Field(min_length=1)
    cost_total: CostTotal
    training: Training
    access_variants: tuple[AccessVariant, ...] = Field(min_length=1)
    waiting_parties: tuple[WaitingParty, ...] = Field(min_length=1)
    remarks: tuple[Remark, ...] = ()
    agreement: AgreementTerms = AgreementTerms()  # left out: nobody sees another by name
    first_reporting_date: date | None = None  # nobody can report on an earlier day; None: any day is accepted

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """The programme in `path`, or that of the Wams. Raises ProgrammeError with every problem in the file."""
        path = path or PROGRAMME_FILE
        content = path.read_bytes()
        try:
            facts = tomllib.loads(content.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ProgrammeError(f"{path.name}: {error}") from error
        if "version" in facts:
            raise ProgrammeError(f"{path.name}: leave out version; it follows from the content of the file")
        facts["version"] = hashlib.sha256(content).hexdigest()[:12]
        try:
            return cls.model_validate_json(json.dumps(facts, default=str))
        except ValidationError as error:
            raise ProgrammeError("\n".join(_problems(path.name, error))) from error

    @property
    def step_numbers(self) -> tuple[int, ...]:
        """The numbers of the steps, in order."""
        return tuple(step.number for step in self.steps)

    @property
    def training_step_number(self) -> int:
        """The step in which staff are trained."""
        return self.training.step_number

    @property
    def target_groups(self) -> tuple[TargetGroup, ...]:
        """The groups of staff that are trained, in order."""
        return self.training.target_groups

    def step(self, number: int) -> Step:
        """One step. Raises KeyError when the programme has no such step."""
        if number not in self.step_numbers:
            raise KeyError(f"the programme {self.key} has steps 1 to {len(self.steps)}, not {number}")
        return self.steps[number - 1]

    def remark(self, key: str) -> Remark:
        """One remark. Raises KeyError when there is none with this key."""
        return {remark.key: remark for remark in self.remarks}[key]

    @model_validator(mode="after")
    def _steps_count_from_one(self) -> Self:
        if self.step_numbers != tuple(range(1, len(self.steps) + 1)):
            raise ValueError(f"the steps must be numbered 1, 2, 3, ... in order; they are {list(self.step_numbers)}")
        if self.training_step_number not in self.step_numbers:
            raise ValueError(f"training.step_number is {self.training_step_number}, and there is no such step")
        return self

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        _refuse_repeats("target group", (group.key for group in self.target_groups))
        _refuse_repeats("access variant", (variant.key for variant in self.access_variants))
        _refuse_repeats("waiting party", (party.key for party in self.waiting_parties))
        _refuse_repeats("remark", (remark.key for remark in self.remarks))
        written = (name.casefold() for step in self.steps for name in {step.name.nl, step.short_name.nl, *step.aliases})
        _refuse_repeats("step name or alias", written)
        return self

    @model_validator(mode="after")
    def _total_follows_from_its_parts(self) -> Self:
        lowest = sum(step.cost.national_min_eur or 0 for step in self.steps)  # a cell without an amount adds nothing
        highest = sum(step.cost.national_max_eur or 0 for step in self.steps)
        for word, printed, summed in (
            ("lowest", self.cost_total.min_eur, lowest),
            ("highest", self.cost_total.max_eur, highest),
        ):
            if printed != summed:
                raise ValueError(f"the {word} total is {printed:.0f} euro, but its parts add up to {summed:.0f}")
        return self

    @model_validator(mode="after")
    def _training_cost_follows_from_its_assumptions(self) -> Self:
        cost = self.step(self.training_step_number).cost
        for word, printed, recomputed in (
            ("lowest", cost.national_min_eur, self.training.recomputed_min_eur),
            ("highest", cost.national_max_eur, self.training.recomputed_max_eur),
        ):
            if printed is not None and abs(printed - recomputed) > PRINTED_TO_EUR:
                raise ValueError(
                    f"the {word} training cost is {printed:.0f} euro, but its assumptions give {recomputed:.0f}"
                )
        return self


def _refuse_repeats(what: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{what} {key!r} stands in the file twice")
        seen.add(key)


def _problems(file_name: str, error: ValidationError) -> list[str]:
    lines: list[str] = []
    for problem in error.errors(include_url=False):
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in problem["loc"])
        lines.append(f"{file_name}{', ' + place if place else ''}: {problem['msg'].removeprefix('Value error, ')}")
    return lines
