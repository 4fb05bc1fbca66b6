"""Als wie wilt u kijken?: the list of whom one can look as, in local mode."""

from typing import Final, TypedDict

import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.figure import anatomy
from dashboard.figure.words import plain
from dashboard.frame import filters, looking_as
from dashboard.view import state
from domain.bilingual import Language
from domain.principal import Role
from language.texts import say


class WhomChoice(TypedDict):
    """One row: what the server takes, its words, and those of the button."""

    value: str
    role: str
    of: str
    does: str
    button: str
    is_current: bool


class WhomData(TypedDict):
    """What the part takes."""

    heads: list[str]
    choices: list[WhomChoice]
    note: str
    failed: str


WHOM: Final = Part[WhomData]("screens/entrance/whom.js")


def show() -> None:
    """Draws the page."""
    language = state.language()
    anatomy.page_header(say("screen_entrance.whom.title", language), say("screen_entrance.whom.lead", language))
    view = state.chosen_view()
    st.markdown(plain(say("screen_entrance.whom.choose", language)))
    filters.show(view, [filters.municipality(view)], key="whom_municipality")
    WHOM.draw(_drawn(), key="whom")


def _drawn() -> WhomData:
    view, current = state.chosen_view(), state.run().visitor.principal
    language = view.language
    return {
        "heads": [
            say("screen_entrance.whom.role", language),
            say("screen_entrance.whom.of", language),
            say("screen_entrance.whom.does", language),
        ],
        "choices": [
            {
                "value": choice.value,
                "role": choice.role,
                "of": choice.of,
                "does": choice.does,
                "button": say("screen_entrance.whom.button", language, whom=_short(choice, language)),
                "is_current": choice.principal == current,
            }
            for choice in looking_as.choices(view)
        ],
        "note": say("screen_entrance.whom.note", language),
        "failed": say("screen_entrance.whom.failed", language),
    }


def _short(choice: looking_as.Choice, language: Language) -> str:
    return choice.role if choice.principal.role is Role.READER else choice.label(language)
