"""The refused rows of this municipality that wait: put right where it is sure what was meant, else said how."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl
import streamlit as st

from access.permissions import Action
from dashboard.drawing.list import LIST, ListData, ListRow
from dashboard.figure.words import counted, list_words
from dashboard.screens.hand_in import mending_acts
from dashboard.screens.hand_in.asked import Asked
from dashboard.screens.hand_in.receipt_drawn import without_place
from dashboard.view import keeping, queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import Table
from language.formats import integer
from language.texts import say
from pipelines.format.columns import FORMATS
from pipelines.intake import Context
from pipelines.remedies.remedy import Remedy
from store.store import Store

FIRST_ROWS: Final = 8
HEAD_KEYS: Final = (
    "screen_hand_in.head.place",
    "screen_hand_in.head.column",
    "screen_hand_in.head.written",
    "screen_hand_in.mend.becomes",
    "screen_hand_in.head.what",
)


@dataclass(frozen=True)
class Refused:
    """One refused row, and what it most likely meant; None where nobody can tell."""

    row: Mapping[str, Any]
    remedy: Remedy | None

    @property
    def quarantine_id(self) -> str:
        """Its id."""
        return str(self.row["quarantine_id"])

    @property
    def is_sure(self) -> bool:
        """Whether it can be put right without asking."""
        return self.remedy is not None and self.remedy.is_sure


def mending(asked: Asked) -> None:
    """Draws them; nothing where no row waits."""
    found, language = waiting(asked), asked.language
    if not found:
        return
    sure = [one for one in found if one.is_sure]
    st.header(counted("screen_hand_in.mend.finding", len(found), language), anchor=False)
    st.markdown(counted("screen_hand_in.mend.sure", len(sure), language))
    data: ListData = {
        "columns": [{"label": say(key, language)} for key in HEAD_KEYS],
        "rows": [_row(one, language) for one in found],
        "first": FIRST_ROWS,
        "words": list_words(len(found), language),
        "language": language,
        "caption": say("screen_hand_in.mend.caption", language),
        "is_blocks": True,
    }
    LIST.draw(data, key="mending")
    decision = asked.may(Action.RESOLVE_ROWS)
    if not decision.is_allowed:
        st.markdown(f":gray[{decision.words(language)}]")
    elif sure:
        st.button(
            counted("screen_hand_in.mend.button", len(sure), language),
            key="put_right",
            on_click=keeping.carry_out,
            args=(mending_acts.put_right(asked.code, [one.quarantine_id for one in sure]),),
        )


def waiting(asked: Asked) -> list[Refused]:
    """The rows that wait and say that they are of this municipality, those that can be put right first."""
    own = pl.col("municipality_code") == asked.code
    rows = queries.quarantine(asked.view).filter(own).to_dicts()
    if not rows:
        return []
    remedies = queries.kept(_plain(asked), _remedies)
    found = [Refused(row, remedies.get(str(row["quarantine_id"]))) for row in rows]
    return sorted(found, key=lambda one: not one.is_sure)


def _plain(asked: Asked) -> View:
    """What is proposed hangs on the store and the municipality alone."""
    return View(asked.view.as_of, asked.view.known_on, municipality_code=asked.code)


def _remedies(view: View) -> dict[str, Remedy]:
    run = state.run()
    with Store(run.places.home).reader() as reader:
        context = Context(reader, queries.the_register(), queries.the_programme(), run.choices.today)
        return mending_acts.own_remedies(str(view.municipality_code), context)


def _row(one: Refused, language: Language) -> ListRow:
    problem: Mapping[str, Any] = json.loads(one.row["problems"])[0]
    written: Mapping[str, str | None] = json.loads(one.row["cells"])
    changes = {} if one.remedy is None else one.remedy.changes
    column = next(iter(changes), problem["column"] or "")
    cells: Sequence[str] = (
        say(
            "screen_hand_in.in_row",
            language,
            table=FORMATS[Table(one.row["table"])].dutch,
            row=integer(one.row["row_number"], language),
        ),
        column,
        (written.get(column) or "") if column else "",
        " · ".join(changes.values()) if one.is_sure else say("screen_hand_in.mend.yours", language),
        without_place(problem, language),
    )
    return {"cells": cells, "sort": [*cells]}
