"""What several figures of Opleiding say and draw in the same way."""

from typing import Final

from dashboard.drawing.rows import Axis
from dashboard.figure import anatomy
from dashboard.screens.training.asked import Coverage, Hours, Training
from domain.bilingual import Language
from language.formats import day, decimal, integer, share
from language.texts import say

QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def note_of(picture: Training, stated_count: int, stale_count: int, kind_key: str, language: Language) -> str:
    """How many stated it, how many of those are stale, the date, and the kind of figure by the key of its word."""
    return say(
        "screen.foot.note_subject",
        language,
        reporters=integer(stated_count, language),
        municipalities=anatomy.of_how_many(picture.coverage.municipality_count, language),
        stale=integer(stale_count, language),
        as_of=day(picture.coverage.as_of, language),
        kind=say(kind_key, language),
    )


def if_stale_trained(row: Coverage, language: Language) -> str:
    """How high the scenario can be if all staff in stale reports is trained by now; "" where that is no higher.

    Where that may not be seen, that it can be higher.
    """
    if row.scenario_high is None:
        return ""
    if row.scenario_high_stale is None:
        return say("screen_training.if_stale_withheld", language)
    high, stale = (share(end, language, rounding="up") for end in (row.scenario_high, row.scenario_high_stale))
    return "" if stale == high else say("screen_training.if_stale", language, high=stale)


def norm_word(row: Hours, language: Language) -> str:
    """The hours that are assumed for a target group: 4 tot 8, or the one number where both ends are the same."""
    low, high = hours_word(row.hours_min, language), hours_word(row.hours_max, language)
    return low if low == high else say("screen_training.norm", language, low=low, high=high)


def hours_word(hours: float, language: Language) -> str:
    """A number of hours, with a decimal only where it has one."""
    return decimal(hours, language, 0 if hours == int(hours) else 1)


def share_axis(language: Language) -> Axis:
    """An axis from 0 to 1 with a tick at every quarter."""
    return {"from": 0, "to": 1, "ticks": [(value, share(value, language)) for value in QUARTERS]}
