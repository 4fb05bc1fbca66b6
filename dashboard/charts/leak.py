"""The leak: coverage per month with and without those who left, and the area between."""

from datetime import timedelta
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from dashboard.charts.template import colours, month_ticks, note, template
from domain.bilingual import Language
from language.formats import integer, month, share
from language.texts import say

HEIGHT: Final = 250
LABEL_GAP: Final = 0.17  # of the axis: two labels of two lines closer than this would touch
TOPS: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)  # where the axis can end
HEADROOM: Final = 1.15
EDGE: Final = timedelta(days=6)


def leak(months: pl.DataFrame, theme: str | None, language: Language) -> go.Figure:
    """`months`: one row per month end, as `leak_by_month`."""
    paint = colours(theme)
    ends = months["month_end"].to_list()
    figure = go.Figure()
    hover = [_hover(row, language) for row in months.iter_rows(named=True)]
    figure.add_scatter(
        x=ends, y=months["coverage_share"].to_list(), mode="lines+markers", cliponaxis=False,
        line={"width": 2.6, "color": paint["finished"]},
        marker={"size": [0] * (len(ends) - 1) + [8], "color": paint["finished"], "line": {"width": 0}},
        customdata=hover, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=ends, y=months["none_left_share"].to_list(), mode="lines", fill="tonexty", fillcolor=paint["band"],
        line={"width": 1.8, "color": paint["ink3"], "dash": "dash"}, hoverinfo="skip",
    )  # fmt: skip
    most = max([*months["none_left_share"].drop_nulls().to_list(), 0.01])
    top = next((one for one in TOPS if one >= min(most * HEADROOM, 1.0)), 1.0)
    grid = [0.0, top / 2, top]
    ticks = month_ticks(ends, 4)
    figure.update_layout(
        template=template(theme, language),
        height=HEIGHT,
        margin={"l": 44, "r": 104, "t": 8, "b": 30},
        annotations=_labels(months, top, paint, language),
        # the labels at the end would otherwise push the axis out
        xaxis={
            "range": [ends[0] - EDGE, ends[-1] + EDGE],
            "tickvals": ticks,
            "ticktext": [month(end, language) for end in ticks],
        },
        yaxis={"range": [0, top * 1.004], "tickvals": grid, "ticktext": [share(value, language) for value in grid]},
    )
    return figure


def _hover(row: dict[str, Any], language: Language) -> str:
    unknown = say("screen.state.unknown", language)
    return "<br>".join(
        [
            f"<b>{month(row['month_end'], language)}</b>",
            *(
                f"{say(f'screen_training.leak.{name}', language)}: {share(row[column], language, 1, unknown=unknown)}"
                for name, column in (("with", "coverage_share"), ("without", "none_left_share"))
            ),
            say("screen_training.leak.hover", language, left=integer(row["departed_count"], language),
                count=integer(row["stated_count"], language)),
        ]
    )  # fmt: skip


def _labels(months: pl.DataFrame, top: float, paint: dict[str, str], language: Language) -> list[dict[str, Any]]:
    """Both lines named at their end, apart when they end together."""
    last = months.row(-1, named=True)
    low, high = last["coverage_share"], last["none_left_share"]
    if low is None or high is None:
        return []
    lift = max(0.0, LABEL_GAP * top - (high - low)) / 2
    places = (
        (min(high + lift, top), high, "without", paint["ink2"]), (max(low - lift, 0.0), low, "with", paint["finished"]),
    )  # fmt: skip
    return [
        note(f"<b>{share(value, language, 1)}</b><br>{say(f'screen_training.leak.{name}', language)}",
             last["month_end"], at, xanchor="left", xshift=9, align="left", font={"size": 12.5, "color": colour})
        for at, value, name, colour in places
    ]  # fmt: skip
