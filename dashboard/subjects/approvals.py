"""Who approves the reports of a municipality, and which reports wait for whoever looks."""

import streamlit as st

from access.permissions import Action
from dashboard.figure.words import counted, plain
from dashboard.subjects.own_reports import Report, reports
from dashboard.view import keeping, queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.principal import Principal
from language.formats import listing, moment
from language.texts import say
from office.people import Approver
from office.report_acts import ReportAct


def wait_for(view: View, code: str) -> list[Report]:
    """The reports of a municipality that wait until who looks approves them: not those that they handed in."""
    if not state.run().visitor.may(Action.APPROVE, code).is_allowed:
        return []
    person = _asks().person
    return [one for one in reports(view, code) if one.became == "awaiting" and not _is_by(one, person)]


def remind(view: View) -> None:
    """Over the front page of who approves: that reports wait for them, since when, with the way to each."""
    code = _asks().municipality_code
    if code is None or state.run().office is None or not queries.store_info().last_sequence:
        return
    waiting = wait_for(view, code)
    if not waiting:
        return
    language, since = view.language, min(one.received_at for one in waiting)
    with st.container(key="reminder"):
        told = counted("screen_hand_in.approve.waiting", len(waiting), language)
        st.info(f"{told}. {say('screen_hand_in.approve.since', language, since=moment(since, language))}")
        for one in waiting:
            words = {"number": one.sequence, "moment": moment(one.received_at, language)}
            address = view.with_choice("bewijs", str(one.sequence), state.run().choices).address()
            label = say("screen_hand_in.approve.look", language, **words)
            st.page_link(state.page("receipt"), label=label, query_params=address)


def who_approves(code: str, language: Language) -> str:
    """Who may approve there, by name for their colleagues; that nobody can but who looks, or nobody at all."""
    if _asks().is_local:
        return say("screen_hand_in.wish.who_local", language)
    found = keeping.office().people.approvers(_asks(), code)
    others = [one for one in found if one.number != _asks().person]
    if not others:
        return say("screen_hand_in.wish.only_you" if found else "screen_hand_in.wish.nobody", language)
    who = listing([_called(one, language) for one in others], language)
    return plain(say("screen_hand_in.wish.who", language, who=who))


def _called(one: Approver, language: Language) -> str:
    """By name with what they do; by what is known of it."""
    if one.name is not None and one.function_name is not None:
        return say("screen_hand_in.wish.called", language, name=one.name, work=one.function_name)
    return one.name or one.function_name or say("screen_hand_in.wish.without_name", language)


def _is_by(found: Report, person: int | None) -> bool:
    """Whether somebody handed a report in themselves: then it is not theirs to approve."""
    done = found.done.get(ReportAct.HANDED_IN)
    return person is not None and done is not None and done.by_person == person


def _asks() -> Principal:
    return state.run().visitor.principal
