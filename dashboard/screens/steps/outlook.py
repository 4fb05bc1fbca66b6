"""What is expected: a known line up to the as-of date, a dashed one after it with its 80% band."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from dashboard.drawing.plotly_look import CONFIG, PlotlyOptions, colours, month_ticks, note, template
from dashboard.drawing.ticks import whole_step
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.words import Values
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, integer, month
from language.texts import say
from metrics.forecast.forecast import DRAW_COUNT

HEIGHT: Final = 330
HEADROOM: Final = 1.12


def outlook(one: OneStep, view: View) -> None:
    """How many may be expected to have finished, month by month."""
    language = view.language
    finding = outlook_finding(one, language)
    now = integer(one.said.numerator, language)
    has_known = bool(one.said.denominator)
    alt = say("screen_steps.outlook.alt", language, finding=finding, now=now)
    anatomy.figure(
        "outlook",
        finding=finding,
        subtitle=_subtitle(one, now, language),
        draw=lambda: has_known and st.plotly_chart(
            outlook_drawn(one, st.context.theme.type, language), theme=None, config=CONFIG, alt=alt, key="outlook"
        ),
        note=outlook_note(one, language),
        table=outlook_table(one, language, finding),
        made_by=one.outlook,
    )  # fmt: skip


def _subtitle(one: OneStep, now: str, language: Language) -> str:
    """What is counted; where an expectation is drawn also why it starts above what is known."""
    subtitle = say("screen_steps.outlook.subtitle", language, step=one.number)
    statuses = one.expected["value_status"].to_list()
    if not {ValueStatus.OBSERVED, ValueStatus.RANGE} & set(statuses):
        return subtitle
    return say("screen_steps.outlook.subtitle_jump", language, subtitle=subtitle, known=now)


def outlook_finding(one: OneStep, language: Language) -> str:
    """What is expected at the furthest month, or why nothing is."""
    last = one.coming[-1] if one.coming else None
    status = ValueStatus(last.value_status) if last else ValueStatus.TOO_FEW
    number = one.number
    if last is None or status not in (ValueStatus.OBSERVED, ValueStatus.RANGE):
        return say(f"screen_steps.outlook.finding_{status}", language, step=number)
    if last.numerator == last.denominator:
        return say("screen_steps.outlook.finding_done", language, step=number)
    values = {"month": month(last.month_end, language), "step": number,
              "followed": integer(last.denominator, language)}  # fmt: skip
    if status is ValueStatus.RANGE or last.value is None:
        low, high = integer(last.interval_low, language), integer(last.interval_high, language)
        return say("screen_steps.outlook.finding_range", language, low=low, high=high, **values)
    count = round(last.value)
    return counted("screen_steps.outlook.finding", count, language, count=integer(count, language), **values)


def outlook_note(one: OneStep, language: Language) -> str:
    """Of how many, who is left out, how it was drawn."""
    last = one.coming[-1] if one.coming else None
    said: list[str] = []
    if last is not None:
        said.append(say("screen_steps.outlook.note_n", language, count=integer(last.denominator, language)))
        if last.unknown_count:
            said.append(counted("screen_steps.outlook.note_out", last.unknown_count, language))
        if last.value_status in (ValueStatus.OBSERVED, ValueStatus.RANGE):
            said.append(say("screen_steps.outlook.note_draws", language, count=integer(DRAW_COUNT, language)))
    return " · ".join([*said, day(one.as_of, language), say("screen.kind.forecast", language)])


def outlook_table(one: OneStep, language: Language, caption: str) -> TableData:
    """A row per month: known up to the as_of date, expected after it."""
    known, coming = one.months.filter(pl.col("month_end") <= one.as_of), one.expected
    none = say("screen_steps.outlook.no_number", language)
    nothing = [None] * known.height
    kinds = ["known"] * known.height + coming["value_status"].to_list()
    words = {kind: say(f"screen_steps.outlook.row_{kind}", language) for kind in set(kinds)}
    months = [*known["month_end"], *coming["month_end"]]
    return TableData(
        caption,
        [
            Column(say("screen.column.month", language), months, partial(month, language=language)),
            Column(say("screen_steps.outlook.row_kind", language), [words[kind] for kind in kinds]),
            _expected(say("screen_steps.outlook.expected_count", language), [*known["numerator"], *coming["value"]],
                      language, none),
            _expected(say("screen_steps.outlook.low", language), [*nothing, *coming["interval_low"]], language, none),
            _expected(say("screen_steps.outlook.high", language), [*nothing, *coming["interval_high"]], language, none),
        ],
    )  # fmt: skip


def _expected(label: str, values: Values, language: Language, none: str) -> Column:
    return Column(label, values, partial(integer, language=language, unknown=none), is_number=True)


@dataclass(frozen=True)
class _Drawn:
    """One coming month as it is drawn: it always has an interval, and no `value` where only a range is known."""

    month_end: date
    value: float | None
    interval_low: float
    interval_high: float


def outlook_drawn(one: OneStep, theme: str | None, language: Language) -> go.Figure:
    """Months on the x axis, municipalities on the y axis, up to all that were chosen."""
    paint = colours(theme)
    everyone = one.outlook.municipality_count
    known = _known(one)
    coming = _drawn(one)
    ends = [day for day, _ in known] + [row.month_end for row in coming]
    figure = go.Figure()
    now = known[-1] if known else None
    _add_band(figure, coming, now, paint, language)
    figure.add_scatter(
        x=[day for day, _ in known], y=[count for _, count in known], mode="lines+markers",
        line={"width": 2.6, "color": paint["finished"]},
        marker={"size": [0] * (len(known) - 1) + [9], "opacity": 1, "color": paint["finished"], "line": {"width": 0}},
        customdata=[_known_hover(day, count, language) for day, count in known],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    ticks = month_ticks(ends, 4)
    step = whole_step(everyone, 4)
    heights = [*(tick for tick in range(0, everyone, step) if everyone - tick > step * 0.3), everyone]
    figure.update_layout(
        template=template(theme, language),
        height=HEIGHT,
        margin={"l": 44, "r": 96, "t": 12, "b": 30},
        xaxis={
            "range": [min(ends), max(ends)] if len(set(ends)) > 1 else None,
            "tickangle": 0,
            "tickvals": ticks,
            "ticktext": [month(end, language) for end in ticks],
        },
        yaxis={"range": [0, everyone * HEADROOM], "tickvals": heights,
               "ticktext": [integer(tick, language) for tick in heights]},
        shapes=_today(one, paint),
        annotations=[*_words(one, bool(coming), paint, language), *_labels(now, coming, paint, language)],
    )  # fmt: skip
    return figure


def _known(one: OneStep) -> list[tuple[date, int]]:
    months = one.months.select("month_end", "numerator").iter_rows()
    found = [(day, int(count)) for day, count in months if day < one.as_of]
    return [*found, (one.as_of, one.said.numerator)] if one.said.denominator else found


def _drawn(one: OneStep) -> list[_Drawn]:
    is_drawn = pl.col("value_status").is_in([ValueStatus.OBSERVED.value, ValueStatus.RANGE.value])
    return rows_of(one.expected.filter(is_drawn), _Drawn)


def _add_band(
    figure: go.Figure,
    coming: list[_Drawn],
    now: tuple[date, int] | None,
    paint: dict[str, str],
    language: Language,
) -> None:
    if not coming:
        return
    first = [now] if now else []
    days = [*(day for day, _ in first), *(row.month_end for row in coming)]
    lows, highs = [row.interval_low for row in coming], [row.interval_high for row in coming]
    for side, fill in ((lows, None), (highs, "tonexty")):
        figure.add_scatter(
            x=days, y=[*(count for _, count in first), *side], mode="lines", fill=fill,
            fillcolor=paint["band"], line={"width": 0}, hoverinfo="skip",
        )  # fmt: skip
    figure.add_scatter(
        x=days, y=[*(count for _, count in first), *(row.value for row in coming)], mode="lines",
        line={"width": 2.2, "dash": "dash", "color": paint["finished"]},
        customdata=[*("" for _ in first), *_hovers(coming, language)], hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _hovers(coming: list[_Drawn], language: Language) -> list[str]:
    found: list[str] = []
    for row in coming:
        low, high = integer(row.interval_low, language), integer(row.interval_high, language)
        words = {"month": month(row.month_end, language), "low": low, "high": high}
        if row.value is None:
            found.append(say("screen_steps.outlook.hover_range", language, **words))
        elif low == high:
            found.append(say("screen_steps.outlook.hover_one", language, count=low, month=words["month"]))
        else:
            found.append(say("screen_steps.outlook.hover", language, count=integer(row.value, language), **words))
    return found


def _known_hover(day: date, count: int, language: Language) -> str:
    return say("screen_steps.outlook.hover_known", language, month=month(day, language), count=integer(count, language))


def _today(one: OneStep, paint: dict[str, str]) -> list[PlotlyOptions]:
    return [{"type": "line", "x0": one.as_of, "x1": one.as_of, "y0": 0, "y1": 1, "yref": "paper",
             "line": {"color": paint["axis"], "width": 1.5}}]  # fmt: skip


def _words(one: OneStep, has_expected: bool, paint: dict[str, str], language: Language) -> list[PlotlyOptions]:
    font = {"size": 13, "color": paint["ink2"]}
    top = {"yref": "paper", "yanchor": "top", "font": font}
    found = [note(say("screen_steps.outlook.known", language), one.as_of, 1, xanchor="right", xshift=-7, **top)]
    if has_expected:
        found.append(
            note(say("screen_steps.outlook.expected", language), one.as_of, 1, xanchor="left", xshift=7, **top)
        )
    return found


def _labels(
    now: tuple[date, int] | None, coming: list[_Drawn], paint: dict[str, str], language: Language
) -> list[PlotlyOptions]:
    ink, small = {"size": 15, "color": paint["ink"]}, {"size": 12.5, "color": paint["ink2"]}
    found: list[PlotlyOptions] = []
    if now:
        found.append(
            note(f"<b>{integer(now[1], language)}</b>", now[0], now[1], xanchor="left", xshift=9, yshift=-13, font=ink)
        )
    if coming:
        last = coming[-1]
        low, high = integer(last.interval_low, language), integer(last.interval_high, language)
        between = say("screen_steps.outlook.interval", language, low=low, high=high)
        name = say(f"screen_steps.outlook.interval_{'name' if last.value is not None else 'least'}", language)
        middle = (last.interval_low + last.interval_high) / 2 if last.value is None else last.value
        if last.value is not None:
            found.append(note(f"<b>{integer(last.value, language)}</b>", last.month_end, middle, xanchor="left",
                              xshift=8, yshift=8, font={"size": 17, "color": paint["ink"]}))  # fmt: skip
        if last.value is None or low != high:  # without width the number says all
            found.append(note(f"{between}<br>{name}", last.month_end, middle, xanchor="left", align="left", xshift=8,
                              yshift=-18 if last.value is not None else 0, font=small))  # fmt: skip
    return found
