"""Opgave doen: what is asked now, two equal ways to say it, and what was handed in before."""

from dataclasses import replace
from typing import Final

import streamlit as st

from access.permissions import Action
from dashboard.drawing.telling import tell
from dashboard.figure import anatomy
from dashboard.screens.hand_in import approval_wish, approving, form, head, which_day
from dashboard.screens.hand_in.asked import Asked, asked_of, code_of
from dashboard.screens.hand_in.asked import may_report as may_report
from dashboard.screens.hand_in.asked_now import asked_now
from dashboard.screens.hand_in.history import history
from dashboard.screens.hand_in.mending import mending
from dashboard.screens.hand_in.questions import questions
from dashboard.screens.hand_in.unchanged import is_nothing_changed
from dashboard.screens.hand_in.who_sees import who_sees
from dashboard.screens.hand_in.workbook import workbook
from dashboard.view import queries, state
from dashboard.view.address import WAYS, View
from language.formats import day
from language.texts import say

WAY_KEYS: Final = {"form": "screen_hand_in.way.form_choice", "workbook": "screen_hand_in.way.workbook_choice"}


def show() -> None:
    """Draws the page; for who has nothing to do here it says why, and who has."""
    visitor = state.run().visitor
    view = replace(state.chosen_view(), known=None, known_on=state.run().now, report=None)  # of now: work is done on it
    decision = may_report(visitor)
    if not decision.is_allowed:
        return anatomy.page_header(say("screen_hand_in.refused_title", view.language), decision.words(view.language))
    asked = asked_of(view)
    if asked is None:
        return _choose(view)
    visitor.reads(asked.code, state.run().now)
    lead = {"name": asked.name, "day": day(asked.reporting_date, view.language)}
    anatomy.page_header(say("screen.page.hand_in", view.language), say("screen_hand_in.lead", view.language, **lead))
    if asked.may(Action.DRAFT).is_allowed:
        head.steps(2, view.language)
    tell()
    approving.waiting(asked)
    which_day.choose(asked)
    asked_now(asked)
    questions(asked)
    mending(asked)
    is_nothing_changed(asked)
    _filled_in(asked)
    history(asked)
    approval_wish.approval_wish(asked)
    return who_sees(asked)


def _filled_in(asked: Asked) -> None:
    """The chosen way to fill it in, for who may; the reason for who may not."""
    language, decision = asked.language, asked.may(Action.DRAFT)
    if not decision.is_allowed:
        st.info(decision.words(language))
        return
    st.markdown(say("screen_hand_in.way.equal", language))
    way = asked.view.way or "form"
    options = [(value, label, label, label) for value, key in WAYS.items() for label in [say(WAY_KEYS[key], language)]]
    anatomy.chooser("weg", say("screen_hand_in.way.label", language), options, _written(way))
    if way == "workbook":
        workbook(asked, asked.may(Action.HAND_IN).words(language))
    else:
        form.show(asked)


def _written(way: str) -> str:
    return next(value for value, key in WAYS.items() if key == way)


def _choose(view: View) -> None:
    """For whom reports are done for others: whose is it? Of a municipality that is gone: who reports instead."""
    code, language = code_of(view), view.language
    gone = None if code is None else queries.the_register().by_code.get(code)
    key = "screen_hand_in.lead_choose" if gone is None else "screen_hand_in.lead_gone"
    lead = say(key, language, name=gone.name) if gone is not None else say(key, language)
    anatomy.page_header(say("screen.page.hand_in", language), lead)
    which_day.choose_municipality(view)
