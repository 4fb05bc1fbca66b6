"""Rows of one step: its earlier expectations beside what happened, what it waits on, what came of own plans."""

from dataclasses import dataclass

from dashboard.charts.scales import whole_ticks
from dashboard.components.key import KeyEntry, Sign
from dashboard.components.rows import Mark, MarkKind, Row, RowsData
from dashboard.one_step import OneStep, OwnPlans
from dashboard.typed_rows import row_of
from dashboard.words import party_names
from domain.bilingual import Language
from language.formats import day, integer, months
from language.texts import say
from metrics.step_records import Judged, StepRecord


@dataclass(frozen=True)
class Outcome:
    """How one earlier expectation came out, as `TrackRecord.rows`: municipalities."""

    interval_low: float
    interval_high: float
    expected: float
    happened_count: int
    judged_count: int
    is_reached: bool  # false: a range was expected and no number
    is_inside: bool


def outcome_of(earlier: Judged) -> Outcome | None:
    """None where an earlier expectation cannot be judged (yet)."""
    return None if earlier.row is None else row_of(earlier.row, Outcome)


def records(found: StepRecord, alt: str, language: Language) -> RowsData:
    """A row per earlier expectation: its band, a tick at what was expected, a diamond at what it became."""
    outcomes = [outcome for earlier in found.judged if (outcome := outcome_of(earlier)) is not None]
    values = [
        value for outcome in outcomes
        for value in (outcome.interval_low, outcome.interval_high, outcome.happened_count, outcome.expected)
    ]  # fmt: skip
    signs: tuple[tuple[Sign, str], ...] = (("bounds", "band"), ("tick", "tick"), ("diamond_open", "diamond"))
    ticks = whole_ticks(min(values), max(values), 4)
    return {
        "alt": alt,
        "key": [(sign, say(f"screen_steps.record.key_{key}", language)) for sign, key in signs],
        "axis": {
            "from": ticks[0],
            "to": ticks[-1],
            "label": say("screen_steps.record.axis", language, step=found.step),
            "ticks": [(tick, integer(tick, language)) for tick in ticks],
        },
        "row": 44,
        "rows": [_record_row(earlier, language) for earlier in found.judged],
    }


def _record_row(earlier: Judged, language: Language) -> Row:
    label = day(earlier.as_of, language)
    sub = say("screen_steps.record.months_back", language, months=months(earlier.months_back, language))
    outcome = outcome_of(earlier)
    if outcome is None:
        return {"label": label, "sub": sub, "marks": [], "words": say("screen_steps.record.not_judged", language)}
    marks: list[Mark] = [
        {"kind": "band", "from": outcome.interval_low, "to": outcome.interval_high, "place": "below",
         "text": _record_words(outcome, language)},
    ]  # fmt: skip
    if outcome.is_reached:
        marks.append({"kind": "tick", "at": outcome.expected})
    marks.append({"kind": "diamond", "at": outcome.happened_count, "is_open": True})
    return {"label": label, "sub": sub, "marks": marks}


def _record_words(outcome: Outcome, language: Language) -> str:
    """Binnen: werd 41, verwacht 45 (39–51)."""
    words = {
        "word": say(f"screen_steps.record.{'inside' if outcome.is_inside else 'outside'}", language),
        "happened": integer(outcome.happened_count, language),
        "judged": integer(outcome.judged_count, language),
        "low": integer(outcome.interval_low, language),
        "high": integer(outcome.interval_high, language),
    }
    if not outcome.is_reached:
        return say("screen_steps.record.said_range", language, **words)
    return say("screen_steps.record.said", language, expected=integer(outcome.expected, language), **words)


def waiting(one: OneStep, alt: str, language: Language) -> RowsData:
    """A bar per party, and one for those that name nobody; at right the count over all steps."""
    rows: list[Row] = [
        {
            "label": party_names(row.party, one.programme, language)[0],
            "marks": _bar(row.count, "started", language),
            "right": [integer(row.everywhere, language)],
        }
        for row in one.waited_on
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


def _bar(count: int, kind: MarkKind, language: Language) -> list[Mark]:
    drawn: MarkKind = kind if count else "interval"
    return [
        {"kind": drawn, "from": 0, "to": count, "text": integer(count, language), "place": "right", "is_strong": True}
    ]


def plans(told: OwnPlans, alt: str, language: Language) -> RowsData:
    """One bar: own target dates met, not met, and those whose outcome nobody knows yet."""
    edges = [0, told.numerator, told.denominator, told.denominator + told.unknown_count]
    kinds: tuple[MarkKind, ...] = ("finished", "outline", "hatch")
    marks: list[Mark] = [
        {"kind": kind, "from": low, "to": high}
        for kind, low, high in zip(kinds, edges[:-1], edges[1:], strict=True)
        if high > low
    ]
    ticks = whole_ticks(0, edges[-1], 4)
    signs: tuple[tuple[Sign, str, int], ...] = (
        ("bar_finished", "met", told.numerator),
        ("bar_not_started", "not_met", told.not_met_count),
        ("bar_not_reported", "unknown", told.unknown_count),
    )
    key: list[KeyEntry] = [
        (sign, f"{say(f'screen_steps.plans.{word}', language)}: {integer(count, language)}")
        for sign, word, count in signs
    ]
    return {
        "alt": alt,
        "key": key,
        "axis": {"from": 0, "to": edges[-1], "label": say("screen_steps.plans.axis", language),
                 "ticks": [(tick, integer(tick, language)) for tick in ticks if tick <= edges[-1]]},
        "bar": 28,
        "row": 44,
        "rows": [{"label": say("screen_steps.plans.row", language), "marks": marks}],
    }  # fmt: skip
