"""What is expected, drawn: how many had finished up to the as-of date, and a dashed line after it with its 80% band."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from dashboard.drawing.chart import Chart
from dashboard.drawing.plotly_look import PlotlyOptions, colours, month_ticks, note, template
from dashboard.drawing.ticks import whole_step
from dashboard.screens.steps.asked import OneStep
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import integer, month
from language.texts import say

HEIGHT: Final = 330
HEADROOM: Final = 1.12
LOW: Final = 0.08  # of all municipalities


def is_of_few(picture: OneStep) -> bool:
    """Whether too few have reported, or too few are followed, to expect anything."""
    return picture.too_few is not None or picture.follows_few


def of_enough(picture: OneStep) -> pl.DataFrame:
    """The coming months; without numbers where too few have reported, or too few are followed, to expect any."""
    if not is_of_few(picture):
        return picture.expected
    nothing = {name: pl.lit(None, pl.Float64) for name in ("value", "interval_low", "interval_high")}
    return picture.expected.with_columns(value_status=pl.lit(ValueStatus.TOO_FEW.value), **nothing)


@dataclass(frozen=True)
class _ComingMonth:
    """One coming month as it is drawn."""

    month_end: date
    value: float
    interval_low: float
    interval_high: float


def outlook_drawn(picture: OneStep, theme: str | None, language: Language) -> Chart:
    """Months on the x axis, municipalities on the y axis, up to all that were chosen."""
    paint = colours(theme)
    everyone = picture.outlook.municipality_count
    known, coming = _known(picture), _coming(picture)
    ends = [end for end, _ in known] + [row.month_end for row in coming]
    chart = Chart()
    now = next(((end, count) for end, count in reversed(known) if count is not None), None)
    _add_band(chart, coming, now, paint, language)
    chart.add_scatter(
        x=[end for end, _ in known], y=[count for _, count in known], mode="lines+markers",
        line={"width": 2.6, "color": paint["finished"]},
        marker={"size": _sizes(known), "opacity": 1, "color": paint["finished"], "line": {"width": 0}},
        customdata=[_known_hover(end, count, language) for end, count in known],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    ticks = month_ticks(ends, 4)
    step = whole_step(everyone, 4)
    heights = [*(tick for tick in range(0, everyone, step) if everyone - tick > step * 0.3), everyone]
    chart.layout = {
        "template": template(theme, language),
        "height": HEIGHT,
        "margin": {"l": 44, "r": 96, "t": 12, "b": 30},
        "xaxis": {
            "range": [min(ends), max(ends)] if len(set(ends)) > 1 else None,
            "tickangle": 0,
            "tickvals": ticks,
            "ticktext": [month(end, language) for end in ticks],
        },
        "yaxis": {"range": [0, everyone * HEADROOM], "tickvals": heights,
               "ticktext": [integer(tick, language) for tick in heights]},
        "shapes": _today(picture, paint),
        "annotations": [*_words(picture, bool(coming), paint, language),
                        *_labels(picture, now, coming, paint, language)],
    }  # fmt: skip
    return chart


def _known(picture: OneStep) -> list[tuple[date, int | None]]:
    """Per month end how many had finished, up to the as_of date; None where that is withheld: the line has a gap."""
    months = picture.months.select("month_end", "numerator").iter_rows()
    found: list[tuple[date, int | None]] = [(end, count) for end, count in months if end < picture.as_of]
    return [*found, (picture.as_of, picture.said.numerator)] if picture.said.denominator else found


def _sizes(known: list[tuple[date, int | None]]) -> list[int]:
    """Of the marks on the line: one at its end, and one where a month stands alone between withheld ones."""
    shown = [False, *(count is not None for _, count in known), False]
    alone = [shown[place] and not (shown[place - 1] or shown[place + 1]) for place in range(1, len(known))]
    return [*(6 if is_alone else 0 for is_alone in alone), 9]


def _coming(picture: OneStep) -> list[_ComingMonth]:
    is_drawn = pl.col("value_status") == ValueStatus.OBSERVED.value
    return rows_of(of_enough(picture).filter(is_drawn), _ComingMonth)


def _add_band(
    chart: Chart,
    coming: list[_ComingMonth],
    now: tuple[date, int] | None,
    paint: dict[str, str],
    language: Language,
) -> None:
    if not coming:
        return
    first = [now] if now else []
    ends = [*(end for end, _ in first), *(row.month_end for row in coming)]
    lows, highs = [row.interval_low for row in coming], [row.interval_high for row in coming]
    for side, fill in ((lows, None), (highs, "tonexty")):
        chart.add_scatter(
            x=ends, y=[*(count for _, count in first), *side], mode="lines", fill=fill,
            fillcolor=paint["band"], line={"width": 0}, hoverinfo="skip",
        )  # fmt: skip
    chart.add_scatter(
        x=ends, y=[*(count for _, count in first), *(row.value for row in coming)], mode="lines",
        line={"width": 2.2, "dash": "dash", "color": paint["finished"]},
        customdata=[*("" for _ in first), *_hovers(coming, language)], hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _hovers(coming: list[_ComingMonth], language: Language) -> list[str]:
    found: list[str] = []
    for row in coming:
        low, high = integer(row.interval_low, language), integer(row.interval_high, language)
        words = {"month": month(row.month_end, language), "low": low, "high": high}
        if low == high:
            found.append(say("screen_steps.outlook.hover_one", language, count=low, month=words["month"]))
        else:
            found.append(say("screen_steps.outlook.hover", language, count=integer(row.value, language), **words))
    return found


def _known_hover(end: date, count: int | None, language: Language) -> str:
    written = integer(count, language, unknown=say("screen.state.withheld_word", language))
    return say("screen_steps.outlook.hover_known", language, month=month(end, language), count=written)


def _today(picture: OneStep, paint: dict[str, str]) -> list[PlotlyOptions]:
    return [{"type": "line", "x0": picture.as_of, "x1": picture.as_of, "y0": 0, "y1": 1, "yref": "paper",
             "line": {"color": paint["axis"], "width": 1.5}}]  # fmt: skip


def _words(picture: OneStep, has_expected: bool, paint: dict[str, str], language: Language) -> list[PlotlyOptions]:
    font = {"size": 13, "color": paint["ink2"]}
    top = {"yref": "paper", "yanchor": "top", "font": font}
    found = [note(say("screen_steps.outlook.known", language), picture.as_of, 1, xanchor="right", xshift=-7, **top)]
    if has_expected:
        found.append(
            note(say("screen_steps.outlook.expected", language), picture.as_of, 1, xanchor="left", xshift=7, **top)
        )
    return found


def _labels(
    picture: OneStep,
    now: tuple[date, int] | None,
    coming: list[_ComingMonth],
    paint: dict[str, str],
    language: Language,
) -> list[PlotlyOptions]:
    """At the end of the known line its number, with of how many it is not known; then those of the dashed one."""
    found: list[PlotlyOptions] = []
    if now:
        ink = {"size": 15, "color": paint["ink"]}
        known = f"<b>{integer(now[1], language)}</b>"
        if picture.said.unknown_count:
            unknown = say("screen_steps.outlook.unknown", language, count=integer(picture.said.unknown_count, language))
            known = f'{known} <span style="font-size:12.5px">({unknown})</span>'
        is_low = now[1] < picture.outlook.municipality_count * LOW  # under the mark stand the months of the axis
        found.append(note(known, now[0], now[1], xanchor="left", xshift=9, yshift=13 if is_low else -13, font=ink))
    return [*found, *_last_labels(coming[-1], paint, language)] if coming else found


def _last_labels(last: _ComingMonth, paint: dict[str, str], language: Language) -> list[PlotlyOptions]:
    """At the end of the dashed line the number with its interval under it."""
    low, high = integer(last.interval_low, language), integer(last.interval_high, language)
    between = say("screen_steps.outlook.interval", language, low=low, high=high)
    place = {"xanchor": "left", "xshift": 8}
    small = {"size": 12.5, "color": paint["ink2"]}
    large = {"size": 17, "color": paint["ink"]}
    found = [note(f"<b>{integer(last.value, language)}</b>", last.month_end, last.value, yshift=8, font=large, **place)]
    if low != high:  # without width the number says all
        text = f"{between}<br>{say('screen_steps.outlook.interval_name', language)}"
        found.append(note(text, last.month_end, last.value, align="left", yshift=-18, font=small, **place))
    return found
