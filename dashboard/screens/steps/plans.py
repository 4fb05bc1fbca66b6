"""What came of the own target dates for this step: met, not met, and those whose outcome nobody knows yet."""

from functools import partial
from typing import Final

import polars as pl

from access.policy import sees_every_group
from dashboard.drawing.key import KeyEntry, Sign
from dashboard.drawing.rows import ROWS, Mark, MarkKind, RowsData
from dashboard.drawing.ticks import whole_ticks
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, few_about, least, none_of
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.step_rows import OwnPlans
from dashboard.screens.steps.words import number_column
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import Standing
from language.formats import day, days, half, integer
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.defining.sentences import Finding
from metrics.durations.survival import SMALL_RISK_SET
from metrics.progress.observations import UNFINISHED
from metrics.readings.own_targets import OUTCOMES, own_targets

OUTCOME_KEYS: Final = {
    "met": "screen_steps.plans.met",
    "not_met": "screen_steps.plans.not_met",
    "unknown": "screen_steps.plans.unknown",
    "afterwards": "screen_steps.plans.afterwards",
}
"""One of `own_targets.OUTCOMES` -> what came of an own target date."""


def plans(picture: OneStep, view: View) -> None:
    """What came of the own target dates."""
    language = view.language
    if anatomy.withheld("plans"):
        return
    finding = plans_finding(picture, language, view.max_age_days)
    told = picture.plans if picture.plans is not None and picture.plans.told_count else None
    alt, each = say("screen_steps.plans.alt", language, finding=finding), _of_each(picture, view)
    data = None if told is None else plans_drawn(told, alt, language)
    anatomy.figure(
        "plans",
        finding=finding,
        subtitle=say(
            "screen_steps.plans.subtitle", language, step=picture.number, moved=say("screen.rule.moved", language)
        ),
        draw=lambda: data and ROWS.draw(data, key="plans"),
        note=plans_note(picture, each, language, view.max_age_days),
        table=None if told is None else (lambda: plans_table(told, language, finding)),
        rows_under=plans_rows(each, picture.number, language),
        made_by=picture.adherence,
    )


def plans_finding(picture: OneStep, language: Language, max_age_days: int | None = None) -> str:
    """What came of own target dates; with a chosen age of which reports that is said."""
    finding = _finding(picture, language)
    if max_age_days is None or picture.plans is None or not picture.plans.told_count:
        return finding
    age, told = days(max_age_days, language), finding[:1].lower() + finding[1:]
    return say("screen_steps.plans.finding_age", language, age=age, finding=told)


def _finding(picture: OneStep, language: Language) -> str:
    """How many met their own target date, for how many it went otherwise, and of how many that is not known yet."""
    told = picture.plans
    if told is None or not told.told_count:
        return (
            _nobody_planned(picture, language) if picture.too_few is None else _few(picture.too_few, picture, language)
        )
    if not told.denominator:
        return say("screen_steps.plans.finding_unknown", language, step=picture.number)
    if picture.too_few is not None:
        return _few(picture.too_few, picture, language)
    if not bears_one_number(told.denominator, told.told_count):
        counts = {
            "low": told.numerator, "high": told.numerator + told.unknown_count, "told": told.told_count,
            "unknown": told.unknown_count,
        }  # fmt: skip
        words = {name: integer(count, language) for name, count in counts.items()}
        return say("screen_steps.plans.finding_bounds", language, **words)
    if told.told_count == 1:
        return say(
            "screen_steps.plans.finding_one" if told.numerator else "screen_steps.plans.finding_one_not", language
        )
    counts = {"met": told.numerator, "not_met": told.not_met_count, "known": told.denominator,
              "told": told.told_count, "unknown": told.unknown_count}  # fmt: skip
    words = {name: integer(count, language) for name, count in counts.items()}
    return say("screen_steps.plans.finding_open" if told.unknown_count else "screen_steps.plans.finding", language,
               **words)  # fmt: skip


def _few(few: Finding, picture: OneStep, language: Language) -> str:
    return few_about(few, say("screen_steps.plans.about", language, step=picture.number), language)


def _nobody_planned(picture: OneStep, language: Language) -> str:
    return none_of(
        "screen_steps.plans.nobody", picture.said_count, language, unknown_count=picture.said.unknown_count,
        step=picture.number,
    )  # fmt: skip


def plans_note(picture: OneStep, each: pl.DataFrame, language: Language, max_age_days: int | None = None) -> str:
    """How far own target dates moved, who opened the step again, n and kind; of which reports, with a chosen age.

    `each`: as `own_targets`, of this step. Of few that gave a target date more than once no middle shift is told.
    """
    figure, shifts = picture.adherence, each["slip_days"].drop_nulls().to_list()
    if not picture.said_count:
        return anatomy.note(figure, language)
    moved, slip = picture.moved, say("screen_steps.plans.slip_unknown", language)
    if moved is not None and moved.denominator is None:
        slip = say("screen_steps.plans.slip_held", language)
    elif 0 < len(shifts) < SMALL_RISK_SET:
        moved_count, known = sum(shift != 0 for shift in shifts), integer(len(shifts), language)
        slip = counted("screen_steps.plans.slip_few", moved_count, language, known=known)
        if len(shifts) == 1:
            slip = counted("screen_steps.plans.slip_only", moved_count, language)
    elif moved is not None and moved.median is not None and moved.q1 is not None and moved.q3 is not None:
        low, high = half(moved.q1, language), half(moved.q3, language)
        middle = counted("screen_steps.plans.slip", moved.median, language, count=half(moved.median, language))
        known = integer(moved.denominator, language)
        slip = say("screen_steps.plans.slip_spread", language, middle=middle, low=low, high=high, known=known)
    reopened = picture.reopened.rows["numerator"].sum() if picture.reopened.rows.height else 0
    without_count = without_plan(picture, each)
    if max_age_days is None:
        least_opened = least(int(reopened), picture.said.unknown_count, language)
        opened = counted("screen_steps.plans.reopened", int(reopened), language, count=least_opened)
        without = counted("screen_steps.plans.without", without_count, language)
    else:
        age = days(max_age_days, language)
        opened = counted("screen_steps.plans.reopened_age", int(reopened), language, age=age)
        without = counted("screen_steps.plans.without_age", without_count, language, age=age)
        without += " · " + say("screen_steps.plans.seldom_otherwise", language, age=age)
    if not _sees_each():
        without = ""  # counted over municipalities one by one, and decided of no group that may be small
    return " · ".join(filter(None, [anatomy.note(figure, language), without, slip, opened]))


def _sees_each() -> bool:
    visitor = state.run().visitor
    return sees_every_group(visitor.principal, visitor.agreement)


def without_plan(picture: OneStep, each: pl.DataFrame) -> int:
    """How many reported on this step, that it applies to them, and gave no own target date before it."""
    planned = each.filter(pl.col("outcome") != "afterwards")
    applies = picture.standings.filter(pl.col("standing").is_in([*UNFINISHED, Standing.FINISHED]))
    return applies.join(planned, on="municipality_code", how="anti").height


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
    """One row per municipality with an own target date: which, what came of it, and how far it moved.

    How many days its last one lies after its first: zero where it stayed, a word where it was given only once.
    """
    if rows.is_empty():
        return None
    outcomes = {name: say(key, language) for name, key in OUTCOME_KEYS.items()}
    once = say("screen_steps.plans.moved_once", language)
    return TableData(
        say("screen_steps.plans.under", language, step=step_number),
        [
            Column(say("screen.column.municipality_code", language), rows["municipality_code"].to_list()),
            Column(say("screen.column.municipality", language), rows["name"].to_list()),
            Column(say("screen.column.province", language), rows["province"].to_list()),
            _day_column("screen_steps.plans.target", rows["target_date"], language),
            Column(say("screen_steps.plans.outcome", language), [outcomes[one] for one in rows["outcome"]]),
            _day_column("screen_steps.plans.said_on", rows["target_reported_on"], language),
            number_column(say("screen_steps.plans.moved", language), rows["slip_days"].to_list(), language, once),
        ],
    )


def _day_column(label: str, days_said: pl.Series, language: Language) -> Column:
    written = partial(day, language=language, unknown=say("screen.state.unknown", language))
    return Column(say(label, language), days_said.to_list(), written)


def _of_each(picture: OneStep, view: View) -> pl.DataFrame:
    """Per municipality its own target date, with its facts: the dates met first, then by date and name."""
    rows = queries.derived(view, own_targets).filter(pl.col("step_number") == picture.number)
    facts = queries.everyone(view).select("name", "province", "municipality_code")
    outcome = pl.col("outcome").cast(pl.Enum(OUTCOMES))
    return rows.join(facts, on="municipality_code").sort(outcome, "target_date", "name")


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
