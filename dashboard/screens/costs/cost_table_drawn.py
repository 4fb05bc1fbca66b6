"""The cost table as it is drawn: per step its estimate with a tag, what was spent, the two as one bar, and totals."""

from dataclasses import dataclass
from typing import Final, NotRequired, TypedDict

from dashboard.drawing.parts import Part
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.words import AT_MOST, NO_ROW, between, kind_of_value, tag_word
from domain.bilingual import Language
from domain.programme import Step
from language.formats import (
    euro_millions,
    euro_millions_range,
    integer,
    million_digits,
    millions,
    millions_range,
    thousands_range,
)
from language.texts import say
from metrics.readings.spending import Spent


class CostBar(TypedDict):
    """What was spent on a step beside its estimate; euro."""

    spent: float | None
    low: float
    high: float
    alt: str


class CostRow(TypedDict):
    """One step, every cell in words; `words` stand where there is no bar."""

    number: str
    label: str
    tag: tuple[str, str]  # the kind of value, and the word for it
    per: str
    estimate: str
    spent: str
    count: str
    bar: CostBar | None
    words: str
    withheld: NotRequired[tuple[str, str]]  # behind a lock instead of a bar: that it is, and why


class CostTotalRow(TypedDict):
    """One total, in words."""

    label: str
    estimate: str
    spent: str
    count: str


class CostTableData(TypedDict):
    """What the part `cost_table` is drawn from. `columns`: their heads by name; `scale`: the longest bar, in euro."""

    caption: str
    columns: dict[str, str]
    scale: float
    rows: list[CostRow]
    totals: list[CostTotalRow]


SHAPE_OF_TAG: Final = {NO_ROW: "none", AT_MOST: "observed"}  # the others have a shape of their own name
COST_TABLE: Final = Part[CostTableData]("screens/costs/cost_table.js")


def cost_table_drawn(picture: Costs, caption: str, language: Language) -> CostTableData:
    """A row per step, and three totals."""
    no_total = say("screen_costs.word.no_total", language)
    spent = [row.realised_eur or 0 for step, row in picture.by_step.items() if step not in picture.held]
    estimates = [step.cost.national_max_eur or 0 for step in picture.programme.steps]
    total = picture.printed
    return {
        "caption": caption,
        "columns": {
            "step": say("screen_costs.table.step", language),
            "kind": say("screen_costs.table.kind", language),
            "per": say("screen_costs.table.per_municipality", language),
            "estimate": say("screen_costs.table.estimate", language),
            "spent": say("screen_costs.table.spent", language),
            "count": say("screen_costs.table.count", language, every=integer(picture.municipality_count, language)),
            "bar": say("screen_costs.table.bar", language),
        },
        "scale": max(*spent, *estimates, 1),
        "rows": [_row(step, picture, language) for step in picture.programme.steps],
        "totals": [
            _total(
                say("screen_costs.table.total", language),
                _as_printed(total.low_eur, total.high_eur, language),
                _Sum(picture.within, picture.is_held(picture.within_steps), picture.sees_counts),
                language,
            ),
            _total(
                say("screen_costs.table.outside", language),
                no_total,
                _Sum(picture.outside, picture.is_held(picture.never), picture.sees_counts),
                language,
            ),
            _total(
                say("screen_costs.table.everything", language),
                no_total,
                _Sum(picture.everything, picture.is_held(picture.programme.steps), picture.sees_counts),
                language,
            ),
        ],
    }


def _row(step: Step, picture: Costs, language: Language) -> CostRow:
    cost, spread = step.cost, picture.by_step[step.number]
    kind = kind_of_value(cost)
    row: CostRow = {
        "number": str(step.number),
        "label": step.short_name.of(language),
        "tag": (SHAPE_OF_TAG.get(kind, kind), tag_word(cost, language)),
        "per": between(cost.per_municipality_min, cost.per_municipality_max, cost, thousands_range, language),
        "estimate": between(cost.national_min, cost.national_max, cost, _as_printed, language),
        "spent": say("screen.state.withheld_word", language),
        "count": say("screen.state.withheld_word", language),
        "bar": None,
        "words": "",
    }
    if step.number in picture.held:
        return {**row, "withheld": picture.held.told(step.number, language)}
    bar = _bar(step, picture, language)
    return {
        **row,
        "spent": _spent(spread.realised_eur, language),
        "count": integer(spread.stated_count, language),
        "bar": None if isinstance(bar, str) else bar,
        "words": bar if isinstance(bar, str) else "",
    }


def _bar(step: Step, picture: Costs, language: Language) -> CostBar | str:
    """A bar where there is an estimate with both ends for the same municipalities; words in all other cases."""
    low, high = step.cost.national_min_eur, step.cost.national_max_eur
    if low is None or high is None:
        is_most = step.cost.is_only_at_most
        return say("screen_costs.table.bar_at_most" if is_most else "screen_costs.table.bar_none", language)
    if not picture.is_whole:
        return say("screen_costs.table.bar_filtered", language)
    spent, estimate = picture.by_step[step.number].realised_eur, euro_millions_range(low, high, language)
    if spent is None:
        alt = say("screen_costs.table.bar_alt_none", language, estimate=estimate)
    else:
        alt = say(
            "screen_costs.table.bar_alt",
            language,
            spent=euro_millions(spent, language, million_digits(spent), rounding="down"),
            count=integer(picture.by_step[step.number].stated_count, language),
            every=integer(picture.municipality_count, language),
            estimate=estimate,
        )
    return {"spent": spent, "low": low, "high": high, "alt": alt}


def _as_printed(low: float, high: float, language: Language) -> str:
    """Amounts of the impact analysis, in one decimal as it prints them."""
    return millions_range(low, high, language, 1)


def _spent(value: float | None, language: Language) -> str:
    """In millions, rounded down: it is at least so much."""
    return millions(value, language, unknown=say("screen.state.not_reported", language), rounding="down")


@dataclass(frozen=True)
class _Sum:
    """What was spent on some steps; whether that is withheld, and whether it may be said how many stated it."""

    spent: Spent
    is_held: bool
    sees_count: bool


def _total(label: str, estimate: str, total: _Sum, language: Language) -> CostTotalRow:
    word, spent = say("screen.state.withheld_word", language), total.spent
    return {
        "label": label,
        "estimate": estimate,
        "spent": word if total.is_held else _spent(spent.eur, language),
        "count": integer(spent.municipality_count, language) if total.sees_count and not total.is_held else word,
    }
