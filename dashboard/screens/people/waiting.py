"""Who signed in somewhere and is unknown here: let in, or turned away."""

from functools import partial

import streamlit as st

from dashboard.figure.words import plain
from dashboard.screens.people import acts, appointing
from dashboard.screens.people.words import issuer_label, name_of
from dashboard.view import keeping, state
from language.formats import integer, moment
from language.texts import say
from office.errors import NotYoursError
from office.knocks import Knock

ADMITTING = "admitting"


def who_waits() -> None:
    """Draws them, who waits longest first."""
    language, asks = state.language(), state.run().visitor.principal
    st.header(say("screen_people.waiting.title", language), anchor=False)
    st.markdown(f":gray[{say('screen_people.waiting.lead', language)}]")
    try:
        every = keeping.office().knocks.all(asks, with_turned_away=True)
    except NotYoursError:  # a contact of local mode has no organisation to have colleagues in
        st.markdown(say("screen_people.waiting.not_here", language))
        return
    with_turned_away = any(knock.turned_away_at for knock in every) and st.checkbox(
        say("screen_people.waiting.turned_away", language), key="with_turned_away"
    )
    shown = [knock for knock in every if with_turned_away or not knock.turned_away_at]
    if not shown:
        st.markdown(say("screen_people.waiting.none", language))
    for knock in shown:
        with st.container(border=True, key=f"knock_{knock.number}"):
            _one(knock)


def _one(knock: Knock) -> None:
    language, number = state.language(), knock.number
    st.markdown(f"**{plain(name_of(knock))}**  \n{plain(_came(knock))}")
    with st.container(horizontal=True):
        st.button(
            say("screen_people.waiting.admit", language),
            key=f"admit_{number}",
            on_click=state.hold,
            args=(ADMITTING, number),
        )
        if knock.turned_away_at is None:
            keeping.button(
                say("screen_people.waiting.turn_away", language),
                f"turn_away_{number}",
                acts.turn_away(knock, state.run().visitor.principal.municipality_code),
                question=say("screen_people.waiting.turn_away_sure", language, name=plain(name_of(knock))),
                yes=say("screen_people.waiting.turn_away_yes", language),
            )
    if state.held(ADMITTING) == number:
        title = say("screen_people.form.admit", language, name=plain(name_of(knock)))
        now = say("screen_people.form.admit_now", language)
        appointing.form(f"admitting_{number}", title, now, None, partial(acts.admit, knock.identity))
        st.button(say("screen_people.close", language), key=f"close_{number}", on_click=state.let_go, args=(ADMITTING,))


def _came(knock: Knock) -> str:
    language, who = state.language(), knock.identity
    words = {
        "count": integer(knock.knock_count, language),
        "first": moment(knock.first_at, language),
        "last": moment(knock.last_at, language),
        "issuer": issuer_label(who),
        "tenant": who.tenant or say("screen_people.waiting.no_tenant", language),
        "subject": who.subject,
    }
    is_once = knock.knock_count == 1
    said = [say("screen_people.waiting.came_once" if is_once else "screen_people.waiting.came", language, **words)]
    if knock.was_put_out is not None:
        said.append(say("screen_people.waiting.was_here", language, number=knock.was_put_out))
    if knock.turned_away_at is not None:
        at = moment(knock.turned_away_at, language)
        said.append(say("screen_people.waiting.was_turned_away", language, moment=at))
    return " ".join(said)
