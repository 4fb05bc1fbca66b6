"""Gegevenskwaliteit: who reports, how old it is, what was refused."""

import streamlit as st

from dashboard import opening, parts, quality, queries, state
from dashboard.address import View
from dashboard.figures import quality as figures
from language.texts import say


def show() -> None:
    """The page."""
    view = state.chosen_view()
    chosen = opening.opened(view, "quality", _word("lead", view))
    if chosen is None:
        return

    people = quality.with_age(chosen, view)
    freshness = queries.ask(view, "freshness")
    refused = quality.refused_rows(view, people)
    parts.headlines(quality.headlines(view, freshness, refused))
    left, right = st.columns(2, gap="large")
    with left:
        figures.response(people, view)
    with right:
        figures.ages(people, freshness, view)
    figures.to_call(people, view)
    figures.refused_rows(refused, view)
    figures.rejected_files(view)
    figures.warnings(view)
    return


def _word(key: str, view: View, **values: object) -> str:
    return say(f"screen_quality.{key}", view.language, **values)
