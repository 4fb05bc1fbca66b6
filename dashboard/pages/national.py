"""Landelijk beeld: the state of the country in one look."""

import streamlit as st

from dashboard import ahead, components, filters, parts, queries, state
from dashboard.figures import atlas
from dashboard.figures import national as figures
from dashboard.national import national
from dashboard.words import counted
from language.texts import say


def show() -> None:
    """Draws the page, and sends along what it would be after every next choice of a filter."""
    view = state.chosen_view()
    language = view.language
    people = queries.population(view)
    lead = say("screen_national.lead", language, count=people.height)
    if view.is_filtered:
        lead = counted("screen_national.lead_filtered", people.height, language, count=people.height)
    parts.page_header(say("screen.page.national", language), lead)
    if not queries.store_info().last_sequence:
        return parts.empty_store(view)
    filters.show(view, [*filters.dates(view), *filters.population(view)])
    if people.is_empty():
        return parts.nothing_selected(view)

    picture, drawn = queries.kept(view, national), queries.kept(view, figures.drawn)
    components.draw("headlines", drawn.headlines, key="headlines")
    atlas.show(drawn.atlas, view)
    figures.steps(picture, view)
    beside = st.columns([560, 560], gap="large")
    with beside[0]:
        figures.over_time(picture, drawn.over_time, view)
    with beside[1]:
        figures.what_changed(view)
    ahead.show(view)
    return None
