"""Opgave doen: what is asked now, two equal ways to say it, and what was handed in before."""

import streamlit as st

from access.permissions import Action
from dashboard.figure import anatomy
from dashboard.screens.hand_in import form, which_day
from dashboard.screens.hand_in.asked import Asked, asked_of, code_of
from dashboard.screens.hand_in.asked import may_report as may_report
from dashboard.view import keeping, queries, state
from dashboard.view.address import View
from language.formats import day
from language.texts import say


def show() -> None:
    """Draws the page; for who has nothing to do here it says why, and who has."""
    view, visitor = state.chosen_view(), state.run().visitor
    decision = may_report(visitor)
    if not decision.is_allowed:
        return anatomy.page_header(say("screen_hand_in.refused_title", view.language), decision.words(view.language))
    asked = asked_of(view)
    if asked is None:
        return _choose(view)
    lead = {"name": asked.name, "day": day(asked.reporting_date, view.language)}
    anatomy.page_header(say("screen.page.hand_in", view.language), say("screen_hand_in.lead", view.language, **lead))
    keeping.tell()
    which_day.choose(asked)
    return _filled_in(asked)


def _filled_in(asked: Asked) -> None:
    """The chosen way to fill it in, for who may; the reason for who may not."""
    decision = asked.may(Action.DRAFT)
    if not decision.is_allowed:
        st.info(decision.words(asked.language))
        return
    form.show(asked)


def _choose(view: View) -> None:
    """For whom reports are done for others: whose is it? Of a municipality that is gone: who reports instead."""
    code, language = code_of(view), view.language
    gone = None if code is None else queries.the_register().by_code.get(code)
    key = "screen_hand_in.lead_choose" if gone is None else "screen_hand_in.lead_gone"
    lead = say(key, language, name=gone.name) if gone is not None else say(key, language)
    anatomy.page_header(say("screen.page.hand_in", language), lead)
    which_day.choose_municipality(view)
