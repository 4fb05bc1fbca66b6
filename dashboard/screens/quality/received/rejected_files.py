"""The files that could not be taken in at all: whose, when, why, and what the sender can do."""

import polars as pl

from dashboard.figure import anatomy
from dashboard.figure.leading_list import draw_leading_list
from dashboard.figure.words import counted
from dashboard.subjects import rejected
from dashboard.subjects.refused import chosen_by
from dashboard.subjects.rejected import RejectedFile
from dashboard.subjects.since import recent_words, reported_since, since_column, since_words
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.store_rows import Rejection
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say


def rejected_files(people: pl.DataFrame, rejections: list[Rejection], view: View) -> None:
    """The files that were rejected whole; with a filter those of the municipalities chosen, as far as they tell."""
    language = view.language
    every = rejected.rejected_files(rejections, queries.the_register(), language)
    is_chosen = chosen_by(view, people)
    found = [file for file in every if is_chosen(file.whose)]
    since = reported_since(view, [file.whose.code for file in found], [file.received_at for file in found])
    column = since_column(since, language)
    note = say(
        "screen_quality.rejected.note", language, known_on=day(dutch_day(view.known_on), language),
        since=since_words(since, language) if found else "",
    )  # fmt: skip
    if view.is_filtered:
        unknown = sum(file.whose.code is None for file in every)
        note = counted("screen_quality.rejected.note_unknown", unknown, language, note=note)
    anatomy.figure(
        "rejected",
        finding=_finding(found, view, has_others=bool(every)),
        subtitle=say("screen_quality.rejected.subtitle", language),
        draw=lambda: draw_leading_list(rejected.drawn_list(found, column, language), "rejected", view),
        note=note,
        table=(lambda: rejected.table(found, column, language)) if found else None,
        kind="screen.kind.observation",
    )


def _finding(found: list[RejectedFile], view: View, *, has_others: bool) -> str:
    language = view.language
    if not found and has_others:
        return say("screen_quality.rejected.finding_none_here", language)
    if not found:
        came = "screen_quality.rejected.finding_none" if queries.known(view).files.height else (
            "screen_quality.rejected.nothing_came"
        )  # fmt: skip
        return say(came, language)
    recent = recent_words([file.received_at for file in found], view)
    key = "screen_quality.rejected.finding_one" if len(found) == 1 else "screen_quality.rejected.finding"
    return say(key, language, files=integer(len(found), language), recent=recent)
