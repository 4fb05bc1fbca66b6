"""Approving a report that awaits it: a button for who may, the reason for who may not."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from access.permissions import Action
from dashboard.figure.words import counted
from dashboard.screens.hand_in import acts
from dashboard.screens.hand_in.asked import Asked, asks
from dashboard.subjects.approvals import wait_for
from dashboard.subjects.own_reports import Report
from dashboard.view import keeping, state
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import moment
from language.texts import say


def waiting(asked: Asked) -> None:
    """For who approves: which reports wait for that, with the way to each; nothing where none does, or for others."""
    found, language = wait_for(asked.view, asked.code), asked.language
    if not found:
        return
    st.header(counted("screen_hand_in.approve.waiting", len(found), language), anchor=False)
    for one in found:
        words = {"number": one.sequence, "moment": moment(one.received_at, language)}
        if st.button(say("screen_hand_in.approve.look", language, **words), key=f"look_{one.sequence}"):
            state.go("receipt", asked.view.with_choice("bewijs", str(one.sequence), state.run().choices))


def approving(found: Report, code: str, receipt: Mapping[str, Any], language: Language) -> None:
    """Draws it, for a report that awaits approval; nothing for another."""
    if found.became != "awaiting":
        return
    decision = state.run().visitor.may(Action.APPROVE, code)
    person = asks().person
    is_own = person is not None and receipt.get("handed_in_by") == person
    is_theirs = decision.is_allowed and not is_own
    title = "screen_hand_in.approve.title_yours" if is_theirs else "screen_hand_in.approve.title"
    st.header(say(title, language), anchor=False)
    if not is_theirs:
        st.markdown(say("screen_hand_in.approve.own", language) if decision.is_allowed else decision.words(language))
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
