"""How long a step takes, drawn: Kaplan–Meier curves of the share finished, the numbers at risk on the same axis."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.drawing.chart import Chart
from dashboard.drawing.plotly_look import PlotlyOptions, colours, note, template
from dashboard.subjects.waits import MONTH_DAYS, months_word
from domain.bilingual import Language
from language.formats import integer, share, share_range
from language.texts import say
from metrics.defining.request import Clock
from metrics.durations.survival import SMALL_RISK_SET, band
from metrics.readings.step_durations import GroupCurve, StepDurations

HEIGHT: Final = 300
ROW: Final = 21  # of the table of numbers at risk
LINES: Final = (("finished", "solid", 2.6), ("started", "solid", 2.6), ("ink3", "dash", 2.0))
LABEL_ROOM: Final = 0.3  # of the width, right of the longest line
LABEL_GAP: Final = 0.15  # of the height: two lines of text
SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
AXES: Final[dict[str, str]] = {
    Clock.OWN_START: "screen_steps.durations.axis_own_start",
    Clock.STEP_START: "screen_steps.durations.axis_step_start",
}
"""Clock -> what stands at the axis of months."""

Named = Callable[[GroupCurve], str]


@dataclass(frozen=True)
class Line:
    """One curve as it is drawn: months, and shares finished with their band; up to where five are followed."""

    months: list[float]
    finished: list[float]
    low: list[float | None]
    high: list[float | None]
    at_risk: list[int]


def curves_drawn(found: StepDurations, named: Named, theme: str | None, language: Language) -> Chart:
    """At most three lines with their bands, a ring at each median, labels at the ends, numbers at risk beneath."""
    paint = colours(theme)
    groups = groups_with_a_line(found)
    lines = [line for line in map(line_of, groups) if line is not None]
    last = max(line.months[-1] for line in lines)
    edge = last / (1 - LABEL_ROOM)
    chart = Chart()
    for line, (colour, _, _) in zip(lines, LINES, strict=False):
        _add_band(chart, line, paint[colour])
    for group, line, style in zip(groups, lines, LINES, strict=False):
        hovers = [_hover(named(group), line, place, language) for place in range(len(line.months))]
        _add_line(chart, line, style, paint, hovers)
    for group, (colour, _, _) in zip(groups, LINES, strict=False):
        _add_ring(chart, group, paint["paper"], paint[colour])
    labels, leaders = _end_labels(groups, lines, named, last, paint, language)
    ticks = tick_months(last)
    beneath = 66 + ROW * (len(groups) + 1)
    chart.layout = {
        "template": template(theme, language),
        "height": HEIGHT + beneath,
        "margin": {"l": 46, "r": 14, "t": 10, "b": beneath},
        "xaxis": {"range": [0, edge], "tickvals": ticks, "ticktext": [integer(tick, language) for tick in ticks]},
        "yaxis": {"range": [0, 1.01], "tickvals": SHARES, "ticktext": [share(value, language) for value in SHARES]},
        "shapes": leaders,
        "annotations": [*labels, *_risk_table(groups, named, ticks, last, paint, language),
                     note(say(AXES[found.clock], language), last, 0, yref="paper",
                          xanchor="right", yanchor="top", yshift=-26, font={"size": 12.5, "color": paint["ink3"]})],
    }  # fmt: skip
    return chart


def _add_band(chart: Chart, line: Line, colour: str) -> None:
    places = [place for place, low in enumerate(line.low) if low is not None]
    months = [line.months[place] for place in places]
    step = {"mode": "lines", "hoverinfo": "skip", "line": {"width": 0, "shape": "hv"}}
    chart.add_scatter(x=months, y=[line.low[place] for place in places], **step)
    chart.add_scatter(
        x=months, y=[line.high[place] for place in places], fill="tonexty", fillcolor=_pale(colour), **step
    )


def _add_line(
    chart: Chart, line: Line, style: tuple[str, str, float], paint: dict[str, str], hovers: list[str]
) -> None:
    colour, dash, width = style
    chart.add_scatter(
        x=line.months,
        y=line.finished,
        mode="lines",
        line={"shape": "hv", "width": width, "dash": dash, "color": paint[colour]},
        customdata=hovers,
        hovertemplate="%{customdata}<extra></extra>",
    )


def _add_ring(chart: Chart, group: GroupCurve, inside: str, colour: str) -> None:
    """Where half of the group have finished."""
    if group.shown_median_days is not None:
        chart.add_scatter(
            x=[group.shown_median_days / MONTH_DAYS], y=[0.5], mode="markers", hoverinfo="skip",
            marker={"size": 10, "color": inside, "line": {"width": 2, "color": colour}},
        )  # fmt: skip


def _hover(name: str, line: Line, place: int, language: Language) -> str:
    unknown = say("screen.state.unknown", language)
    return say(
        "screen_steps.durations.hover",
        language,
        name=name,
        months=months_word(line.months[place] * MONTH_DAYS, language),
        share=share(line.finished[place], language),
        interval=share_range(line.low[place], line.high[place], language, unknown=unknown),
        at_risk=integer(line.at_risk[place], language),
    )


def _end_labels(
    groups: list[GroupCurve], lines: list[Line], named: Named, last: float, paint: dict[str, str], language: Language
) -> tuple[list[PlotlyOptions], list[PlotlyOptions]]:
    """Names at the ends of the lines, kept apart, each with a thin line to its own end."""
    ends = sorted(zip(groups, lines, strict=True), key=lambda drawn: -drawn[1].finished[-1])
    wanted = [line.finished[-1] for _, line in ends]
    heights = _apart(wanted, LABEL_GAP, 0.08, 0.95)
    labels: list[PlotlyOptions] = []
    leaders: list[PlotlyOptions] = []
    for (group, line), height in zip(ends, heights, strict=True):
        text = f"<b>{named(group)}</b><br>{ring_word(group, language)}"
        labels.append(
            note(text, last * 1.05, height, xanchor="left", align="left", font={"size": 13, "color": paint["ink"]})
        )
        leaders.append({"type": "line", "x0": line.months[-1], "y0": line.finished[-1], "x1": last * 1.04, "y1": height,
                        "line": {"width": 1, "color": paint["axis"]}})  # fmt: skip
    return labels, leaders


def _apart(wanted: list[float], gap: float, lowest: float, highest: float) -> list[float]:
    """Places from high to low, each at least a gap under the one before, all within the edges."""
    placed: list[float] = []
    for value in wanted:
        placed.append(min(value, highest if not placed else placed[-1] - gap))
    lift = max(0.0, lowest - placed[-1]) if placed else 0.0
    floors = [lowest + gap * place for place in range(len(placed))][::-1]
    return [max(value, floor) for value, floor in zip(placed, floors, strict=True)] if lift else placed


def _risk_table(
    groups: list[GroupCurve], named: Named, ticks: list[int], last: float, paint: dict[str, str], language: Language
) -> list[PlotlyOptions]:
    """How many are still followed at each tick: a row per line, under the axis."""
    ink2 = {"size": 12.5, "color": paint["ink2"]}
    place = {"yref": "paper", "yanchor": "middle"}
    head = say("screen_steps.durations.at_risk", language, fewest=SMALL_RISK_SET)
    found = [note(f"<b>{head}</b>", 0, 0, xref="paper", xanchor="left", xshift=-46, yshift=-58, font=ink2, **place)]
    signs = {"solid": "<b>—</b>", "dash": "- -"}
    for number, (group, (colour, dash, _)) in enumerate(zip(groups, LINES, strict=False)):
        at = {"yshift": -58 - ROW * (number + 1), **place}
        found.append(note(signs[dash], 0, 0, xref="paper", xanchor="left", xshift=-46, **at,
                          font={"size": 15, "color": paint[colour]}))  # fmt: skip
        counts = group.at_risk([round(tick * MONTH_DAYS) for tick in ticks])
        found += [
            note(integer(count, language), tick, 0, font=ink2, **at) for tick, count in zip(ticks, counts, strict=True)
        ]
        found.append(note(named(group), last * 1.05, 0, xanchor="left", font=ink2, **at))
    return found


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.13)"


def line_of(group: GroupCurve) -> Line | None:
    """The line of a group; None where there never were five."""
    until, curve = group.shown_until_days, group.curve
    if until is None:
        return None
    is_shown = curve.time_days <= until
    unfinished_low, unfinished_high = band(curve)
    days, finished = curve.time_days[is_shown], 1 - curve.unfinished_share[is_shown]
    return Line(
        months=[0.0, *(float(month) for month in days / MONTH_DAYS)],
        finished=[0.0, *(float(part) for part in finished)],
        low=[None, *_known(1 - unfinished_high[is_shown])],
        high=[None, *_known(1 - unfinished_low[is_shown])],
        at_risk=[group.at_risk([0])[0], *(int(count) for count in curve.at_risk[is_shown])],
    )


def _known(shares: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[float | None]:
    return [None if np.isnan(part) else float(part) for part in shares]


def groups_with_a_line(found: StepDurations) -> list[GroupCurve]:
    """The groups with a line, largest size first: the darkest line is the one at the top of the key."""
    return [group for group in reversed(found.groups) if group.shown_until_days is not None]


def tick_months(last: float) -> list[int]:
    """Whole months on the axis: quarters on a short one, half years on a long one."""
    step = 3 if last <= 12 else 6
    return list(range(0, int(last) + 1, step))


def median_word(group: GroupCurve, language: Language) -> str:
    """Helft na 14 maanden; helft: niet bereikt."""
    if group.shown_median_days is not None:
        half = months_word(group.shown_median_days, language)
        return say("screen_steps.durations.half_after", language, months=half)
    if group.is_half_not_reached:
        return say("screen_steps.durations.half_not_reached", language)
    return say("screen_steps.durations.half_few", language)


def ring_word(group: GroupCurve, language: Language) -> str:
    """The median of a group as short as a label must be, with the ring that marks it: ○ 14 maanden."""
    if group.shown_median_days is not None:
        word = months_word(group.shown_median_days, language)
    elif group.is_half_not_reached:
        word = say("screen_steps.durations.ring_not_reached", language)
    else:
        word = say("screen_steps.durations.ring_few", language)
    return say("screen_steps.durations.ring", language, word=word)
