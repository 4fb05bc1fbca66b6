"""What the page of costs shows: its figures asked once, and its headline figures."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from dashboard import assumptions, cost_words, queries
from dashboard.address import ALL_STEPS, View
from dashboard.assumptions import Chosen
from dashboard.cost_readings import ExpectedCost, Modelled, Realisation, SizeNorm, SizeSpread, Spread
from dashboard.parts import Headline
from dashboard.typed_rows import row_of, rows_of
from dashboard.words import counted
from domain.bilingual import Language
from domain.programme import Programme, Step
from domain.value_status import ValueStatus
from language.formats import euro_millions_range, integer
from language.texts import say
from metrics.cost_model import CostTotal, Variant, cost_table, cost_total
from metrics.figures import Figure
from metrics.spending import Spent, by_size_group, by_step, estimated_steps, expected_of, spending, spent_on


@dataclass(frozen=True)
class Costs:
    """The figures of the page. `observed` has a row per chosen municipality and step, with its name.

    `expected_same`: of the estimated steps together. `step_number` is the step whose spread is shown; `is_whole` tells
    whether the choice is the whole country, which alone can be laid beside a national estimate.
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
        """The size groups of each step with a norm, by step."""
        steps = [step.number for step in self.with_norm]
        rows = by_size_group(self.observed, self.programme, steps)
        return {step: rows_of(rows.filter(step=step), SizeNorm) for step in steps}

    @cached_property
    def spread(self) -> list[SizeSpread]:
        """The size groups of the step whose spread is shown."""
        return rows_of(by_size_group(self.observed, self.programme, [self.step_number]), SizeSpread)

    @cached_property
    def spread_rows(self) -> list[SizeSpread]:
        """The groups of `spread`, and one of all municipalities where there is more than one group."""
        everybody = SizeSpread(
            **vars(self.by_step[self.step_number]), from_inhabitants=0, below_inhabitants=None, norm_eur=None
        )
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
    )


def headlines(picture: Costs, language: Language) -> list[Headline]:
    """Spent on what was estimated, the estimate, spent on what was not, and the expected total."""
    return [
        _spent(picture.within, language),
        _estimate(picture, language),
        _never(picture, language),
        _expected(picture, language),
    ]


def _spent(spent: Spent, language: Language) -> Headline:
    label = say("screen_costs.headline.spent", language)
    if spent.eur is None:
        word = say("screen.state.not_reported", language)
        return Headline(label, word, "", say("screen_costs.headline.spent_none", language), is_word=True)
    note = _counted("headline.spent_note", spent, language)
    return Headline(label, *cost_words.figure(spent.eur, language), note)


def _estimate(picture: Costs, language: Language) -> Headline:
    total = picture.printed
    amount, unit = cost_words.apart(euro_millions_range(total.low_eur, total.high_eur, language))
    if total.is_maximum:
        note = say("screen_costs.headline.estimate_note_whole", language)
    elif picture.left_out:
        name = cost_words.named(picture.left_out, language)
        note = say("screen_costs.headline.estimate_note", language, steps=name)
    else:
        note = say("screen_costs.headline.estimate_note_other", language, count=len(total.without_highest))
    year = cost_words.price_year(picture.programme)
    if year is not None:
        note = say("screen_costs.headline.prices", language, note=note, year=year)
    if not picture.is_whole:
        note = say("screen_costs.headline.estimate_filtered", language, note=note)
    return Headline(say("screen_costs.headline.estimate", language), amount, unit, note)


def _never(picture: Costs, language: Language) -> Headline:
    step = picture.left_out
    if step is None:
        key, label, spent = "never_other", say("screen_costs.headline.never_other", language), picture.outside
    else:
        key, spent = "never", spent_on(picture.observed, [step.number])
        name = step.short_name.of(language)
        label = say("screen_costs.headline.never", language, name=name, number=step.number)
    if spent.eur is None:
        word = say("screen.state.not_reported", language)
        return Headline(label, word, "", say("screen_costs.headline.spent_none", language), is_word=True)
    return Headline(label, *cost_words.figure(spent.eur, language), _counted(f"headline.{key}_note", spent, language))


def _expected(picture: Costs, language: Language) -> Headline:
    row = picture.expected_whole
    label = say("screen_costs.headline.expected", language)
    if row.value is None or row.interval_low is None or row.interval_high is None:
        is_few = row.value_status in (ValueStatus.TOO_FEW, ValueStatus.NOT_REPORTED)
        note = say(f"screen_costs.headline.expected_{'too_few' if is_few else 'no_sample'}", language)
        word = say("screen_costs.word.too_few" if is_few else "screen.state.unknown", language)
        return Headline(label, word, "", note, is_word=True)
    interval = cost_words.money_range(row.interval_low, row.interval_high, language)
    note = say("screen_costs.headline.expected_note", language, interval=interval)
    return Headline(label, *cost_words.figure(row.value, language), note)


def _counted(key: str, spent: Spent, language: Language) -> str:
    count = spent.municipality_count
    return counted(f"screen_costs.{key}", count, language, count=integer(count, language))
