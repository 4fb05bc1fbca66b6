"""What was corrected or withdrawn lately: why, what it said before and after, and what it did to the figures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import polars as pl
import streamlit as st

from dashboard.figure.words import counted
from dashboard.screens.desk.work import CLOSE, OPEN, WORK, Line, WorkRow, opened, turn, work_data
from dashboard.subjects import corrected
from dashboard.subjects.put_right import lines_put_right
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import Table
from language.formats import euro_change, integer, listing, moment, percentage_points, signed
from language.texts import say
from metrics.readings.revising.replaying import Change

PART: Final = "corrections"
BACK: Final = timedelta(days=90)  # a quarter: what was told since the last round
MOST_ROWS: Final = 100  # shown, and said so; the heading counts them all
CHANGED: Final = (str(Change.CORRECTION), str(Change.WITHDRAWAL))
PUT_RIGHT: Final = "put_right"
CHANGE_KEYS: Final = {
    PUT_RIGHT: "screen_desk.corrections.put_right",
    str(Change.CORRECTION): "screen_desk.corrections.correction",
    str(Change.WITHDRAWAL): "screen_desk.corrections.withdrawal",
}
HEAD_KEYS: Final = (
    "screen_desk.corrections.report",
    "screen_desk.corrections.change",
    "screen_desk.corrections.why",
    "screen_desk.corrections.effect",
)
EFFECT_KEYS: Final = {
    "mean_completed_steps": "screen_desk.corrections.mean_steps",
    "all_steps_done": "screen_desk.corrections.all_done",
    "realised_cost": "screen_desk.corrections.spent",
    "training_coverage": "screen_desk.corrections.trained",
}


def corrections(view: View) -> None:
    """Draws the lines of the ledger that changed what stood, the newest first."""
    language, since = view.language, view.known_on - BACK
    plain = replace(view, max_age_days=None)
    found = queries.revised(plain, known_from=since, as_of=view.as_of)
    put_right = lines_put_right(view)
    changed = changed_lines(found.lines, put_right)
    undone = undone_lines(queries.recorded(view).history, put_right, found.lines)
    lines = changed.filter(~pl.col("sequence").is_in(list(undone))).sort("sequence", descending=True)
    st.header(counted("screen_desk.corrections.finding", lines.height, language), anchor=False)
    lead = lead_of(lines.height, language)
    if changed.height > lines.height:
        lead = f"{lead} {say('screen_desk.corrections.undone', language)}"
    st.markdown(f":gray[{lead}]")
    if lines.is_empty():
        return
    reasons = dict(queries.known(view).files.select("sequence", "reason").iter_rows())
    rows = [_row(row, found.effects, reasons, view) for row in lines.head(MOST_ROWS).to_dicts()]
    heads = [say(key, language) for key in HEAD_KEYS]
    data = work_data(say("screen_desk.corrections.caption", language), heads, rows, language)
    WORK.draw(data, key="corrections", act=partial(_act, frozenset(row["id"] for row in rows)))


def lead_of(count: int, language: Language) -> str:
    """The line under the heading; where not all are shown it says how many are."""
    if count <= MOST_ROWS:
        return say("screen_desk.corrections.lead", language)
    return say("screen_desk.corrections.lead_newest", language, shown=integer(MOST_ROWS, language))


def changed_lines(lines: pl.DataFrame, put_right: Collection[int]) -> pl.DataFrame:
    """The lines that changed what stood: corrections, withdrawals, and refused rows that were put right and now count.

    A row that was put right is new in the ledger; where it is also a correction it stands here as that.
    """
    is_new = (pl.col("change") == str(Change.NEW_REPORT)) & pl.col("sequence").is_in(list(put_right))
    found = lines.filter(pl.col("change").is_in(CHANGED) | is_new)
    return found.with_columns(change=pl.when(is_new).then(pl.lit(PUT_RIGHT)).otherwise("change"))


def undone_lines(
    history: Mapping[Table, pl.DataFrame], put_right: Collection[int], lines: pl.DataFrame
) -> frozenset[int]:
    """The lines that put a row right and were undone, and those that undid them: together they changed nothing.

    `history`: every version of every statement; `put_right`: as `lines_put_right`; `lines`: of the ledger.
    """
    columns = ("ledger_sequence", "withdrawn_at")
    rows = pl.concat([frame.select(columns) for frame in history.values()]).drop_nulls("withdrawn_at")
    gone = rows.filter(pl.col("ledger_sequence").is_in(list(put_right)))
    undoing = lines.filter(pl.col("recorded_at").is_in(gone["withdrawn_at"].implode()))
    return frozenset([*gone["ledger_sequence"], *undoing["sequence"]])


def _act(shown: frozenset[str], told: Mapping[str, Any]) -> None:
    if str(told["id"]) in shown:
        turn(PART, told)


def _row(row: Mapping[str, Any], effects: pl.DataFrame, reasons: Mapping[int, str | None], view: View) -> WorkRow:
    language, sequence = view.language, int(row["sequence"])
    name, is_open = f"{sequence}-{row['change']}", opened(PART) == f"{sequence}-{row['change']}"
    kind = str(Change.NEW_REPORT) if row["change"] == PUT_RIGHT else row["change"]
    of_line = effects.filter((pl.col("sequence") == sequence) & (pl.col("change") == kind))
    change = say(CHANGE_KEYS[row["change"]], language)
    count = counted("screen_desk.corrections.statements", row["statement_count"], language)
    word = say("screen_desk.calls.close" if is_open else "screen_desk.corrections.open", language)
    none = say("screen_desk.corrections.no_file", language)
    return {
        "id": name,
        "title": _whose(row["municipality_codes"] or (), language),
        "small": f"{moment(row['recorded_at'], language)} · {row['file_name'] or none}",
        "cells": [
            f"{change}, {count}",
            reasons.get(sequence) or say("screen_desk.corrections.no_reason", language),
            _effect(of_line, language),
        ],
        "does": [(CLOSE if is_open else OPEN, word)],
        "lines": _values(row["recorded_at"], row["municipality_codes"] or (), view) if is_open else None,
        "form": None,
    }


def _whose(codes: Sequence[str], language: Language) -> str:
    register = queries.the_register()
    names = [register.by_code[code].name if code in register.by_code else code for code in codes[:3]]
    more = len(codes) - len(names)
    if not names:
        return say("screen.state.unknown", language)
    return listing(names, language) + (f" +{integer(more, language)}" if more else "")


def _effect(effects: pl.DataFrame, language: Language) -> str:
    """What a line did to the figures of the front page; nothing where it moved none of them."""
    words = [
        say(EFFECT_KEYS[figure], language, effect=_size(figure, effect, language))
        for figure, effect in effects.select("figure", "effect").iter_rows()
        if figure in EFFECT_KEYS and effect is not None
    ]
    return ". ".join(words) or say("screen_desk.corrections.no_effect", language)


def _size(figure: str, effect: float, language: Language) -> str:
    if figure == "realised_cost":
        return euro_change(effect, language)
    if figure == "training_coverage":
        return percentage_points(effect, language)
    return signed(effect, language, 0 if figure == "all_steps_done" else 3)


def _values(recorded_at: datetime, codes: Sequence[str], view: View) -> list[Line]:
    """Value by value what the line changed."""
    language, instant = view.language, timedelta(microseconds=1)
    history = {
        table: frame.filter(pl.col("municipality_code").is_in(list(codes)))
        for table, frame in queries.recorded(view).history.items()
    }
    found = corrected.corrected(history, known_from=recorded_at - instant, known_to=recorded_at)
    table = corrected.corrections_under(found, queries.the_register(), queries.the_programme(), language)
    lines: list[Line] = []
    for _, name, about, reporting, field, before, after in table.words():
        change = say("screen_desk.corrections.from_to", language, field=field, before=before, after=after)
        lines.append({"at": name, "text": change, "by": f"{about} · {reporting}"})
    if not lines:  # a row that was put right took the place of no other
        name = _whose(codes, language)
        lines.append({"at": name, "text": say("screen_desk.corrections.new_row", language), "by": ""})
    return lines
