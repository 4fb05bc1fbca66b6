"""What was expected of this step earlier, beside what it became: a row per earlier expectation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.drawing.ticks import whole_ticks
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, yes_word
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.words import number_column
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.typed_rows import row_of
from domain.bilingual import Language
from domain.clocks import dutch_day, months_before
from language.formats import day, integer, listing, months, share
from language.texts import say
from metrics.forecast.step_records import Held, Judged, StepRecord, held_per_horizon, step_record
from metrics.forecast.track_record import MONTHS_BACK, TrackRecord, track_record


def record(picture: OneStep, view: View) -> None:
    """Earlier expectations beside what happened. It takes longest to work out, so a page asks it last."""
    language = view.language
    if anatomy.withheld("record"):
        return
    records = earlier_expectations(view)
    every = [step_record(records, number) for number in picture.programme.step_numbers]
    mine = next(found for found in every if found.step == picture.number)
    held = held_per_horizon(records)
    finding = record_finding(mine, held, language, is_of_a_part=view.is_filtered)
    alt = say("screen_steps.record.alt", language, finding=finding)
    data = record_drawn(mine, alt, language) if mine.judged_count else None
    subtitle = say("screen_steps.record.subtitle_empty", language)
    if mine.month_end is not None:
        subtitle = say("screen_steps.record.subtitle", language, day=day(mine.month_end, language))
    has_any = any(found.judged_count for found in every)
    anatomy.figure(
        "record",
        finding=finding,
        subtitle=subtitle,
        draw=lambda: data and ROWS.draw(data, key="record"),
        note=_assuming_nothing(record_note(mine, held, language), view),
        table=(lambda: record_table(every, language, finding)) if has_any else None,
        made_by=replace(picture.outlook, silent_months_slower=0),
        whom="everyone",
    )


def _assuming_nothing(note: str, view: View) -> str:
    """What was expected earlier took nothing for granted of the silent, whatever is chosen now."""
    if not view.silent_months_slower:
        return note
    return " · ".join([note, say("screen_steps.record.note_assuming_nothing", view.language)])


def earlier_expectations(view: View) -> tuple[tuple[int, TrackRecord], ...]:
    """What was expected 3, 6 and 12 months before the as_of date from what was known then, of all steps.

    Over the whole country, and kept by both dates and the age of reports alone, so that another step or another choice
    finds it ready.
    """
    return queries.kept(view, _compared_with_now, on=("max_age_days",))


def _compared_with_now(view: View) -> tuple[tuple[int, TrackRecord], ...]:
    known = queries.known(view).no_older_than(view.max_age_days, view.as_of)
    records: list[tuple[int, TrackRecord]] = []
    for months_back in MONTHS_BACK:
        then = months_before(view.as_of, months_back)
        is_past = then < dutch_day(view.known_on)  # nothing is known later than the known_on of the view
        known_then = queries.known_then(view, then) if is_past else queries.known(view)
        young_then = known_then.no_older_than(view.max_age_days, then)
        records.append((months_back, track_record(young_then, then, known, view.as_of)))
    return tuple(records)


def record_finding(found: StepRecord, held: Sequence[Held], language: Language, *, is_of_a_part: bool = False) -> str:
    """How many of the earlier expectations of the step held what happened, which part of those of all steps, and which
    part of them should: one step has so few that it can hold all of them where most others did not.

    They are always of all municipalities; it says so where the page is of a part of them.
    """
    finding = _finding(found, language)
    if not found.judged_count:
        return finding
    judged = sum(one.judged_count for one in held)
    part = share(sum(one.inside_count for one in held) / judged, language)
    finding = say("screen_steps.record.meant", language, finding=finding, share=part)
    if not is_of_a_part:
        return finding
    return say("screen_steps.record.everyone", language, finding=finding[:1].lower() + finding[1:])


def _finding(found: StepRecord, language: Language) -> str:
    judged, inside = found.judged_count, found.inside_count
    if not judged:
        return say("screen_steps.record.finding_empty", language)
    words = {"judged": integer(judged, language), "inside": integer(inside, language), "step": found.step}
    if judged == 1:
        key = "screen_steps.record.finding_one" if inside else "screen_steps.record.finding_one_not"
    elif inside == judged == 2:
        key = "screen_steps.record.finding_both"
    elif inside == judged:
        key = "screen_steps.record.finding_all"
    else:
        key = "screen_steps.record.finding_some" if inside else "screen_steps.record.finding_none"
    return say(key, language, **words)


def record_note(mine: StepRecord, held: Sequence[Held], language: Language) -> str:
    """How many for this step, and how many of how many over all steps and months: one step has few.

    Each horizon apart, since what was expected far ahead is not as sure as what was near.
    """
    said = [counted("screen_steps.record.note", mine.judged_count, language)]
    if held:
        counts = [
            say("screen_steps.record.held", language, inside=integer(one.inside_count, language),
                judged=integer(one.judged_count, language), months=months(one.months_back, language),
                share=share(one.inside_count / one.judged_count, language)) for one in held
        ]  # fmt: skip
        said.append(say("screen_steps.record.note_all", language, counts=listing(counts, language)))
    return " · ".join([*said, say("screen_steps.record.note_scope", language)])


@dataclass(frozen=True)
class _Outcome:
    """How one earlier expectation came out, as `TrackRecord.rows`: municipalities."""

    interval_low: float
    interval_high: float
    expected: float
    happened_count: int
    judged_count: int
    is_inside: bool


def _outcome(earlier: Judged) -> _Outcome | None:
    """None where an earlier expectation cannot be judged (yet)."""
    return None if earlier.row is None else row_of(earlier.row, _Outcome)


def record_table(every: Sequence[StepRecord], language: Language, caption: str) -> TableData:
    """A row per step and earlier expectation that can be judged."""
    rows = [
        (found.step, found.month_end, earlier.as_of, outcome)
        for found in every for earlier in found.judged if (outcome := _outcome(earlier)) is not None
    ]  # fmt: skip

    def number(label: str, read: Callable[[_Outcome], float]) -> Column:
        return number_column(say(label, language), [read(outcome) for _, _, _, outcome in rows], language)

    return TableData(
        caption,
        [
            number_column(say("screen.column.step", language), [step for step, _, _, _ in rows], language),
            Column(say("screen_steps.record.as_of", language), [as_of for _, _, as_of, _ in rows],
                   partial(day, language=language)),
            Column(say("screen_steps.record.for_day", language), [end for _, end, _, _ in rows],
                   partial(day, language=language)),
            number("screen_steps.record.judged_count", lambda outcome: outcome.judged_count),
            number("screen_steps.record.expected", lambda outcome: outcome.expected),
            number("screen_steps.outlook.low", lambda outcome: outcome.interval_low),
            number("screen_steps.outlook.high", lambda outcome: outcome.interval_high),
            number("screen_steps.record.happened", lambda outcome: outcome.happened_count),
            Column(say("screen_steps.record.is_inside", language), [outcome.is_inside for _, _, _, outcome in rows],
                   partial(yes_word, language=language)),
        ],
    )  # fmt: skip


def record_drawn(found: StepRecord, alt: str, language: Language) -> RowsData:
    """A row per earlier expectation: its band, a tick at what was expected, a diamond at what it became."""
    outcomes = [outcome for earlier in found.judged if (outcome := _outcome(earlier)) is not None]
    values = [
        value for outcome in outcomes
        for value in (outcome.interval_low, outcome.interval_high, outcome.happened_count, outcome.expected)
    ]  # fmt: skip
    ticks = whole_ticks(min(values), max(values), 4)
    return {
        "alt": alt,
        "key": [
            ("bounds", say("screen_steps.record.key_band", language)),
            ("tick", say("screen_steps.record.key_tick", language)),
            ("diamond_open", say("screen_steps.record.key_diamond", language)),
        ],
        "axis": {
            "from": ticks[0],
            "to": ticks[-1],
            "label": say("screen_steps.record.axis", language, step=found.step),
            "ticks": [(tick, integer(tick, language)) for tick in ticks],
        },
        "row": 44,
        "rows": [_record_row(earlier, found.month_end, language) for earlier in found.judged],
    }


def _record_row(earlier: Judged, month_end: date | None, language: Language) -> Row:
    label = day(earlier.as_of, language)
    sub = say("screen_steps.record.expected_for", language, day=day(month_end, language)) if month_end else ""
    outcome = _outcome(earlier)
    if outcome is None:
        return {"label": label, "sub": sub, "marks": [], "words": say("screen_steps.record.not_judged", language)}
    marks: list[Mark] = [
        {"kind": "band", "from": outcome.interval_low, "to": outcome.interval_high, "place": "below",
         "text": _record_words(outcome, language)},
    ]  # fmt: skip
    marks.append({"kind": "tick", "at": outcome.expected})
    marks.append({"kind": "diamond", "at": outcome.happened_count, "is_open": True})
    return {"label": label, "sub": sub, "marks": marks}


def _record_words(outcome: _Outcome, language: Language) -> str:
    """Binnen: werd 41, verwacht 45 (39–51)."""
    words = {
        "word": say("screen_steps.record.inside" if outcome.is_inside else "screen_steps.record.outside", language),
        "happened": integer(outcome.happened_count, language),
        "judged": integer(outcome.judged_count, language),
        "low": integer(outcome.interval_low, language),
        "high": integer(outcome.interval_high, language),
    }
    return say("screen_steps.record.said", language, expected=integer(outcome.expected, language), **words)
