"""Landelijk beeld: the state of the country in one look."""

from dataclasses import dataclass, replace

import streamlit as st

from dashboard.drawing.headlines import HEADLINES
from dashboard.figure import anatomy
from dashboard.figure.anatomy import Headline, HeadlinesData
from dashboard.figure.without_age import beside_age
from dashboard.figure.words import counted
from dashboard.frame import askable, filters
from dashboard.screens.national.all_done import all_done
from dashboard.screens.national.asked import national, seen
from dashboard.screens.national.atlas import workbook
from dashboard.screens.national.atlas.figure import atlas, atlas_drawn, atlas_seen, without_variants
from dashboard.screens.national.atlas.part import AtlasData
from dashboard.screens.national.by_province import by_province
from dashboard.screens.national.changes import what_changed
from dashboard.screens.national.headlines import headlines, headlines_seen
from dashboard.screens.national.over_time import OverTimeData, over_time, over_time_drawn
from dashboard.screens.national.steps import steps
from dashboard.subjects.expected_today import choose_slower
from dashboard.view import queries, showing, state
from dashboard.view.address import CHOICE, View
from dashboard.view.beside import counts_municipalities
from domain.statements import Table
from language.texts import say


@dataclass(frozen=True)
class Drawn:
    """What the parts on top are drawn with for who sees everything, whoever they are."""

    headlines: HeadlinesData
    atlas: AtlasData
    over_time: OverTimeData


def _drawn(view: View) -> Drawn:
    picture = national(view)
    return Drawn(
        anatomy.headlines_drawn(headlines(picture, view)),
        atlas_drawn(picture, view),
        over_time_drawn(picture, view.language),
    )


def _seen_headlines(view: View) -> list[Headline]:
    return headlines_seen(seen(national(view), view), view)


def show() -> None:
    """Draws the page."""
    view = state.chosen_view()
    language = view.language
    people = queries.population(view)
    lead = say("screen_national.lead", language, count=people.height)
    if view.is_filtered:
        count = people.height if counts_municipalities(view, state.run().visitor) else 0  # then the lead names none
        lead = counted("screen_national.lead_filtered", count, language, count=count)
    anatomy.page_header(say("screen.page.national", language), lead)
    if not queries.store_info().last_sequence:
        return anatomy.empty_store(view)
    filters.show(view, [*filters.dates(view), *filters.population(view)])
    if people.is_empty():
        return anatomy.nothing_selected(view)
    if askable.refused(view):
        return None

    picture = seen(national(view), view)
    sees_atlas = anatomy.why_not("map") is None
    if sees_atlas:
        drawn = queries.kept(view, _drawn, on=(*CHOICE, "step_number", "silent_months_slower", "language"))
        HEADLINES.draw(drawn.headlines, key="headlines")
        sees_variants = showing.sees_all(view, Table.PROFILE, state.run().visitor)
        seen_atlas = atlas_seen(drawn.atlas, picture, view)
        atlas(seen_atlas if sees_variants else without_variants(seen_atlas), view)
        lines = drawn.over_time
    else:
        of_this_step = replace(view, step_number=picture.followed_step)
        shown = headlines_seen(picture, view)
        anatomy.headlines(beside_age(shown, of_this_step, _seen_headlines))
        anatomy.withheld("map")
        by_province(picture, view)
        lines = over_time_drawn(picture, language)
    if not askable.is_suppressed():
        choose_slower(view)
    steps(picture, view)
    beside = st.columns([560, 560], gap="large")
    with beside[0]:
        over_time(picture, lines, view)
    with beside[1]:
        what_changed(view)
    all_done(picture, view)
    if sees_atlas:
        workbook.on_request()
    return None
