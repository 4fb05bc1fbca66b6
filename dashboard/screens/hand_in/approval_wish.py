"""Whether a second person approves every report of this municipality: its own choice."""

import streamlit as st

from access.permissions import Action
from dashboard.screens.hand_in import acts
from dashboard.screens.hand_in.asked import Asked, asks
from dashboard.subjects.approvals import who_approves
from dashboard.view import keeping
from language.texts import say


def approval_wish(asked: Asked) -> None:
    """Draws what was chosen, with the button for who approves there; for others who does."""
    language, is_on = asked.language, keeping.office().approval_wishes.asks(asks(), asked.code)
    st.header(say("screen_hand_in.wish.title_on" if is_on else "screen_hand_in.wish.title_off", language), anchor=False)
    st.markdown(say("screen_hand_in.wish.text", language))
    st.markdown(who_approves(asked.code, language))
    decision = asked.may(Action.APPROVE)
    if not decision.is_allowed:
        st.markdown(f":gray[{decision.words(language)}]")
        return
    st.button(
        say("screen_hand_in.wish.off" if is_on else "screen_hand_in.wish.on", language),
        key="approval_wish",
        on_click=keeping.carry_out,
        args=(acts.approval_wished(asked.code, asks_approval=not is_on),),
    )
