"""Rows of one step: its earlier expectations beside what happened, what it waits on, what came of own plans."""

from typing import Any

from dashboard.charts.scales import whole_ticks
from dashboard.one_step import OneStep
from dashboard.words import party_names
from domain.bilingual import Language
from language.formats import day, integer, months
from language.texts import say
from metrics.step_records import Judged, StepRecord


def records(found: StepRecord, alt: str, language: Language) -> dict[str, Any]:
    """A row per earlier expectation: its band, a tick at what was expected, a diamond at what it became."""
    values = [
        float(str(one.row[name])) for one in found.judged if one.row
        for name in ("interval_low", "interval_high", "happened_count", "expected")
    ]  # fmt: skip
    ticks = whole_ticks(min(values), max(values), 4)
    return {
        "alt": alt,
        "key": [[sign, say(f"screen_steps.record.key_{key}", language)] for sign, key in
                (("bounds", "band"), ("tick", "tick"), ("diamond_open", "diamond"))],
        "axis": {
            "from": ticks[0],
            "to": ticks[-1],
            "label": say("screen_steps.record.axis", language, step=found.step),
            "ticks": [[tick, integer(tick, language)] for tick in ticks],
        },
        "row": 44,
        "rows": [_record_row(one, language) for one in found.judged],
    }  # fmt: skip


def _record_row(one: Judged, language: Language) -> dict[str, Any]:
    named = {
        "label": day(one.as_of, language),
        "sub": say("screen_steps.record.months_back", language, months=months(one.months_back, language)),
    }
    if one.row is None:
        return {**named, "marks": [], "words": say("screen_steps.record.not_judged", language)}
    row = one.row
    band = {"kind": "band", "from": row["interval_low"], "to": row["interval_high"], "place": "below"}
    marks = [{**band, "text": record_words(one, language)}]
    if row["is_reached"]:
        marks.append({"kind": "tick", "at": row["expected"]})
    marks.append({"kind": "diamond", "at": row["happened_count"], "is_open": True})
    return {**named, "marks": marks}


def record_words(one: Judged, language: Language) -> str:
    """Binnen: werd 41, verwacht 45 (39–51)."""
    if one.row is None:
        return say("screen_steps.record.not_judged", language)
    names = {
        "happened": "happened_count",
        "judged": "judged_count",
        "expected": "expected",
        "low": "interval_low",
        "high": "interval_high",
    }
    words = {word: integer(float(str(one.row[name])), language) for word, name in names.items()}
    word = say(f"screen_steps.record.{'inside' if one.is_inside else 'outside'}", language)
    if not one.row["is_reached"]:
        del words["expected"]
    key = "said" if one.row["is_reached"] else "said_range"
    return say(f"screen_steps.record.{key}", language, word=word, **words)


def waiting(one: OneStep, alt: str, language: Language) -> dict[str, Any]:
    """A bar per party, and one for those that name nobody; right of it the same over all steps."""
    rows = [
        {
            "label": party_names(row["party"], one.programme, language)[0],
            "marks": _bar(row["count"], "started", language),
            "right": [integer(row["everywhere"], language)],
        }
        for row in one.waits.iter_rows(named=True)
    ]
    nobody = one.busy["waiting_on"].null_count()
    rows.append({"label": say("screen_steps.waiting.nobody", language), "marks": _bar(nobody, "outline", language)})
    return {
        "alt": alt,
        "key": [],
        "axis": {"from": 0, "to": max([*one.waits["count"], nobody, 1]), "ticks": []},
        "right": [say("screen_steps.waiting.all_steps", language)],
        "narrow_below": 300,
        "row": 35,
        "room_right": 44,
        "rows": rows,
    }


def _bar(count: int, kind: str, language: Language) -> list[dict[str, Any]]:
    text = {"text": integer(count, language), "place": "right", "is_strong": True}
    if not count:
        return [{"kind": "interval", "from": 0, "to": 0, **text}]
    return [{"kind": kind, "from": 0, "to": count, **text}]


def plans(one: OneStep, alt: str, language: Language) -> dict[str, Any]:
    """One bar: own target dates met, not met, and those whose outcome nobody knows yet."""
    row = one.adherence.rows.row(0, named=True)
    met, not_met, unknown = row["numerator"], row["denominator"] - row["numerator"], row["unknown_count"]
    edges = [0, met, met + not_met, met + not_met + unknown]
    kinds = ("finished", "outline", "hatch")
    marks = [
        {"kind": kind, "from": low, "to": high}
        for kind, low, high in zip(kinds, edges[:-1], edges[1:], strict=True)
        if high > low
    ]
    ticks = whole_ticks(0, edges[-1], 4)
    words = zip(("bar_finished", "bar_not_started", "bar_not_reported"), ("met", "not_met", "unknown"),
                (met, not_met, unknown), strict=True)  # fmt: skip
    return {
        "alt": alt,
        "key": [[sign, f"{say(f'screen_steps.plans.{word}', language)}: {integer(count, language)}"]
                for sign, word, count in words],
        "axis": {"from": 0, "to": edges[-1], "label": say("screen_steps.plans.axis", language),
                 "ticks": [[tick, integer(tick, language)] for tick in ticks if tick <= edges[-1]]},
        "bar": 28,
        "row": 44,
        "rows": [{"label": say("screen_steps.plans.row", language), "marks": marks}],
    }  # fmt: skip
