"""Stappen: one step in depth, and under it all steps side by side."""

import streamlit as st

from dashboard.figure import anatomy
from dashboard.frame import opening
from dashboard.screens.steps import busy, durations, every_step_busy, every_step_waits, outlook, plans, waiting
from dashboard.screens.steps import record as record_of_steps
from dashboard.screens.steps.asked import OneStep, one_step
from dashboard.screens.steps.every_step import all_steps
from dashboard.screens.steps.headlines import headlines
from dashboard.view import state
from dashboard.view.address import View
from language.texts import say


def choose_step(one: OneStep, view: View) -> None:
    """A row of buttons, one per step."""
    anatomy.step_chooser(one.programme, one.number, say("screen_steps.choose.step", view.language), view.language)


def show() -> None:
    """One step from its headline figures to its record, then all steps side by side."""
    view = state.chosen_view()
    people = opening.opened(view, "steps", say("screen.lead.steps", view.language))
    if people is None:
        return
    one = one_step(view)
    choose_step(one, view)
    anatomy.headlines(headlines(one, view.language))
    durations.durations(one, view)
    expected, record = st.columns([650, 470], gap="large")
    with expected:
        outlook.outlook(one, view)
    waits, longest = st.columns([470, 650], gap="large")
    with waits:
        waiting.waiting(one, view)
        plans.plans(one, view)
    with longest:
        busy.busy(one, view)
    every = all_steps(view)
    every_step_busy.busy(every, view)
    every_step_waits.waits(every, view)
    with record:
        record_of_steps.record(one, view)
