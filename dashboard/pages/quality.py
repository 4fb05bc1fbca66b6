"""Gegevenskwaliteit: who reports, how old it is, what was refused."""

import streamlit as st

from dashboard import filters, parts, quality, queries, state
from dashboard.address import View
from dashboard.figures import quality as figures
from language.texts import say


def show() -> None:
    """The page."""
    view = state.chosen_view()
    parts.page_header(say("screen.page.quality", view.language), _word("lead", view))
    if not queries.store_info().last_sequence:
        return parts.empty_store(view)
    filters.show(view, [*filters.dates(view), *filters.population(view)])
    people = quality.with_age(queries.population(view), view)
    if people.is_empty():
        return parts.nothing_selected(view)

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
    return None


def _word(key: str, view: View, **values: object) -> str:
    return say(f"screen_quality.{key}", view.language, **values)
