"""The four figures on top: steps finished, months since the own start, who is trained, age of the newest report."""

from datetime import date, timedelta

import polars as pl

from dashboard.figure import anatomy
from dashboard.figure.anatomy import Headline
from dashboard.figure.words import silent_word, value_status_word
from dashboard.screens.municipality.asked import OneMunicipality, whole_months
from dashboard.screens.municipality.words import heard_on, stale_since
from dashboard.subjects.waits import counts_on_until
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from domain.statements import Standing
from domain.value_status import ValueStatus
from language.formats import day, days, integer, share
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.standing.state import Freshness


def headlines(municipality: OneMunicipality, view: View) -> list[Headline]:
    """Steps finished, time since the own start, who is trained beside the national share, age of the report."""
    return [
        finished_tile(municipality, view.language),
        _since_start(municipality, view.language),
        _trained(view, municipality),
        _age(municipality, view.language),
    ]


def finished_tile(municipality: OneMunicipality, language: Language) -> Headline:
    """How many steps it has finished, and by which report where that is older than the as-of date."""
    label = say("screen_municipality.headline.finished", language)
    if municipality.is_silent:
        return _no_report(label, municipality, language)
    applicable = municipality.steps.height - municipality.count["not_applicable"]
    silent = municipality.count["not_reported"]
    unknown = ""
    if silent:
        unknown = say("screen_municipality.headline.finished_unknown", language, count=integer(silent, language))
    note = say(
        "screen_municipality.headline.finished_note",
        language,
        started=integer(municipality.count["started"], language),
        not_started=integer(municipality.count["not_started"], language),
        unknown=unknown,
    )
    heard = heard_on(municipality, language)
    if heard:
        key = "screen_municipality.headline.finished_heard"
        if stale_since(municipality, language):
            key = "screen_municipality.headline.finished_stale"
        note = f"{note} {say(key, language, day=heard, as_of=day(municipality.as_of, language))}"
    finished = integer(municipality.count["finished"], language)
    return Headline(label, finished, say("screen_municipality.headline.of", language, count=applicable), note)


def _since_start(municipality: OneMunicipality, language: Language) -> Headline:
    label = say("screen_municipality.headline.since_start", language)
    if municipality.own_start is None:
        age = municipality.max_age_days
        nowhere = say("screen_municipality.headline.no_start", language)
        if age is not None:
            nowhere = say("screen_municipality.headline.no_start_age", language, age=days(age, language))
        return _unknown(label, "screen.state.unknown", nowhere, language)
    ended = all_ended_on(municipality.steps)
    months = whole_months(municipality.own_start, ended or municipality.as_of)
    unit = say("screen_municipality.headline.month" if months == 1 else "screen_municipality.headline.months", language)
    counts_on = counts_on_until(municipality.as_of, municipality.facts.newest_reporting_date, language)
    start = day(municipality.own_start, language)
    note = say("screen_municipality.headline.since_start_note", language, day=start, counts_on=counts_on)
    if ended is not None:
        words = {"day": start, "ended": day(ended, language)}
        note = say("screen_municipality.headline.since_start_done", language, **words)
    return Headline(label, integer(months, language), unit, note)


def all_ended_on(steps: pl.DataFrame) -> date | None:
    """The day on which the last step was finished, where every one that applies was and all days are known."""
    applies = steps.filter(pl.col("standing") != Standing.NOT_APPLICABLE)
    is_done = bool((applies["standing"] == Standing.FINISHED).all()) and not applies["end_date"].has_nulls()
    last = applies["end_date"].max()
    return last if is_done and isinstance(last, date) else None


def _trained(view: View, municipality: OneMunicipality) -> Headline:
    """The first target group of the programme: everybody who will work with the law."""
    language, groups = view.language, municipality.programme.target_groups
    if not groups:
        return _unknown(say("screen_municipality.headline.trained_all", language), "screen.state.unknown", "", language)
    label = say("screen_municipality.headline.trained", language, group=groups[0].name.of(language).lower())
    if anatomy.why_not("headlines/trained") is not None:
        note = say("screen_municipality.headline.trained_withheld", language)
        return _unknown(label, "screen.state.withheld_word", note, language)
    own = municipality.coverage.get(groups[0].key)
    national = _national(view, groups[0].key)
    if own is None or own.value is None:
        status = own.value_status if own else None
        word = value_status_word(status or ValueStatus.NOT_REPORTED, language)
        if status in (None, ValueStatus.NOT_REPORTED):
            word = silent_word(municipality.max_age_days, language)
        return Headline(label, word, "", national, is_word=True)
    note = say(
        "screen_municipality.headline.trained_at_least"
        if own.at_least_count
        else "screen_municipality.headline.trained_note",
        language,
        trained=integer(own.numerator, language),
        scope=integer(own.denominator, language),
        national=national,
        day=day(municipality.trained_on.get(groups[0].key, municipality.as_of), language),
        stale=say("screen_municipality.headline.trained_stale", language) if own.stale_count else "",
    )
    return Headline(label, share(own.value, language), "", note.strip())


def _national(view: View, target_group: str) -> str:
    """The national share trained, in words; nothing where too few stated it for one number."""
    if anatomy.why_not("headlines/national") is not None:
        return ""
    coverage = queries.ask(view.without_filters(), "training_coverage")
    found = coverage.rows.filter(pl.col("target_group") == target_group).drop_nulls("value")
    stated = [count for count in found["stated_count"] if bears_one_number(count, coverage.municipality_count)]
    if not stated:
        return ""
    part = share(found.item(0, "value"), view.language)
    return say("screen_municipality.headline.trained_national", view.language, share=part)


def _age(municipality: OneMunicipality, language: Language) -> Headline:
    newest, label = municipality.facts.newest_reporting_date, say("screen_municipality.headline.age", language)
    if newest is None:
        return _no_report(label, municipality, language)
    age, until = (municipality.as_of - newest).days, newest + timedelta(days=STALE_AFTER_DAYS)
    is_stale = municipality.facts.freshness == Freshness.STALE
    shown = until + timedelta(days=1) if is_stale else until
    note = say(
        "screen_municipality.headline.age_stale" if is_stale else "screen_municipality.headline.age_current",
        language,
        day=day(newest, language),
        until=day(shown, language),
    )
    unit = say("screen_municipality.headline.day" if age == 1 else "screen_municipality.headline.days", language)
    return Headline(label, integer(age, language), unit, note)


def _unknown(label: str, word: str, note: str, language: Language) -> Headline:
    return Headline(label, say(word, language), "", note, is_word=True)


def _no_report(label: str, municipality: OneMunicipality, language: Language) -> Headline:
    """That there is no report, or under a chosen age none so young, with the day of the last one however old."""
    last = municipality.last_report
    note = "" if last is None else say("screen_municipality.headline.older", language, day=day(last, language))
    return Headline(label, silent_word(municipality.max_age_days, language), "", note, is_word=True)
