"""Conclusions about today in whole tenths, and up to how many months slower the silent may be for each to hold."""

from dataclasses import replace

from dashboard.drawing.list import LIST, ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.tipping import tenths_word
from dashboard.screens.steps.words import drawn_list, go_to_step
from dashboard.subjects.expected_today import of_step
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, integer, months, share
from language.texts import say
from metrics.forecast.tipping import Tipping
from metrics.forecast.tipping import conclusions as every_conclusion


def said_conclusions(view: View) -> tuple[Tipping, ...]:
    """The conclusions as they hold where nobody is slower, whatever is chosen; none for whoever cannot ask further."""
    if anatomy.why_not("conclusions") is not None:
        return ()
    return queries.derived(replace(view, silent_months_slower=0), every_conclusion)


def conclusions(picture: OneStep, every: tuple[Tipping, ...], view: View) -> None:
    """A row per step, in a table that leads to the step."""
    if anatomy.withheld("conclusions"):
        return
    language = view.language
    finding = conclusions_finding(every, view)
    anatomy.figure(
        "conclusions",
        finding=finding,
        subtitle=say("screen_steps.conclusions.subtitle", language),
        draw=lambda: every and _draw(picture, every, finding, view),
        note=say("screen_steps.conclusions.note", language, day=day(view.as_of, language)),
        table=(lambda: conclusions_table(picture, every, finding, view)) if every else None,
        made_by=picture.nowcast,
    )


def _draw(picture: OneStep, every: tuple[Tipping, ...], caption: str, view: View) -> None:
    opened = LIST.draw(conclusions_drawn(picture, every, caption, view), key="conclusions").open
    go_to_step(opened, view, "tipping")


def conclusions_finding(every: tuple[Tipping, ...], view: View) -> str:
    """How many of them hold under any assumption."""
    if not every:
        return say("screen_steps.conclusions.finding_empty", view.language)
    holding = sum(one.holds_always for one in every)
    words = {"every": integer(len(every), view.language), "day": day(view.as_of, view.language)}
    return counted("screen_steps.conclusions.finding", holding, view.language, **words)


def conclusions_table(picture: OneStep, every: tuple[Tipping, ...], caption: str, view: View) -> TableData:
    """A row per step: the sentence, what is expected under the assumption that was chosen, up to where it holds."""
    language = view.language
    now = [of_step(picture.nowcast, one.step) for one in every]
    chosen = months(view.silent_months_slower, language)
    return TableData(
        caption,
        [
            Column(say("screen_steps.conclusions.column_sentence", language),
                   [say("screen_steps.conclusions.sentence", language, step=one.step, tenths=tenths_word(one.share))
                    for one in every]),
            Column(say("screen_steps.conclusions.column_now", language, months=chosen),
                   [row and row["value"] for row in now],
                   lambda one: share(one, language, unknown=say("screen.state.unknown", language)), is_number=True),
            Column(say("screen_steps.conclusions.column_until", language),
                   [until_word(one, view.silent_months_slower, language) for one in every]),
        ],
    )  # fmt: skip


def until_word(one: Tipping, chosen: int, language: Language) -> str:
    """Up to how many months slower the sentence holds, and whether the choice lies beyond that."""
    if one.first_month is None:
        return say("screen_steps.conclusions.until_any", language)
    most = months(one.first_month - 1, language)
    if chosen < one.first_month:
        return most
    return say("screen_steps.conclusions.until_broken", language, months=most)


def conclusions_drawn(picture: OneStep, every: tuple[Tipping, ...], caption: str, view: View) -> ListData:
    """The same as a list; each row leads to its step."""
    table = conclusions_table(picture, every, caption, view)
    rows: list[ListRow] = [
        {"cells": cells, "sort": [one.step, one.now, one.first_month or 1_000], "open": str(one.step),
         "is_chosen": one.step == picture.number}
        for one, cells in zip(every, table.words(), strict=True)
    ]  # fmt: skip
    columns: list[ListColumn] = [
        {"label": head.label, "is_number": head.is_number, "is_link": not place}
        for place, head in enumerate(table.columns)
    ]
    return drawn_list(caption, columns, rows, len(rows), view.language)
