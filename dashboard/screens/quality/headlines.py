"""The headline figures of the page on data quality: who reported, how old that is, what a report takes."""

from collections.abc import Callable, Mapping
from typing import Final

import polars as pl

from dashboard.figure import anatomy
from dashboard.figure.anatomy import Headline, few
from dashboard.figure.beside_bounds import response_by_variant, without_variants
from dashboard.figure.withheld_rows import withheld_headline
from dashboard.figure.words import counted, municipalities, municipality_unit
from dashboard.screens.quality.asked import age_limit
from dashboard.view import queries, showing, state
from dashboard.view.address import View
from language.formats import day, days, half, integer, share
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.quarters import quarter_so_far
from metrics.standing.state import Freshness


def headlines(view: View, people: pl.DataFrame) -> list[Headline]:
    """Who ever reported and who did this quarter, older reports, the age of the middle one, what the middle one took.

    Each that is withheld from who looks says so in its place, and why. `people`: as `asked.with_age` gives.
    """
    found: list[Headline] = []
    for part, make in MAKES.items():
        reason = anatomy.why_not(part)
        found.append(
            make(people, view) if reason is None else withheld_headline(_label(part, view), reason, view.language)
        )
    return found


def _label(part: str, view: View) -> str:
    return say(LABELS[part], view.language, age=days(age_limit(view), view.language))


def _ever(people: pl.DataFrame, view: View) -> Headline:
    language = view.language
    ever = people.filter(pl.col("freshness") != Freshness.SILENT).height
    label, why_not = say("screen_quality.headline.ever", language), response_by_variant(view)
    if why_not is not None:
        return Headline(label, integer(ever, language), municipality_unit(ever, language), why_not)
    note = say(
        "screen_quality.headline.ever_note",
        language,
        reporters=integer(ever, language),
        municipalities=municipalities(people.height, language),
        as_of=day(view.as_of, language),
    )
    return Headline(label, share(ever / people.height, language), "", note)


def _this_quarter(_people: pl.DataFrame, view: View) -> Headline:
    """Who reported in the quarter of the as_of date up to that date, beside the last quarter that has ended."""
    language = view.language
    found = queries.derived(view, quarter_so_far)
    words = {
        "count": integer(found.municipality_count, language),
        "first": day(found.first_day, language),
        "last": day(found.last_day, language),
    }
    note = say("screen_quality.headline.quarter_note", language, **words)
    if found.before_count is not None:
        before = {**words, "before": integer(found.before_count, language)}
        note = f"{note} {say('screen_quality.headline.quarter_before', language, **before)}"
    label = say("screen_quality.headline.quarter", language)
    of = say("screen_quality.headline.of", language, count=words["count"])
    return Headline(label, integer(found.reporter_count, language), of, f"{note}{without_variants(view)}")


def _older(people: pl.DataFrame, view: View) -> Headline:
    """Of how many the newest report is older than the age chosen, of those that ever reported."""
    language, limit = view.language, age_limit(view)
    counts = {kind: people.filter(pl.col("freshness") == kind).height for kind in Freshness}
    ever = people.height - counts[Freshness.SILENT]
    label = say("screen_quality.headline.older", language, age=days(limit, language))
    if not ever:
        none = say("screen_quality.freshness.none", language)
        return Headline(label, say("screen.state.unknown", language), "", none, is_word=True)
    counts_not = "screen_quality.headline.older_left_out"
    note = say(counts_not if view.max_age_days is not None else "screen_quality.headline.older_counts", language)
    of = say("screen_quality.headline.of", language, count=integer(ever, language))
    return Headline(label, integer(counts[Freshness.STALE], language), of, note)


def _age(_people: pl.DataFrame, view: View) -> Headline:
    language = view.language
    freshness = showing.as_seen(view, "freshness", state.run().visitor)
    label, row = say("screen_quality.headline.age", language), freshness.rows.row(0, named=True)
    if row["median"] is None:
        return Headline(label, say("screen.state.unknown", language), is_word=True)
    note = ""
    if row["oldest_days"] is not None:  # the oldest is that of one municipality: not for everybody
        note = say("screen_quality.headline.age_note", language, oldest=days(row["oldest_days"], language))
    if freshness.max_age_days is not None:
        left_out = say("screen_quality.headline.age_left_out", language, age=days(freshness.max_age_days, language))
        note = f"{note} {left_out}".strip()
    unit = say("screen_quality.headline.day" if row["median"] == 1 else "screen_quality.headline.days", language)
    return Headline(label, half(row["median"], language), unit, note)


def _minutes(_people: pl.DataFrame, view: View) -> Headline:
    language, burden = view.language, queries.ask(view, "reporting_burden")
    label, row = say("screen_quality.headline.minutes", language), burden.rows.row(0, named=True)
    if row["median"] is None:
        return Headline(
            label, say("screen.state.unknown", language), "", say("screen_quality.burden.none", language), is_word=True
        )
    every, said_count = burden.municipality_count, burden.municipality_count - row["unknown_count"]
    if not bears_one_number(said_count, every):
        return few(label, said_count, every, language)
    note = counted(
        "screen_quality.headline.minutes_note",
        row["q3"],
        language,
        minutes=half(row["q3"], language),
        count=integer(row["denominator"], language),
    )
    unit = say(
        "screen_quality.headline.minute" if row["median"] == 1 else "screen_quality.headline.minutes_unit", language
    )
    return Headline(label, half(row["median"], language), unit, note)


MAKES: Final[Mapping[str, Callable[[pl.DataFrame, View], Headline]]] = {
    "headlines/ever": _ever,
    "headlines/quarter": _this_quarter,
    "headlines/older": _older,
    "headlines/age": _age,
    "headlines/minutes": _minutes,
}
"""What each of the five is made of -> what makes it."""
LABELS: Final = {
    "headlines/ever": "screen_quality.headline.ever",
    "headlines/quarter": "screen_quality.headline.quarter",
    "headlines/older": "screen_quality.headline.older",
    "headlines/age": "screen_quality.headline.age",
    "headlines/minutes": "screen_quality.headline.minutes",
}
