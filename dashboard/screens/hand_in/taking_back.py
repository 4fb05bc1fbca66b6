"""Taking a report back: until a day after it came in, with a reason; or why that is not possible; and going on."""

from dataclasses import replace

import streamlit as st

from access.permissions import Action
from dashboard.screens.hand_in import acts
from dashboard.subjects.own_reports import Report
from dashboard.view import keeping, state
from domain.bilingual import Language
from language.formats import day, moment
from language.texts import say
from pipelines.beside_rows import TAKE_BACK_WITHIN, NotSaidError, plain_note
from pipelines.format.columns import MAX_NOTE_LENGTH

WRONG, REASON = "take_back_wrong", "take_back_reason"


def taking_back(found: Report, code: str, language: Language) -> None:
    """Draws it; of a report that is gone already the draft that it became, nothing of one that never counted."""
    if found.became == "taken_back":
        return _go_on(found, code, language)
    if found.became == "rejected":
        return None
    until = found.received_at + TAKE_BACK_WITHIN
    title = say("screen_hand_in.back.title", language, moment=moment(until, language))
    why_not = _why_not(found, code, language)
    if why_not:
        title = say("screen_hand_in.back.title_not", language)
    st.header(title, anchor=False)
    st.markdown(why_not or say("screen_hand_in.back.text", language))
    if why_not:
        st.markdown(say("screen_hand_in.back.anew", language))
        return None
    with st.form("take_back", enter_to_submit=False, border=False):
        st.text_input(say("screen_hand_in.back.reason", language), key=REASON, max_chars=MAX_NOTE_LENGTH)
        wrong = state.held(WRONG)
        if wrong is not None:
            st.info(wrong)
        send = say("screen_hand_in.back.send", language)
        st.form_submit_button(send, on_click=_take_back, args=(code, found.sequence))
    return None


def _go_on(found: Report, code: str, language: Language) -> None:
    """The way to the drafts about its days, for who may fill them in; nothing where none was begun."""
    visitor = state.run().visitor
    if not visitor.may(Action.DRAFT, code).is_allowed:
        return
    begun = [one for one in keeping.office().drafts.begun(visitor.principal, code) if one in found.days]
    if begun:
        st.header(say("screen_hand_in.back.draft", language), anchor=False)
    for one in begun:
        if st.button(say("screen_hand_in.back.go_on", language, day=day(one, language)), key=f"go_on_{one}"):
            state.go("hand_in", replace(state.chosen_view(), report=None, report_day=one, way="form"))


def _why_not(found: Report, code: str, language: Language) -> str:
    """Why it cannot be taken back by who looks, now; "" where it can."""
    decision = state.run().visitor.may(Action.TAKE_BACK, code)
    if not decision.is_allowed:
        return decision.words(language)
    if not found.has_statements and not found.line["quarantined_count"]:
        return say("screen_hand_in.back.nothing_new", language)
    if state.run().now > found.received_at + TAKE_BACK_WITHIN:
        return say("screen_hand_in.back.too_long_ago", language)
    return ""


def _take_back(code: str, report: int) -> None:
    """A reason that cannot be kept stays in its field, with why under it."""
    state.let_go(WRONG)
    try:
        reason = plain_note(str(state.filled_in(REASON) or ""))
    except NotSaidError as error:
        return state.hold(WRONG, error.message[state.language()])
    keeping.carry_out(acts.taken_back(code, report, reason))
    return state.fill_in(REASON, "")
