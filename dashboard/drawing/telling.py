"""What came of what somebody did, at the top of the page that follows: brought into sight, with the focus on it."""

from typing import Final, TypedDict

import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.view import keeping, state
from language.texts import say


class Nothing(TypedDict):
    """It draws nothing of its own."""


PLACE: Final = "told"
TELLING: Final = Part[Nothing]("drawing/telling.js")


def tell() -> None:
    """Draws it, once, with the button that takes it back and the way that leads on; nothing where nothing was done."""
    told = keeping.told()
    if told is None:
        return
    with st.container(key=PLACE):
        st.info(told.text)
        TELLING.draw({}, key="telling")
        if told.leads is not None:
            way, view = told.leads, state.chosen_view()
            address = view.with_choice(way.choice, way.value, state.run().choices).address()
            st.page_link(state.page(way.page), label=way.label, query_params=address)
        if told.undo is not None:
            label = say("screen_people.undo", state.language())
            st.button(label, key="undo", on_click=keeping.carry_out, args=(keeping.without_undo(told.undo),))
