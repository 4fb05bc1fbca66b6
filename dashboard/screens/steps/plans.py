"""What came of the own target dates for this step: met, not met, and those whose outcome nobody knows yet."""

import polars as pl

from dashboard.drawing.key import KeyEntry, Sign
from dashboard.drawing.rows import ROWS, Mark, MarkKind, RowsData
from dashboard.drawing.ticks import whole_ticks
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, none_of
from dashboard.screens.steps.asked import OneStep, OwnPlans
from dashboard.screens.steps.words import number_column
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import integer
from language.texts import say
from metrics.defining.enough import bears_one_number


def plans(picture: OneStep, view: View) -> None:
    """What came of the own target dates."""
    language = view.language
    finding = plans_finding(picture, language)
    told = picture.plans if picture.plans is not None and picture.plans.told_count else None
    alt = say("screen_steps.plans.alt", language, finding=finding)
    data = None if told is None else plans_drawn(told, alt, language)
    anatomy.figure(
        "plans",
        finding=finding,
        subtitle=say("screen_steps.plans.subtitle", language, step=picture.number),
        draw=lambda: data and ROWS.draw(data, key="plans"),
        note=plans_note(picture, language),
        table=None if told is None else plans_table(told, language, finding),
        rows_under=plans_rows(_moved(picture, view), picture.number, language),
        made_by=picture.adherence,
    )


def plans_finding(picture: OneStep, language: Language) -> str:
    """How many met their own target date, of those of whom that is known."""
    told = picture.plans
    if told is None or not told.told_count:
        return _nobody_planned(picture, language) if picture.too_few is None else picture.too_few.said(language)
    if not told.denominator:
        return say("screen_steps.plans.finding_unknown", language, step=picture.number)
    if picture.too_few is not None:
        return picture.too_few.said(language)
    if not bears_one_number(told.denominator, told.told_count):
        counts = {
            "low": told.numerator, "high": told.numerator + told.unknown_count, "told": told.told_count,
            "unknown": told.unknown_count,
        }  # fmt: skip
        words = {name: integer(count, language) for name, count in counts.items()}
        return say("screen_steps.plans.finding_bounds", language, **words)
    if told.denominator == 1:
        return say("screen_steps.plans.finding_one", language)
    return say(
        "screen_steps.plans.finding",
        language,
        met=integer(told.numerator, language),
        known=integer(told.denominator, language),
    )


def _nobody_planned(picture: OneStep, language: Language) -> str:
    return none_of(
        "screen_steps.plans.nobody", picture.said_count, language, unknown_count=picture.said.unknown_count,
        step=picture.number,
    )  # fmt: skip


def plans_note(picture: OneStep, language: Language) -> str:
    """How far own target dates moved, who opened the step again, n and kind."""
    figure = picture.adherence
    if not picture.said_count:
        return anatomy.note(figure, language)
    moved, slip = picture.moved, say("screen_steps.plans.slip_unknown", language)
    if moved is not None and moved.median is not None:
        low, high = integer(moved.q1, language), integer(moved.q3, language)
        middle = counted("screen_steps.plans.slip", round(moved.median), language)
        known = integer(moved.denominator, language)
        slip = say("screen_steps.plans.slip_spread", language, middle=middle, low=low, high=high, known=known)
    reopened = picture.reopened.rows["numerator"].sum() if picture.reopened.rows.height else 0
    opened = counted("screen_steps.plans.reopened", int(reopened), language)
    told_count = picture.plans.told_count if picture.plans else 0
    without = counted("screen_steps.plans.without", figure.reporter_count - told_count, language)
    return " · ".join([anatomy.note(figure, language), without, slip, opened])


def plans_table(told: OwnPlans, language: Language, caption: str) -> TableData:
    """Three rows: met, not met, outcome unknown."""
    outcomes = _outcomes(told, language)
    counts = [count for _, count in outcomes]
    return TableData(
        caption,
        [
            Column(say("screen_steps.plans.outcome", language), [word for word, _ in outcomes]),
            number_column(say("screen.column.municipality_count", language), counts, language),
        ],
    )


def _outcomes(told: OwnPlans, language: Language) -> list[tuple[str, int]]:
    """What came of own target dates, and of how many."""
    return [
        (say("screen_steps.plans.met", language), told.numerator),
        (say("screen_steps.plans.not_met", language), told.not_met_count),
        (say("screen_steps.plans.unknown", language), told.unknown_count),
    ]


def plans_rows(rows: pl.DataFrame, step_number: int, language: Language) -> TableData | None:
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


def _moved(picture: OneStep, view: View) -> pl.DataFrame:
    """Per municipality with more than one target date how far it moved, farthest first; with its facts."""
    rows = queries.ask(view, "plan_slip_days", by=("municipality",), step=picture.number).rows.drop_nulls("median")
    facts = queries.everyone(view).select("name", "province", municipality="municipality_code")
    return rows.join(facts, on="municipality").sort("median", "name", descending=[True, False])


def plans_drawn(told: OwnPlans, alt: str, language: Language) -> RowsData:
    """One bar: own target dates met, not met, and those whose outcome nobody knows yet."""
    edges = [0, told.numerator, told.denominator, told.told_count]
    kinds: tuple[MarkKind, ...] = ("finished", "outline", "hatch")
    marks: list[Mark] = [
        {"kind": kind, "from": low, "to": high}
        for kind, low, high in zip(kinds, edges[:-1], edges[1:], strict=True)
        if high > low
    ]
    ticks = whole_ticks(0, edges[-1], 4)
    signs: tuple[Sign, ...] = ("bar_finished", "bar_not_started", "bar_not_reported")
    key: list[KeyEntry] = [
        (sign, f"{word}: {integer(count, language)}")
        for sign, (word, count) in zip(signs, _outcomes(told, language), strict=True)
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
