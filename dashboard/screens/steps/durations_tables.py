"""The tables under how long a step takes: a row per group, and what the curves were made from."""

from collections.abc import Callable
from functools import partial
from typing import Final

from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import Withheld
from dashboard.screens.steps import lengths
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.curves import Named
from dashboard.screens.steps.words import number_column
from domain.bilingual import Language
from language.formats import integer, share
from language.texts import say
from metrics.defining.request import Clock
from metrics.durations.curve_readings import LANDMARK_DAYS
from metrics.durations.spells import LeftOut
from metrics.readings.duration_summary import DurationSummary
from metrics.readings.step_durations import GroupCurve, StepDurations

SHARE_AT: Final[dict[str, str]] = {
    Clock.OWN_START: "screen_steps.column.share_at_own_start",
    Clock.STEP_START: "screen_steps.column.share_at_step_start",
}
"""Clock -> the head over the share that had finished after so many days."""
LEFT_OUT: Final[dict[str, str]] = {
    LeftOut.NO_START: "screen_steps.ended.left_out_no_start",
    LeftOut.NOT_SEEN: "screen_steps.ended.left_out_not_seen",
}


def durations_table(found: StepDurations, named: Named, language: Language, caption: str, held: Withheld) -> TableData:
    """A row per group and one for all: how many followed, the median with its interval, shares at landmarks.

    No more than the lines show and the titles say: where too few were followed for a number that stands in its place.
    """
    curves = [*found.groups, found.whole]

    def of(label: str, read: Callable[[DurationSummary], float | None]) -> Column:
        return number_column(say(label, language), [read(curve.summary) for curve in curves], language)

    why = partial(_why_no_days, language=language)

    def shown(label: str, read: Callable[[GroupCurve], float | None]) -> Column:
        return _shown_column(say(label, language), curves, read, partial(integer, language=language), why)

    numbers = [
            of("screen_steps.column.followed", lambda summary: summary.spell_count),
            of("screen_steps.column.finished", lambda summary: summary.event_count),
            shown("screen_steps.column.median", lambda curve: curve.shown_median_days),
            shown("screen_steps.column.median_low", lambda curve: _of_shown(curve, curve.summary.median.low_days)),
            shown("screen_steps.column.median_high", lambda curve: _of_shown(curve, curve.summary.median.high_days)),
            *(_share_column(found, days, curves, language) for days in LANDMARK_DAYS),
            shown("screen_steps.column.mean", lambda curve: curve.shown_mean_days),
            of("screen_steps.column.no_start", lambda summary: summary.without_start_count),
            of("screen_steps.column.not_seen", lambda summary: summary.not_seen_count),
    ]  # fmt: skip
    names = Column(say("screen_steps.column.group", language), [named(curve) for curve in curves])
    is_held = [curve.name in held for curve in curves]
    return TableData(caption, [names, *(shielded(column, is_held, language) for column in numbers)])


def _of_shown(curve: GroupCurve, end: float | None) -> float | None:
    """An end of the interval of the median, where the median itself is shown."""
    return None if curve.shown_median_days is None else end


def _share_column(of: StepDurations, days: int, curves: list[GroupCurve], language: Language) -> Column:
    """The share of each group that had finished after so many days."""

    def why(curve: GroupCurve) -> str:
        is_seen = any(one.days == days and one.finished_share is not None for one in curve.summary.landmarks)
        is_few = curve.summary.spell_count and (curve.is_of_few or (is_seen and curve.known_count_at(days) > 0))
        return say("screen.few.word" if is_few else "screen.state.unknown", language)

    label, written = say(SHARE_AT[of.clock], language, days=days), partial(share, language=language)
    return _shown_column(label, curves, lambda curve: _part(curve, days, language), written, why)


def _part(curve: GroupCurve, days: int, language: Language) -> float | str | None:
    """The share; where none or all of a few had finished so many of how many, as in the figure."""
    found = curve.shown_share_at(days)
    return lengths.within_word(curve, days, language) if found in (0, 1) else found


def _why_no_days(curve: GroupCurve, language: Language) -> str:
    """Why a group has no median, or its interval no such end: not reached, too few, or nobody followed."""
    if curve.is_half_not_reached or curve.shown_median_days is not None:
        return say("screen_steps.headline.not_reached", language)
    return say("screen.few.word" if curve.summary.spell_count else "screen.state.unknown", language)


def _shown_column(
    label: str,
    curves: list[GroupCurve],
    read: Callable[[GroupCurve], float | str | None],
    written: Callable[[float], str],
    why: Callable[[GroupCurve], str],
) -> Column:
    """A number per group, and where there is none the word that says why."""
    values = [why(curve) if (found := read(curve)) is None else found for curve in curves]
    return Column(label, values, lambda one: one if isinstance(one, str) else written(one), is_number=True)


def durations_rows(picture: OneStep, named: Named, language: Language, caption: str) -> TableData:
    """What the curves were made from: how long each municipality was followed, and what ended that."""
    rows = picture.durations.rows.sort("municipality")
    register, groups = picture.register.by_code, {group.name: named(group) for group in picture.durations.groups}
    unknown = say("screen.state.unknown", language)
    ends = [
        LEFT_OUT[left_out] if left_out else "screen_steps.ended.finished" if is_event else "screen_steps.ended.open"
        for is_event, left_out in rows.select("is_event", "left_out").iter_rows()
    ]
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality", language), [register[code].name for code in rows["municipality"]]),
            Column(say("screen.column.municipality_code", language), rows["municipality"].to_list()),
            Column(say("screen_steps.column.group", language), [groups.get(name, unknown) for name in rows["group"]]),
            number_column(say("screen_steps.column.entry", language), rows["entry_days"].to_list(), language),
            number_column(say("screen_steps.column.exit", language), rows["exit_days"].to_list(), language),
            Column(say("screen_steps.column.ended", language), [say(end, language) for end in ends]),
        ],
    )
