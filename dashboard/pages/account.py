"""Verantwoording: what each figure means and how it is made."""

import streamlit as st

from dashboard import filters, parts, state
from dashboard.figures import account as figures
from language.texts import say


def show() -> None:
    """Draws the page; it speaks of the monitor as a whole, so that the filters stay away."""
    view = state.chosen_view()
    parts.page_header(say("screen.page.account", view.language), say("screen.lead.account", view.language))
    filters.show(view, filters.dates(view))
    figures.catalogue(view)
    left, right = st.columns(2, gap="large")
    with left:
        figures.method(view)
    with right:
        figures.limits(view)
    figures.studies(view)
    figures.sources(view)
    figures.files(view)
    figures.versions(view)
    figures.accessibility(view)
