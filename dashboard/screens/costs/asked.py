"""What Kosten shows: its figures, asked once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from dashboard.figure import anatomy
from dashboard.figure.withheld_rows import Withheld, withheld_rows
from dashboard.screens.costs import assumptions
from dashboard.screens.costs.assumptions import Chosen
from dashboard.screens.costs.readings import ExpectedCost, Modelled, Realisation, SizeNorm, SizeSpread, Spread
from dashboard.view import queries
from dashboard.view.address import ALL_STEPS, View
from dashboard.view.typed_rows import row_of, rows_of
from domain.programme import Programme, Step
from domain.value_status import ValueStatus
from metrics.costs.cost_model import CostTotal, Variant, cost_table, cost_total
from metrics.defining.figure import Figure
from metrics.readings.spending import Spent, by_size_group, by_step, estimated_steps, expected_of, spending, spent_on


@dataclass(frozen=True)
class Costs:
    """The figures of the page. `observed` has a row per chosen municipality and step, with its name.

    `expected_same`: of the estimated steps together. `step_number` is the step whose spread is shown; `is_whole` tells
    whether the choice is the whole country, which alone can be laid beside a national estimate.

    `held`, `held_expected`: the steps of which what was spent, and what they will cost, is withheld from who looks;
    `sees_counts`, `sees_spread`, `sees_sizes`: whether they may know how many stated an amount over steps together,
    the middle, and what is laid beside the norm by size.
    """

    programme: Programme
    observed: pl.DataFrame
    realisation: Figure
    norm: Figure
    expected: Figure
    expected_all: Figure
    expected_same: ExpectedCost
    step_number: int
    is_whole: bool
    chosen: Chosen
    held: Withheld
    held_expected: Withheld
    sees_counts: bool
    sees_spread: bool
    sees_sizes: bool

    def is_held(self, steps: Iterable[Step]) -> bool:
        """Whether what was spent on any of these steps is withheld: what all of them cost then is too."""
        return any(step.number in self.held for step in steps)

    @cached_property
    def within_steps(self) -> tuple[Step, ...]:
        """The steps with an amount for the whole country."""
        return tuple(self.programme.step(number) for number in self.estimated)

    @cached_property
    def estimated(self) -> tuple[int, ...]:
        """The steps with an amount for the whole country."""
        return estimated_steps(self.programme)

    @cached_property
    def never(self) -> tuple[Step, ...]:
        """The steps for which the cost table names no amount."""
        return tuple(step for step in self.programme.steps if step.number not in self.estimated)

    @cached_property
    def left_out(self) -> Step | None:
        """The one step that the table leaves as PM; None where there is none, or more than one."""
        found = [step for step in self.never if step.cost.national_max_kind is ValueStatus.PRO_MEMORIA]
        return found[0] if len(found) == 1 else None

    @cached_property
    def within(self) -> Spent:
        """What was spent on the estimated steps."""
        return spent_on(self.observed, self.estimated)

    @cached_property
    def outside(self) -> Spent:
        """What was spent on the steps that were never estimated."""
        return spent_on(self.observed, [step.number for step in self.never])

    @cached_property
    def everything(self) -> Spent:
        """What was spent on all steps."""
        return spent_on(self.observed, self.programme.step_numbers)

    @property
    def municipality_count(self) -> int:
        """The municipalities asked about."""
        return self.realisation.municipality_count

    @cached_property
    def by_step(self) -> dict[int, Spread]:
        """How many stated an amount per step, its sum, and the quartiles of the finished ones."""
        return {step: row_of(row, Spread) for step, row in by_step(self.observed).items()}

    @cached_property
    def realisation_by_step(self) -> dict[int, Realisation]:
        """The rows of `cost_realisation` by step."""
        return {row.step: row for row in rows_of(self.realisation.rows, Realisation)}

    @cached_property
    def expected_by_step(self) -> dict[int, ExpectedCost]:
        """The rows of `cost_expected_total` by step."""
        rows = self.expected.rows
        return dict(zip(rows["step"].to_list(), rows_of(rows, ExpectedCost), strict=True))

    @cached_property
    def expected_whole(self) -> ExpectedCost:
        """The row of `cost_expected_total` over all steps together."""
        return rows_of(self.expected_all.rows, ExpectedCost)[0]

    @cached_property
    def with_norm(self) -> tuple[Step, ...]:
        """The steps that have one norm per municipality."""
        return tuple(step for step in self.programme.steps if step.cost_norm is not None)

    @cached_property
    def groups(self) -> dict[int, list[SizeNorm]]:
        """The size groups of each step with a norm, by step; one of everybody where those may not be seen."""
        steps = [step.number for step in self.with_norm]
        if not self.sees_sizes:
            return {step: [self._everybody_beside_norm(step)] for step in steps}
        rows = by_size_group(self.observed, self.programme, steps)
        return {step: rows_of(rows.filter(step=step), SizeNorm) for step in steps}

    def _everybody_beside_norm(self, step: int) -> SizeNorm:
        """All that were chosen beside the norm of a step, as `cost_realisation` adds them up."""
        said = self.realisation_by_step[step]
        norm = said.norm_low / said.norm_count if said.norm_low is not None and said.norm_count else None
        return SizeNorm(
            **vars(self.by_step[step]), from_inhabitants=0, below_inhabitants=None, norm_eur=norm,
            municipality_count=self.municipality_count, norm_count=said.norm_count, realised_with_norm=said.numerator,
            norm_sum=said.norm_low, value=said.value, budget_count=said.budget_count, budget_value=said.budget_value,
        )  # fmt: skip

    @cached_property
    def spread(self) -> list[SizeSpread]:
        """The size groups of the step whose spread is shown."""
        return rows_of(by_size_group(self.observed, self.programme, [self.step_number]), SizeSpread)

    @cached_property
    def spread_rows(self) -> list[SizeSpread]:
        """The groups of `spread`, and one of all municipalities where there is more than one group."""
        everybody = SizeSpread(
            **vars(self.by_step[self.step_number]), from_inhabitants=0, below_inhabitants=None, norm_eur=None,
            municipality_count=self.municipality_count,
        )  # fmt: skip
        return self.spread if len(self.spread) == 1 else [*self.spread, everybody]

    @cached_property
    def model(self) -> pl.DataFrame:
        """The cost table in its variants, with the assumptions that were chosen."""
        return cost_table(self.programme, self.chosen.own)

    def modelled_training(self, variant: Variant) -> Modelled:
        """The step of training in one variant of the model."""
        step = self.programme.training_step_number
        return rows_of(self.model.filter(variant=variant.value, step_number=step), Modelled)[0]

    @cached_property
    def printed(self) -> CostTotal:
        """The printed total, made again from its parts."""
        return cost_total(self.model, Variant.PRINTED)


def costs(view: View) -> Costs:
    """Asks every figure of the page."""
    programme = queries.the_programme()
    first = next((step.number for step in programme.steps if step.cost_norm), programme.step_numbers[0])
    steps = estimated_steps(programme)
    people = queries.population(view).select("municipality_code", "name")
    observed = queries.derived(view, spending)
    return Costs(
        programme=programme,
        observed=observed.join(people, left_on="municipality", right_on="municipality_code", maintain_order="left"),
        realisation=queries.ask(view, "cost_realisation", by=("step",)),
        norm=queries.ask(view, "cost_norm", by=("step",)),
        expected=queries.ask(view, "cost_expected_total", by=("step",)),
        expected_all=queries.ask(view, "cost_expected_total"),
        expected_same=row_of(queries.derived(view, expected_of, steps=steps), ExpectedCost),
        step_number=first if view.step_number in (None, ALL_STEPS) else view.step_number,
        is_whole=not view.is_filtered,
        chosen=assumptions.chosen(view.assumptions, programme),
        held=withheld_rows("cost_table", "cost_realisation"),
        held_expected=withheld_rows("cost_table/expected", "cost_expected_total"),
        sees_counts=anatomy.why_not("cost_table/counts") is None,
        sees_spread=anatomy.why_not("cost_never/spread") is None,
        sees_sizes=anatomy.why_not("cost_norm/sizes") is None,
    )
