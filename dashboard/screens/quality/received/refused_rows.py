"""The rows that were refused and wait: whose, where, what is wrong, and what the sender can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.drawing.list import ListData
from dashboard.figure import anatomy
from dashboard.figure.download import TableData
from dashboard.figure.leading_list import draw_leading_list
from dashboard.subjects import refused
from dashboard.subjects.since import recent_words, reported_since, since_column, since_words
from dashboard.view import queries
from dashboard.view.address import CHOICE, View
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say


@dataclass(frozen=True)
class _Told:
    """What waits in words; the tables None where nothing does."""

    finding: str
    data: ListData
    note: str
    table: TableData | None
    rows_under: TableData | None


def refused_rows(view: View) -> None:
    """The refused rows that wait; with a filter those of the municipalities chosen."""
    told = queries.kept(view, _told, on=(*CHOICE, "language"))
    anatomy.figure(
        "refused",
        finding=told.finding,
        subtitle=say("screen_quality.refused.subtitle", view.language),
        draw=lambda: draw_leading_list(told.data, "refused", view),
        note=told.note,
        table=told.table,
        rows_under=told.rows_under,
        kind="screen.kind.observation",
    )


def _told(view: View) -> _Told:
    language = view.language
    found = refused.refused_rows(view, queries.population(view))
    by_row = {problem.quarantine_id: problem for problem in found}
    since = reported_since(view, [one.whose.code for one in found], [one.received for one in found])
    of_rows = dict(zip((one.quarantine_id for one in found), since, strict=True))
    column = since_column(since, language)
    return _Told(
        _finding([one.received for one in by_row.values()], view),
        refused.drawn(found, column, language),
        say(
            "screen_quality.refused.note",
            language,
            known_on=day(dutch_day(view.known_on), language),
            files=integer(len({problem.quarantine_id.split("-")[0] for problem in found}), language),
            since=since_words(list(of_rows.values()), language) if found else "",
        ),
        refused.table(found, column, language) if found else None,
        refused.rows_under(found, language) if found else None,
    )


def _finding(received: Sequence[datetime], view: View) -> str:
    row_count = len(received)
    if not row_count:
        return say("screen_quality.refused.finding_none", view.language)
    key = "screen_quality.refused.finding_one" if row_count == 1 else "screen_quality.refused.finding"
    return say(key, view.language, rows=integer(row_count, view.language), recent=recent_words(received, view))
