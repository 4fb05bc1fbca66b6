"""The headline figures of the page on data quality: response, stale reports, their age, what a report costs."""

from dashboard.figure.anatomy import Headline, few
from dashboard.figure.words import counted
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from language.formats import days, decimal, integer, share
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.defining.figure import Figure


def headlines(view: View, freshness: Figure, burden: Figure) -> list[Headline]:
    """Response, stale reports, the age of the middle one, the minutes that the middle one took."""
    language = view.language
    return [
        _response(view, freshness),
        Headline(
            say("screen_quality.headline.stale", language),
            integer(freshness.stale_count, language),
            say("screen_quality.headline.of", language, count=integer(freshness.reporter_count, language)),
            say("screen_quality.headline.stale_note", language, days=STALE_AFTER_DAYS),
        ),
        _age(freshness, language),
        _minutes(burden, language),
    ]


def _response(view: View, freshness: Figure) -> Headline:
    language = view.language
    counts = {
        "reporters": integer(freshness.reporter_count, language),
        "count": integer(freshness.municipality_count, language),
    }
    quarters = queries.ask(view, "response", by=("quarter",)).rows.drop_nulls("value").sort("quarter")
    note = say("screen_quality.headline.response_note_first", language, **counts)
    if quarters.height:
        last = share(quarters["value"][-1], language)
        note = say("screen_quality.headline.response_note", language, last=last, **counts)
    reporters = freshness.reporter_count / freshness.municipality_count
    return Headline(say("screen_quality.headline.response", language), share(reporters, language), "", note)


def _age(freshness: Figure, language: Language) -> Headline:
    label, row = say("screen_quality.headline.age", language), freshness.rows.row(0, named=True)
    if row["median"] is None:
        return Headline(label, say("screen.state.unknown", language), is_word=True)
    note = say("screen_quality.headline.age_note", language, oldest=days(row["oldest_days"], language))
    unit = say("screen_quality.headline.day" if row["median"] == 1 else "screen_quality.headline.days", language)
    return Headline(label, _middle(row["median"], language), unit, note)


def _minutes(burden: Figure, language: Language) -> Headline:
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
        minutes=_middle(row["q3"], language),
        count=integer(row["denominator"], language),
    )
    unit = say(
        "screen_quality.headline.minute" if row["median"] == 1 else "screen_quality.headline.minutes_unit", language
    )
    return Headline(label, _middle(row["median"], language), unit, note)


def _middle(value: float, language: Language) -> str:
    """A quartile: whole where it is, else with the half."""
    return decimal(value, language, 0 if value == int(value) else 1)
