"""Kosten: what was estimated, spent and never estimated."""

import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.without_age import beside_age
from dashboard.frame import opening
from dashboard.screens.costs import cost_table, expected, model, never, norm, remark, spread
from dashboard.screens.costs.asked import costs
from dashboard.screens.costs.headlines import headlines
from dashboard.view import state
from language.texts import say


def show() -> None:
    """The cost table, then against the norm, expected, never estimated, the spread and the model."""
    view = state.chosen_view()
    people = opening.opened(view, "costs", say("screen_costs.lead", view.language))
    if people is None:
        return
    picture = costs(view)
    anatomy.headlines(
        beside_age(headlines(picture, view.language), view, lambda whole: headlines(costs(whole), view.language))
    )
    cost_table.cost_table(picture, view)
    remark.remark(picture, view.language)
    left, right = st.columns([650, 470], gap="large")
    with left:
        norm.against_norm(picture, view)
    with right:
        expected.expected(picture, view)
    never.never(picture, view)
    spread.spread(picture, view)
    model.model(picture, view)
