"""Kosten: what was estimated, spent and never estimated."""

import streamlit as st

from dashboard import opening, parts, state
from dashboard.costs import costs, headlines
from dashboard.figures import costs as figures
from language.texts import say


def show() -> None:
    """The cost table, then against the norm, expected, never estimated, the spread and the model."""
    view = state.chosen_view()
    people = opening.opened(view, "costs", say("screen.lead.costs", view.language))
    if people is None:
        return
    picture = costs(view)
    parts.headlines(headlines(picture, view.language))
    figures.table(picture, view)
    figures.remark(picture, view)
    beside = st.columns([650, 470], gap="large")
    with beside[0]:
        figures.against_norm(picture, view)
    with beside[1]:
        figures.expected(picture, view)
    figures.never(picture, view)
    figures.spread(picture, view)
    figures.model(picture, view)
