"""Who sees what of a report that is handed in, before it is."""

import streamlit as st

from dashboard.drawing.list import LIST
from dashboard.screens.hand_in.asked import Asked
from dashboard.subjects.seen import said_key, seen_drawn, seen_heads, seen_rows
from language.texts import say


def who_sees(asked: Asked) -> None:
    """Draws it, as Mijn gemeente does."""
    language, title = asked.language, say("screen_hand_in.seen.title", asked.language)
    st.header(title, anchor=False)
    st.markdown(say(said_key(asked.code), language, name=asked.name))
    rows = seen_rows(asked.code, language)
    LIST.draw(seen_drawn(rows, seen_heads(language), title, language), key="who_sees")
