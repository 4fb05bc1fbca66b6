"""The refused rows of this municipality that wait: put right where it is sure what was meant, else said how."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import polars as pl
import streamlit as st

from access.permissions import Action
from dashboard.drawing.list import LIST, ListData, ListRow
from dashboard.figure.words import counted, list_words
from dashboard.screens.hand_in import mending_acts
from dashboard.screens.hand_in.asked import Asked
from dashboard.screens.hand_in.field_words import field_word, row_words, typed_word
from dashboard.screens.hand_in.receipt_drawn import FORM, without_place
from dashboard.view import keeping, queries, state, store_rows
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import Table
from language.formats import integer
from language.texts import say
from pipelines.drafted_check import likely_day
from pipelines.format.columns import FORMATS
from pipelines.format.waiting import subject_of
from pipelines.intake import Context
from pipelines.remedies.remedy import Remedy
from store.store import Store

FIRST_ROWS: Final = 8
YOURS_KEY: Final = "screen_hand_in.mend.yours"
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
        "columns": [{"label": say(key, language), "is_link": place == 0} for place, key in enumerate(HEAD_KEYS)],
        "rows": [_row(one, may_mend=asked.may(Action.DRAFT).is_allowed, language=language) for one in found],
        "first": FIRST_ROWS,
        "words": list_words(len(found), language),
        "language": language,
        "caption": say("screen_hand_in.mend.caption", language),
        "is_blocks": True,
    }
    opened = LIST.draw(data, key="mending").open
    if opened is not None:
        state.show(replace(asked.view, report_day=date.fromisoformat(opened), way="form"))
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
    rows = store_rows.quarantine(asked.view).filter(own).to_dicts()
    if not rows:
        return []
    of_own = replace(asked.view, municipality_code=asked.code)
    remedies = queries.kept(of_own, _remedies, on=("municipality_code",))
    found = [Refused(row, remedies.get(str(row["quarantine_id"]))) for row in rows]
    return sorted(found, key=lambda one: not one.is_sure)


def _remedies(view: View) -> dict[str, Remedy]:
    run = state.run()
    with Store(run.places.home).reader() as reader:
        context = Context(reader, queries.the_register(), queries.the_programme(), run.choices.today)
        return mending_acts.own_remedies(str(view.municipality_code), context)


def _row(one: Refused, *, may_mend: bool, language: Language) -> ListRow:
    problem: Mapping[str, Any] = json.loads(one.row["problems"])[0]
    written: Mapping[str, str | None] = json.loads(one.row["cells"])
    changes = {} if one.remedy is None else one.remedy.changes
    column = next(iter(changes), problem["column"] or "")
    text = (written.get(column) or "") if column else ""
    is_form = one.row["file_name"] == FORM
    cells: Sequence[str] = (
        _place(one.row, language),
        field_word(column, language) if is_form else column,
        typed_word(column, text, language) if is_form else text,
        _becomes(one, problem, text, language),
        without_place(problem, language),
    )
    day = one.row["reporting_date"]
    return {"cells": cells, "sort": [*cells], "open": day.isoformat() if day is not None and may_mend else None}


def _place(row: Mapping[str, Any], language: Language) -> str:
    """What was typed in the form by what it is about; a row of a file by its sheet and its number."""
    table = Table(row["table"])
    if row["file_name"] == FORM:
        return row_words(table, subject_of(table, row), queries.the_programme(), language)
    number = integer(row["row_number"], language)
    return say("screen_hand_in.in_row", language, table=FORMATS[table].dutch, row=number)


def _becomes(one: Refused, problem: Mapping[str, Any], text: str, language: Language) -> str:
    """What it is put right to where that is sure; what may have been meant as such; else that nobody else knows."""
    if one.remedy is not None and one.is_sure:
        return " · ".join(one.remedy.changes.values())
    likely = likely_day(text) if problem["rule"] == "bad_date" else None
    if one.remedy is not None:
        likely = " · ".join(one.remedy.changes.values())
    return say("screen_hand_in.mend.likely", language, text=likely) if likely else say(YOURS_KEY, language)
