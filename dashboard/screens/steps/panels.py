"""How long a step takes where there are many groups: a small panel for each, its curve before that of all together."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure.words import counted
from dashboard.screens.steps.curves import AXES, Line, Named, line_of, median_word, tick_months
from dashboard.subjects.waits import MONTH_DAYS
from domain.bilingual import Language
from language.formats import integer, share
from language.texts import say
from metrics.readings.step_durations import GroupCurve, StepDurations

Point = tuple[float, float, float | None, float | None]  # months, share finished, and the ends of its band


class Panel(TypedDict):
    """The curve of one group; `median` in months."""

    name: str
    sub: str
    line: list[Point] | None  # None where too few are followed
    median: float | None


class PanelsData(TypedDict):
    """What the part `panels` is drawn from; months along, shares finished up."""

    alt: str
    last: float  # where the axis ends
    ticks: list[tuple[int, str]]
    shares: list[tuple[float, str]]
    axis: str
    whole: list[Point] | None
    panels: list[Panel]


PANELS: Final = Part[PanelsData]("screens/steps/panels.js")


def panels_drawn(found: StepDurations, named: Named, alt: str, language: Language) -> PanelsData:
    """A small panel per group, its own line before that of all together."""
    whole = line_of(found.whole)
    lines = [line_of(group) for group in found.groups]
    last = max([line.months[-1] for line in (whole, *lines) if line is not None], default=12.0)
    return {
        "alt": alt,
        "last": last,
        "ticks": [(tick, integer(tick, language)) for tick in tick_months(last)],
        "shares": [(value, share(value, language)) for value in (0.0, 0.5, 1.0)],
        "axis": say(AXES[found.clock], language),
        "whole": _points(whole),
        "panels": [
            {
                "name": named(group),
                "sub": _panel_sub(group, language),
                "line": _points(line),
                "median": None if group.shown_median_days is None else group.shown_median_days / MONTH_DAYS,
            }
            for group, line in zip(found.groups, lines, strict=True)
        ],
    }


def _panel_sub(group: GroupCurve, language: Language) -> str:
    count = group.summary.spell_count
    if group.shown_until_days is None:
        return counted("screen_steps.durations.panel_few", count, language)
    return say("screen_steps.durations.panel_sub", language, followed=integer(count, language),
               median=median_word(group, language))  # fmt: skip


def _points(line: Line | None) -> list[Point] | None:
    return None if line is None else list(zip(line.months, line.finished, line.low, line.high, strict=True))
