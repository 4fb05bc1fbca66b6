"""What a report says, row by row, beside what stood before it: who approves it sees here what they approve."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl
import streamlit as st

from dashboard.drawing.list import LIST, ListData
from dashboard.figure.words import counted, list_words
from dashboard.subjects.corrected import about, written
from dashboard.subjects.own_reports import Report
from dashboard.view import queries, store_rows
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import SUBJECT, VALUES, Table
from language.formats import day
from language.texts import say

FIRST_ROWS: Final = 12
HEAD_KEYS: Final = (
    "screen_hand_in.said.about",
    "screen_hand_in.said.day",
    "screen_hand_in.said.field",
    "screen_hand_in.said.before",
    "screen_hand_in.said.now",
)
OF_ONE_REPORT: Final = ("completion_minutes",)
"""What belongs to one report: that another one said something else of it is no change."""


@dataclass(frozen=True)
class Value:
    """One value of a report; `before` what stood of it when it came in, None where nothing did."""

    table: Table
    subject: int | str | None
    reporting_date: date
    field: str
    before: Any
    now: Any

    @property
    def is_other(self) -> bool:
        """Whether it says something else than what stood."""
        return self.before != self.now and self.field not in OF_ONE_REPORT


def said_in_it(found: Report, code: str, view: View) -> None:
    """Draws its values, those that say something else on top; nothing of a report in which nothing was taken in."""
    language, values = view.language, values_of(found, {t: store_rows.history(view, t, code) for t in Table})
    if not values:
        return
    others = sum(value.is_other for value in values)
    st.header(counted("screen_hand_in.said.finding", others, language), anchor=False)
    st.markdown(f":gray[{say('screen_hand_in.said.lead', language)}]")
    rows = [_cells(value, language) for value in sorted(values, key=lambda value: not value.is_other)]
    data: ListData = {
        "columns": [{"label": say(key, language)} for key in HEAD_KEYS],
        "rows": [{"cells": cells, "sort": [*cells]} for cells in rows],
        "first": max(FIRST_ROWS, others),
        "words": list_words(len(rows), language),
        "language": language,
        "caption": say("screen_hand_in.said.caption", language),
        "is_blocks": True,
    }
    LIST.draw(data, key="said_in_it")


def values_of(found: Report, history: Mapping[Table, pl.DataFrame]) -> list[Value]:
    """Every value that a report filled in or emptied, in the order of the tables.

    `history`: every version of every statement of its municipality, as `Reader.history` gives.
    """
    return [value for table, frame in history.items() for value in _of_table(found, table, frame)]


def _of_table(found: Report, table: Table, history: pl.DataFrame) -> Iterator[Value]:
    subject = SUBJECT[table][1:]
    own = history.filter(pl.col("ledger_sequence") == found.sequence).sort("reporting_date", *subject)
    stood = _stood(history, found.received_at, found.sequence)
    for row in own.iter_rows(named=True):
        of = row[subject[0]] if subject else None
        same = stood.filter(pl.col("reporting_date") <= row["reporting_date"])
        if subject:
            same = same.filter(pl.col(subject[0]) == of)
        before = same.sort("reporting_date", "ledger_sequence").tail(1).to_dicts()
        then: Mapping[str, Any] = before[0] if before else {}
        for field in VALUES[table]:
            if row[field] is not None or then.get(field) is not None:
                yield Value(table, of, row["reporting_date"], field, then.get(field), row[field])


def _stood(history: pl.DataFrame, moment: datetime, sequence: int) -> pl.DataFrame:
    """What stood when a report came in."""
    was_there = pl.col("withdrawn_at").is_null() | (pl.col("withdrawn_at") > moment)
    return history.filter(pl.col("ledger_sequence") < sequence, was_there)


def _cells(value: Value, language: Language) -> list[str]:
    programme = queries.the_programme()
    before, now = (written(value.field, one, programme, language) for one in (value.before, value.now))
    same = say("screen_hand_in.said.same", language)
    return [
        about(value.table, value.subject, programme, language),
        day(value.reporting_date, language),
        say(f"screen_quality.field.{value.field}", language),
        before if value.is_other or value.field in OF_ONE_REPORT else same,
        now,
    ]
