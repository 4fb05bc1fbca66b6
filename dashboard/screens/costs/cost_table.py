"""The cost table: per step its estimate with a tag for its kind of value, what was spent, and the two as one bar."""

from dataclasses import dataclass
from functools import partial
from math import floor
from typing import Final, NotRequired, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import held_note
from dashboard.figure.words import counted
from dashboard.screens.costs import outside
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.columns import (
    cents_word,
    count_column,
    expected_columns,
    money_column,
    or_word,
    spent_column,
    step_columns,
    text_column,
)
from dashboard.screens.costs.words import (
    AT_MOST,
    MILLION,
    NO_ROW,
    between,
    cell,
    counted_spent,
    kind_of_value,
    money_spent,
    tag_word,
    unbroken,
)
from dashboard.subjects.prices import with_prices
from dashboard.view.address import View
from domain.bilingual import Language
from domain.programme import Step
from domain.value_status import ValueStatus
from language.formats import day, euro_millions, euro_millions_range, integer, millions, millions_range, thousands_range
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


def cost_table(picture: Costs, view: View) -> None:
    """The cost table, with what was spent beside it."""
    language = view.language
    finding = cost_table_finding(picture, language)
    data = cost_table_drawn(picture, finding, language)
    subtitle = "screen_costs.table.subtitle" if picture.is_whole else "screen_costs.table.subtitle_filtered"
    anatomy.figure(
        "cost_table",
        finding=unbroken(finding),
        subtitle=say(subtitle, language, place=picture.programme.cost_total.source.place),
        draw=lambda: COST_TABLE.draw(data, key="cost_table"),
        note=cost_table_note(picture, view),
        table=cost_table_table(picture, language, finding),
        rows_under=cost_table_rows(picture, language, finding),
        made_by=picture.realisation,
    )


def cost_table_finding(picture: Costs, language: Language) -> str:
    """How much of the estimate was spent, and how much fell outside it."""
    within, outside = picture.within.eur, picture.outside.eur
    if picture.is_held(picture.within_steps):
        return say("screen_costs.table.finding_held", language)
    if picture.is_held(picture.never):
        amount = say("screen.state.not_reported", language) if within is None else money_spent(within, language)
        return say("screen_costs.table.finding_outside_held", language, within=amount)
    if within is None:
        if outside is None:
            return say("screen_costs.table.finding_none", language)
        return say("screen_costs.table.finding_outside", language, outside=money_spent(outside, language))
    if outside is None:
        return say("screen_costs.table.finding_within", language, within=money_spent(within, language))
    key = "screen_costs.table.finding" if picture.is_whole else "screen_costs.table.finding_filtered"
    return say(key, language, within=money_spent(within, language), outside=money_spent(outside, language))


def cost_table_note(picture: Costs, view: View) -> str:
    """How many municipalities stand behind the table, and what its marks mean."""
    spent = picture.everything
    if not picture.sees_counts:
        note = say("screen_costs.table.note_held", view.language, as_of=day(view.as_of, view.language))
        note = with_prices(held_note(note, picture.held.count, view.language), picture.programme, view.language)
        return outside.beside(note, picture, view.language)
    note = with_prices(counted_spent("screen_costs.table.note", spent, view), picture.programme, view.language)
    if spent.at_least_count:
        note = f"{note} · {counted('screen_costs.table.at_least', spent.at_least_count, view.language)}"
    parts = (picture.within.eur, picture.outside.eur)
    tenths = [floor(eur / MILLION * 10) for eur in parts if eur is not None]  # as they are written: at least so much
    if spent.eur is not None and sum(tenths) != floor(spent.eur / MILLION * 10):
        note = f"{note} · {say('screen_costs.table.rounded', view.language)}"
    return outside.beside(note, picture, view.language)


def cost_table_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per step: the four kinds of value apart, what was spent, and what is expected."""
    steps = picture.programme.steps
    estimates = {
        "screen_costs.column.per_low": [cell(step.cost.per_municipality_min, step.cost, language) for step in steps],
        "screen_costs.column.per_high": [cell(step.cost.per_municipality_max, step.cost, language) for step in steps],
        "screen_costs.column.estimate_low": [cell(step.cost.national_min, step.cost, language) for step in steps],
        "screen_costs.column.estimate_high": [cell(step.cost.national_max, step.cost, language) for step in steps],
    }
    rows = [picture.by_step[step.number] for step in steps]
    is_held = [step.number in picture.held for step in steps]
    counts = count_column("screen_costs.column.count", [row.stated_count for row in rows], language)
    return TableData(
        caption,
        [
            *step_columns(steps, language),
            text_column("screen_costs.column.kind", [tag_word(step.cost, language) for step in steps], language),
            *(money_column(label, values, language) for label, values in estimates.items()),
            shielded(spent_column(rows, language), is_held, language),
            shielded(counts, is_held, language),
            *expected_columns(picture, steps, language),
        ],
    )


def cost_table_rows(picture: Costs, language: Language, caption: str) -> TableData:
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
            [or_word(amounts.get(number), ValueStatus.NOT_REPORTED, language) for amounts in wide.values()],
            partial(cents_word, language=language),
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
            "count": say("screen_costs.table.count", language),
            "bar": say("screen_costs.table.bar", language),
        },
        "scale": max(*spent, *estimates, 1),
        "rows": [_row(step, picture, language) for step in picture.programme.steps],
        "totals": [
            _total(
                say("screen_costs.table.total", language),
                millions_range(total.low_eur, total.high_eur, language),
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
        "estimate": between(cost.national_min, cost.national_max, cost, millions_range, language),
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
            spent=euro_millions(spent, language, rounding="down"),
            estimate=estimate,
        )
    return {"spent": spent, "low": low, "high": high, "alt": alt}


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
