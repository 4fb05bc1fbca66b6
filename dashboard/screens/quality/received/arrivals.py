"""What came in: the last files with what became of their rows, newest first."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from typing import Final

import polars as pl

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.leading_list import draw_leading_list
from dashboard.figure.words import counted, list_words, rule_word
from dashboard.screens.quality.received.arrival import Arrival, arrivals_asked, rows_that_count
from dashboard.subjects.put_right import lines_put_right
from dashboard.view import queries, store_rows
from dashboard.view.address import CHOICE, View
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day, integer, moment
from language.texts import say

MOST: Final = 200  # in the table; older files stand in the journal
FIRST_SHOWN: Final = 8
COUNT_KEYS: Final = {
    "accepted_count": "screen_quality.arrivals.accepted_count",
    "correction_count": "screen_quality.arrivals.correction_count",
    "unchanged_count": "screen_quality.arrivals.unchanged_count",
    "quarantined_count": "screen_quality.arrivals.quarantined_count",
}
"""What became of the rows of a file, by the column of the ledger that counts them."""
MOST_RULES: Final = 2


@dataclass(frozen=True)
class _Told:
    """What came in, in words; `table` None where nothing did."""

    finding: str
    data: ListData
    note: str
    table: TableData | None


def arrivals(view: View) -> None:
    """The last files that came in, with what became of them; with a filter those of the municipalities chosen."""
    again = store_rows.received_again(view)
    beside = None if again is None else tuple(again)
    told = queries.kept(view, _told, on=(*CHOICE, "language"), beside=beside)
    anatomy.figure(
        "arrivals",
        finding=told.finding,
        subtitle=say("screen_quality.arrivals.subtitle", view.language),
        draw=lambda: draw_leading_list(told.data, "arrivals", view),
        note=told.note,
        table=told.table,
        kind="screen.kind.observation",
    )


def _put_right(count: int, language: Language) -> str:
    """How many rows were put right afterwards, which is nothing received; nothing where none was."""
    return f" · {counted('screen_quality.arrivals.put_right', count, language)}" if count else ""


def _told(view: View) -> _Told:
    again, language, today = store_rows.received_again(view), view.language, dutch_day(view.known_on)
    files = queries.known(view).files
    if view.is_filtered:
        chosen = queries.population(view)["municipality_code"].to_list()
        files = files.filter(pl.col("municipality_codes").list.eval(pl.element().is_in(chosen)).list.any())
    ours = files["sequence"].is_in(list(lines_put_right(view)))  # a row put right is no file that somebody handed in
    found = arrivals_asked(
        files.filter(~ours), again or [], store_rows.ever_refused(view), store_rows.rejected_files(view),
        rows_that_count(queries.known(view)), queries.the_register(),
    )[:MOST]  # fmt: skip
    unread = "" if again is not None else f" · {say('screen_quality.arrivals.again_unread', language)}"
    words = {"known_on": day(today, language), "count": integer(len(found), language)}
    data = arrivals_drawn(found, language)
    return _Told(
        arrivals_finding(found, today, language),
        {**data, "first": max(len(_of_day(found, today)), data["first"])},
        say("screen_quality.arrivals.note", language, **words) + _put_right(int(ours.sum()), language) + unread,
        arrivals_table(found, language) if found else None,
    )


def arrivals_finding(found: list[Arrival], today: date, language: Language) -> str:
    """What came in on a day, or when the last file did."""
    here = _of_day(found, today)
    if not found:
        return say("screen_quality.arrivals.finding_never", language)
    if not here:
        last = day(dutch_day(found[0].recorded_at), language)
        return say("screen_quality.arrivals.finding_none", language, day=day(today, language), last=last)
    refused = sum(arrival.counts["quarantined_count"] or 0 for arrival in here)
    rejected = sum(arrival.outcome == "rejected" for arrival in here)
    files = say(
        "screen_quality.arrivals.one_file" if len(here) == 1 else "screen_quality.arrivals.files",
        language,
        files=integer(len(here), language),
    )
    return say(
        "screen_quality.arrivals.finding_rejected" if rejected else "screen_quality.arrivals.finding",
        language,
        day=day(today, language),
        files=files,
        rows=_refused_rows(refused, language),
        rejected=integer(rejected, language),
    )


def _of_day(found: list[Arrival], today: date) -> list[Arrival]:
    """The files that came in on one day."""
    return [arrival for arrival in found if dutch_day(arrival.recorded_at) == today]


def _refused_rows(count: int, language: Language) -> str:
    if not count:
        return say("screen_quality.arrivals.no_rows", language)
    key = "screen_quality.arrivals.one_rows" if count == 1 else "screen_quality.arrivals.many_rows"
    return say(key, language, rows=integer(count, language))


def arrivals_drawn(found: list[Arrival], language: Language) -> ListData:
    """The data of the drawn list; blocks on a phone. A file of one municipality leads to it."""
    columns: list[ListColumn] = [
        {"label": say("screen_quality.arrivals.received", language)},
        {"label": say("screen_quality.arrivals.file", language)},
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen_quality.arrivals.outcome", language)},
        {"label": say("screen_quality.arrivals.accepted_count", language), "is_number": True},
        {"label": say("screen_quality.arrivals.quarantined_count", language), "is_number": True},
        {"label": say("screen_quality.arrivals.counts", language)},
        {"label": say("screen_quality.arrivals.why", language)},
    ]
    rows: list[ListRow] = [
        {
            "open": arrival.codes[0] if len(arrival.codes) == 1 else None,
            "cells": [
                moment(arrival.recorded_at, language), arrival.file_name, _names(arrival, language),
                arrival.outcome_word(language), _count(arrival.counts["accepted_count"], language),
                _count(arrival.counts["quarantined_count"], language), arrival.counts_word(language),
                _why(arrival, language, most=MOST_RULES),
            ],
            "sort": [
                arrival.recorded_at.timestamp(), arrival.file_name, _names(arrival, language), arrival.outcome,
                arrival.counts["accepted_count"], arrival.counts["quarantined_count"], arrival.counting_count,
                _why(arrival, language),
            ],
        }
        for arrival in found
    ]  # fmt: skip
    words = list_words(len(rows), language)
    return {"columns": columns, "rows": rows, "first": FIRST_SHOWN, "words": words, "language": language,
            "is_blocks": True, "caption": say("screen_quality.arrivals.caption", language)}  # fmt: skip


def arrivals_table(found: list[Arrival], language: Language) -> TableData:
    """The files to take away, with all counts."""
    counts = [
        Column(
            say(key, language),
            [arrival.counts[name] for arrival in found],
            partial(_count, language=language),
            True,
        )
        for name, key in COUNT_KEYS.items()
    ]
    return TableData(
        say("screen_quality.arrivals.caption", language),
        [
            Column(
                say("screen_quality.arrivals.received", language),
                [arrival.recorded_at for arrival in found],
                partial(moment, language=language),
            ),
            Column(say("screen_quality.arrivals.file", language), [arrival.file_name for arrival in found]),
            Column(
                say("screen_quality.arrivals.municipalities", language),
                [", ".join(arrival.names) or _nobody(language) for arrival in found],
            ),
            Column(
                say("screen_quality.arrivals.outcome", language), [arrival.outcome_word(language) for arrival in found]
            ),
            *counts,
            Column(say("screen_quality.arrivals.counts", language),
                   [arrival.counts_word(language) for arrival in found]),
            Column(say("screen_quality.arrivals.why", language), [_why(arrival, language) for arrival in found]),
        ],
    )  # fmt: skip


def _names(arrival: Arrival, language: Language) -> str:
    """Whose file it is; a word where nobody knows."""
    if not arrival.names:
        return _nobody(language)
    if len(arrival.names) == 1:
        return arrival.names[0]
    more = integer(len(arrival.names) - 1, language)
    return say("screen_quality.log.more", language, name=arrival.names[0], count=more)


def _count(value: int | None, language: Language) -> str:
    return integer(value, language, unknown=say("screen.state.unknown", language))


def _why(arrival: Arrival, language: Language, *, most: int | None = None) -> str:
    told = [
        f"{rule_word(rule, language)} ({integer(count, language)})" if count > 1 else rule_word(rule, language)
        for rule, count in arrival.rules[:most]
    ]
    more = ["…"] if most is not None and len(arrival.rules) > most else []
    return ", ".join(chain(told, more)) or say("screen.state.none", language)


def _nobody(language: Language) -> str:
    return say("screen.state.unknown", language)
