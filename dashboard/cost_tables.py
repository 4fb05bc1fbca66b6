"""The tables beside the figures on costs: unrounded in the download, and a word where there is no amount."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import cost_words
from dashboard.cost_readings import Spread
from dashboard.costs import Costs
from dashboard.download import Column, TableData
from domain.bilingual import Language
from domain.programme import Step
from domain.value_status import ValueStatus
from language.formats import decimal, integer, share
from language.texts import say
from metrics.cost_model import Variant, cost_total


def cost_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per step: the four kinds of value apart, what was spent, and what is expected."""
    steps = picture.programme.steps
    cells = {
        "per_low": [cost_words.cell(step.cost.per_municipality_min, step.cost, language) for step in steps],
        "per_high": [cost_words.cell(step.cost.per_municipality_max, step.cost, language) for step in steps],
        "estimate_low": [cost_words.cell(step.cost.national_min, step.cost, language) for step in steps],
        "estimate_high": [cost_words.cell(step.cost.national_max, step.cost, language) for step in steps],
    }
    said = [picture.by_step[step.number] for step in steps]
    kinds = [say(f"screen_costs.tag.{cost_words.kind(step.cost)}", language) for step in steps]
    return TableData(
        caption,
        [
            *_names(steps, language),
            _text("kind", kinds, language),
            *(_money(name, values, language) for name, values in cells.items()),
            _money("spent", [_or_word(row.realised_eur, "not_reported", language) for row in said], language),
            _count("count", [row.stated_count for row in said], language),
            *_expected(picture, steps, language),
        ],
    )


def amounts(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per municipality that states an amount, one column per step: what the table was added up from."""
    stated = picture.observed.filter("is_stated")
    wide: dict[str, dict[int, float]] = {}
    for code, step, eur in stated.sort("name").select("municipality", "step", "realised_cost_eur").iter_rows():
        wide.setdefault(code, {})[step] = eur
    names = dict(stated.select("municipality", "name").iter_rows())
    steps = picture.programme.step_numbers
    columns = [
        Column(
            say("screen_costs.column.step_amount", language, number=number),
            [_or_word(amounts.get(number), "not_reported", language) for amounts in wide.values()],
            lambda value: _cents(value, language),
            is_number=True,
        )
        for number in steps
    ]
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality", language), [names[code] for code in wide]),
            Column(say("screen.column.municipality_code", language), list(wide)),
            *columns,
        ],
    )


@dataclass(frozen=True)
class _AgainstNorm:
    """One row of the table; lowest and highest are one where the norm is one amount. `status`: why there is no norm."""

    step: Step
    group: str
    status: str
    spent: float | None
    norms: tuple[float | None, float | None]
    shares: tuple[float | None, float | None]
    count: int
    budget: float | None
    budget_count: int


def against_norm(picture: Costs, language: Language, caption: str) -> TableData:
    """Per step all municipalities and, where it has a norm, each size group: against the norm and the own budget."""
    rows: list[_AgainstNorm] = []
    everybody = say("screen_costs.word.group_all", language)
    for step in picture.programme.steps:
        said = picture.realisation_by_step[step.number]
        status = said.value_status
        is_alone = status not in (ValueStatus.OBSERVED, ValueStatus.RANGE)
        shares = (said.lower_bound, said.upper_bound) if said.value is None else (said.value, said.value)
        rows.append(_AgainstNorm(
            step=step, group=everybody, status=status if is_alone else "", spent=said.numerator,
            norms=(said.norm_low, said.norm_high), shares=shares,
            count=said.stated_count if is_alone else said.norm_count,
            budget=said.budget_value, budget_count=said.budget_count,
        ))  # fmt: skip
        for group in picture.groups.get(step.number, ()):
            name = cost_words.group_name(group.from_inhabitants, group.below_inhabitants, language)
            rows.append(_AgainstNorm(
                step=step, group=name, status="not_reported", spent=group.realised_with_norm,
                norms=(group.norm_sum, group.norm_sum), shares=(group.value, group.value), count=group.norm_count,
                budget=group.budget_value, budget_count=group.budget_count,
            ))  # fmt: skip
    return TableData(caption, _norm_columns(rows, language))


def _norm_columns(rows: Sequence[_AgainstNorm], language: Language) -> list[Column]:
    def norms(end: int) -> list[float | str]:
        return [_or_word(row.norms[end], row.status, language) for row in rows]

    def shares(end: int) -> list[float | str]:
        return [_or_word(row.shares[end], row.status, language) for row in rows]

    return [
        *_names([row.step for row in rows], language),
        _text("group", [row.group for row in rows], language),
        _money("spent_mean", [_or_word(row.spent, "not_reported", language) for row in rows], language),
        _money("norm_low", norms(0), language),
        _money("norm_high", norms(1), language),
        _share("norm_share_low", shares(0), language),
        _share("norm_share_high", shares(1), language),
        _count("count", [row.count for row in rows], language),
        _share("budget_share", [_or_word(row.budget, "not_reported", language) for row in rows], language),
        _count("budget_count", [row.budget_count for row in rows], language),
    ]


def expected(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per step: the estimate, and what it is expected to have cost when all have finished."""
    steps = picture.programme.steps
    return TableData(
        caption,
        [
            *_names(steps, language),
            _money(
                "estimate_low",
                [cost_words.cell(step.cost.national_min, step.cost, language) for step in steps],
                language,
            ),
            _money(
                "estimate_high",
                [cost_words.cell(step.cost.national_max, step.cost, language) for step in steps],
                language,
            ),
            *_expected(picture, steps, language),
            _count("finished", [picture.expected_by_step[step.number].denominator for step in steps], language),
        ],
    )


def never(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per step that was never estimated."""
    said = [picture.by_step[step.number] for step in picture.never]
    kinds = [say(f"screen_costs.tag.{cost_words.kind(step.cost)}", language) for step in picture.never]
    return TableData(
        caption,
        [
            *_names(picture.never, language),
            _text("kind", kinds, language),
            _money("spent", [_or_word(row.realised_eur, "not_reported", language) for row in said], language),
            _count("count", [row.stated_count for row in said], language),
            *_quartiles(said, language),
            *_expected(picture, picture.never, language),
        ],
    )


def spread(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per size group of the chosen step."""
    rows = picture.spread_rows
    groups = [cost_words.group_name(row.from_inhabitants, row.below_inhabitants, language) for row in rows]
    reference = picture.realisation_by_step[picture.step_number].value_status
    norms = [
        _or_word(row.norm_eur, "range" if reference == ValueStatus.OBSERVED else reference, language) for row in rows
    ]
    return TableData(
        caption,
        [
            _text("group", groups, language),
            _count("finished", [row.finished_count for row in rows], language),
            *_quartiles(rows, language),
            _money("norm", norms, language),
            _count("count", [row.stated_count for row in rows], language),
            _money("spent", [_or_word(row.realised_eur, "not_reported", language) for row in rows], language),
        ],
    )


def amounts_of_step(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per municipality that has finished the chosen step and says what it cost: what the spread is made of."""
    rows = picture.observed.filter((pl.col("step") == picture.step_number) & pl.col("is_sample")).sort("name")
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality", language), rows["name"].to_list()),
            Column(say("screen.column.municipality_code", language), rows["municipality"].to_list()),
            Column(
                say("screen.column.inhabitants", language),
                [_or_word(count, "not_reported", language) for count in rows["inhabitant_count"].to_list()],
                lambda value: value if isinstance(value, str) else integer(value, language),
                is_number=True,
            ),
            Column(
                say("screen_costs.column.step_amount", language, number=picture.step_number),
                rows["realised_cost_eur"].to_list(),
                lambda value: _cents(value, language),
                is_number=True,
            ),
        ],
    )


def model(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per variant of the model."""
    variants = [variant for variant in Variant if variant is not Variant.OWN or picture.chosen.own is not None]
    rows = [picture.modelled_training(variant) for variant in variants]
    totals = [cost_total(picture.model, variant) for variant in variants]
    return TableData(
        caption,
        [
            _text("variant", [say(f"screen_costs.model.{variant.value}", language) for variant in variants], language),
            _money("training_low", [_or_word(row.low_eur, "not_estimated", language) for row in rows], language),
            _money("training_high", [_or_word(row.high_eur, "not_estimated", language) for row in rows], language),
            _money("total_low", [total.low_eur for total in totals], language),
            _money("total_high", [total.high_eur for total in totals], language),
        ],
    )


def _names(steps: Sequence[Step], language: Language) -> list[Column]:
    return [
        Column(say("screen.column.step", language), [step.number for step in steps], str, is_number=True),
        Column(say("screen.column.step_name", language), [step.short_name.of(language) for step in steps]),
    ]


def _expected(picture: Costs, steps: Sequence[Step], language: Language) -> list[Column]:
    rows = [picture.expected_by_step[step.number] for step in steps]
    values = {
        "expected": [row.value for row in rows],
        "expected_low": [row.interval_low for row in rows],
        "expected_high": [row.interval_high for row in rows],
    }
    statuses = [row.value_status for row in rows]
    return [_money(name, _or_words(found, statuses, language), language) for name, found in values.items()]


def _quartiles(rows: Sequence[Spread], language: Language) -> list[Column]:
    values = {
        "q1": [row.q1 for row in rows],
        "median": [row.median for row in rows],
        "q3": [row.q3 for row in rows],
    }
    statuses = [row.spread_status for row in rows]
    return [_money(name, _or_words(found, statuses, language), language) for name, found in values.items()]


def _or_words(values: Sequence[float | None], statuses: Sequence[str], language: Language) -> list[float | str]:
    return [_or_word(value, status, language) for value, status in zip(values, statuses, strict=True)]


def _or_word(value: float | None, status: str, language: Language) -> float | str:
    """The value, or the word for why there is none."""
    return say(f"screen_costs.word.{status or 'not_reported'}", language) if value is None else value


def _text(name: str, values: Sequence[str], language: Language) -> Column:
    return Column(say(f"screen_costs.column.{name}", language), values)


def _money(name: str, values: Sequence[float | str], language: Language) -> Column:
    return Column(
        say(f"screen_costs.column.{name}", language),
        values,
        lambda value: value if isinstance(value, str) else integer(value, language),
        is_number=True,
    )


def _share(name: str, values: Sequence[float | str], language: Language) -> Column:
    return Column(
        say(f"screen_costs.column.{name}", language),
        values,
        lambda value: value if isinstance(value, str) else share(value, language),
        is_number=True,
    )


def _count(name: str, values: Sequence[int], language: Language) -> Column:
    return Column(
        say(f"screen_costs.column.{name}", language), values, lambda value: integer(value, language), is_number=True
    )


def _cents(value: float | str, language: Language) -> str:
    return value if isinstance(value, str) else decimal(value, language, 2)
