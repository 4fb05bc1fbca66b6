"""What all steps will have cost, where enough municipalities have finished, beside the estimate."""

from functools import cache

from dashboard.drawing.rows import ROWS, MarkKind, Row, RowsData
from dashboard.drawing.ticks import axis_around
from dashboard.figure import anatomy
from dashboard.figure.download import TableData
from dashboard.figure.words import few_about
from dashboard.screens.costs import outside
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.columns import count_column, expected_columns, money_column, step_columns
from dashboard.screens.costs.readings import ExpectedCost
from dashboard.screens.costs.words import MILLION, cell, counted_spent, money, unbroken
from dashboard.subjects.prices import price_year
from dashboard.view.address import View
from domain.bilingual import Language
from domain.study_outcome import kept_outcomes
from domain.value_status import ValueStatus
from language.formats import decimal, euro_millions_range, millions, millions_range, share_range
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.headlines import too_few
from metrics.readings.spending import Spent
from metrics.readings.study_findings import held_by_whole_cost


def expected(picture: Costs, view: View) -> None:
    """The expected total beside the estimate."""
    language = view.language
    finding = expected_finding(picture, language)
    estimate = euro_millions_range(picture.printed.low_eur, picture.printed.high_eur, language)
    alt = say("screen_costs.expected.alt", language, finding=finding, estimate=estimate)
    data = expected_drawn(picture, alt, language)
    anatomy.figure(
        "cost_expected",
        finding=unbroken(finding),
        subtitle=_subtitle(picture, language),
        draw=lambda: data and ROWS.draw(data, key="cost_expected"),
        note=expected_note(picture, view),
        table=lambda: expected_table(picture, language, finding),
        made_by=picture.expected_all,
    )


def _subtitle(picture: Costs, language: Language) -> str:
    if not picture.is_whole:
        return f"{say('screen_costs.expected.subtitle_filtered', language)} {held_in_tests(language)}".strip()
    subtitle, year = say("screen_costs.expected.subtitle", language), price_year(picture.programme)
    subtitle = f"{subtitle} {held_in_tests(language)}".strip()
    return subtitle if year is None else say("screen_costs.expected.prices", language, subtitle=subtitle, year=year)


@cache
def _held_in_tests() -> tuple[float, float] | None:
    return held_by_whole_cost(kept_outcomes())


def held_in_tests(language: Language) -> str:
    """How often such an interval held the truth in the studies, as Verantwoording tells; "" where there was none."""
    found = _held_in_tests()
    if found is None:
        return ""
    return say("screen_costs.headline.expected_held", language, share=share_range(*found, language, 1))


def expected_finding(picture: Costs, language: Language) -> str:
    """What all steps will cost, or why that cannot be said."""
    row = picture.expected_whole
    few = too_few(picture.everything.municipality_count, picture.municipality_count)
    if few is not None and (row.value is not None or picture.expected_same.value is not None):
        return few_about(few, say("screen_costs.expected.about", language), language)
    if row.value is not None:
        return say("screen_costs.expected.finding", language, total=money(row.value, language))
    if picture.expected_same.value is not None:
        total = money(picture.expected_same.value, language)
        return say("screen_costs.expected.finding_same", language, total=total)
    if row.value_status in (ValueStatus.TOO_FEW, ValueStatus.NOT_REPORTED):
        return say("screen_costs.expected.finding_too_few", language)
    return say("screen_costs.expected.finding_no_sample", language)


def expected_note(picture: Costs, view: View) -> str:
    """How many municipalities the expected total was derived from."""
    row = picture.expected_whole
    note = counted_spent("screen_costs.expected.note", Spent(None, row.denominator, row.stale_count, 0), view)
    return outside.beside(note, picture, view.language) if picture.is_whole else note


def expected_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per step: the estimate, and what it is expected to have cost when all have finished."""
    steps = picture.programme.steps
    lowest = [cell(step.cost.national_min, step.cost, language) for step in steps]
    highest = [cell(step.cost.national_max, step.cost, language) for step in steps]
    finished = [picture.expected_by_step[step.number].denominator for step in steps]
    return TableData(
        caption,
        [
            *step_columns(steps, language),
            money_column("screen_costs.column.estimate_low", lowest, language),
            money_column("screen_costs.column.estimate_high", highest, language),
            *expected_columns(picture, steps, language),
            count_column("screen_costs.column.finished", finished, language),
        ],
    )


def expected_drawn(picture: Costs, alt: str, language: Language) -> RowsData | None:
    """The estimate as a box, the same steps as a band with a dot, all steps as one with a diamond."""
    total = picture.printed
    rows: list[Row] = []
    if picture.is_whole:
        estimate = say("screen_costs.expected.estimate", language)
        text = f"{estimate} {millions_range(total.low_eur, total.high_eur, language, 1)}"
        rows.append({"label": "", "marks": [
            {"kind": "outline", "from": total.low_eur, "to": total.high_eur, "tone": "ink", "text": text,
             "place": "above", "is_strong": True},
        ]})  # fmt: skip
    beside: tuple[tuple[str, MarkKind, ExpectedCost], ...] = (
        (say("screen_costs.expected.same", language), "dot", picture.expected_same),
        (say("screen_costs.expected.all", language), "diamond", picture.expected_whole),
    )
    for name, sign, row in beside:
        low, high = row.interval_low, row.interval_high
        if row.value is None or low is None or high is None:
            continue
        if not bears_one_number(picture.everything.municipality_count, picture.municipality_count):
            continue  # a band of a few would speak for all; the title says that they are few
        text = f"{name} {millions(row.value, language)} ({millions_range(low, high, language)})"
        rows.append({"label": "", "marks": [
            {"kind": "band", "from": low, "to": high, "height": 14},
            {"kind": sign, "at": row.value, "text": text, "place": "above", "is_strong": True},
        ]})  # fmt: skip
    if not rows:
        return None
    marks = [mark for row in rows for mark in row.get("marks", ())]
    most = max(end for mark in marks for end in (mark.get("from"), mark.get("to")) if end is not None)
    axis = axis_around(0, most, lambda value: decimal(value / MILLION, language, 0 if most >= 5 * MILLION else 1))
    return {"alt": alt, "key": [], "axis": axis, "right": [], "row": 44, "rows": rows, "room_right": 18}
