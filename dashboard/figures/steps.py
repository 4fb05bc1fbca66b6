"""The figures of one step: how long it takes, what it waits on, who is at it longest, what came of own plans."""

from functools import partial

import polars as pl
import streamlit as st

from dashboard import components, parts, queries, state, step_findings, step_notes, step_tables
from dashboard.address import BY_GROUPS, CLOCKS, View
from dashboard.charts import durations as charts
from dashboard.charts import step_rows
from dashboard.charts.template import CONFIG
from dashboard.one_step import OneStep
from language.texts import say


def choose_step(one: OneStep, view: View) -> None:
    """A row of buttons, one per step."""
    parts.step_chooser(one.programme, one.number, say("screen_steps.choose.step", view.language), view.language)


def durations(one: OneStep, view: View) -> None:
    """How long the step takes, by group: three lines, or a small panel for each of many groups."""
    found, language = one.durations, view.language
    finding = step_findings.durations(found, language)
    named = partial(step_findings.group_name, one=one, language=language)
    kind = "subtitle" if one.between == "size_class" else "subtitle_panels"
    clock = say(f"screen_steps.durations.from_{one.clock}", view.language)
    parts.figure(
        "durations",
        finding=finding,
        subtitle=say(f"screen_steps.durations.{kind}", view.language, clock=clock),
        draw=partial(_draw_durations, one, named, finding, view),
        note=step_notes.durations(found, language),
        table=step_tables.durations(found, named, language, finding),
        rows_under=step_tables.spells(one, named, language, finding),
        made_by=one.curves,
    )


def _draw_durations(one: OneStep, named: charts.Named, finding: str, view: View) -> None:
    with st.container(horizontal=True, gap="medium"):
        clocks = [[name, say(f"screen_steps.clock.{clock}", view.language)] for name, clock in CLOCKS.items()]
        groups = [[name, say(f"screen_steps.by_group.{group}", view.language)] for name, group in BY_GROUPS.items()]
        parts.chooser("klok", say("screen_steps.choose.clock", view.language), clocks, _key_of(CLOCKS, one.clock))
        parts.chooser(
            "naar", say("screen_steps.choose.by_group", view.language), groups, _key_of(BY_GROUPS, one.between)
        )
    found = one.durations
    alt = step_notes.durations_alt(found, named, finding, view.language)
    groups_drawn = charts.drawn_groups(found)
    if one.between != "size_class" and found.groups:
        components.draw("panels", charts.panels(found, named, alt, view.language), key="panels")
    elif groups_drawn:
        chart = charts.curves(found, named, st.context.theme.type, view.language)
        st.plotly_chart(chart, theme=None, config=CONFIG, alt=alt, key="durations")
    else:
        st.markdown(say("screen_steps.durations.nothing", view.language))


def _key_of(names: dict[str, str], value: str) -> str:
    return next(name for name, known in names.items() if known == value)


def waiting(one: OneStep, view: View) -> None:
    """What those who have started the step say that they wait on."""
    finding = step_findings.waiting(one, view.language)
    data = step_rows.waiting(one, say("screen_steps.waiting.alt", view.language, finding=finding), view.language)
    parts.figure(
        "waiting",
        finding=finding,
        subtitle=say("screen_steps.waiting.subtitle", view.language, step=one.number),
        draw=lambda: one.busy.height and components.draw("rows", data, key="waiting"),
        note=step_notes.waiting(one, view.language),
        table=step_tables.waiting(one, view.language, finding),
        rows_under=step_tables.waiting_names(one, view.language, finding),
        made_by=one.waiting,
    )


def busy(one: OneStep, view: View) -> None:
    """Who is at it longest, with a municipality of its size that has just finished."""
    finding = step_findings.busy(one, view.language)
    parts.figure(
        "busy",
        finding=finding,
        subtitle=say("screen_steps.busy.subtitle", view.language, step=one.number),
        draw=partial(_draw_busy, one, finding, view),
        note=step_notes.busy(one, view.language),
        table=step_tables.started(one, view.language, finding),
        made_by=one.peers,
    )


def _draw_busy(one: OneStep, finding: str, view: View) -> None:
    if not one.busy.height:
        return
    opened = components.draw("list", step_tables.busy_list(one, view.language, finding), key="busy").open
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def plans(one: OneStep, view: View) -> None:
    """What came of the own target dates."""
    finding = step_findings.plans(one, view.language)
    told = one.plans if step_notes.has_plans(one) else None
    data = (
        None
        if told is None
        else step_rows.plans(told, say("screen_steps.plans.alt", view.language, finding=finding), view.language)
    )
    parts.figure(
        "plans",
        finding=finding,
        subtitle=say("screen_steps.plans.subtitle", view.language, step=one.number),
        draw=lambda: (
            components.draw("rows", data, key="plans")
            if data
            else st.markdown(say("screen_steps.plans.nothing", view.language))
        ),
        note=step_notes.plans(one, view.language),
        table=None if told is None else step_tables.plans(told, view.language, finding),
        rows_under=step_tables.moved(_moved(one, view), one.number, view.language),
        made_by=one.adherence,
    )


def _moved(one: OneStep, view: View) -> pl.DataFrame:
    """Per municipality with more than one target date how far it moved, farthest first; with its facts."""
    rows = queries.ask(view, "plan_slip_days", by=("municipality",), step=one.number).rows.drop_nulls("median")
    facts = queries.everyone(view).select("name", "province", municipality="municipality_code")
    return rows.join(facts, on="municipality").sort("median", "name", descending=[True, False])
