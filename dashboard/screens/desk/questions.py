"""The questions to municipalities: what waits for an answer, what was answered, and the end of it."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

import streamlit as st

from access.permissions import Action
from dashboard.figure.words import counted
from dashboard.screens.desk import call_acts
from dashboard.screens.desk.words import asks, by_word
from dashboard.screens.desk.work import WORK, WorkRow, work_data
from dashboard.view import keeping, queries, state
from dashboard.view.address import View
from dashboard.view.keeping import Act, Told
from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.principal import Principal
from domain.typed_texts import Checked
from language.formats import day
from language.texts import say
from office.acts import Way
from office.desk_tables import LONGEST_NOTE
from office.follow_ups import About, FollowUp, FollowUpState
from office.office import Office
from pipelines.normalising.typed_texts import TypedTextError, checked

STATE_KEYS: Final = {
    FollowUpState.OPEN: "screen_desk.questions.open",
    FollowUpState.ANSWERED: "screen_desk.questions.answered",
    FollowUpState.CLOSED: "screen_desk.questions.closed",
}
ORDER: Final = {FollowUpState.ANSWERED: 0, FollowUpState.OPEN: 1, FollowUpState.CLOSED: 2}
WRONG: Final = "question_wrong"


def questions(view: View) -> None:
    """Draws those that were answered first, then those that wait; and the field for a new one."""
    language = view.language
    found = sorted(keeping.office().follow_ups.all(asks()), key=lambda one: (ORDER[one.state], one.asked_at))
    answered = sum(one.state is FollowUpState.ANSWERED for one in found)
    st.header(counted("screen_desk.questions.finding", len(found), language), anchor=False)
    if found:
        st.markdown(f":gray[{counted('screen_desk.questions.answers', answered, language)}]")
        heads = [say(key, language) for key in HEAD_KEYS]
        caption = say("screen_desk.questions.caption", language)
        data = work_data(caption, heads, [_row(one, language) for one in found], language)
        WORK.draw(data, key="questions", act=partial(_act, {str(one.number): one for one in found}))
    _new(view)


HEAD_KEYS: Final = (
    "screen.column.municipality",
    "screen_desk.questions.question",
    "screen_desk.questions.answer",
    "screen_desk.questions.state",
)


def _row(one: FollowUp, language: Language) -> WorkRow:
    asked = {"day": day(dutch_day(one.asked_at), language), "by": by_word(one.asked_by, one.asked_role)}
    return {
        "id": str(one.number),
        "title": _name(one.municipality_code),
        "small": say("screen_desk.questions.asked", language, **asked),
        "cells": [
            one.question,
            one.answer or say("screen_desk.calls.no_answer", language),
            say(STATE_KEYS[one.state], language),
        ],
        "does": [("end", say("screen_desk.questions.end", language))],
        "lines": None,
        "form": None,
    }


def _name(code: str) -> str:
    found = queries.the_register().by_code.get(code)
    return code if found is None else found.name


def _act(found: Mapping[str, FollowUp], told: Mapping[str, Any]) -> None:
    one = found.get(str(told["id"]))
    if told["do"] == "end" and one is not None:
        keeping.carry_out(Act(Action.KEEP_CALLS, one.municipality_code, partial(_ended, one)))


def _ended(one: FollowUp, office: Office, asks: Principal, now: datetime) -> Told:
    office.follow_ups.close(asks, one.number, way=Way.SCREEN, now=now)
    return Told(counted("screen_desk.done.questions_closed", 1, state.language()))


def _new(view: View) -> None:
    language, names = view.language, dict(queries.everyone(view).select("municipality_code", "name").iter_rows())
    st.header(say("screen_desk.questions.new", language), anchor=False)
    with st.form("new_question", clear_on_submit=False, enter_to_submit=False):
        st.selectbox(
            say("screen.column.municipality", language),
            sorted(names, key=lambda code: names[code].lstrip("'").casefold()),
            None,
            names.__getitem__,
            key="question_of",
            placeholder=say("screen_desk.own.placeholder", language),
        )
        st.text_area(say("screen_desk.questions.text", language), key="question_text", max_chars=LONGEST_NOTE)
        if (wrong := state.held(WRONG)) is not None:
            st.info(wrong)
        st.form_submit_button(say("screen_desk.questions.ask", language), on_click=_ask)


def _ask() -> None:
    """Checks what was typed, and asks; what cannot be kept stays in its field, with why under it."""
    language, code = state.language(), state.filled_in("question_of")
    state.let_go(WRONG)
    try:
        text = checked(str(state.filled_in("question_text") or ""), longest=LONGEST_NOTE)
    except TypedTextError as error:
        return state.hold(WRONG, error.message[language])
    if code is None:
        return state.hold(WRONG, say("screen_desk.questions.needs_municipality", language))
    keeping.carry_out(Act(Action.KEEP_CALLS, str(code), partial(_asked, str(code), text)))
    return state.fill_in("question_text", "")


def _asked(code: str, text: Checked, office: Office, asks: Principal, now: datetime) -> Told:
    asked = office.follow_ups.ask(asks, code, About(), text, way=Way.SCREEN, now=now)
    undo = Act(Action.KEEP_CALLS, code, partial(_ended, asked))
    return Told(say("screen_desk.done.asked_of", state.language(), name=call_acts.name_of(code)), undo=undo)
