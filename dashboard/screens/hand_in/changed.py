"""What a report changed at the steps of its municipality, before it came in and after; and in the country by that."""

from datetime import datetime, timedelta
from typing import Final, TypedDict

import polars as pl
import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.figure.words import counted, standing_word
from dashboard.subjects.own_reports import Report
from dashboard.view import queries, state, store_rows
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import Standing, Table
from language.formats import day, integer
from language.texts import say

A_BLINK: Final = timedelta(microseconds=1)  # the ledger gives no two lines one moment


class Change(TypedDict):
    """One step: its name, its sign before and after, and both in words."""

    name: str
    before: str
    after: str
    words: str


class ChangedData(TypedDict):
    """The steps that stand elsewhere since."""

    label: str
    changes: list[Change]


CHANGED: Final = Part[ChangedData]("screens/hand_in/changed.js")


def changed(found: Report, code: str, view: View) -> None:
    """Draws them, of a report that was taken in; whoever reads it later sees what it changed then."""
    if found.became == "rejected" or not found.days:
        return
    language, data = view.language, _changes(found, code, view)
    key = "screen_hand_in.changed.was" if found.became == "taken_back" else "screen_hand_in.changed.finding"
    st.header(counted(key, len(data), language), anchor=False)
    if data:
        CHANGED.draw({"label": say("screen_hand_in.changed.label", language), "changes": data}, key="changed")
        for told in in_the_country(found, code, view):
            st.markdown(told)


def in_the_country(found: Report, code: str, view: View) -> list[str]:
    """How many municipalities finished a step, with this report and without it; of the steps that it moved there.

    Only where it is what stands of its municipality on the day of the view, so that one more or fewer is all of it.
    """
    view = view.without_choices()
    if found.became == "taken_back" or found.days[-1] > view.as_of:
        return []
    history = store_rows.history(view, Table.MILESTONE, code).filter(pl.col("reporting_date") <= view.as_of)
    now, (before, after) = standing_at(history, view.known_on), _around(found, code, view)
    moved = {
        step: (after[step] == Standing.FINISHED) - (before.get(step) == Standing.FINISHED)
        for step in after
        if now.get(step) == after[step]
    }
    if not any(moved.values()):
        return []
    answer = queries.released(view, "step_completion", by=("step",), visitor=state.run().visitor)
    if isinstance(answer, str):
        return []
    language, counts = view.language, dict(answer.rows.select("step", "numerator").iter_rows())
    return [
        counted(
            "screen_hand_in.changed.country",
            int(counts[step]),
            language,
            as_of=day(view.as_of, language),
            step=str(step),
            without=integer(counts[step] - difference, language),
        )
        for step, difference in sorted(moved.items())
        if difference and counts.get(step) is not None
    ]


def _around(found: Report, code: str, view: View) -> tuple[dict[int, str], dict[int, str]]:
    """Where its steps stood just before it came in, and just after."""
    history = store_rows.history(view, Table.MILESTONE, code).filter(pl.col("reporting_date") <= found.days[-1])
    return standing_at(history, found.received_at - A_BLINK), standing_at(history, found.received_at)


def _changes(found: Report, code: str, view: View) -> list[Change]:
    before, after = _around(found, code, view)
    return [
        _change(f"{step.number} {step.short_name.of(view.language)}", was, now, view.language)
        for step in queries.the_programme().steps
        if (was := before.get(step.number, Standing.NOT_REPORTED))
        != (now := after.get(step.number, Standing.NOT_REPORTED))
    ]


def standing_at(history: pl.DataFrame, moment: datetime) -> dict[int, str]:
    """Per step the last standing that was stated and stood at a moment, of every version that was ever recorded."""
    stood = (pl.col("recorded_at") <= moment) & (pl.col("withdrawn_at").is_null() | (pl.col("withdrawn_at") > moment))
    last = history.filter(stood).sort("reporting_date", "ledger_sequence").unique("step_number", keep="last")
    return dict(last.select("step_number", "standing").iter_rows())


def _change(name: str, before: str, after: str, language: Language) -> Change:
    words = {"before": standing_word(before, language), "after": standing_word(after, language)}
    return {
        "name": name,
        "before": before,
        "after": after,
        "words": say("screen_hand_in.changed.words", language, **words),
    }
