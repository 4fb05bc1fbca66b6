"""Who is at this step longest: a list to act on, each with a municipality most like it that has just finished."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from dashboard.drawing.list import LIST, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, few_about
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.words import go_to_municipality, nobody_busy, note_of_started
from dashboard.subjects.waits import (
    YEAR_DAYS,
    busy_head,
    busy_word,
    months_column,
    opened_again_note,
    opened_columns,
    waits_word,
)  # fmt: skip
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, integer
from language.texts import say


def busy(picture: OneStep, view: View) -> None:
    """Who is at it longest, with a municipality of its size that has just finished."""
    if anatomy.withheld("busy"):
        return
    finding = busy_finding(picture, view.language)
    anatomy.figure(
        "busy",
        finding=finding,
        subtitle=say("screen_steps.busy.subtitle", view.language, step=picture.number),
        draw=partial(_draw_busy, picture, finding, view),
        note=busy_note(picture, view.language),
        table=lambda: busy_table(picture, view.language, finding),
        made_by=picture.peers,
    )


def _draw_busy(picture: OneStep, finding: str, view: View) -> None:
    if picture.busy.height:
        go_to_municipality(LIST.draw(busy_drawn(picture, view.language, finding), key="busy").open, view)


def busy_finding(picture: OneStep, language: Language) -> str:
    """How many are at it for more than a year, and for how many there is an example.

    At least so many where somebody said nothing of the step, gave no start date, or has a stale report.
    """
    if picture.too_few is not None:
        return few_about(picture.too_few, say("screen_steps.busy.about", language, step=picture.number), language)
    if not picture.busy.height:
        return nobody_busy(picture, language)
    long = picture.busy.filter(picture.busy["busy_days"] > YEAR_DAYS)
    if not long.height:
        current = picture.busy["busy_days"].count()
        return counted("screen_steps.busy.finding_short", current, language, step=picture.number)
    with_peer = long.height - long["peer"].null_count()
    if not with_peer:
        peers = say("screen_steps.busy.peers_none", language)
    elif with_peer < long.height:
        peers = counted("screen_steps.busy.peers_some", with_peer, language)
    else:
        peers = say("screen_steps.busy.peers_all_one" if with_peer == 1 else "screen_steps.busy.peers_all", language)
    is_least = picture.said.unknown_count or picture.busy["busy_days"].null_count()
    key = "screen_steps.busy.finding_least" if is_least else "screen_steps.busy.finding"
    values = {"step": picture.number, "peers": peers, "as_of": day(picture.as_of, language)}
    return counted(key, long.height, language, **values)


def busy_note(picture: OneStep, language: Language) -> str:
    """Of how many, how many are at it again, and how many of them stand last since their report is stale."""
    stale = int(picture.busy["is_stale"].sum())
    told = counted("screen_steps.busy.note_stale", stale, language) if stale else None
    again = opened_again_note(picture.busy["opened_on"], language)
    return note_of_started(picture, language, " · ".join(filter(None, [again, told])) or None)


def busy_table(picture: OneStep, language: Language, caption: str) -> TableData:
    """A row per municipality that has started: since when, what it waits on, who has just finished."""
    rows = picture.busy
    no_peer = say("screen_steps.busy.no_peer", language)
    waits = [waits_word(keys, picture.programme, language) for keys in rows["waiting_on"]]
    return TableData(
        caption,
        [
            column(rows, "name", language, label="municipality"),
            column(rows, "municipality_code", language),
            column(rows, "province", language),
            column(rows, "start_date", language, "day"),
            *opened_columns(rows, language),
            months_column(rows["busy_days"], picture.as_of, language),
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
    opened_on: date | None
    reporting_date: date
    waiting_on: str | None
    peer: str | None
    peer_name: str | None
    peer_end_date: date | None


def busy_drawn(picture: OneStep, language: Language, caption: str) -> ListData:
    """The data of the drawn list: the longest at work first; every name leads to its own page."""
    rows = [_busy_row(row, picture.programme, language) for row in rows_of(picture.busy, _Busy)]
    return {
        "caption": caption,
        "language": language,
        "columns": [
            {"label": say("screen.column.municipality", language), "is_link": True},
            {"label": busy_head(picture.as_of, language), "is_number": True},
            {"label": say("screen.column.reporting_date", language), "is_spare": True},
            {"label": say("screen.column.waiting_on", language)},
            {"label": say("screen_steps.busy.peer", language), "is_link": True},
            {"label": say("screen.column.end_date", language), "is_spare": True},
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
        "links": [row.municipality_code, None, None, None, row.peer, None],
        "cells": [
            row.name,
            busy_word(row.busy_days, language, is_stale=row.is_stale, opened_on=row.opened_on),
            day(row.reporting_date, language),
            waits_word(row.waiting_on, programme, language),
            row.peer_name or say("screen_steps.busy.no_peer", language),
            day(row.peer_end_date, language) if row.peer else "",
        ],
        "sort": [
            row.name,
            row.busy_days,
            row.reporting_date.isoformat(),
            row.waiting_on or "",
            row.peer_name or "",
            row.peer_end_date and row.peer_end_date.isoformat(),
        ],
    }
