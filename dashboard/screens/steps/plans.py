"""What came of the own target dates for this step."""

import polars as pl
import streamlit as st

from dashboard.drawing.key import KeyEntry, Sign
from dashboard.drawing.rows import ROWS, Mark, MarkKind, RowsData
from dashboard.drawing.ticks import whole_ticks
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.steps.asked import OneStep, OwnPlans
from dashboard.screens.steps.words import number_column
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import integer
from language.texts import say


def plans(one: OneStep, view: View) -> None:
    """What came of the own target dates."""
    finding = plans_finding(one, view.language)
    told = one.plans if anyone_has_plans(one) else None
    data = (
        None
        if told is None
        else plans_drawn(told, say("screen_steps.plans.alt", view.language, finding=finding), view.language)
    )
    anatomy.figure(
        "plans",
        finding=finding,
        subtitle=say("screen_steps.plans.subtitle", view.language, step=one.number),
        draw=lambda: (
            ROWS.draw(data, key="plans") if data else st.markdown(say("screen_steps.plans.nothing", view.language))
        ),
        note=plans_note(one, view.language),
        table=None if told is None else plans_table(told, view.language, finding),
        rows_under=moved(_moved(one, view), one.number, view.language),
        made_by=one.adherence,
    )


def _moved(one: OneStep, view: View) -> pl.DataFrame:
    """Per municipality with more than one target date how far it moved, farthest first; with its facts."""
    rows = queries.ask(view, "plan_slip_days", by=("municipality",), step=one.number).rows.drop_nulls("median")
    facts = queries.everyone(view).select("name", "province", municipality="municipality_code")
    return rows.join(facts, on="municipality").sort("median", "name", descending=[True, False])


def plans_finding(one: OneStep, language: Language) -> str:
    """How many met their own target date, of those of whom that is known."""
    told = one.plans
    if told is None or not told.denominator:
        return say("screen_steps.plans.finding_unknown", language, step=one.number)
    if told.denominator == 1:
        return say("screen_steps.plans.finding_one", language)
    return say(
        "screen_steps.plans.finding",
        language,
        met=integer(told.numerator, language),
        known=integer(told.denominator, language),
    )


def anyone_has_plans(one: OneStep) -> bool:
    """Whether anybody gave an own target date."""
    return one.plans is not None and one.plans.denominator + one.plans.unknown_count > 0


def plans_note(one: OneStep, language: Language) -> str:
    """How far own target dates moved, who opened the step again, n and kind."""
    moved, slip = one.moved, say("screen_steps.plans.slip_unknown", language)
    if moved is not None and moved.median is not None:
        low, high = integer(moved.q1, language), integer(moved.q3, language)
        middle = counted("screen_steps.plans.slip", round(moved.median), language)
        known = integer(moved.denominator, language)
        slip = say("screen_steps.plans.slip_spread", language, middle=middle, low=low, high=high, known=known)
    reopened = one.reopened.rows["numerator"].sum() if one.reopened.rows.height else 0
    opened = counted("screen_steps.plans.reopened", int(reopened), language)
    figure = one.adherence
    told = one.plans.denominator + one.plans.unknown_count if one.plans else 0
    without = counted("screen_steps.plans.without", figure.reporter_count - told, language)
    return " · ".join([anatomy.note(figure, language), without, slip, opened])


def moved(rows: pl.DataFrame, step_number: int, language: Language) -> TableData | None:
    """One row per municipality: how many days its last own target date lies after its first; zero where it stayed."""
    if rows.is_empty():
        return None
    return TableData(
        say("screen_steps.plans.under", language, step=step_number),
        [
            Column(say("screen.column.municipality_code", language), rows["municipality"].to_list()),
            Column(say("screen.column.municipality", language), rows["name"].to_list()),
            Column(say("screen.column.province", language), rows["province"].to_list()),
            number_column(say("screen_steps.plans.moved", language), rows["median"].to_list(), language),
        ],
    )


def plans_table(told: OwnPlans, language: Language, caption: str) -> TableData:
    """Three rows: met, not met, outcome unknown."""
    words = [say(f"screen_steps.plans.{word}", language) for word in ("met", "not_met", "unknown")]
    counts = [told.numerator, told.not_met_count, told.unknown_count]
    return TableData(
        caption,
        [
            Column(say("screen_steps.plans.outcome", language), words),
            number_column(say("screen.column.municipality_count", language), counts, language),
        ],
    )


def plans_drawn(told: OwnPlans, alt: str, language: Language) -> RowsData:
    """One bar: own target dates met, not met, and those whose outcome nobody knows yet."""
    edges = [0, told.numerator, told.denominator, told.denominator + told.unknown_count]
    kinds: tuple[MarkKind, ...] = ("finished", "outline", "hatch")
    marks: list[Mark] = [
        {"kind": kind, "from": low, "to": high}
        for kind, low, high in zip(kinds, edges[:-1], edges[1:], strict=True)
        if high > low
    ]
    ticks = whole_ticks(0, edges[-1], 4)
    signs: tuple[tuple[Sign, str, int], ...] = (
        ("bar_finished", "met", told.numerator),
        ("bar_not_started", "not_met", told.not_met_count),
        ("bar_not_reported", "unknown", told.unknown_count),
    )
    key: list[KeyEntry] = [
        (sign, f"{say(f'screen_steps.plans.{word}', language)}: {integer(count, language)}")
        for sign, word, count in signs
    ]
    return {
        "alt": alt,
        "key": key,
        "axis": {"from": 0, "to": edges[-1], "label": say("screen_steps.plans.axis", language),
                 "ticks": [(tick, integer(tick, language)) for tick in ticks if tick <= edges[-1]]},
        "bar": 28,
        "row": 44,
        "rows": [{"label": say("screen_steps.plans.row", language), "marks": marks}],
    }  # fmt: skip
