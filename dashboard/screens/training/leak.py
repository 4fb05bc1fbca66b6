"""What leaks away: the share trained per month with and without those who left, and the area between."""

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Final

import polars as pl
import streamlit as st

from dashboard.drawing.chart import Chart
from dashboard.drawing.key import KEY
from dashboard.drawing.plotly_look import PlotlyOptions, colours, draw_chart, month_ticks, note, template
from dashboard.figure import anatomy
from dashboard.figure.download import TableData
from dashboard.figure.words import counted, few_about, few_key, municipalities
from dashboard.screens.training.asked import LeakMonth, Training
from dashboard.screens.training.columns import labelled_column, municipality_columns, of_enough
from dashboard.screens.training.words import note_of
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import integer, month, share
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.headlines import too_few

FEWEST_MONTHS = 2  # one month is a point and no line
HEIGHT: Final = 250
LABEL_GAP: Final = 0.17  # of the axis: two labels of two lines closer than this would touch
TOPS: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)  # where the axis can end
HEADROOM: Final = 1.15
EDGE: Final = timedelta(days=6)


def leak(picture: Training, view: View) -> None:
    """What is lost when people leave, per month."""
    language, months = view.language, picture.leak_months
    finding = leak_finding(picture, language)
    stated = months[-1].stated_count if months else 0
    is_few = not bears_one_number(stated, picture.leak.municipality_count)
    shown = months if is_few else [month_of_enough(month, picture.leak.municipality_count) for month in months]
    theme, has_line = st.context.theme.type, len(months) >= FEWEST_MONTHS
    chart = leak_drawn(tuple(shown), theme, language, is_few=is_few) if has_line else None
    anatomy.figure(
        "training_leak",
        finding=finding,
        subtitle=say("screen_training.leak.subtitle", language, group=picture.group.name.of(language)),
        draw=lambda: _draw_leak(chart, finding, language, is_few=is_few),
        note=note_of(
            picture, stated, picture.leak_row.stale_count, "screen_training.kind.observation_and_scenario", language
        ),
        table=lambda: leak_table(picture, language, finding),
        rows_under=lambda: leak_rows(picture, language, say("screen_training.leak.rows", language)),
        made_by=picture.leak,
        kind="screen_training.kind.observation_and_scenario",
    )


def _draw_leak(chart: Chart | None, finding: str, language: Language, *, is_few: bool) -> None:
    if chart is None:
        st.markdown(say("screen_training.leak.too_short", language))
        return
    if is_few:
        KEY.draw({"key": [few_key("dotted", language)]}, key="training_leak_key")
    draw_chart(chart, alt=finding, key="training_leak")


def month_of_enough(row: LeakMonth, asked_count: int) -> LeakMonth:
    """The month without its shares where too few stated it: no point of a line that later speaks for many."""
    if bears_one_number(row.stated_count, asked_count):
        return row
    return replace(row, coverage_share=None, none_left_share=None)


def leak_finding(picture: Training, language: Language) -> str:
    """The share trained in the last month, and what it would have been had nobody left."""
    last = picture.leak_months[-1] if picture.leak_months else None
    if last is None or last.lost_share is None:
        return say("screen_training.leak.finding_none", language)
    few = too_few(last.stated_count, picture.leak.municipality_count)
    if few is not None:
        about = say("screen_training.leak.about", language, group=picture.group.name.of(language).lower())
        return few_about(few, about, language)
    when = month(last.month_end, language)
    if not last.departed_count:
        told = municipalities(last.stated_count, language)
        return say("screen_training.leak.finding_nobody", language, month=when, municipalities=told)
    covered, kept = (share(part, language, 1) for part in (last.coverage_share, last.none_left_share))
    told = municipalities(last.stated_count, language)
    return say("screen_training.leak.finding", language, covered=covered, kept=kept, municipalities=told, month=when)


def leak_table(picture: Training, language: Language, caption: str) -> TableData:
    """One row per month end: who stated how many left, and coverage with and without those."""
    counts = ("stated_count", "scope_count", "trained_count", "departed_count")
    shares, every = ("coverage_share", "none_left_share"), picture.leak.municipality_count
    return TableData(
        caption,
        [
            labelled_column(picture.months, "month_end", language, "month"),
            *(labelled_column(picture.months, name, language, "count") for name in counts),
            *(
                of_enough(labelled_column(picture.months, name, language, "share"), picture.months, every, language)
                for name in shares
            ),
        ],
    )


def leak_rows(picture: Training, language: Language, caption: str) -> TableData:
    """One row per municipality that stated how many of the trained left: those, and who was ever trained."""
    rows = picture.named(picture.of_group(picture.leak_by_municipality.rows).filter(pl.col("numerator").is_not_null()))
    ever = labelled_column(rows, "denominator", language, "count")
    left = labelled_column(rows, "numerator", language, "count")
    return TableData(
        caption,
        [
            *municipality_columns(rows, language),
            replace(ever, label=say("screen_training.column.ever_count", language)),
            replace(left, label=say("screen_training.column.departed_count", language)),
        ],
    )


@lru_cache(maxsize=50)  # what Plotly checks of it: 8 ms of a visit
def leak_drawn(months: tuple[LeakMonth, ...], theme: str | None, language: Language, *, is_few: bool) -> Chart:
    """Two lines over month ends, and the area between them; more than one month. Pale and dotted where it is of few."""
    paint = colours(theme)
    if is_few:
        paint = {**paint, "finished": paint["ink3"], "band": paint["pale"]}
    dash = "dot" if is_few else "solid"
    ends = [row.month_end for row in months]
    chart = Chart()
    hover = [_hover(row, language, is_few=is_few) for row in months]
    chart.add_scatter(
        x=ends, y=[row.coverage_share for row in months], mode="lines+markers", cliponaxis=False,
        line={"width": 2.6, "color": paint["finished"], "dash": dash},
        marker={"size": [0] * (len(ends) - 1) + [8], "color": paint["finished"], "line": {"width": 0}},
        customdata=hover, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    chart.add_scatter(
        x=ends, y=[row.none_left_share for row in months], mode="lines", fill="tonexty", fillcolor=paint["band"],
        line={"width": 1.8, "color": paint["ink3"], "dash": "dot" if is_few else "dash"}, hoverinfo="skip",
    )  # fmt: skip
    most = max([*(row.none_left_share for row in months if row.none_left_share is not None), 0.01])
    top = next((end for end in TOPS if end >= min(most * HEADROOM, 1.0)), 1.0)
    grid = [0.0, top / 2, top]
    ticks = month_ticks(ends, 4)
    chart.layout = {
        "template": template(theme, language),
        "height": HEIGHT,
        "margin": {"l": 44, "r": 104, "t": 8, "b": 30},
        "annotations": _labels(months[-1], top, paint, language, is_few=is_few),
        # the labels at the end would otherwise push the axis out
        "xaxis": {
            "range": [ends[0] - EDGE, ends[-1] + EDGE],
            "tickvals": ticks,
            "ticktext": [month(end, language) for end in ticks],
        },
        "yaxis": {"range": [0, top * 1.004], "tickvals": grid, "ticktext": [share(value, language) for value in grid]},
    }
    return chart


def _hover(row: LeakMonth, language: Language, *, is_few: bool) -> str:
    is_few = is_few or (row.coverage_share is None and bool(row.stated_count))
    unknown = say("screen.few.word" if is_few else "screen.state.unknown", language)
    parts = (None, None) if is_few else (row.coverage_share, row.none_left_share)
    kept, all_told = (share(part, language, 1, unknown=unknown) for part in parts)
    left = integer(row.departed_count, language)
    return "<br>".join(
        [
            f"<b>{month(row.month_end, language)}</b>",
            f"{say('screen_training.leak.with', language)}: {kept}",
            f"{say('screen_training.leak.without', language)}: {all_told}",
            counted("screen_training.leak.hover", row.stated_count, language, left=left),
        ]
    )


def _labels(
    last: LeakMonth, top: float, paint: dict[str, str], language: Language, *, is_few: bool
) -> list[PlotlyOptions]:
    """Both lines named at their end, apart when they end together; of a few without a number."""
    low, high = last.coverage_share, last.none_left_share
    if low is None or high is None:
        return []
    few = say("screen.few.word", language) if is_few else ""
    lift = max(0.0, LABEL_GAP * top - (high - low)) / 2
    places = (
        (min(high + lift, top), high, say("screen_training.leak.without", language), paint["ink2"]),
        (max(low - lift, 0.0), low, say("screen_training.leak.with", language), paint["finished"]),
    )
    return [
        note(f"<b>{few or share(value, language, 1)}</b><br>{name}", last.month_end, at, xanchor="left", xshift=9,
             align="left", font={"size": 12.5, "color": colour})
        for at, value, name, colour in places
    ]  # fmt: skip
