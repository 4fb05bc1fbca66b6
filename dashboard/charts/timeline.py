"""The own timeline: real bars, own targets as diamonds, one line at the as-of date and no mark left of it."""

from datetime import date, timedelta
from typing import Any

from dashboard.one_municipality import DAYS_PER_MONTH, One
from dashboard.words import key, party_names
from domain.bilingual import Language
from domain.statements import Standing
from language.formats import day, integer, listing, month, months
from language.texts import say

MARGIN = timedelta(days=25)
KEY = ("bar_finished", "bar_started", "bar_not_reported", "bar_stale", "first_target", "last_target", "slip")


def timeline(one: One, alt: str, language: Language) -> dict[str, Any]:
    """The data of the drawn part; days are numbers since year 1, so that the part need not know dates."""
    steps = list(one.steps.iter_rows(named=True))
    dates = [one.as_of, *(row[name] for row in steps for name in ("start_date", "end_date") if row[name])]
    dates += [target for both in one.targets.values() for target in both]
    first, last = min(dates) - MARGIN, max(dates) + MARGIN
    if (last - first).days < 365:
        first = last - timedelta(days=365)
    return {
        "alt": alt,
        "key": key(language, *_signs(one, steps)),
        "first": first.toordinal(),
        "last": last.toordinal(),
        "as_of": one.as_of.toordinal(),
        "as_of_label": say("screen_municipality.timeline.as_of", language, day=day(one.as_of, language)),
        "ticks": _ticks(first, last, language),
        "rows": [_row(one, row, language) for row in steps],
    }


def _signs(one: One, steps: list[dict[str, Any]]) -> list[str]:
    """The signs that occur, in the order of the key."""
    occurring = {f"bar_{row['standing']}" for row in steps}
    if any(row["is_stale"] for row in steps):
        occurring.add("bar_stale")
    if one.targets:
        occurring.add("last_target")
    if any(first != last for first, last in one.targets.values()):
        occurring |= {"first_target", "slip"}
    return [sign for sign in KEY if sign in occurring]


def _ticks(first: date, last: date, language: Language) -> list[list[Any]]:
    """The first day of a quarter, or of half a year or a year when there are many."""
    every = 3 if (last - first).days < 900 else 6 if (last - first).days < 2400 else 12
    found = []
    for number in range(first.year * 12, (last.year + 1) * 12, every):
        start = date(number // 12, number % 12 + 1, 1)
        if first <= start <= last:
            word = month(start, language)
            found.append([start.toordinal(), word if start.month == 1 or not found else word.split(" ")[0]])
    return found


def _row(one: One, row: dict[str, Any], language: Language) -> dict[str, Any]:
    step = one.programme.step(row["step_number"])
    start, end = _bar(one, row)
    first, last = one.targets.get(step.number, (None, None))
    return {
        "number": str(step.number),
        "label": step.short_name.of(language),
        "standing": row["standing"],
        "stale": bool(row["is_stale"]),
        "from": start.toordinal() if start else None,
        "to": end.toordinal() if end else None,
        "first_target": first.toordinal() if first else None,
        "last_target": last.toordinal() if last else None,
        "text": _words(one, row, language),
    }


def _bar(one: One, row: dict[str, Any]) -> tuple[date | None, date | None]:
    """From start to end; to the as-of date while it runs. Without a start date: a mark where the end is known."""
    start = row["start_date"]
    if row["standing"] == Standing.FINISHED:
        return (start or row["end_date"], row["end_date"] or start)
    return (start, one.as_of) if row["standing"] == Standing.STARTED and start else (None, None)


def _words(one: One, row: dict[str, Any], language: Language) -> str:
    if row["standing"] == Standing.FINISHED and row["start_date"] and row["end_date"]:
        took = round((row["end_date"] - row["start_date"]).days / DAYS_PER_MONTH)
        short = say("screen_municipality.timeline.under_a_month", language)
        return say("screen_municipality.timeline.took", language, duration=months(took, language) if took else short)
    if row["standing"] == Standing.FINISHED:
        return say("screen_municipality.timeline.finished", language)
    own = next(iter(one.coverage.values()), {})
    if row["step_number"] == one.programme.training_step_number and own.get("value") is not None:
        group = next(group for group in one.programme.target_groups if group.key == own["target_group"])
        trained, scope = integer(own["numerator"], language), integer(own["denominator"], language)
        words = {"group": group.name.of(language).lower(), "trained": trained, "scope": scope}
        return say("screen_municipality.timeline.trained", language, **words)
    if row["waiting_on"]:
        parties = party_names(row["waiting_on"], one.programme, language)
        return say("screen_municipality.timeline.waits", language, parties=listing(parties, language))
    return say(f"screen.standing.{row['standing']}", language).lower()
