"""The figures of one municipality."""

from dashboard import (
    components,
    municipality_costs,
    municipality_refused,
    municipality_tables,
    one_municipality,
    parts,
    queries,
)
from dashboard.address import View
from dashboard.charts.own_costs import own_costs as costs_chart
from dashboard.charts.timeline import timeline
from dashboard.components.sentences import Sentence, SentencesData
from dashboard.municipality_history import changes_told, corrected_row_count, report_count
from dashboard.municipality_warnings import warnings_told
from dashboard.one_municipality import OneMunicipality
from dashboard.words import counted
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say

MOST_CHANGES = 10  # the rest stands in the table


def own_timeline(municipality: OneMunicipality, view: View) -> None:
    """Its steps on its own timeline, with its own targets."""
    language = view.language
    finding = one_municipality.timeline_finding(municipality, language)
    newest = municipality.facts.newest_reporting_date
    reports, corrections = report_count(municipality.history), corrected_row_count(municipality.history)
    note = say("screen_municipality.timeline.note_silent", view.language, day=day(view.as_of, language)) if newest is None else say(
        "screen_municipality.timeline.note", view.language, day=day(newest, language),
        reports=_counted("timeline.reports", reports, view, "reports"),
        corrected=_counted("timeline.corrected", corrections, view, "corrections"),
        slip=one_municipality.slip_words(municipality, view),
    )  # fmt: skip
    stale = one_municipality.stale_words(municipality, language)
    note = " · ".join([note, stale]) if stale else note
    alt = say("screen_municipality.timeline.alt", view.language, count=municipality.steps.height, finding=finding)
    data = timeline(municipality, alt, language)
    parts.figure(
        "timeline",
        finding=finding,
        subtitle=say(
            f"screen_municipality.timeline.subtitle{'' if municipality.targets else '_no_targets'}",
            view.language,
            name=municipality.name,
        ),
        draw=lambda: components.draw("timeline", data, key="timeline"),
        note=note,
        table=municipality_tables.steps(municipality, language, finding),
        made_by=queries.ask(view.without_filters(), "completed_steps", municipality=municipality.code),
    )


def own_costs(municipality: OneMunicipality, view: View) -> None:
    """What it spent per step, beside its own norm and its own budget."""
    language, found = view.language, municipality_costs.own_costs(view, municipality)
    finding = municipality_costs.finding(municipality, found, language)
    alt = say("screen_municipality.costs.alt", view.language, finding=finding)
    data = costs_chart(found, municipality.programme, municipality.name, alt, language)
    parts.figure(
        "own_costs",
        finding=finding,
        subtitle=say("screen_municipality.costs.subtitle", view.language, name=municipality.name),
        draw=lambda: components.draw("rows", data, key="own_costs"),
        note=say("screen_municipality.costs.note", view.language, as_of=day(view.as_of, language)),
        table=municipality_costs.table(municipality, found, language, finding),
        made_by=queries.ask(view.without_filters(), "cost_realisation", by=("step",), municipality=municipality.code),
    )


def what_it_changed(municipality: OneMunicipality, view: View) -> None:
    """What each of its reports and corrections changed, newest first."""
    told: list[Sentence] = [
        {"text": change.text, "note": change.note} for change in changes_told(municipality.history, view.language)
    ]
    nothing: list[Sentence] = [{"text": say("screen_municipality.history.nothing", view.language), "note": ""}]
    data: SentencesData = {"sentences": told[:MOST_CHANGES] or nothing}
    parts.figure(
        "history",
        finding=say("screen_municipality.history.finding", view.language, name=municipality.name),
        subtitle=say("screen_municipality.history.subtitle", view.language),
        draw=lambda: components.draw("sentences", data, key="history"),
        note=_counted(
            "history.note", municipality.history.height, view, "count",
            known_on=day(dutch_day(view.known_on), view.language),
        ),
        table=municipality_tables.history(municipality, view.language),
    )  # fmt: skip


def what_stands_out(municipality: OneMunicipality, view: View) -> None:
    """What stands out in its reports, with what to do about it."""
    told = warnings_told(municipality, view)
    data: SentencesData = {"sentences": told}
    nothing = "silent" if municipality.history.is_empty() else "none"
    key = nothing if not told else "finding_one" if len(told) == 1 else "finding"
    parts.figure(
        "warnings",
        finding=say(f"screen_municipality.warnings.{key}", view.language, count=integer(len(told), view.language)),
        subtitle=say("screen_municipality.warnings.subtitle", view.language),
        draw=lambda: components.draw("sentences", data, key="warnings"),
        note=say("screen_municipality.warnings.note", view.language, as_of=day(view.as_of, view.language)),
        made_by=queries.ask(view.without_filters(), "consistency", by=("rule",), municipality=municipality.code),
    )


def what_was_refused(municipality: OneMunicipality, view: View) -> None:
    """Its refused rows and files, what waits and what was put right."""
    language, found = view.language, municipality_refused.own_refusals(municipality, view)
    subtitle = "subtitle_nothing" if found.is_empty else "subtitle"
    parts.figure(
        "own_refused",
        finding=municipality_refused.finding(found, language),
        subtitle=say(f"screen_municipality.refused.{subtitle}", view.language, name=municipality.name),
        draw=lambda: (
            None if found.is_empty
            else components.draw("list", municipality_refused.drawn(found, language), key="own_refused")
        ),
        note=say("screen_municipality.refused.note", view.language, known_on=day(dutch_day(view.known_on), language)),
        table=None if found.is_empty else municipality_refused.table(found, language),
    )  # fmt: skip


def _counted(key: str, number: int, view: View, name: str, **values: object) -> str:
    """A text that differs with a number, which stands in it under `name`."""
    said = {name: integer(number, view.language), **values}
    return counted(f"screen_municipality.{key}", number, view.language, **said)
