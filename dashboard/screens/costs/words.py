"""Amounts and the words that stand where there is none, as the page of costs writes them."""

from collections.abc import Callable
from math import floor, log10
from typing import Final

from dashboard.figure.words import counted
from dashboard.view.address import View
from domain.bilingual import Language
from domain.programme import Step
from domain.programme_costs import Amount, CostReference
from domain.value_status import ValueStatus
from language.formats import (
    Rounding,
    day,
    euro,
    euro_millions,
    euro_millions_range,
    euro_range,
    integer,
    million_digits,
)
from language.texts import say
from metrics.readings.spending import Spent

MILLION: Final = 1_000_000
NO_ROW: Final = "no_row"  # a step that the cost table does not have
AT_MOST: Final = "at_most"  # a step with a highest amount alone
NO_AMOUNT: Final[dict[str, str]] = {
    ValueStatus.NOT_REPORTED: "screen_costs.word.not_reported",
    ValueStatus.LIMITED: "screen_costs.word.limited",
    ValueStatus.PRO_MEMORIA: "screen_costs.word.pro_memoria",
    ValueStatus.NOT_ESTIMATED: "screen_costs.word.not_estimated",
    ValueStatus.NOT_APPLICABLE: "screen_costs.word.not_applicable",
    ValueStatus.TOO_FEW: "screen_costs.word.too_few",
    ValueStatus.RANGE: "screen_costs.word.range",
}
"""Value status -> the word that stands where an amount would."""
TAGS: Final[dict[str, str]] = {
    ValueStatus.OBSERVED: "screen_costs.tag.observed",
    ValueStatus.LIMITED: "screen_costs.tag.limited",
    ValueStatus.PRO_MEMORIA: "screen_costs.tag.pro_memoria",
    ValueStatus.NOT_ESTIMATED: "screen_costs.tag.not_estimated",
    AT_MOST: "screen_costs.tag.at_most",
    NO_ROW: "screen_costs.tag.no_row",
}
"""Kind of value, as `kind_of_value` gives it -> the word of its tag."""


def money(value: float, language: Language, rounding: Rounding = "nearest") -> str:
    """€ 31.250, or € 10,7 mln from a million on."""
    return (euro_millions if abs(value) >= MILLION else euro)(value, language, rounding=rounding)


def money_spent(value: float, language: Language) -> str:
    """What was spent by those who stated it: at least so much, and so rounded down."""
    return money(value, language, "down")


def both_spent(one: float, other: float, language: Language) -> tuple[str, str]:
    """Two amounts that stand in one sentence, rounded down, in the same unit: in millions where either is one.

    Below a tenth of a million the smaller would read as nothing, and keeps its euro.
    """
    if max(one, other) < MILLION or min(one, other) < MILLION / 10:
        return money_spent(one, language), money_spent(other, language)
    first, second = (euro_millions(eur, language, million_digits(eur), rounding="down") for eur in (one, other))
    return first, second


def money_range(low: float, high: float, language: Language) -> str:
    """€ 38.000–79.000, or € 68,4–88,0 mln from a million on."""
    return euro_millions_range(low, high, language) if low >= MILLION else euro_range(low, high, language)


def about(value: float, language: Language) -> str:
    """An amount in three figures, as it stands in a chart; the table beside it has the whole of it."""
    return euro(significant(value), language)


def middle(value: float | None, status: str, language: Language) -> str:
    """The middle amount in three figures, or the word for why there is none."""
    return say(NO_AMOUNT[status], language) if value is None else about(value, language)


def significant(value: float) -> float:
    """An amount in three figures, in whole euro."""
    return round(value, min(2 - floor(log10(value)), 0)) if value >= 1 else value


def unbroken(finding: str) -> str:
    """A finding whose amounts do not break over two lines."""
    return finding.replace("€ ", "€\u00a0").replace(" mln", "\u00a0mln").replace(" million", "\u00a0million")


def step_name(step: Step, language: Language) -> str:
    """A step at the head of a row: 2 Projectleider en plan."""
    return say("screen_costs.word.step", language, number=step.number, name=step.short_name.of(language))


def kind_of_value(cost: CostReference) -> str:
    """Which of the kinds of value the row of a step holds; a key of TAGS."""
    if not cost.has_row:
        return NO_ROW
    if cost.is_only_at_most:
        return AT_MOST
    return (ValueStatus.OBSERVED if cost.national_min_eur is not None else cost.national_min_kind).value


def tag_word(cost: CostReference, language: Language) -> str:
    """The word for the kind of value that the row of a step holds."""
    return say(TAGS[kind_of_value(cost)], language)


def cell(amount: Amount, cost: CostReference, language: Language) -> float | str:
    """One cell of the cost table for a download: the euro, or the word that stands there. Never empty, never 0."""
    if amount.eur is not None:
        return amount.eur
    return say(NO_AMOUNT[amount.kind] if cost.has_row else "screen_costs.word.no_row", language)


def between(
    low: Amount, high: Amount, cost: CostReference, written: Callable[[float, float, Language], str], language: Language
) -> str:
    """Two cells as one: a range, "at most", or the word that stands there."""
    if low.eur is not None and high.eur is not None:
        return written(low.eur, high.eur, language)
    if high.eur is not None:
        return say("screen_costs.word.at_most", language, amount=written(high.eur, high.eur, language))
    if low.eur is not None:
        return say("screen_costs.word.at_least", language, amount=written(low.eur, low.eur, language))
    if low.kind is ValueStatus.NOT_ESTIMATED and cost.national_max_eur is not None:
        return say("screen_costs.word.only_national", language)
    return str(cell(low, cost, language))


def group_name(low: int, high: int | None, language: Language) -> str:
    """Which municipalities a size group holds: tot 50.000 inwoners, 50.000–100.000, 100.000 en meer."""
    if high is None:
        key = "screen_costs.word.group_all" if low == 0 else "screen_costs.word.group_last"
        return say(key, language, low=integer(low, language))
    key = "screen_costs.word.group_first" if low == 0 else "screen_costs.word.group_middle"
    return say(key, language, low=integer(low, language), high=integer(high, language))


def counted_spent(key: str, spent: Spent, view: View) -> str:
    """A text that differs with how many municipalities spent something; it may name the stale ones and the date."""
    stale, as_of = integer(spent.stale_count, view.language), day(view.as_of, view.language)
    return counted(key, spent.municipality_count, view.language, stale=stale, as_of=as_of)
