"""Who is at this step longest, each with a municipality of its size that has just finished."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from dashboard.drawing.list import LIST, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.waiting import note_of_started
from dashboard.subjects.waits import YEAR_DAYS, busy_word, months_column, waits_word
from dashboard.view import state
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, integer
from language.texts import say


def busy(one: OneStep, view: View) -> None:
    """Who is at it longest, with a municipality of its size that has just finished."""
    finding = busy_finding(one, view.language)
    anatomy.figure(
        "busy",
        finding=finding,
        subtitle=say("screen_steps.busy.subtitle", view.language, step=one.number),
        draw=partial(_draw_busy, one, finding, view),
        note=busy_note(one, view.language),
        table=busy_table(one, view.language, finding),
        made_by=one.peers,
    )


def _draw_busy(one: OneStep, finding: str, view: View) -> None:
    if not one.busy.height:
        return
    opened = LIST.draw(busy_list(one, view.language, finding), key="busy").open
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def busy_finding(one: OneStep, language: Language) -> str:
    """How many are at it for more than a year, and for how many there is an example."""
    if not one.busy.height:
        return say("screen_steps.busy.finding_none", language, step=one.number)
    long = one.busy.filter(one.busy["busy_days"] > YEAR_DAYS)
    if not long.height:
        return say("screen_steps.busy.finding_short", language, step=one.number)
    with_peer = long.height - long["peer"].null_count()
    if with_peer in (0, long.height):
        kind = "none" if not with_peer else "all" if with_peer > 1 else "all_one"
        peers = say(f"screen_steps.busy.peers_{kind}", language)
    else:
        peers = counted("screen_steps.busy.peers_some", with_peer, language, count=integer(with_peer, language))
    count = integer(long.height, language)
    return counted("screen_steps.busy.finding", long.height, language, count=count, step=one.number, peers=peers)


def busy_note(one: OneStep, language: Language) -> str:
    """Of how many, and how many of them stand last since their report is stale."""
    stale = int(one.busy["is_stale"].sum())
    return note_of_started(one, language, [counted("screen_steps.busy.note_stale", stale, language)] if stale else [])


def busy_table(one: OneStep, language: Language, caption: str) -> TableData:
    """A row per municipality that has started: since when, what it waits on, who has just finished."""
    rows = one.busy
    no_peer = say("screen_steps.busy.no_peer", language)
    waits = [waits_word(keys, one.programme, language) for keys in rows["waiting_on"]]
    return TableData(
        caption,
        [
            column(rows, "name", language, label="municipality"),
            column(rows, "municipality_code", language),
            column(rows, "province", language),
            column(rows, "start_date", language, "day"),
            months_column(rows["busy_days"], language),
            Column(say("screen.column.waiting_on", language), waits),
            column(rows, "reporting_date", language, "day"),
            column(rows, "is_stale", language, "yes"),
            Column(say("screen_steps.busy.peer", language), rows["peer_name"].to_list(),
                   lambda name: no_peer if name is None else str(name)),
            Column(say("screen_steps.busy.peer_end_date", language), rows["peer_end_date"].to_list(),
                   lambda ended: no_peer if ended is None else day(ended, language)),
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class _Busy:
    """What the list says of one municipality that is at work; the columns of `OneStep.busy`."""

    municipality_code: str
    name: str
    busy_days: float | None
    is_stale: bool
    waiting_on: str | None
    peer: str | None
    peer_name: str | None
    peer_end_date: date | None


def busy_list(one: OneStep, language: Language, caption: str) -> ListData:
    """The data of the drawn list: the longest at work first; every name leads to its own page."""
    rows = [_busy_row(row, one.programme, language) for row in rows_of(one.busy, _Busy)]
    labels = [
        say("screen.column.municipality", language), say("screen_steps.busy.months", language),
        say("screen.column.waiting_on", language), say("screen_steps.busy.peer", language),
        say("screen.column.end_date", language),
    ]  # fmt: skip
    return {
        "caption": caption,
        "language": language,
        "columns": [
            {"label": labels[0], "is_link": True},
            {"label": labels[1], "is_number": True},
            {"label": labels[2]},
            {"label": labels[3], "is_link": True},
            {"label": labels[4], "is_spare": True},
        ],
        "rows": rows,
        "first": 10,
        "words": {
            "all": say("screen_steps.busy.all", language, count=integer(len(rows), language)),
            "fewer": say("screen_steps.busy.fewer", language),
        },
    }


def _busy_row(row: _Busy, programme: Programme, language: Language) -> ListRow:
    return {
        "open": row.municipality_code,
        "links": [row.municipality_code, None, None, row.peer, None],
        "cells": [
            row.name,
            busy_word(row.busy_days, language, is_stale=row.is_stale),
            waits_word(row.waiting_on, programme, language),
            row.peer_name or say("screen_steps.busy.no_peer", language),
            day(row.peer_end_date, language) if row.peer else "",
        ],
        "sort": [
            row.name,
            row.busy_days,
            row.waiting_on or "",
            row.peer_name or "",
            row.peer_end_date and row.peer_end_date.isoformat(),
        ],
    }
