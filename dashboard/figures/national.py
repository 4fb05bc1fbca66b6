"""The figures of the national picture."""

import streamlit as st

from dashboard import components, findings, parts, state, tables
from dashboard.address import View
from dashboard.charts.progress import progress
from dashboard.charts.steps import stacked_steps
from dashboard.charts.template import CONFIG
from dashboard.national import National, changes
from language.texts import say


def steps(picture: National, view: View) -> None:
    """The steps as stacked shares, with the estimate and its bounds."""
    language = view.language
    finding = findings.stacked_steps(picture.standing_counts, picture.programme, language)
    bounds_note = say("screen_national.steps.bounds_note", language)
    alt = say("screen_national.steps.alt", language, count=len(picture.programme.steps), finding=finding)
    data = stacked_steps(
        picture.counts, picture.completion_by_step, picture.programme,
        municipality_count=picture.completion.municipality_count, alt=alt, language=language,
    )  # fmt: skip
    parts.figure(
        "steps",
        finding=finding,
        subtitle=say("screen_national.steps.subtitle", language),
        draw=lambda: components.draw("bars", data, key="bars"),
        note=f"{parts.note(picture.completion, language, 'both')} · {bounds_note}",
        table=tables.stacked_steps(
            picture.completion.rows, picture.standing_counts, picture.programme, language, finding
        ),
        made_by=picture.completion,
    )


def over_time(picture: National, view: View) -> None:
    """One step per month."""
    language, number = view.language, picture.followed_step
    months = picture.months
    finding = findings.progress(picture.progress, number, language)
    chart = progress(months, st.context.theme.type, language) if months.height else None
    parts.figure(
        "progress",
        finding=finding,
        subtitle=say("screen_national.progress.subtitle", language, number=number),
        draw=lambda: (
            st.plotly_chart(chart, theme=None, config=CONFIG, alt=finding, key="progress")
            if chart
            else st.markdown(say("screen_national.progress.too_short", language))
        ),
        note=picture.progress_note(language),
        table=tables.progress(months, language, finding),
        made_by=picture.progress,
    )


def what_changed(view: View) -> None:
    """What changed since the previous period, in sentences."""
    told = changes(view)
    parts.figure(
        "changes",
        finding=told.finding,
        subtitle=told.subtitle,
        draw=lambda: _draw_changes(told.sentences, view),
        note=say("screen_national.changes.note", view.language),
    )


def _draw_changes(sentences: list[dict[str, str]], view: View) -> None:
    components.draw("sentences", {"sentences": sentences}, key="changes")
    label = say("screen_national.changes.all", view.language)
    st.page_link(state.page("quality"), label=label, query_params=view.address())
