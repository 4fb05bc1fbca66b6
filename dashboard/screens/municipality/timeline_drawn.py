"""The own timeline as it is drawn: a bar per step, certain up to its last report, and the words behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypedDict

from dashboard.drawing.key import KeyEntry, Sign
from dashboard.drawing.parts import Part
from dashboard.figure.words import key, party_names, standing_word
from dashboard.screens.municipality.asked import OneMunicipality, whole_months
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.statements import Standing
from language.formats import day, integer, listing, month, months
from language.texts import say

MARGIN = timedelta(days=25)
KEY: Final[tuple[Sign, ...]] = (
    "bar_finished", "bar_started", "bar_not_reported", "bar_stale", "first_target", "last_target", "slip",
)  # fmt: skip

# In this form because `from` is a word of Python itself; both None where there is no bar.
Bar = TypedDict("Bar", {"from": int | None, "to": int | None})


class TimelineRow(Bar):
    """One step: its bar, certain up to `heard`, its own targets, words at its end. Days are numbers since year 1.

    `finished`, `opened`: between which two reports it was opened again, after it had been called finished.
    """

    number: str
    label: str
    standing: str
    stale: bool
    heard: int | None
    finished: int | None
    opened: int | None
    first_target: int | None
    last_target: int | None
    text: str
    since: str


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
    dates += [step.reporting_date for step in steps if step.is_stale and step.reporting_date]
    dates += [target for both in municipality.targets.values() for target in both]
    first, last = min(dates) - MARGIN, max(dates) + MARGIN
    if (last - first).days < 365:
        first = last - timedelta(days=365)
    entries = key(language, *_signs(municipality, steps))
    if municipality.opened_again:
        entries.append(("ring", say("screen_municipality.timeline.key_opened_again", language)))
    return {
        "alt": alt,
        "key": entries,
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
    if any(step.is_stale and _bar(municipality, step)[0] for step in steps):
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
    again = municipality.opened_again.get(step.step_number)
    return {
        "number": str(step.step_number),
        "label": municipality.programme.step(step.step_number).short_name.of(language),
        "standing": step.standing,
        "stale": bool(step.is_stale),
        "heard": step.reporting_date.toordinal() if step.reporting_date else None,
        "from": start.toordinal() if start else None,
        "to": end.toordinal() if end else None,
        "finished": again[0].toordinal() if again else None,
        "opened": again[1].toordinal() if again else None,
        "first_target": first.toordinal() if first else None,
        "last_target": last.toordinal() if last else None,
        "text": _words(municipality, step, language),
        "since": _since(municipality, step, language),
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
    said = _going_on(municipality, step, language)
    if not step.is_stale or step.reporting_date is None or _at_work(step, language):
        return said
    on = day(step.reporting_date, language)  # long ago: what it says is no word about now
    return say("screen_municipality.timeline.stale_row", language, said=said, day=on)


def _since(municipality: OneMunicipality, step: _Step, language: Language) -> str:
    """Since when a step is open again that had been called finished; else how long it had been going on."""
    again = municipality.opened_again.get(step.step_number)
    if again is None:
        return _at_work(step, language)
    finished, opened = (day(one, language) for one in again)
    return say("screen_municipality.timeline.opened_again", language, finished=finished, opened=opened)


def _at_work(step: _Step, language: Language) -> str:
    """How long a running step had been going on at its last report; nothing where either day is not known."""
    if step.standing != Standing.STARTED or step.start_date is None or step.reporting_date is None:
        return ""
    count = whole_months(step.start_date, step.reporting_date)
    short = say("screen_municipality.timeline.under_a_month", language)
    duration = months(count, language) if count > 0 else short
    said_on = day(step.reporting_date, language)
    return say("screen_municipality.timeline.at_report", language, duration=duration, day=said_on)


def _going_on(municipality: OneMunicipality, step: _Step, language: Language) -> str:
    """What is said of a step that is not finished: who is trained, what it waits on, or where it stands."""
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
