"""The cost table as it is drawn: words for every cell, and a small bar where there is an estimate to lay it beside."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.columns import (
    cents_word,
    count_column,
    expected_columns,
    money_column,
    or_word,
    step_columns,
    text_column,
)
from dashboard.screens.costs.words import between, cell, counted_spent, kind, money, unbroken
from dashboard.view.address import View
from domain.bilingual import Language
from domain.programme import Step
from language.formats import euro_millions, euro_millions_range, integer, millions, millions_range, thousands_range
from language.texts import say
from metrics.readings.spending import Spent

COLUMNS = ("step", "kind", "per_municipality", "estimate", "spent", "count", "bar")


def table(picture: Costs, view: View) -> None:
    """The cost table, with what was spent beside it."""
    language = view.language
    finding = table_finding(picture, language)
    data = table_drawn(picture, finding, language)
    key = "subtitle" if picture.is_whole else "subtitle_filtered"
    anatomy.figure(
        "cost_table",
        finding=unbroken(finding),
        subtitle=say(f"screen_costs.table.{key}", view.language, place=picture.programme.cost_total.source.place),
        draw=lambda: COST_TABLE.draw(data, key="cost_table"),
        note=table_note(picture, view),
        table=table_table(picture, language, finding),
        rows_under=amounts(picture, language, finding),
        made_by=picture.realisation,
    )


class RemarkData(TypedDict):
    """What the part `remark` is drawn from: a sentence in bold, the rest, and where it stands."""

    strong: str
    text: str
    source: str


REMARK: Final = Part[RemarkData]("screens/costs/remark.js")


def remark(picture: Costs, view: View) -> None:
    """Where the printed table and its footnote contradict each other, if they do."""
    training = picture.programme.training
    if training.remark is None:
        return
    step = picture.programme.step(picture.programme.training_step_number)
    places = [source.place for source in (step.cost.source, training.rates_source) if source is not None]
    data: RemarkData = {
        "strong": say("screen_costs.remark.title", view.language),
        "text": training.remark.of(view.language),
        "source": say("screen_costs.remark.source", view.language, places="; ".join(places)),
    }
    REMARK.draw(data, key="remark")


def table_finding(picture: Costs, language: Language) -> str:
    """How much of the estimate was spent, and how much fell outside it."""
    within, outside = picture.within.eur, picture.outside.eur
    amounts = {
        name: money(eur, language) for name, eur in (("within", within), ("outside", outside)) if eur is not None
    }
    keys = {frozenset(): "_none", frozenset({"within"}): "_within", frozenset({"outside"}): "_outside"}
    key = keys.get(frozenset(amounts), "" if picture.is_whole else "_filtered")
    return say(f"screen_costs.table.finding{key}", language, **amounts)


def table_note(picture: Costs, view: View) -> str:
    """How many municipalities stand behind the table, and what its marks mean."""
    language, spent = view.language, picture.everything
    note = counted_spent("table.note", spent, view)
    if not spent.at_least_count:
        return note
    count = spent.at_least_count
    return f"{note} · {counted('screen_costs.table.at_least', count, language, count=integer(count, language))}"


def table_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per step: the four kinds of value apart, what was spent, and what is expected."""
    steps = picture.programme.steps
    cells = {
        "per_low": [cell(step.cost.per_municipality_min, step.cost, language) for step in steps],
        "per_high": [cell(step.cost.per_municipality_max, step.cost, language) for step in steps],
        "estimate_low": [cell(step.cost.national_min, step.cost, language) for step in steps],
        "estimate_high": [cell(step.cost.national_max, step.cost, language) for step in steps],
    }
    said = [picture.by_step[step.number] for step in steps]
    kinds = [say(f"screen_costs.tag.{kind(step.cost)}", language) for step in steps]
    return TableData(
        caption,
        [
            *step_columns(steps, language),
            text_column("kind", kinds, language),
            *(money_column(name, values, language) for name, values in cells.items()),
            money_column("spent", [or_word(row.realised_eur, "not_reported", language) for row in said], language),
            count_column("count", [row.stated_count for row in said], language),
            *expected_columns(picture, steps, language),
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
            [or_word(amounts.get(number), "not_reported", language) for amounts in wide.values()],
            lambda value: cents_word(value, language),
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


COST_TABLE: Final = Part[CostTableData]("screens/costs/cost_table.js")


def table_drawn(picture: Costs, caption: str, language: Language) -> CostTableData:
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
    tag = kind(cost)
    return {
        "number": str(step.number),
        "label": step.short_name.of(language),
        "tag": ({"no_row": "none", "at_most": "observed"}.get(tag, tag), say(f"screen_costs.tag.{tag}", language)),
        "per": between(cost.per_municipality_min, cost.per_municipality_max, cost, thousands_range, language),
        "estimate": between(cost.national_min, cost.national_max, cost, millions_range, language),
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
