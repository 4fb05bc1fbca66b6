"""The form: what is asked, field by field, kept as it is typed; the addresses that keep it stand before the app."""

from dataclasses import replace
from datetime import date
from typing import Final

import polars as pl

from access.permissions import Action
from dashboard.drawing.parts import Part
from dashboard.screens.hand_in.asked import Asked
from dashboard.screens.hand_in.form_data import FormData
from dashboard.screens.hand_in.form_drawn import standing_choices, tables_drawn
from dashboard.screens.hand_in.form_words import words
from dashboard.view import keeping, queries, state, store_rows
from domain.statements import Table
from language.formats import day, decimal
from language.texts import say
from office.drafts import hand_of

SHEETS: Final = ("screens/desk/desk.css", "screens/hand_in/own_page.css")
FORM: Final = Part[FormData]("screens/hand_in/form.js", tells=("handed_in",), sheets=SHEETS)
ADDRESSES: Final = {
    "draft": "/opgave/concept",
    "save": "/opgave/bewaar",
    "check": "/opgave/controleer",
    "hand_in": "/opgave/indienen",
}


def show(asked: Asked) -> None:
    """Draws the form of this municipality about this day, for who may fill it in; leads to the receipt afterwards."""
    told = FORM.draw(form_drawn(_now(asked)), key="form")
    if told.handed_in is None:
        return
    if not int(told.handed_in):  # handed in elsewhere, or here without an answer that came back
        keeping.refuse(say("screen_hand_in_form.handed_in", asked.language))
        state.show(state.chosen_view())
    state.go("receipt", replace(asked.view, report=int(told.handed_in)))


def form_drawn(asked: Asked) -> FormData:
    """All of it, on what is known now."""
    language, principal = asked.language, state.run().visitor.principal
    hands_in = asked.may(Action.HAND_IN)
    filled = store_rows.filled_in_before(asked.code, asked.reporting_date)
    return {
        "code": asked.code,
        "name": asked.name,
        "reporting_date": asked.reporting_date.isoformat(),
        "hand": hand_of(principal),
        "language": language,
        "addresses": {name: f"{path}?taal={language}" for name, path in ADDRESSES.items()},
        "tables": tables_drawn(asked, filled),
        "standings": standing_choices(language),
        "said_on": _said_on(asked),
        "minutes": "" if filled.minutes is None else decimal(filled.minutes, language, 0),
        "may_hand_in": "" if hands_in.is_allowed else hands_in.words(language),
        "words": words(language),
    }


def _now(asked: Asked) -> Asked:
    """What is filled in rests on what is known now, whatever moment another page was asked for."""
    return replace(asked, view=replace(asked.view, known=None, known_on=state.run().now))


def _said_on(asked: Asked) -> str:
    """The day that it reported about last; "" where it never did."""
    said = queries.known(asked.view).statements
    days = pl.concat(
        [said[table].filter(pl.col("municipality_code") == asked.code)["reporting_date"] for table in Table]
    )
    last = days.max()
    return day(last if isinstance(last, date) else None, asked.language, unknown="")
