"""Gegevenskwaliteit: who reports, how old it is, what changed in earlier figures, what came in and was refused."""

import streamlit as st

from dashboard import opening, parts, quality, queries, state, two_moments
from dashboard.figures import quality as figures
from dashboard.figures import refusals, reporters, revisions
from language.texts import say


def show() -> None:
    """Draws the page, of the municipalities that the filters choose."""
    view = state.chosen_view()
    chosen = opening.opened(view, "quality", say("screen_quality.lead", view.language))
    if chosen is None:
        return

    people = quality.with_age(chosen, view)
    freshness = queries.ask(view, "freshness")
    parts.headlines(quality.headlines(view, freshness, queries.ask(view, "reporting_burden")))
    left, right = st.columns(2, gap="large")
    with left:
        figures.response(people, view)
    with right:
        figures.ages(people, freshness, view)

    compared = two_moments.compared(view)
    revisions.side_by_side(compared, view)
    revisions.effect(compared, view)
    revisions.log(compared, view)

    figures.to_call(people, view)
    rejections = queries.rejected_files(view)
    refusals.received(people, rejections, view)
    refusals.rows(people, view)
    refusals.rejected_files(rejections, view)
    left, right = st.columns(2, gap="large")
    with left:
        reporters.alike("size_class", view)
    with right:
        reporters.alike("province", view)
    left, right = st.columns(2, gap="large")
    with left:
        reporters.burden(view)
    with right:
        reporters.over_time(view)
    figures.warnings(people, view)
    return
