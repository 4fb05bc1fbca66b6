"""The cost table as it is drawn: words for every cell, and a small bar where there is an estimate to lay it beside."""

from typing import TypedDict

from dashboard import cost_words
from dashboard.costs import Costs
from domain.bilingual import Language
from domain.programme import Step
from language.formats import euro_millions, euro_millions_range, integer, millions, millions_range, thousands_range
from language.texts import say
from metrics.spending import Spent

COLUMNS = ("step", "kind", "per_municipality", "estimate", "spent", "count", "bar")


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


def drawn_table(picture: Costs, caption: str, language: Language) -> CostTableData:
    """A row per step, and three totals."""
    columns = {name.split("_")[0]: say(f"screen_costs.table.{name}", language) for name in COLUMNS}
    spent = [row.realised_eur or 0 for row in picture.by_step.values()]
    estimates = [step.cost.national_max_eur or 0 for step in picture.programme.steps]
    total = picture.printed
    return {
        "caption": caption,
        "columns": columns,
        "scale": max(*spent, *estimates, 1),
        "rows": [_row(step, picture, language) for step in picture.programme.steps],
        "totals": [
            _total("total", millions_range(total.low_eur, total.high_eur, language), picture.within, language),
            _total("outside", say("screen_costs.word.no_total", language), picture.outside, language),
            _total("everything", say("screen_costs.word.no_total", language), picture.everything, language),
        ],
    }


def _row(step: Step, picture: Costs, language: Language) -> CostRow:
    cost, said = step.cost, picture.by_step[step.number]
    bar = _bar(step, picture, language)
    tag = cost_words.kind(cost)
    return {
        "number": str(step.number),
        "label": step.short_name.of(language),
        "tag": ({"no_row": "none", "at_most": "observed"}.get(tag, tag), say(f"screen_costs.tag.{tag}", language)),
        "per": cost_words.between(
            cost.per_municipality_min, cost.per_municipality_max, cost, thousands_range, language
        ),
        "estimate": cost_words.between(cost.national_min, cost.national_max, cost, millions_range, language),
        "spent": millions(said.realised_eur, language, unknown=say("screen.state.not_reported", language)),
        "count": integer(said.stated_count, language),
        "bar": None if isinstance(bar, str) else bar,
        "words": bar if isinstance(bar, str) else "",
    }


def _bar(step: Step, picture: Costs, language: Language) -> CostBar | str:
    """A bar where there is an estimate with both ends for the same municipalities; words in all other cases."""
    low, high = step.cost.national_min_eur, step.cost.national_max_eur
    if low is None or high is None:
        word = "bar_at_most" if step.cost.is_only_at_most else "bar_none"
        return say(f"screen_costs.table.{word}", language)
    if not picture.is_whole:
        return say("screen_costs.table.bar_filtered", language)
    spent, estimate = picture.by_step[step.number].realised_eur, euro_millions_range(low, high, language)
    if spent is None:
        alt = say("screen_costs.table.bar_alt_none", language, estimate=estimate)
    else:
        alt = say("screen_costs.table.bar_alt", language, spent=euro_millions(spent, language), estimate=estimate)
    return {"spent": spent, "low": low, "high": high, "alt": alt}


def _total(name: str, estimate: str, spent: Spent, language: Language) -> CostTotalRow:
    return {
        "label": say(f"screen_costs.table.{name}", language),
        "estimate": estimate,
        "spent": millions(spent.eur, language, unknown=say("screen.state.not_reported", language)),
        "count": integer(spent.municipality_count, language),
    }
