"""Stappen: one step in depth, and under it all steps side by side."""

import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.without_age import beside_age
from dashboard.frame import opening
from dashboard.screens.steps import busy, durations, every_step_busy, every_step_waits, outlook, plans, record, waiting
from dashboard.screens.steps.asked import of_view, one_step
from dashboard.screens.steps.conclusions import conclusions, said_conclusions
from dashboard.screens.steps.every_step import all_steps
from dashboard.screens.steps.every_step_reopened import all_reopened
from dashboard.screens.steps.headlines import headlines_seen
from dashboard.screens.steps.tipping import tipping
from dashboard.screens.steps.today import today
from dashboard.view import state
from language.texts import say


def show() -> None:
    """One step from its headline figures to its record, then all steps side by side."""
    view = state.chosen_view()
    lead = f"{say('screen_steps.lead', view.language)} {say('screen.rule.finished', view.language)}"
    people = opening.opened(view, "steps", lead)
    if people is None:
        return
    picture = one_step(view)
    choose = say("screen_steps.choose.step", view.language)
    anatomy.step_chooser(picture.programme, picture.number, choose, view.language)
    found = headlines_seen(picture, view.language)
    anatomy.headlines(beside_age(found, view, lambda whole: headlines_seen(of_view(picture, whole), view.language)))
    durations.durations(picture, view)
    today(picture, view)
    every_conclusion = said_conclusions(view)
    left, right = st.columns([630, 490], gap="large")
    with left:
        tipping(picture, every_conclusion, view)
    with right:
        conclusions(picture, every_conclusion, view)
    left_of_record, right_of_outlook = st.columns([650, 470], gap="large")
    with left_of_record:
        outlook.outlook(picture, view)
    left, right = st.columns([470, 650], gap="large")
    with left:
        waiting.waiting(picture, view)
        plans.plans(picture, view)
    with right:
        busy.busy(picture, view)
    every_step = all_steps(view)
    every_step_busy.all_busy(every_step, view)
    every_step_waits.waits(every_step, view)
    all_reopened(view)
    with right_of_outlook:  # takes longest to work out, so it is asked last
        record.record(picture, view)
