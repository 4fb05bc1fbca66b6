"""Who is in now: every open session, to be ended one by one or all at once."""

import streamlit as st

from dashboard.figure.words import counted, plain
from dashboard.frame import looking_as
from dashboard.screens.people import acts
from dashboard.view import keeping, state
from language.formats import integer, moment
from language.texts import say
from office.errors import NotYoursError
from office.sessions import Session

MOST_SHOWN = 25


def who_is_in() -> None:
    """Draws those that were used last, and how many there are."""
    language, asks = state.language(), state.run().visitor.principal
    st.header(say("screen_people.open.title", language), anchor=False)
    try:
        every = keeping.office().sessions.all(asks, now=keeping.now())
    except NotYoursError:  # a contact of local mode is nobody in particular
        st.markdown(say("screen_people.open.not_here", language))
        return
    shown = sorted(every, key=lambda session: session.last_used_at, reverse=True)[:MOST_SHOWN]
    lead = [counted("screen_people.open.lead", len(every), language)]
    if len(shown) < len(every):
        lead.append(say("screen_people.open.newest", language, count=integer(len(shown), language)))
    st.markdown(f":gray[{' '.join(lead)}]")
    for session in shown:
        _one(session, asks.municipality_code)
    if every:
        keeping.button(
            say("screen_people.open.end_all", language),
            "end_all",
            acts.end_all(asks.municipality_code),
            question=counted("screen_people.open.end_all_sure", len(every), language),
            yes=say("screen_people.open.end_all_yes", language),
        )


def _one(session: Session, of: str | None) -> None:
    language, name = state.language(), _name(session)
    words = {
        "name": name,
        "begun": moment(session.begun_at, language),
        "used": moment(session.last_used_at, language),
        "ends": moment(session.ends_at, language),
    }
    said = [say("screen_people.open.line", language, **words)]
    if session.principal == state.run().visitor.principal:
        said.append(say("screen_people.open.own", language))
    with st.container(border=True, key=f"session_{session.number}"):
        st.markdown(plain(" ".join(said)))
        keeping.button(
            say("screen_people.open.end", language),
            f"end_{session.number}",
            acts.end_session(session.number, name, of),
            question=say("screen_people.open.end_sure", language, name=plain(name)),
            yes=say("screen_people.open.end_yes", language),
        )


def _name(session: Session) -> str:
    """Who it is of: a person with their number, else in local mode whom somebody looks as."""
    person = session.principal.person
    if person is not None:
        return f"{session.display_name or say('screen_people.no_name', state.language())} ({person})"
    return looking_as.worded(session.principal, state.language()).label(state.language())
