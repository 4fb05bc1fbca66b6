"""Verantwoording: what each figure means and how it is made."""

import streamlit as st

from dashboard.figure import anatomy
from dashboard.frame import filters
from dashboard.screens.account import catalogue, chapters, files, sources, studies, who_sees
from dashboard.screens.account.claims import three_claims
from dashboard.view import state
from language.texts import say


def show() -> None:
    """Draws the page; it speaks of the monitor as a whole, so that the filters stay away."""
    view = state.chosen_view()
    anatomy.page_header(say("screen.page.account", view.language), say("screen_account.lead", view.language))
    filters.show(view, filters.dates(view))
    catalogue.catalogue(view)
    left, right = st.columns(2, gap="large")
    with left:
        chapters.method(view)
    with right:
        chapters.limits(view)
        three_claims(view.language)
    studies.studies(view)
    sources.sources(view)
    files.files(view)
    chapters.versions(view)
    who_sees.who_sees(view)
    chapters.accessibility(view)
