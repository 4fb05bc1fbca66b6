"""A rival: the reference page in plain Streamlit, as most people would write it.

The figures of a choice are kept by `st.cache_data`, ready drawn; widgets of Streamlit, charts by `st.plotly_chart`.
`streamlit run bench/plain_app.py` serves the store in WAMS_HOME.
"""

import os
from datetime import date, datetime, timezone
from typing import Any, Final

import plotly.graph_objects as go
import streamlit as st

from bench import reference_figures, reference_page
from bench.reference_page import FILTERS, Choice, Source
from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.places import Places
from language.formats import month
from language.texts import say

LANGUAGE: Final[Language] = "nl"
STEP: Final = 5  # as on the page of Dash
KEPT_SECONDS: Final = 600  # a report that comes in shows by then
PLAIN: Final[Any] = {"displayModeBar": False}
ALL: Final = "–"


@st.cache_data(ttl=KEPT_SECONDS)
def source(home: str) -> Source:
    """The store as it is."""
    places = Places.from_environment({**os.environ, "WAMS_HOME": home})
    return Source.now(places.home, datetime.now(timezone.utc))


@st.cache_data
def months(of: Source) -> list[date]:
    """The month ends of the slider."""
    return reference_page.months_shown(of, dutch_day(of.known_on))


@st.cache_data
def options(of: Source, as_of: date) -> dict[str, list[Any]]:
    """What can be chosen of each filter."""
    people = reference_page.everyone(of, as_of)
    return {
        "province": people["province"].unique().sort().to_list(),
        "size_class": people["size_class"].unique().sort().to_list(),
        "access_variant": [one.key for one in reference_page.known(of).programme.access_variants],
    }


@st.cache_data
def headlines(of: Source, choice: Choice) -> list[tuple[str, str]]:
    """The four headline figures."""
    return reference_page.headlines(of, choice, LANGUAGE)


@st.cache_data
def tile_map(of: Source, choice: Choice) -> go.Figure:
    """The map."""
    return reference_figures.tile_map(reference_page.tiles(of, choice))


@st.cache_data
def matrix(of: Source, choice: Choice) -> go.Figure:
    """The matrix."""
    names = [step.short_name.of(LANGUAGE) for step in reference_page.known(of).programme.steps]
    return reference_figures.matrix(reference_page.matrix(of, choice), names)


@st.cache_data
def lines(of: Source, choice: Choice, until: date) -> go.Figure:
    """The lines, with the chosen month on them."""
    return reference_figures.lines(reference_page.lines(of, choice, until), choice.as_of)


def show() -> None:
    """The whole page, from the top at each choice."""
    st.set_page_config(page_title=say("screen.page.national", LANGUAGE), layout="wide")
    of = source(os.environ["WAMS_HOME"])
    ends = months(of)
    st.title(say("screen.page.national", LANGUAGE))
    as_of = st.select_slider("month", ends, ends[-1], format_func=_month, key="month")
    offered = options(of, ends[-1])
    picked = [(name, st.radio(name, [ALL, *offered[name]], key=name, horizontal=True)) for name in FILTERS]
    choice = Choice(as_of, STEP, tuple((name, value) for name, value in picked if value not in (ALL, None)))
    st.caption(" · ".join([as_of.isoformat(), *(str(value) for _, value in choice.where)]))
    # as on the other two pages a month leaves the headline figures on the date of the page
    for column, (value, unit) in zip(st.columns(4), headlines(of, Choice(ends[-1], STEP, choice.where)), strict=True):
        column.metric(unit or " ", value)
    left, right = st.columns([486, 674])
    left.plotly_chart(tile_map(of, choice), config=PLAIN, key="map")
    right.plotly_chart(matrix(of, choice), config=PLAIN, key="matrix")
    st.plotly_chart(lines(of, choice, ends[-1]), config=PLAIN, key="lines")


def _month(end: date) -> str:
    return month(end, LANGUAGE)


show()
