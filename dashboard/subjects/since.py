"""Whether a municipality has reported since something of it was refused, and what of it came in lately."""

from collections.abc import Sequence
from datetime import date, datetime

import polars as pl

from dashboard.figure.download import Column
from dashboard.figure.words import counted
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import dutch_day, months_before
from language.formats import day, integer
from language.texts import say

MONTHS_RECENT = 3


def last_taken_in(files: pl.DataFrame) -> dict[str, datetime]:
    """Municipality -> the last moment that a file of it was taken in; `files` as in `Known.files`.

    Of a file that was rejected whole nothing was taken in.
    """
    taken = files.filter(pl.col("outcome") != "rejected").explode("municipality_codes").drop_nulls("municipality_codes")
    return dict(taken.group_by("municipality_codes").agg(pl.col("recorded_at").max()).iter_rows())


def reported_since(view: View, codes: Sequence[str | None], received: Sequence[datetime]) -> list[date | str | None]:
    """Per refused row or file the day of the last report since; None: there was none.

    A word where it is not known whose it is. One that was dissolved may report as what it went up in.
    """
    last, register = last_taken_in(queries.known(view).files), queries.the_register()
    unknown = say("screen.state.unknown", view.language)
    found: list[date | str | None] = []
    for code, moment in zip(codes, received, strict=True):
        theirs = [] if code is None else [code, *register.successors_on(code, view.as_of)]
        moments = [last[one] for one in theirs if one in last and last[one] > moment]
        found.append(unknown if code is None else dutch_day(max(moments)) if moments else None)
    return found


def since_column(found: Sequence[date | str | None], language: Language) -> Column:
    """The same as a column."""
    none = say("screen_quality.refused.since_none", language)

    def written(one: date | str | None) -> str:
        return one if isinstance(one, str) else day(one, language, unknown=none)

    return Column(say("screen_quality.refused.since", language), found, written)


def recent_from(view: View) -> date:
    """From which day on what came in is recent: three months before what is known."""
    return months_before(dutch_day(view.known_on), MONTHS_RECENT)


def recent_words(received: Sequence[datetime], view: View) -> str:
    """How many of those came in lately, as the end of a sentence; "" of none at all."""
    if not received:
        return ""
    first = recent_from(view)
    count = sum(dutch_day(moment) >= first for moment in received)
    return counted("screen_quality.refused.recent", count, view.language, day=day(first, view.language))


def since_words(found: Sequence[date | str | None], language: Language) -> str:
    """Of how many the municipality has reported since, of all those of which it is known whose they are."""
    known = [one for one in found if not isinstance(one, str)]
    since = sum(one is not None for one in known)
    return counted("screen_quality.refused.since_count", since, language, known=integer(len(known), language))
