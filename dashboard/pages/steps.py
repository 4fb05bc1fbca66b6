"""Stappen: one step in depth, and under it all steps side by side."""

import streamlit as st

from dashboard import opening, parts, state
from dashboard.all_steps import all_steps
from dashboard.figures import all_steps as all_figures
from dashboard.figures import step_outlook
from dashboard.figures import steps as figures
from dashboard.one_step import one_step
from dashboard.step_headlines import headlines
from language.texts import say


def show() -> None:
    """One step from its headline figures to its record, then all steps side by side."""
    view = state.chosen_view()
    people = opening.opened(view, "steps", say("screen.lead.steps", view.language))
    if people is None:
        return
    one = one_step(view)
    figures.choose_step(one, view)
    parts.headlines(headlines(one, view.language))
    figures.durations(one, view)
    expected, record = st.columns([650, 470], gap="large")
    with expected:
        step_outlook.outlook(one, view)
    waits, longest = st.columns([470, 650], gap="large")
    with waits:
        figures.waiting(one, view)
        figures.plans(one, view)
    with longest:
        figures.busy(one, view)
    every = all_steps(view)
    all_figures.busy(every, view)
    all_figures.waits(every, view)
    with record:
        step_outlook.record(one, view)
