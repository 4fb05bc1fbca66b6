"""Approving a report that awaits it: a button for who may, the reason for who may not."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from access.permissions import Action
from dashboard.screens.hand_in import acts
from dashboard.screens.hand_in.asked import asks
from dashboard.screens.hand_in.history import Report
from dashboard.view import keeping, state
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.texts import say


def approving(found: Report, code: str, receipt: Mapping[str, Any], language: Language) -> None:
    """Draws it, for a report that awaits approval; nothing for another."""
    if found.became != "awaiting":
        return
    st.header(say("screen_hand_in.approve.title", language), anchor=False)
    decision = state.run().visitor.may(Action.APPROVE, code)
    if not decision.is_allowed:
        st.markdown(decision.words(language))
        return
    person = asks().person
    if person is not None and receipt.get("handed_in_by") == person:
        st.markdown(say("screen_hand_in.approve.own", language))
        return
    st.markdown(say("screen_hand_in.approve.text", language))
    about = found.days[-1] if found.days else dutch_day(found.received_at)
    st.button(
        say("screen_hand_in.approve.button", language),
        key="approve",
        type="primary",
        on_click=keeping.carry_out,
        args=(acts.approve(code, found.sequence, about),),
    )
