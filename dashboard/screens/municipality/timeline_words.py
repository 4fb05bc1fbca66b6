"""What is said over and under the own timeline: how far it is, by which report, and what that report leaves open."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from dashboard.figure.words import counted
from dashboard.screens.municipality.asked import OneMunicipality, parts_of
from dashboard.screens.municipality.words import ran_on, stale_since
from dashboard.subjects.newer_refused import newer_refused
from dashboard.subjects.own_reports import Report, corrected_count
from dashboard.subjects.own_reports import reports as reports_of
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from domain.statements import Standing, Table
from language.formats import day, days, integer, listing
from language.texts import say
from metrics.durations.survival import SMALL_RISK_SET


def timeline_finding(municipality: OneMunicipality, language: Language) -> str:
    """How many steps it has finished, how many are running, and of how many it said nothing."""
    if municipality.is_silent and municipality.max_age_days is not None:
        age = days(municipality.max_age_days, language)
        return say("screen_municipality.timeline.finding_silent_age", language, name=municipality.name, age=age)
    if municipality.is_silent:
        return say("screen_municipality.timeline.finding_silent", language, name=municipality.name)
    total, finished, started = (
        municipality.steps.height - municipality.count["not_applicable"],
        municipality.count["finished"],
        municipality.count["started"],
    )
    unsaid = municipality.count["not_reported"]
    values = {"name": municipality.name, "finished": finished, "total": total}
    stale = stale_since(municipality, language)
    if stale:
        return _then(municipality, {**values, "day": stale}, language)
    running = counted("screen_municipality.timeline.running", started, language, started=started)
    then = ran_on(municipality, language)
    if then:
        running = counted("screen_municipality.timeline.running_then", started, language, started=started, day=then)
    if not unsaid:
        return f"{counted('screen_municipality.timeline.finding', finished, language, **values)}; {running}"
    if finished:
        done = counted("screen_municipality.timeline.finding", finished, language, **values)
    else:
        done = counted("screen_municipality.timeline.none_of_said", total - unsaid, language, **values)
    told = [done, *([running] if started else []), counted("screen_municipality.timeline.unsaid", unsaid, language)]
    return "; ".join(told)


def _then(municipality: OneMunicipality, values: Mapping[str, object], language: Language) -> str:
    """How far it was when it was last heard of, long ago; and that nobody knows how far it was on the as-of date."""
    started, unsaid = municipality.count["started"], municipality.count["not_reported"]
    told = [counted("screen_municipality.timeline.then", municipality.count["finished"], language, **values)]
    if started:
        told.append(counted("screen_municipality.timeline.running_last", started, language))
    if unsaid:
        told.append(counted("screen_municipality.timeline.unsaid", unsaid, language))
    told.append(say("screen_municipality.timeline.not_known_since", language, day=day(municipality.as_of, language)))
    return "; ".join(told)


def timeline_note(municipality: OneMunicipality, view: View) -> str:
    """When it reported last and how often, what it corrected, how far its targets moved, and what is stale."""
    language, newest = view.language, municipality.facts.newest_reporting_date
    if newest is None and view.max_age_days is not None:
        age = days(view.max_age_days, language)
        note = say("screen_municipality.timeline.note_silent_age", language, age=age, day=day(view.as_of, language))
    elif newest is None:
        note = say("screen_municipality.timeline.note_silent", language, day=day(view.as_of, language))
    elif not municipality.sees_history:
        slip = slip_words(municipality, view)
        note = say("screen_municipality.timeline.note_other", language, day=day(newest, language), slip=slip)
    else:
        reports = sum(one.counts and _is_by(one, view.as_of) for one in reports_of(view, municipality.code))
        corrections = corrected_count(view, municipality.code)
        note = say(
            "screen_municipality.timeline.note", language, day=day(newest, language),
            reports=counted("screen_municipality.timeline.reports", reports, language,
                            reports=integer(reports, language)),
            corrected=counted("screen_municipality.timeline.corrected", corrections, language,
                              corrections=integer(corrections, language)),
            slip=slip_words(municipality, view),
        )  # fmt: skip
    codes = [municipality.code, *parts_of(municipality.code, view.as_of)]
    more = [stale_words(municipality, language), pale_words(municipality, language)]
    return " · ".join([note, *filter(None, more), *newer_refused(view, codes, Table.MILESTONE)])


def _is_by(report: Report, as_of: date) -> bool:
    """Whether any of what it says is of the as-of date or before: of a later day nothing counts then."""
    return not report.days or report.days[0] <= as_of


def pale_words(municipality: OneMunicipality, language: Language) -> str:
    """What the pale part of a bar is; empty where no running step was last heard of before the as-of date."""
    running = municipality.steps.filter(pl.col("standing") == Standing.STARTED, pl.col("start_date").is_not_null())
    is_pale = (running["reporting_date"] < municipality.as_of).any()
    return say("screen_municipality.timeline.pale", language) if is_pale else ""


def slip_words(municipality: OneMunicipality, view: View) -> str:
    """How far its own target dates moved, in days; empty where no step has had two."""
    language = view.language
    country = view.without_filters()
    rows = queries.ask(country, "plan_slip_days", municipality=municipality.code).rows
    shift = rows["median"][0] if rows.height else None
    if shift is None:
        return say("screen_municipality.timeline.no_slip", language)
    steps = rows["denominator"][0]
    if 1 < steps < SMALL_RISK_SET:
        of_each = queries.ask(country, "plan_slip_days", by=("step",), municipality=municipality.code).rows
        count = of_each.filter(pl.col("median") != 0).height
        return counted("screen_municipality.timeline.slip_few", count, language, steps=integer(steps, language))
    moved = days(shift, language)
    return counted("screen_municipality.timeline.slip", steps, language, shift=moved)


def stale_words(municipality: OneMunicipality, language: Language) -> str:
    """Which steps are stale, each with the day of its own last report, which may be older than that of the others."""
    stale = municipality.steps.filter("is_stale").sort("step_number")
    by_day: dict[date, list[str]] = {}
    for step, reported in stale.select("step_number", "reporting_date").iter_rows():
        by_day.setdefault(reported, []).append(str(step))
    steps = [
        say("screen_municipality.timeline.stale_step", language, step=listing(of, language), day=day(on, language))
        for on, of in by_day.items()
    ]
    if not steps:
        return ""
    words = {"steps": ", ".join(steps), "limit": integer(STALE_AFTER_DAYS, language)}
    return counted("screen_municipality.timeline.stale", stale.height, language, **words)
