"""The rows that were refused and wait: whose, where, what is wrong, and what the sender can do."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from dashboard.figure import anatomy
from dashboard.figure.leading_list import draw_leading_list
from dashboard.subjects import refused
from dashboard.subjects.since import recent_words, reported_since, since_column, since_words
from dashboard.view.address import View
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say


def refused_rows(people: pl.DataFrame, view: View) -> None:
    """The refused rows that wait; with a filter those of the municipalities chosen."""
    language = view.language
    found = refused.refused_rows(view, people)
    by_row = {problem.quarantine_id: problem for problem in found}
    since = reported_since(view, [one.whose.code for one in found], [one.received for one in found])
    of_rows = dict(zip((one.quarantine_id for one in found), since, strict=True))
    column = since_column(since, language)
    anatomy.figure(
        "refused",
        finding=_finding([one.received for one in by_row.values()], view),
        subtitle=say("screen_quality.refused.subtitle", language),
        draw=lambda: draw_leading_list(refused.drawn(found, column, language), "refused", view),
        note=say(
            "screen_quality.refused.note",
            language,
            known_on=day(dutch_day(view.known_on), language),
            files=integer(len({problem.quarantine_id.split("-")[0] for problem in found}), language),
            since=since_words(list(of_rows.values()), language) if found else "",
        ),
        table=refused.table(found, column, language) if found else None,
        rows_under=refused.rows_under(found, language) if found else None,
        kind="screen.kind.observation",
    )


def _finding(received: Sequence[datetime], view: View) -> str:
    row_count = len(received)
    if not row_count:
        return say("screen_quality.refused.finding_none", view.language)
    key = "screen_quality.refused.finding_one" if row_count == 1 else "screen_quality.refused.finding"
    return say(key, view.language, rows=integer(row_count, view.language), recent=recent_words(received, view))
