"""Gegevenskwaliteit: who reports, how old it is, what changed in earlier figures, what came in and was refused."""

import streamlit as st

from dashboard.figure import anatomy
from dashboard.frame import opening
from dashboard.screens.quality import (
    ages,
    alike,
    asked,
    burden,
    headlines,
    reorganised,
    response,
    response_over_time,
    revised,
    silence,
    warnings,
)
from dashboard.screens.quality.received import arrivals, refused_rows, rejected_files
from dashboard.screens.quality.then_and_now import effect, moments, revision_log, two_moments
from dashboard.view import queries, state, store_rows
from language.texts import say


def show() -> None:
    """Draws the page, of the municipalities that the filters choose."""
    view = state.chosen_view()
    chosen = opening.opened(view, "quality", say("screen_quality.lead", view.language))
    if chosen is None:
        return

    people = asked.with_age(chosen, view)
    freshness = queries.ask(view, "freshness")
    anatomy.headlines(headlines.headlines(view, people))
    left, right = st.columns(2, gap="large")
    with left:
        response.response(people, view)
    with right:
        ages.ages(people, freshness, view)

    compared = two_moments.compared(view)
    moments.moments(compared, view)
    effect.effect(compared, view)
    revision_log.revision_log(compared, view)
    revised.revised(view)

    silence.to_call(people, view)
    rejections = store_rows.rejected_files(view)
    arrivals.arrivals(view)
    refused_rows.refused_rows(view)
    rejected_files.rejected_files(people, rejections, view)
    left, right = st.columns(2, gap="large")
    with left:
        alike.alike("size_class", view)
    with right:
        alike.alike("province", view)
    left, right = st.columns(2, gap="large")
    with left:
        burden.burden(view)
    with right:
        response_over_time.over_time(people, view)
    warnings.warnings(view)
    reorganised.mergers_and_splits(view)
