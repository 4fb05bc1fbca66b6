"""Refused rows, and files that were refused whole."""

import polars as pl

from dashboard.figure import anatomy
from dashboard.screens.quality.received.words import draw_list
from dashboard.subjects import refused, rejected
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.queries import Rejection
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say


def rows(people: pl.DataFrame, view: View) -> None:
    """The rows that were refused and wait."""
    found = refused.refused_rows(view, people)
    count = len({problem.quarantine_id for problem in found})
    files = len({problem.quarantine_id.split("-")[0] for problem in found})
    key = "finding_none" if not count else "finding_one" if count == 1 else "finding"
    anatomy.figure(
        "refused",
        finding=say(f"screen_quality.refused.{key}", view.language, rows=integer(count, view.language)),
        subtitle=say("screen_quality.refused.subtitle", view.language),
        draw=lambda: draw_list(refused.drawn(found, view.language), "refused", view),
        note=say("screen_quality.refused.note", view.language, known_on=day(dutch_day(view.known_on), view.language),
                   files=integer(files, view.language)),
        table=refused.table(found, view.language) if found else None,
        rows_under=refused.rows_under(found, view.language) if found else None,
    )  # fmt: skip


def rejected_files(rejections: list[Rejection], view: View) -> None:
    """The files that could not be taken in at all; whatever the filters say: some tell not whose they are."""
    found = rejected.rejected_files(rejections, queries.the_register(), view.language)
    key = "finding_none" if not found else "finding_one" if len(found) == 1 else "finding"
    anatomy.figure(
        "rejected",
        finding=say(f"screen_quality.rejected.{key}", view.language, files=integer(len(found), view.language)),
        subtitle=say("screen_quality.rejected.subtitle", view.language),
        draw=lambda: draw_list(rejected.drawn_list(found, view.language), "rejected", view),
        note=say("screen_quality.rejected.note", view.language, known_on=day(dutch_day(view.known_on), view.language)),
        table=rejected.table(found, view.language) if found else None,
    )
