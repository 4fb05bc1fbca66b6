"""The cost table: per step its estimate with a tag for its kind of value, what was spent, and the two as one bar."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

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
from dashboard.screens.costs.cost_table_drawn import COST_TABLE, cost_table_drawn
from dashboard.screens.costs.words import both_spent, cell, counted_spent, money_spent, tag_word, unbroken
from dashboard.subjects.prices import with_prices
from dashboard.view.address import View
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, integer, million_digits, millions
from language.texts import say


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
        table=lambda: cost_table_table(picture, language, finding),
        rows_under=lambda: cost_table_rows(picture, language, finding),
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
    within_said, outside_said = both_spent(within, outside, language)
    if not picture.sees_counts:
        words = {"within": within_said, "outside": outside_said}
        return say("screen_costs.table.finding_uncounted", language, **words)
    words = {"every": integer(picture.municipality_count, language), "within": within_said, "outside": outside_said}
    return counted("screen_costs.table.finding", picture.everything.municipality_count, language, **words)


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
    if spent.eur is not None:
        rows = [row.realised_eur for row in picture.by_step.values() if row.realised_eur is not None]
        note = " · ".join(filter(None, [note, rounded_down(rows, spent.eur, view.language)]))
    return outside.beside(note, picture, view.language)


def rounded_down(rows: Sequence[float], total: float, language: Language) -> str:
    """How far these rows, written rounded down, add up to less than their total; "" where they do not. Euro.

    Each amount as it stands in its cell: in tenths of a million, a smaller one in two figures.
    """
    lost = _as_written(total) - sum(_as_written(eur) for eur in rows)
    if lost <= 0:
        return ""
    most = millions(float(lost), language, rounding="up")
    return say("screen_costs.table.rounded", language, count=integer(len(rows), language), most=most)


def _as_written(eur: float) -> Decimal:
    """An amount rounded down as `millions` writes it, in euro."""
    step = Decimal(1).scaleb(6 - million_digits(eur))
    return Decimal(str(eur)) // step * step


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
