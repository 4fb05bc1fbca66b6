"""Response over time: the share that reported in each quarter, as a bar with its figure on it."""

from typing import Final

import plotly.graph_objects as go
import polars as pl

from dashboard.charts.template import colours, template
from domain.bilingual import Language
from language.formats import integer, share
from language.texts import say

HEIGHT: Final = 300
MOST_LABELS: Final = 9  # more figures than this would touch


def over_time(rows: pl.DataFrame, theme: str | None, language: Language) -> go.Figure:
    """`rows`: one per quarter (2026-Q3), with value, numerator and denominator."""
    paint = colours(theme)
    places = list(range(rows.height))
    every = -(-rows.height // MOST_LABELS)
    told = [(rows.height - 1 - place) % every == 0 for place in places]  # the last one always
    figure = go.Figure(
        go.Bar(
            x=places,
            y=rows["value"].to_list(),
            width=0.56,
            marker={"color": paint["finished"], "line": {"width": 0}},
            text=[
                share(value, language) if is_told else "" for value, is_told in zip(rows["value"], told, strict=True)
            ],
            textposition="outside",
            textfont={"size": 13, "color": paint["ink"]},
            cliponaxis=False,
            customdata=[
                _hover(value, reporters, count, language)
                for value, reporters, count in rows.select("value", "numerator", "denominator").iter_rows()
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    ticks = [place for place in places if told[place]]
    figure.update_layout(
        template=template(theme, language),
        height=HEIGHT,
        margin={"l": 44, "r": 20, "t": 20, "b": 46},
        xaxis={
            "tickvals": ticks,
            "ticktext": [_quarter(rows["quarter"][place], language) for place in ticks],
            "range": [-0.5, rows.height - 0.5],
        },
        yaxis={
            "range": [0, 1.06],  # room for the figure over a bar of 100%
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": [share(value, language) for value in (0.0, 0.25, 0.5, 0.75, 1.0)],
        },
    )
    return figure


def _quarter(quarter: str, language: Language) -> str:
    year, number = quarter.split("-Q")
    return f"{say('screen_quality.over_time.tick', language, number=number)}<br>{year}"


def _hover(value: float, reporters: int, count: int, language: Language) -> str:
    return say(
        "screen_quality.over_time.hover",
        language,
        share=share(value, language),
        reporters=integer(reporters, language),
        count=integer(count, language),
    )
