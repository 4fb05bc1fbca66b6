"""The ledger between two moments, line by line: what changed, about whom, and what it did to one headline figure."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.leading_list import draw_leading_list
from dashboard.figure.words import counted, list_words
from dashboard.screens.quality.then_and_now import told, two_moments
from dashboard.screens.quality.then_and_now.two_moments import Compared, moment_words
from dashboard.subjects import corrected
from dashboard.view import queries
from dashboard.view.address import CHOICE, View
from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.municipalities import Register
from language.formats import day, decimal, integer, moment
from language.texts import say
from metrics.readings.revising.replaying import Change

CHANGE_KEYS: Final = {
    Change.NEW_REPORT: "screen_quality.log.new_report",
    Change.CORRECTION: "screen_quality.log.correction",
    Change.WITHDRAWAL: "screen_quality.log.withdrawal",
}
FIRST_SHOWN: Final = 8
MOST_NAMES: Final = 2  # in the list; the table names all


@dataclass(frozen=True)
class Line:
    """One ledger line and change. `effect` on the chosen figure: 0 where it did not move, None where it was unknown."""

    sequence: int
    recorded_at: datetime
    file_name: str | None
    change: Change
    statement_count: int
    codes: tuple[str, ...]
    names: tuple[str, ...]
    effect: float | None


@dataclass(frozen=True)
class _Told:
    """The log in words; the tables None where there is nothing to take away."""

    finding: str
    data: ListData
    note: str
    table: TableData | None
    rows_under: TableData | None


def revision_log(compared: Compared, view: View) -> None:
    """Every line of the ledger between the moments that changed something, with its effect on the figure."""
    language = view.language
    told = queries.kept(view, _told, on=(*CHOICE, "earlier", "metric_key", "step_number", "target_group", "language"))
    anatomy.figure(
        "log",
        finding=told.finding,
        subtitle=say(
            "screen_quality.log.subtitle",
            language,
            name=two_moments.name(compared.chosen, queries.the_programme(), language),
        ),
        draw=lambda: draw_leading_list(told.data, "log", view),
        note=told.note,
        table=told.table,
        rows_under=told.rows_under,
        kind="screen.kind.observation",
    )


def _told(view: View) -> _Told:
    compared, language = two_moments.compared(view), view.language
    lines = log_lines(compared, queries.the_register())
    moved = [line for line in lines if line.effect]
    counts = {"count": integer(len(moved), language), "lines": integer(len(lines), language)}
    finding = say("screen_quality.log.none", language, then=compared.then_word)
    if lines:
        key = "screen_quality.log.finding_only" if len(lines) == 1 else "screen_quality.log.finding"
        finding = counted(key, len(moved), language, **counts)
    return _Told(
        finding,
        revision_log_drawn(moved, compared, language),
        say("screen_quality.log.note", language, **counts, **moment_words(compared, language)),
        revision_log_table(lines, compared, language) if lines else None,
        _corrected(compared, view),
    )


def log_lines(compared: Compared, register: Register) -> list[Line]:
    """Every line that changed a statement, newest first; the new reports of a line before its corrections."""
    moved = _of_chosen(compared).select("sequence", "change", "effect")
    effects = {(sequence, change): effect for sequence, change, effect in moved.iter_rows()}
    found = [
        Line(
            row["sequence"], row["recorded_at"], row["file_name"], Change(row["change"]), row["statement_count"],
            tuple(row["municipality_codes"]), tuple(register.by_code[code].name for code in row["municipality_codes"]),
            effects.get((row["sequence"], row["change"]), 0.0),
        )
        for row in compared.found.lines.drop_nulls("change").iter_rows(named=True)
    ]  # fmt: skip
    return sorted(found, key=lambda line: -line.sequence)


def moving_lines(compared: Compared, change: str) -> int:
    """How many lines moved the chosen figure with this kind of change."""
    return _of_chosen(compared).filter(pl.col("change") == change).height


def counts(compared: Compared) -> dict[str, int]:
    """Statements per kind of change, and under `lines` the lines of the log that hold them."""
    changed = compared.found.lines.drop_nulls("change")
    per_change = {
        str(change): int(changed.filter(pl.col("change") == change)["statement_count"].sum()) for change in Change
    }
    return {**per_change, "lines": changed.height}


def _of_chosen(compared: Compared) -> pl.DataFrame:
    chosen = compared.chosen
    return compared.found.effects.filter(
        pl.col("figure") == chosen.key,
        pl.col("step").eq_missing(chosen.step),
        pl.col("target_group").eq_missing(chosen.target_group),
    )


def revision_log_drawn(found: list[Line], compared: Compared, language: Language) -> ListData:
    """The data of the drawn list; a line about one municipality leads to it."""
    key = compared.chosen.key
    columns: list[ListColumn] = [
        {"label": say("screen_quality.log.known_on", language)},
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen_quality.log.change", language)},
        {"label": say("screen_quality.log.statements", language), "is_number": True, "is_minor": True},
        {"label": say("screen_quality.log.effect", language, unit=told.unit(key, language)), "is_number": True},
    ]
    rows: list[ListRow] = [
        {
            "open": line.codes[0] if len(line.codes) == 1 else None,
            "cells": [
                day(dutch_day(line.recorded_at), language), _names(line, language),
                say(CHANGE_KEYS[line.change], language), integer(line.statement_count, language),
                told.change(key, line.effect, language),
            ],
            "sort": [line.sequence, line.names[0].lstrip("'"), line.change, line.statement_count, line.effect],
        }
        for line in found
    ]  # fmt: skip
    words = list_words(len(rows), language)
    return {"columns": columns, "rows": rows, "first": FIRST_SHOWN, "words": words, "language": language,
            "caption": say("screen_quality.log.caption", language)}  # fmt: skip


def revision_log_table(found: list[Line], compared: Compared, language: Language) -> TableData:
    """Every line to take away, with all municipalities it speaks of."""
    key = compared.chosen.key
    points = 100 if key in told.SHARES else 1
    effects = [None if line.effect is None else line.effect * points for line in found]
    return TableData(
        say("screen_quality.log.caption", language),
        [
            Column(say("screen_quality.log.number", language), [line.sequence for line in found], is_number=True),
            Column(
                say("screen_quality.log.known_on", language),
                [line.recorded_at for line in found],
                partial(moment, language=language),
            ),
            Column(
                say("screen_quality.refused.file_only", language),
                [line.file_name or say("screen.state.none", language) for line in found],
            ),
            Column(
                say("screen_quality.log.change", language),
                [say(CHANGE_KEYS[line.change], language) for line in found],
            ),
            Column(
                say("screen_quality.log.statements", language),
                [line.statement_count for line in found],
                partial(integer, language=language),
                is_number=True,
            ),
            Column(say("screen_quality.log.municipalities", language), [", ".join(line.names) for line in found]),
            Column(
                say("screen_quality.log.effect", language, unit=told.unit(key, language)),
                effects,
                partial(_effect_word, language=language),
                is_number=True,
            ),
        ],
    )


def _effect_word(effect: float | None, language: Language) -> str:
    """What a line did, in the unit of the head: a whole number as one, the rest to three digits."""
    if effect is None:
        return say("screen.state.unknown", language)
    return decimal(effect, language, 0 if effect == int(effect) else 3)


def _names(line: Line, language: Language) -> str:
    if len(line.names) <= MOST_NAMES:
        return ", ".join(line.names)
    more = integer(len(line.names) - 1, language)
    return say("screen_quality.log.more", language, name=line.names[0], count=more)


def _corrected(compared: Compared, view: View) -> TableData | None:
    """Value by value what corrections and withdrawals changed, of the municipalities in the log."""
    codes = {code for of_line in compared.found.lines["municipality_codes"].drop_nulls() for code in of_line}
    history = queries.recorded(view).no_older_than(view.max_age_days, compared.as_of).history
    found = corrected.corrected(history, known_from=compared.found.known_from, known_to=compared.found.known_to)
    here = [value for value in found if value.code in codes]
    if not here:
        return None
    return corrected.corrections_under(here, queries.the_register(), queries.the_programme(), view.language)
