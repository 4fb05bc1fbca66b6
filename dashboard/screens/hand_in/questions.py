"""The questions of VNG to this municipality, with a field for the answer; only the municipality itself answers."""

import streamlit as st

from access.permissions import Action
from dashboard.figure.words import counted, plain
from dashboard.screens.hand_in import acts
from dashboard.screens.hand_in.asked import Asked, asks
from dashboard.view import keeping, state
from domain.clocks import dutch_day
from language.formats import day
from language.texts import say
from office.desk_tables import LONGEST_NOTE
from office.follow_ups import FollowUp, FollowUpState
from pipelines.normalising.typed_texts import TypedTextError, checked

WRONG = "answer_wrong"


def questions(asked: Asked) -> None:
    """Draws those that are not closed, the open ones first; nothing where there is none."""
    found = keeping.office().follow_ups.all(asks(), municipality_code=asked.code)
    if not found:
        return
    language = asked.language
    waiting = [one for one in found if one.state is FollowUpState.OPEN]
    st.header(counted("screen_hand_in.questions.finding", len(waiting), language), anchor=False)
    st.markdown(f":gray[{say('screen_hand_in.questions.lead', language)}]")
    decision = asked.may(Action.HAND_IN)
    for one in sorted(found, key=lambda one: one.state is not FollowUpState.OPEN):
        _question(one, asked, may_answer=decision.is_allowed and not decision.is_on_behalf)
    if decision.is_on_behalf:
        st.markdown(f":gray[{say('screen_hand_in.questions.theirs', language)}]")


def _question(one: FollowUp, asked: Asked, *, may_answer: bool) -> None:
    language = asked.language
    st.markdown(f"**{plain(one.question)}**")
    when = {"day": day(dutch_day(one.asked_at), language)}
    st.markdown(f":gray[{say('screen_hand_in.questions.asked', language, **when)}]")
    if one.answer is not None:
        st.markdown(plain(f"“{one.answer}”"))
    if not may_answer:
        return
    with st.form(f"answer_{one.number}", enter_to_submit=False, border=False):
        label = "screen_hand_in.questions.answer" if one.answer is None else "screen_hand_in.questions.answer_anew"
        st.text_area(say(label, language), key=_key(one.number), max_chars=LONGEST_NOTE, height=68)
        wrong = state.held(WRONG)
        if wrong is not None and wrong[0] == one.number:
            st.info(wrong[1])
        send = say("screen_hand_in.questions.send", language)
        st.form_submit_button(send, on_click=_answer, args=(asked.code, one.number))


def _key(number: int) -> str:
    return f"answer_text_{number}"


def _answer(code: str, number: int) -> None:
    """What cannot be kept stays in its field, with why under it."""
    state.let_go(WRONG)
    try:
        text = checked(str(state.filled_in(_key(number)) or ""), longest=LONGEST_NOTE)
    except TypedTextError as error:
        return state.hold(WRONG, (number, error.message[state.language()]))
    keeping.carry_out(acts.answered(code, number, text))
    return state.fill_in(_key(number), "")
