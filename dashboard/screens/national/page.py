"""Landelijk beeld: the state of the country in one look."""

import streamlit as st

from dashboard.drawing.headlines import HEADLINES
from dashboard.figure import anatomy
from dashboard.figure.words import counted
from dashboard.frame import askable, filters
from dashboard.screens.national import ahead
from dashboard.screens.national.all_done import all_done
from dashboard.screens.national.asked import national
from dashboard.screens.national.atlas import workbook
from dashboard.screens.national.atlas.figure import atlas, without_variants
from dashboard.screens.national.changes import what_changed
from dashboard.screens.national.over_time import over_time
from dashboard.screens.national.steps import steps
from dashboard.view import queries, showing, state
from domain.statements import Table
from language.texts import say


def show() -> None:
    """Draws the page, and sends along what it would be after every next choice of a filter."""
    view = state.chosen_view()
    language = view.language
    people = queries.population(view)
    lead = say("screen_national.lead", language, count=people.height)
    if view.is_filtered:
        lead = counted("screen_national.lead_filtered", people.height, language, count=people.height)
    anatomy.page_header(say("screen.page.national", language), lead)
    if not queries.store_info().last_sequence:
        return anatomy.empty_store(view)
    filters.show(view, [*filters.dates(view), *filters.population(view)])
    if people.is_empty():
        return anatomy.nothing_selected(view)
    if askable.refused(view):
        return None

    picture, drawn = queries.kept(view, national), queries.kept(view, ahead.drawn_ahead)
    if not anatomy.withheld("headlines"):
        HEADLINES.draw(ahead.headlines_of(drawn, picture, view), key="headlines")
    sees_atlas = not anatomy.withheld("map")
    if sees_atlas:
        sees_variants = showing.sees_all(view, Table.PROFILE, state.run().visitor)
        atlas(drawn.atlas if sees_variants else without_variants(drawn.atlas), view)
    steps(picture, view)
    beside = st.columns([560, 560], gap="large")
    with beside[0]:
        over_time(picture, drawn.over_time, view)
    with beside[1]:
        what_changed(view)
    all_done(picture, view)
    if sees_atlas:
        workbook.on_request()
        ahead.show(view)
    return None
