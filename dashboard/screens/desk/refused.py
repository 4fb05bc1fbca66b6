"""What was not accepted, by what is wrong: put right where it is sure what was meant, else asked of who wrote it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.desk import refused_acts
from dashboard.screens.desk.causes import Cause, Waiting, causes
from dashboard.screens.desk.refused_drawn import (
    REFUSED,
    becomes_word,
    before_word,
    cause_word,
    field_words,
    now_word,
    refused_drawn,
)
from dashboard.subjects.refused import whose_columns
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import integer
from language.texts import say


def not_accepted(view: View) -> None:
    """Draws the causes with their rows."""
    language, found = view.language, causes(view)
    rows = [row for cause in found for row in cause.rows]
    finding = _finding(rows, language)
    anatomy.figure(
        "causes",
        finding=finding,
        subtitle=say("screen_desk.refused.subtitle", language),
        draw=partial(_draw, found, language),
        note=say("screen_desk.refused.note", language),
        table=_table(found, finding, language),
        kind="screen.kind.observation",
    )


def _draw(found: Sequence[Cause], language: Language) -> None:
    REFUSED.draw(refused_drawn(found, language), key="refused", act=partial(_act, found))
    if not found:
        st.markdown(say("screen_desk.refused.none", language))


def _act(found: Sequence[Cause], told: Mapping[str, Any]) -> None:
    """Only what stood on the page can be acted on; what a message names beside that is nothing."""
    if told["do"] == "undo":
        return refused_acts.undo(int(told["number"]))
    rows = _meant(found, told)
    sure = [row for row in rows if row.is_sure]
    if told["do"] == "right" and sure:
        return refused_acts.put_right(sure)
    if told["do"] == "ask" and rows:
        return refused_acts.ask([row for row in rows if not row.is_sure])
    return None


def _meant(found: Sequence[Cause], told: Mapping[str, Any]) -> list[Waiting]:
    if "id" in told:
        return [row for cause in found for row in cause.rows if row.quarantine_id == told["id"]]
    return [row for cause in found if cause.key == told.get("cause") for row in cause.rows]


def _finding(rows: Sequence[Waiting], language: Language) -> str:
    if not rows:
        return say("screen_desk.refused.finding_none", language)
    sure = sum(row.is_sure for row in rows)
    return counted("screen_desk.refused.finding", len(rows), language, sure=integer(sure, language))


def _table(found: Sequence[Cause], caption: str, language: Language) -> TableData:
    rows = [row for cause in found for row in cause.rows]
    return TableData(
        caption,
        [
            Column(say("screen_desk.refused.cause", language), [cause_word(row.cause, language) for row in rows]),
            *whose_columns([row.whose for row in rows], language),
            Column(say("screen_desk.refused.where", language), [row.place for row in rows]),
            Column(say("screen_desk.refused.field", language), [field_words(row, language) for row in rows]),
            Column(say("screen_desk.refused.before", language), [before_word(row, language) for row in rows]),
            Column(say("screen_desk.refused.now", language), [now_word(row, language) for row in rows]),
            Column(say("screen_desk.refused.becomes", language), [becomes_word(row, language) for row in rows]),
            Column(say("screen_desk.refused.message", language),
                   [row.problems[0]["message"][language] for row in rows]),
        ],
    )  # fmt: skip
