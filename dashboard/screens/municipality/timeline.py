"""The own timeline: real bars, own targets as diamonds, one line at the as-of date and no mark left of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypedDict

import polars as pl

from dashboard.drawing.key import KeyEntry, Sign
from dashboard.drawing.parts import Part
from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import TableData
from dashboard.figure.words import counted, key, party_names, standing_word
from dashboard.screens.municipality.asked import OneMunicipality, parts_of, whole_months
from dashboard.screens.municipality.history import corrected_row_count, report_count
from dashboard.screens.municipality.words import waiting_on_column
from dashboard.subjects.newer_refused import newer_refused
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from domain.statements import Standing, Table
from language.formats import day, days, decimal, integer, listing, month, months
from language.texts import say
from metrics.standing.state import Freshness

MARGIN = timedelta(days=25)
KEY: Final[tuple[Sign, ...]] = (
    "bar_finished", "bar_started", "bar_not_reported", "bar_stale", "first_target", "last_target", "slip",
)  # fmt: skip

# In this form because `from` is a word of Python itself; both None where there is no bar.
Bar = TypedDict("Bar", {"from": int | None, "to": int | None})


class TimelineRow(Bar):
    """One step: its bar, certain up to `heard`, its own targets, words at its end. Days are numbers since year 1."""

    number: str
    label: str
    standing: str
    stale: bool
    heard: int | None
    first_target: int | None
    last_target: int | None
    text: str


class TimelineData(TypedDict):
    """The drawn timeline, from `first` to `last`; a tick is a day with its words."""

    alt: str
    key: list[KeyEntry]
    first: int
    last: int
    as_of: int
    as_of_label: str
    ticks: list[tuple[int, str]]
    rows: list[TimelineRow]


TIMELINE: Final = Part[TimelineData]("screens/municipality/timeline.js")


def own_timeline(municipality: OneMunicipality, view: View) -> None:
    """Its steps on its own timeline, with its own targets."""
    language = view.language
    finding = timeline_finding(municipality, language)
    alt = say("screen_municipality.timeline.alt", language, count=municipality.steps.height, finding=finding)
    data = timeline_drawn(municipality, alt, language)
    anatomy.figure(
        "timeline",
        finding=finding,
        subtitle=say(
            "screen_municipality.timeline.subtitle" if municipality.targets
            else "screen_municipality.timeline.subtitle_no_targets",
            language, name=municipality.name, rule=say("screen.rule.finished", language),
        ),
        draw=lambda: TIMELINE.draw(data, key="timeline"),
        note=timeline_note(municipality, view),
        table=timeline_table(municipality, language, finding),
        made_by=queries.ask(view.without_filters(), "completed_steps", municipality=municipality.code),
        whom="own",
    )  # fmt: skip


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
    running = counted("screen_municipality.timeline.running", started, language, started=started)
    if started and municipality.facts.freshness == Freshness.STALE:
        last = day(municipality.facts.newest_reporting_date, language)
        running = counted("screen_municipality.timeline.running_then", started, language, started=started, day=last)
    if not unsaid:
        return f"{counted('screen_municipality.timeline.finding', finished, language, **values)}; {running}"
    if finished:
        done = counted("screen_municipality.timeline.finding", finished, language, **values)
    else:
        done = counted("screen_municipality.timeline.none_of_said", total - unsaid, language, **values)
    told = [done, *([running] if started else []), counted("screen_municipality.timeline.unsaid", unsaid, language)]
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
        reports, corrections = report_count(municipality.history), corrected_row_count(municipality.history)
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


def pale_words(municipality: OneMunicipality, language: Language) -> str:
    """What the pale part of a bar is; empty where no running step was last heard of before the as-of date."""
    running = municipality.steps.filter(pl.col("standing") == Standing.STARTED, pl.col("start_date").is_not_null())
    is_pale = (running["reporting_date"] < municipality.as_of).any()
    return say("screen_municipality.timeline.pale", language) if is_pale else ""


def slip_words(municipality: OneMunicipality, view: View) -> str:
    """How far its own target dates moved, in days; empty where no step has had two."""
    language = view.language
    rows = queries.ask(view.without_filters(), "plan_slip_days", municipality=municipality.code).rows
    shift = rows["median"][0] if rows.height else None
    if shift is None:
        return say("screen_municipality.timeline.no_slip", language)
    steps = rows["denominator"][0]
    moved = days(shift, language) if shift == int(shift) else f"{decimal(shift, language)} {days(2, language)[2:]}"
    return counted("screen_municipality.timeline.slip", steps, language, shift=moved)


def stale_words(municipality: OneMunicipality, language: Language) -> str:
    """Which steps are stale, each with the day of its own last report, which may be older than that of the others."""
    stale = municipality.steps.filter("is_stale").sort("step_number")
    steps = [
        say("screen_municipality.timeline.stale_step", language, step=step, day=day(reported, language))
        for step, reported in stale.select("step_number", "reporting_date").iter_rows()
    ]
    if not steps:
        return ""
    words = {"steps": listing(steps, language), "limit": integer(STALE_AFTER_DAYS, language)}
    return counted("screen_municipality.timeline.stale", len(steps), language, **words)


def timeline_table(municipality: OneMunicipality, language: Language, caption: str) -> TableData:
    """One row per step, with its dates and the first and the last own target."""
    numbers = municipality.steps["step_number"].to_list()
    rows = municipality.steps.with_columns(
        step_name=pl.Series(
            [municipality.programme.step(number).name.of(language) for number in numbers], dtype=pl.String
        ),
        first_target_date=pl.Series(
            [municipality.targets.get(number, (None, None))[0] for number in numbers], dtype=pl.Date
        ),
        last_target_date=pl.Series(
            [municipality.targets.get(number, (None, None))[1] for number in numbers], dtype=pl.Date
        ),
    )
    dates = ("start_date", "end_date", "first_target_date", "last_target_date", "reporting_date")
    return TableData(
        caption,
        [
            column(rows, "step_number", language, "count", "step"),
            column(rows, "step_name", language),
            column(rows, "standing", language, "standing"),
            column(rows, "is_stale", language, "yes"),
            *(column(rows, name, language, "day") for name in dates),
            waiting_on_column(rows["waiting_on"].to_list(), municipality, language),
        ],
    )


@dataclass(frozen=True)
class _Step:
    """Where it stands on one step, and since when; see `metrics.standing.state.standings`."""

    step_number: int
    standing: str
    is_stale: bool | None
    reporting_date: date | None
    start_date: date | None
    end_date: date | None
    waiting_on: str | None


def timeline_drawn(municipality: OneMunicipality, alt: str, language: Language) -> TimelineData:
    """The data of the drawn part; days are numbers since year 1, so that the part need not know dates."""
    steps = rows_of(municipality.steps, _Step)
    dates = [municipality.as_of, *(known for step in steps for known in (step.start_date, step.end_date) if known)]
    dates += [target for both in municipality.targets.values() for target in both]
    first, last = min(dates) - MARGIN, max(dates) + MARGIN
    if (last - first).days < 365:
        first = last - timedelta(days=365)
    return {
        "alt": alt,
        "key": key(language, *_signs(municipality, steps)),
        "first": first.toordinal(),
        "last": last.toordinal(),
        "as_of": municipality.as_of.toordinal(),
        "as_of_label": say("screen_municipality.timeline.as_of", language, day=day(municipality.as_of, language)),
        "ticks": _ticks(first, last, language),
        "rows": [_row(municipality, step, language) for step in steps],
    }


def _signs(municipality: OneMunicipality, steps: Sequence[_Step]) -> list[Sign]:
    """The signs that occur, in the order of the key."""
    occurring = {f"bar_{step.standing}" for step in steps}
    if any(step.is_stale for step in steps):
        occurring.add("bar_stale")
    if municipality.targets:
        occurring.add("last_target")
    if any(first != last for first, last in municipality.targets.values()):
        occurring |= {"first_target", "slip"}
    return [sign for sign in KEY if sign in occurring]


def _ticks(first: date, last: date, language: Language) -> list[tuple[int, str]]:
    """The first day of a quarter, or of half a year or a year when there are many."""
    every = 3 if (last - first).days < 900 else 6 if (last - first).days < 2400 else 12
    found: list[tuple[int, str]] = []
    for number in range(first.year * 12, (last.year + 1) * 12, every):
        start = date(number // 12, number % 12 + 1, 1)
        if first <= start <= last:
            word = month(start, language)
            found.append((start.toordinal(), word if start.month == 1 or not found else word.split(" ")[0]))
    return found


def _row(municipality: OneMunicipality, step: _Step, language: Language) -> TimelineRow:
    start, end = _bar(municipality, step)
    first, last = municipality.targets.get(step.step_number, (None, None))
    return {
        "number": str(step.step_number),
        "label": municipality.programme.step(step.step_number).short_name.of(language),
        "standing": step.standing,
        "stale": bool(step.is_stale),
        "heard": step.reporting_date.toordinal() if step.reporting_date else None,
        "from": start.toordinal() if start else None,
        "to": end.toordinal() if end else None,
        "first_target": first.toordinal() if first else None,
        "last_target": last.toordinal() if last else None,
        "text": _words(municipality, step, language),
    }


def _bar(municipality: OneMunicipality, step: _Step) -> tuple[date | None, date | None]:
    """From start to end; to the as-of date while it runs. Without a start date: a mark where the end is known."""
    start = step.start_date
    if step.standing == Standing.FINISHED:
        return (start or step.end_date, step.end_date or start)
    return (start, municipality.as_of) if step.standing == Standing.STARTED and start else (None, None)


def _words(municipality: OneMunicipality, step: _Step, language: Language) -> str:
    if step.standing == Standing.FINISHED and step.start_date and step.end_date:
        took = whole_months(step.start_date, step.end_date)
        short = say("screen_municipality.timeline.under_a_month", language)
        return say("screen_municipality.timeline.took", language, duration=months(took, language) if took else short)
    if step.standing == Standing.FINISHED:
        return say("screen_municipality.timeline.finished", language)
    own = next(iter(municipality.coverage.values()), None)
    if step.step_number == municipality.programme.training_step_number and own is not None and own.value is not None:
        group = next(group for group in municipality.programme.target_groups if group.key == own.target_group)
        trained, scope = integer(own.numerator, language), integer(own.denominator, language)
        words = {"group": group.name.of(language).lower(), "trained": trained, "scope": scope}
        return say("screen_municipality.timeline.trained", language, **words)
    if step.waiting_on:
        parties = party_names(step.waiting_on, municipality.programme, language)
        return say("screen_municipality.timeline.waits", language, parties=listing(parties, language))
    return standing_word(step.standing, language).lower()
