"""Opleiding: how far the training of staff has come."""

import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.without_age import beside_age
from dashboard.frame import opening
from dashboard.screens.training import coverage, funnel, hours, kinds, leak
from dashboard.screens.training.asked import Training, training
from dashboard.screens.training.headlines import headlines
from dashboard.view import state
from domain.bilingual import Language
from language.texts import say


def show() -> None:
    """Coverage, then what differs between municipalities, what leaks away and the hours, then by kind of place."""
    view = state.chosen_view()
    people = opening.opened(view, "training", say("screen_training.lead", view.language))
    if people is None:
        return
    picture = training(view)
    anatomy.headlines(
        beside_age(headlines(picture, view.language), view, lambda whole: headlines(training(whole), view.language))
    )
    coverage.coverage(picture, view)
    _choose_group(picture, view.language)
    left, right = st.columns([650, 470], gap="large")
    with left:
        funnel.funnel(picture, view)
    with right:
        leak.leak(picture, view)
        hours.hours(picture, view)
    kinds.by_kind(picture, view)


def _choose_group(picture: Training, language: Language) -> None:
    """Which target group the figures below are about; no choice where there is one group."""
    groups = picture.programme.target_groups
    if len(groups) > 1:
        options = [(group.key, group.name.of(language), group.explanation.of(language)) for group in groups]
        anatomy.chooser("doelgroep", say("screen_training.choose_group", language), options, picture.group.key)
