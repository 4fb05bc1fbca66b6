"""Alle stappen: how long municipalities have been at each, and how many of them wait; a list that leads to a step."""

from collections.abc import Sequence
from functools import partial

from dashboard.drawing.list import LIST, ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import held_note
from dashboard.figure.words import counted, few_about, none_of
from dashboard.screens.steps.every_step import AllSteps, BusyStep
from dashboard.screens.steps.words import drawn_list, go_to_step, heard, number_column
from dashboard.subjects.tested import chance_word, ranks_tested
from dashboard.subjects.waits import MONTH_DAYS, months_word, opened_again_note, step_word
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import day, decimal, integer, share
from language.texts import say
from metrics.defining.enough import FEWEST_MUNICIPALITIES
from metrics.readings.apart import chance_of_difference, chance_of_shares, differ, shares_differ
from metrics.readings.in_progress import FEWEST_BUSY


def all_busy(picture: AllSteps, view: View) -> None:
    """At which steps municipalities are longest, and where most of them wait."""
    if anatomy.withheld("all_busy"):
        return
    finding = all_busy_finding(picture, view.language)
    has_rows = not picture.rows.is_empty()
    anatomy.figure(
        "all_busy",
        finding=finding,
        subtitle=say("screen_steps.all_busy.subtitle", view.language, as_of=day(view.as_of, view.language)),
        draw=lambda: has_rows and _draw_all_busy(picture, finding, view),
        note=all_busy_note(picture, view.language),
        table=(lambda: all_busy_table(picture, view.language, finding)) if has_rows else None,
        kind="screen.kind.observation",
        tested=all_busy_tested(picture, view.language),
    )


def _draw_all_busy(picture: AllSteps, finding: str, view: View) -> None:
    opened = LIST.draw(all_busy_drawn(picture, view.language, finding), key="all_busy").open
    go_to_step(opened, view, None)


def all_busy_finding(picture: AllSteps, language: Language) -> str:
    """From how long to how long the middle one is at a step, and which parts wait, if chance does not explain it.

    Which step is at an end of such a range may be chance even then, so no step is named.
    """
    if picture.too_few is not None:
        return few_about(picture.too_few, say("screen_steps.all_busy.about", language), language)
    if picture.rows.is_empty():
        return nobody_busy_anywhere(picture, language)
    every = [step for step in rows_of(picture.by_step, BusyStep) if step.step_number not in picture.held]
    if not picture.sees_days:
        return _who_waits(every, language) or say("screen_steps.all_busy.finding_held", language)
    if all(step.median_days is None for step in every):
        return say("screen_steps.all_busy.finding_few", language, fewest=FEWEST_BUSY)
    chance = chance_of_difference(_days_by_step(picture).values())
    first = say("screen_steps.all_busy.finding_alike", language, chance=chance_word(chance, language))
    if differ(_days_by_step(picture)):
        first = _how_long(picture, every, language)
    ends = _waiting_ends(every, language)
    return first if ends is None else say("screen_steps.all_busy.finding_waiting", language, first=first, **ends)


def _who_waits(every: Sequence[BusyStep], language: Language) -> str | None:
    """Which part of those at work waits, where that differs by step more than chance explains."""
    ends = _waiting_ends(every, language)
    return None if ends is None else say("screen_steps.all_busy.finding_waiting_alone", language, **ends)


def _waiting_ends(every: Sequence[BusyStep], language: Language) -> dict[str, str] | None:
    if not shares_differ({step.step_number: (step.waiting_count, step.started_count) for step in every}):
        return None
    parts = [step.waiting_count / step.started_count for step in every if step.started_count >= FEWEST_MUNICIPALITIES]
    low, high = (share(end, language) for end in (min(parts, default=0), max(parts, default=0)))
    return None if low == high else {"low": low, "high": high}


def all_busy_tested(picture: AllSteps, language: Language) -> str:
    """How it was tested whether steps differ in time and in the part that waits, and the outcomes."""
    if picture.too_few is not None:
        return ""
    shown = [step for step in rows_of(picture.by_step, BusyStep) if step.step_number not in picture.held]
    waits = {step.step_number: (step.waiting_count, step.started_count) for step in shown}
    told = [
        ranks_tested(say("screen_steps.all_busy.tested_days", language),
                     chance_of_difference(_days_by_step(picture).values()), language) if picture.sees_days else "",
        ranks_tested(say("screen_steps.all_busy.tested_waits", language), chance_of_shares(waits), language),
    ]  # fmt: skip
    return " ".join(filter(None, told))


def _how_long(picture: AllSteps, every: Sequence[BusyStep], language: Language) -> str:
    """From how long to how long the middle one is at it, over the steps at which twenty or more are known."""
    known = [
        step.median_days for step in every
        if step.median_days is not None and step.known_count >= FEWEST_MUNICIPALITIES
    ]  # fmt: skip
    ends = [months_word(days, language) for days in (min(known), max(known))] if known else []
    if len(set(ends)) < 2:
        return say("screen_steps.all_busy.finding_differs", language)
    values = {"as_of": day(picture.as_of, language), "low": ends[0].split(" ")[0], "high": ends[1]}
    return say("screen_steps.all_busy.finding", language, **values)


def nobody_busy_anywhere(picture: AllSteps, language: Language) -> str:
    """That nobody is at work on any step, as far as it was said."""
    return none_of(
        "screen_steps.all_busy.nobody", picture.reporter_count, language, unknown_count=picture.unsaid_count
    )  # fmt: skip


def _days_by_step(picture: AllSteps) -> dict[object, list[float]]:
    """How long those at work have been at it, by step."""
    found: dict[object, list[float]] = {}
    for step, days in picture.rows.drop_nulls("busy_days").select("step_number", "busy_days").iter_rows():
        found.setdefault(step, []).append(float(days))
    return found


def all_busy_note(picture: AllSteps, language: Language) -> str:
    """How many started steps, and of how many it is known for how long."""
    if not picture.sees_days:
        note = say("screen_steps.all_busy.note_held", language, as_of=day(picture.as_of, language))
        return held_note(note, picture.held.count, language)
    count, known = picture.rows.height, int(picture.rows["busy_days"].count())
    said = counted("screen_steps.all_busy.note", count, language, known=integer(known, language))
    of_whom = heard("screen_steps.heard", picture.reporter_count, picture.municipality_count, language)
    again = opened_again_note(picture.rows["opened_on"], language)
    told = [said, again, of_whom, day(picture.as_of, language), say("screen_steps.all_busy.kind", language)]
    return " · ".join(filter(None, told))


def all_busy_table(picture: AllSteps, language: Language, caption: str) -> TableData:
    """A row per step that somebody is working on, the longest at work first; months with one decimal."""
    rows = picture.by_step
    steps = rows["step_number"].to_list()
    lengths = [picture.durations.get(step) for step in steps]
    half_days = [picture.half_after_days(step) for step in steps]
    followed = [length.spell_count if length else 0 for length in lengths]
    few = say("screen_steps.all_busy.few", language)
    counts = rows.select("waiting_count", "started_count").iter_rows()
    waiting = [_waiting_part(waits, count, language) if count >= FEWEST_BUSY else few for waits, count in counts]

    def months(label: str, days: Sequence[float | None], unknown: str) -> Column:
        found = [None if count is None else count / MONTH_DAYS for count in days]
        word = partial(decimal, language=language, unknown=say(unknown, language))
        head = say(label, language, as_of=day(picture.as_of, language))
        return Column(head, found, word, is_number=True)

    def municipalities(label: str, name: str) -> Column:
        return number_column(say(label, language), rows[name].to_list(), language)

    of_lengths = [step in picture.held_lengths for step in steps]
    of_counts = [step in picture.held for step in steps]
    of_days = [not picture.sees_days] * len(steps)

    def withheld(is_withheld: Sequence[bool], *columns: Column) -> list[Column]:
        return [shielded(column, is_withheld, language) for column in columns]

    return TableData(
        caption,
        [
            Column(say("screen.column.step", language),
                   [step_word(step, picture.programme, language) for step in steps]),
            *withheld(of_days,
                months("screen_steps.all_busy.median", rows["median_days"].to_list(), "screen_steps.all_busy.few"),
                municipalities("screen_steps.all_busy.known", "known_count")),
            *withheld(of_lengths,
                months("screen_steps.all_busy.half_after", half_days, "screen_steps.all_busy.no_half"),
                number_column(say("screen_steps.all_busy.followed", language), followed, language)),
            *withheld(of_counts,
                municipalities("screen_steps.all_busy.started", "started_count"),
                municipalities("screen_steps.all_busy.waiting", "waiting_count"),
                Column(say("screen_steps.all_busy.waiting_share", language), waiting,
                       lambda one: one if isinstance(one, str) else share(one, language), is_number=True)),
        ],
    )  # fmt: skip


def _waiting_part(waiting_count: int, started_count: int, language: Language) -> float | str:
    """Which part named somebody; none and all of a few are no 0% and no 100%, but so many of so many."""
    if waiting_count in (0, started_count) and started_count < FEWEST_MUNICIPALITIES:
        counts = {"count": integer(waiting_count, language), "every": integer(started_count, language)}
        return say("screen_steps.durations.of_known", language, **counts)
    return waiting_count / started_count


def all_busy_drawn(picture: AllSteps, language: Language, caption: str) -> ListData:
    """The rows of the table as a list to act on; each row leads to its step."""
    table, steps = all_busy_table(picture, language, caption), picture.by_step["step_number"].to_list()
    minor = {
        say("screen_steps.all_busy.known", language),
        say("screen_steps.all_busy.followed", language),
        say("screen_steps.all_busy.started", language),
        say("screen_steps.all_busy.waiting", language),
    }
    columns: list[ListColumn] = [
        {"label": head.label, "is_number": head.is_number, "is_link": not place, "is_minor": head.label in minor}
        for place, head in enumerate(table.columns)
    ]
    rows: list[ListRow] = [
        {"open": str(number), "cells": cells, "sort": [number, *(column.values[place] for column in table.columns[1:])]}
        for place, (number, cells) in enumerate(zip(steps, table.words(), strict=True))
    ]
    return drawn_list(caption, columns, rows, len(rows), language)
