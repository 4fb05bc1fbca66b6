"""How long municipalities have been at each step, all steps side by side."""

from functools import partial

import polars as pl

from dashboard.drawing.list import LIST, ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.steps.every_step import AllSteps, BusyStep
from dashboard.screens.steps.words import drawn_list, go_to_step, number_column
from dashboard.subjects.waits import MONTH_DAYS, months_word, step_word
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import day, decimal, integer, share
from language.texts import say
from metrics.readings.in_progress import FEWEST_BUSY


def busy(found: AllSteps, view: View) -> None:
    """At which steps municipalities are longest, and where most of them wait."""
    finding = busy_finding(found, view.language)
    has_rows = not found.rows.is_empty()
    anatomy.figure(
        "all_busy",
        finding=finding,
        subtitle=say("screen_steps.all_busy.subtitle", view.language),
        draw=lambda: has_rows and _draw_busy(found, finding, view),
        note=busy_note(found, view.language),
        table=busy_table(found, view.language, finding) if has_rows else None,
    )


def _draw_busy(found: AllSteps, finding: str, view: View) -> None:
    go_to_step(LIST.draw(busy_list(found, view.language, finding), key="all_busy").open,
             view, None)  # fmt: skip


def busy_finding(found: AllSteps, language: Language) -> str:
    """At which step municipalities are longest, and at which step the largest part of them waits."""
    if found.rows.is_empty():
        return say("screen_steps.all_busy.finding_none", language)
    longest = rows_of(found.by_step.head(1), BusyStep)[0]
    if longest.median_days is None:
        return say("screen_steps.all_busy.finding_few", language, fewest=FEWEST_BUSY)
    months = months_word(longest.median_days, language)
    first = say("screen_steps.all_busy.finding", language, step=longest.step_number, months=months)
    large = found.by_step.filter(pl.col("started_count") >= FEWEST_BUSY, pl.col("waiting_count") > 0)
    if large.is_empty():
        return first
    waiting_share = pl.col("waiting_count") / pl.col("started_count")
    most = rows_of(large.sort(waiting_share, "step_number", descending=[True, False]).head(1), BusyStep)[0]
    part = share(most.waiting_count / most.started_count, language)
    return say("screen_steps.all_busy.finding_waiting", language, first=first, step=most.step_number, share=part)


def busy_note(found: AllSteps, language: Language) -> str:
    """How many started steps, and of how many it is known for how long."""
    count, known = found.rows.height, int(found.rows["busy_days"].count())
    said = counted("screen_steps.all_busy.note", count, language, known=integer(known, language))
    return " · ".join([said, day(found.as_of, language), say("screen.kind.observation", language)])


def busy_table(found: AllSteps, language: Language, caption: str) -> TableData:
    """A row per step that somebody is working on, the longest at work first; months with one decimal."""
    rows = found.by_step
    few = say("screen_steps.all_busy.few", language)
    months = [None if days is None else days / MONTH_DAYS for days in rows["median_days"]]
    medians = [found.durations[step].median.days if step in found.durations else None for step in rows["step_number"]]
    halves = [None if days is None else days / MONTH_DAYS for days in medians]
    waiting = [waits / count for waits, count in rows.select("waiting_count", "started_count").iter_rows()]
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language),
                   [step_word(step, found.programme, language) for step in rows["step_number"]]),
            Column(say("screen_steps.all_busy.median", language), months,
                   partial(decimal, language=language, unknown=few), is_number=True),
            Column(say("screen_steps.all_busy.half_after", language), halves,
                   partial(decimal, language=language, unknown=say("screen_steps.all_busy.no_half", language)),
                   is_number=True),
            number_column(say("screen_steps.all_busy.known", language), rows["known_count"].to_list(), language),
            number_column(say("screen_steps.all_busy.started", language), rows["started_count"].to_list(), language),
            number_column(say("screen_steps.all_busy.waiting", language), rows["waiting_count"].to_list(), language),
            Column(say("screen_steps.all_busy.waiting_share", language), waiting, partial(share, language=language),
                   is_number=True),
        ],
    )  # fmt: skip


def busy_list(found: AllSteps, language: Language, caption: str) -> ListData:
    """The rows of `busy` as a list to act on; each row leads to its step."""
    table, steps = busy_table(found, language, caption), found.by_step["step_number"].to_list()
    minor = {say(f"screen_steps.all_busy.{name}", language) for name in ("known", "started", "waiting")}
    columns: list[ListColumn] = [
        {"label": head.label, "is_number": head.is_number, "is_link": not place, "is_minor": head.label in minor}
        for place, head in enumerate(table.columns)
    ]
    rows: list[ListRow] = [
        {"open": str(number), "cells": cells, "sort": [number, *(column.values[place] for column in table.columns[1:])]}
        for place, (number, cells) in enumerate(zip(steps, table.words(), strict=True))
    ]
    return drawn_list(caption, columns, rows, len(rows), language)
