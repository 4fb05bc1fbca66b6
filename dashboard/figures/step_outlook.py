"""The figures of what is expected of one step, and of how earlier expectations came out."""

import streamlit as st

from dashboard import components, parts, step_findings, step_notes, step_tables
from dashboard.address import View
from dashboard.charts import step_rows
from dashboard.charts.outlook import outlook as chart
from dashboard.charts.template import CONFIG
from dashboard.one_step import OneStep, earlier_expectations, records_of_all
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, integer
from language.texts import say


def outlook(one: OneStep, view: View) -> None:
    """How many may be expected to have finished, month by month."""
    language = view.language
    finding = step_findings.outlook(one, language)
    now = integer(one.said.numerator, language)
    has_known = bool(one.said.denominator)
    alt = say("screen_steps.outlook.alt", language, finding=finding, now=now)
    parts.figure(
        "outlook",
        finding=finding,
        subtitle=_subtitle(one, now, language),
        draw=lambda: has_known and st.plotly_chart(
            chart(one, st.context.theme.type, language), theme=None, config=CONFIG, alt=alt, key="outlook"
        ),
        note=step_notes.outlook(one, language),
        table=step_tables.outlook(one, language, finding),
        made_by=one.outlook,
    )  # fmt: skip


def _subtitle(one: OneStep, now: str, language: Language) -> str:
    """What is counted; where an expectation is drawn also why it starts above what is known."""
    subtitle = say("screen_steps.outlook.subtitle", language, step=one.number)
    statuses = one.expected["value_status"].to_list()
    if not {ValueStatus.OBSERVED, ValueStatus.RANGE} & set(statuses):
        return subtitle
    return say("screen_steps.outlook.subtitle_jump", language, subtitle=subtitle, known=now)


def record(one: OneStep, view: View) -> None:
    """Earlier expectations beside what happened. It takes longest to work out, so a page asks it last."""
    language = view.language
    found = records_of_all(earlier_expectations(view), one.programme)
    mine = next(record for record in found if record.step == one.number)
    finding = step_findings.record(mine, language)
    data = (
        step_rows.records(mine, say("screen_steps.record.alt", language, finding=finding), language)
        if mine.judged_count
        else None
    )
    subtitle = say("screen_steps.record.subtitle_empty", language)
    if mine.month_end is not None:
        subtitle = say("screen_steps.record.subtitle", language, day=day(mine.month_end, language))
    has_any = any(record.judged_count for record in found)
    parts.figure(
        "record",
        finding=finding,
        subtitle=subtitle,
        draw=lambda: data and components.draw("rows", data, key="record"),
        note=step_notes.record(mine, found, language),
        table=step_tables.records(found, language, finding) if has_any else None,
        made_by=one.outlook,
    )
