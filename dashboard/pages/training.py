"""Opleiding: how far the training of staff has come."""

import streamlit as st

from dashboard import opening, parts, state
from dashboard.figures import training as figures
from dashboard.training import headlines, training
from language.texts import say


def show() -> None:
    """Coverage, then what differs between municipalities, what leaks away and the hours, then by kind of place."""
    view = state.chosen_view()
    people = opening.opened(view, "training", say("screen.lead.training", view.language))
    if people is None:
        return
    picture = training(view)
    parts.headlines(headlines(picture, view.language))
    figures.coverage(picture, view)
    figures.choose_group(picture, view.language)
    beside = st.columns([650, 470], gap="large")
    with beside[0]:
        figures.funnel(picture, view)
    with beside[1]:
        figures.leak(picture, view)
        figures.hours(picture, view)
    figures.by_kind(picture, view)
