"""Amounts and the words that stand where there is none, as the page of costs writes them."""

import re
from collections.abc import Callable
from math import floor, log10

from dashboard.drawing.rows import ROWS, RowsData
from dashboard.figure.words import counted
from dashboard.view.address import View
from domain.bilingual import Language
from domain.programme import Programme, Step
from domain.programme_costs import Amount, CostReference
from domain.value_status import ValueStatus
from language.formats import day, euro, euro_millions, euro_millions_range, euro_range, integer
from language.texts import say
from metrics.readings.spending import Spent

MILLION = 1_000_000


def draw_rows(data: RowsData | None, key: str) -> None:
    """Draws what there is to draw; where there is nothing, the finding has said so."""
    if data is not None:
        ROWS.draw(data, key=key)


def money(value: float, language: Language) -> str:
    """€ 31.250, or € 10,7 mln from a million on."""
    return euro_millions(value, language) if abs(value) >= MILLION else euro(value, language)


def money_range(low: float, high: float, language: Language) -> str:
    """€ 38.000–79.000, or € 68,4–88,0 mln from a million on."""
    return euro_millions_range(low, high, language) if low >= MILLION else euro_range(low, high, language)


def figure(value: float, language: Language) -> tuple[str, str]:
    """An amount for a headline: the figure, and the unit that stands small behind it."""
    written = money(value, language)
    return apart(written) if abs(value) >= MILLION else (unbroken(written), "")


def apart(written: str) -> tuple[str, str]:
    """An amount in millions, with its unit apart."""
    amount, unit = written.rsplit(" ", 1)
    return unbroken(amount), unit


def about(value: float, language: Language) -> str:
    """An amount in three figures, as it stands in a chart; the table beside it has the whole of it."""
    return euro(significant(value), language)


def middle(value: float | None, status: str, language: Language) -> str:
    """The middle amount in three figures, or the word for why there is none."""
    return say(f"screen_costs.word.{status}", language) if value is None else about(value, language)


def significant(value: float) -> float:
    """An amount in three figures, in whole euro."""
    return round(value, min(2 - floor(log10(value)), 0)) if value >= 1 else value


def unbroken(finding: str) -> str:
    """A finding whose amounts do not break over two lines."""
    return finding.replace("€ ", "€\u00a0").replace(" mln", "\u00a0mln").replace(" million", "\u00a0million")


def step_name(step: Step, language: Language) -> str:
    """A step at the head of a row: 2 Projectleider en plan."""
    return say("screen_costs.word.step", language, number=step.number, name=step.short_name.of(language))


def named(step: Step, language: Language) -> str:
    """A step inside a sentence: ICT (stap 6)."""
    return say("screen_costs.word.named", language, number=step.number, name=step.short_name.of(language))


def kind(cost: CostReference) -> str:
    """Which of the kinds of value the row of a step holds: the tag in the table."""
    if not cost.has_row:
        return "no_row"
    if cost.is_only_at_most:
        return "at_most"
    return (ValueStatus.OBSERVED if cost.national_min_eur is not None else cost.national_min_kind).value


def cell(amount: Amount, cost: CostReference, language: Language) -> float | str:
    """One cell of the cost table for a download: the euro, or the word that stands there. Never empty, never 0."""
    if amount.eur is not None:
        return amount.eur
    if not cost.has_row:
        return say("screen_costs.word.no_row", language)
    return say(f"screen_costs.word.{amount.kind.value}", language)


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


def price_year(programme: Programme) -> str | None:
    """The year whose prices the cost table is in: the last year that the source of the programme names."""
    years = re.findall(r"\b(?:19|20)\d\d\b", programme.source.place)
    return years[-1] if years else None


def group_name(low: int, high: int | None, language: Language) -> str:
    """Which municipalities a size group holds: tot 50.000 inwoners, 50.000–100.000, 100.000 en meer."""
    kind_of = "all" if low == 0 and high is None else "first" if low == 0 else "last" if high is None else "middle"
    ends = {"low": integer(low, language), "high": "" if high is None else integer(high, language)}
    return say(f"screen_costs.word.group_{kind_of}", language, **ends)


def counted_spent(key: str, spent: Spent, view: View) -> str:
    """A text that differs with how many municipalities spent something; it may name the stale ones and the date."""
    language, count = view.language, spent.municipality_count
    return counted(
        f"screen_costs.{key}",
        count,
        language,
        count=integer(count, language),
        stale=integer(spent.stale_count, language),
        as_of=day(view.as_of, language),
    )
