"""How long a step takes, by group, for who may see no curve: a step in a curve is one municipality."""

from typing import Final

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import Mark, Row, RowsData
from dashboard.figure.withheld_rows import Withheld
from dashboard.screens.steps.curves import Named, median_word
from dashboard.subjects.waits import MONTH_DAYS, YEAR_DAYS, months_word
from domain.bilingual import Language
from language.formats import decimal, integer, share, share_range
from language.texts import say
from metrics.defining.request import Clock
from metrics.readings.step_durations import GroupCurve, StepDurations

AXIS_MONTHS: Final = 6
COUNTED_FROM: Final[dict[str, str]] = {
    Clock.OWN_START: "screen_steps.durations.from_own_start",
    Clock.STEP_START: "screen_steps.durations.from_step_start",
}


def counted_from(found: StepDurations, language: Language) -> str:
    """From when it is counted, inside a sentence: the two clocks give two numbers."""
    return say(COUNTED_FROM[found.clock], language)


def finding(found: StepDurations, held: Withheld, language: Language) -> str:
    """After how long half had finished; no group is compared, since of some it may be withheld."""
    if None in held:
        return say("screen_steps.durations.finding_held", language, step=found.step)
    whole = found.whole
    if whole.shown_median_days is not None:
        half = months_word(whole.shown_median_days, language)
        words = {"clock": counted_from(found, language), "followed": integer(whole.summary.spell_count, language)}
        return say("screen_steps.durations.half", language, step=found.step, months=half, **words)
    if not whole.summary.event_count:
        return say("screen_steps.durations.none_finished", language, step=found.step)
    key = "screen_steps.durations.not_half" if whole.is_half_not_reached else "screen_steps.durations.too_few"
    return say(key, language, step=found.step)


def within_word(curve: GroupCurve, days: int, language: Language) -> str | None:
    """The share that had finished by a landmark with its 95% interval; None where it is not shown.

    None and all of a few are no 0% and no 100%: they are given as so many of those of whom it is known.
    """
    found = curve.shown_landmark(days)
    if found is None or found.finished_share is None:
        return None
    if found.finished_share in (0, 1):
        known = curve.known_count_at(days)
        counts = {"count": integer(known if found.finished_share else 0, language), "every": integer(known, language)}
        return say("screen_steps.durations.of_known", language, **counts)
    part = share(found.finished_share, language)
    if found.interval_low is None or found.interval_high is None:
        return part
    between = share_range(found.interval_low, found.interval_high, language)
    return say("screen_steps.durations.part_between", language, part=part, between=between)


def drawn(found: StepDurations, named: Named, held: Withheld, alt: str, language: Language) -> RowsData:
    """A row per group and one for all: a dot at the middle one in its interval, how many were followed."""
    curves = [found.whole, *found.groups]
    rows = [_row(curve, named(curve), held, language) for curve in curves]
    ends = [mark.get("to", mark.get("at", 0)) for row in rows for mark in row.get("marks", ())]
    last = (int(max(ends, default=0)) // AXIS_MONTHS + 1) * AXIS_MONTHS
    key: list[KeyEntry] = [
        ("estimate", say("screen_steps.durations.key_half", language)),
        ("interval", say("screen.key.interval", language)),
    ]
    if held:
        key.append(("lock", say("screen.withheld_row.key", language)))
    return {
        "alt": alt,
        "key": key,
        "axis": {
            "from": 0,
            "to": last,
            "label": say("screen_steps.durations.axis_months", language),
            "ticks": [(tick, integer(tick, language)) for tick in range(0, last + 1, AXIS_MONTHS)],
        },
        "right": [say("screen_steps.column.followed", language), say("screen_steps.durations.within_year", language)],
        "row": 38,
        "rows": [{**rows[0], "is_strong": True}, *rows[1:]],
    }


def _row(curve: GroupCurve, name: str, held: Withheld, language: Language) -> Row:
    label = name[:1].upper() + name[1:]
    if curve.name in held:
        return {"label": label, "marks": [], "withheld": held.told(curve.name, language), "right": ["", ""]}
    right = [integer(curve.summary.spell_count, language), within_word(curve, YEAR_DAYS, language) or "–"]
    if curve.shown_median_days is None:
        return {"label": label, "words": median_word(curve, language), "right": right}
    return {"label": label, "marks": _marks(curve, curve.shown_median_days, language), "right": right}


def _marks(curve: GroupCurve, days: float, language: Language) -> list[Mark]:
    low, high = curve.summary.median.low_days, curve.summary.median.high_days
    half = months_word(days, language)
    if low is None:
        half = say("screen_steps.durations.no_interval", language, months=half)
    elif high is None:  # fewer than half finished for certain: the interval has no upper end
        half = say(
            "screen_steps.durations.open_interval", language, months=half, low=decimal(low / MONTH_DAYS, language)
        )
    dot: Mark = {"kind": "dot", "at": days / MONTH_DAYS, "text": half, "place": "above"}
    if low is None:
        return [dot]
    return [{"kind": "interval", "from": low / MONTH_DAYS, "to": (high or days) / MONTH_DAYS}, dot]
