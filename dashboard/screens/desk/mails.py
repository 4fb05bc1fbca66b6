"""The mails that stand ready: a person copies them into their own mail, and says here that they were sent."""

import streamlit as st

from dashboard.figure.words import counted, plain
from dashboard.screens.desk import call_acts
from dashboard.screens.desk.words import asks, by_word
from dashboard.view import keeping, state
from domain.clocks import dutch_day
from language.formats import day
from language.texts import say
from office.mails import Mail

MOST_SHOWN = 25


def ready() -> None:
    """Draws them, those put ready last on top; nothing where none stands ready."""
    language = state.language()
    waiting = [mail for mail in keeping.office().mails.all(asks()) if mail.sent_at is None]
    if not waiting:
        return
    st.header(counted("screen_desk.mail.ready", len(waiting), language), anchor=False)
    st.markdown(f":gray[{say('screen_desk.mail.ready_lead', language)}]")
    for mail in waiting[:MOST_SHOWN]:
        _one(mail)
    if len(waiting) > MOST_SHOWN:
        st.markdown(f":gray[{counted('screen_desk.mail.more', len(waiting) - MOST_SHOWN, language)}]")


def _one(mail: Mail) -> None:
    language, name = state.language(), call_acts.name_of(mail.municipality_code)
    put = say("screen_desk.mail.put", language, day=day(dutch_day(mail.prepared_at), language),
              by=plain(by_word(mail.prepared_by)))  # fmt: skip
    with st.expander(f"**{name}** · {plain(mail.subject)}"):
        st.markdown(f":gray[{put}]")
        st.code(mail.body, language=None, wrap_lines=True)
        with st.container(horizontal=True):
            keeping.button(
                say("screen_desk.mail.say_sent", language),
                f"sent_{mail.number}",
                call_acts.say_sent(mail.number),
                question=say("screen_desk.mail.say_sent_sure", language, name=name),
                yes=say("screen_desk.mail.say_sent_yes", language),
            )
            st.button(
                say("screen_desk.mail.drop", language),
                key=f"drop_{mail.number}",
                on_click=keeping.carry_out,
                args=(call_acts.drop_mail(mail.number),),
            )
