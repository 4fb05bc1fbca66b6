"""One look for every Plotly figure, light and dark, in the colours that the drawn parts have in `shared.css`."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, Final

import streamlit as st

from dashboard.drawing.chart import AsFigure, Chart, PlotlyOptions
from domain.bilingual import Language

FONT: Final = '"Source Sans", "Source Sans 3", sans-serif'
COLOURS: Final = {
    "light": {
        "paper": "#ffffff", "ink": "#1b2127", "ink2": "#4a535c", "ink3": "#646d76", "finished": "#0b4f6c",
        "started": "#5a96af", "hatch": "#7f878e", "own": "#b4530a", "axis": "#8b9298", "band": "#cfe0e8",
        "pale": "#e6eff3", "grid": "#e9e7e1",
    },
    "dark": {
        "paper": "#12171c", "ink": "#e9edf0", "ink2": "#b8c1c9", "ink3": "#98a3ac", "finished": "#8fd0e6",
        "started": "#3f86a0", "hatch": "#7b8791", "own": "#f2a65e", "axis": "#7b8791", "band": "#244654",
        "pale": "#1c323d", "grid": "#27303a",
    },
}  # fmt: skip
CONFIG: Final = {"displayModeBar": False, "responsive": True, "scrollZoom": False}


def colours(theme: str | None) -> dict[str, str]:
    """The colours by name; the light ones while the browser has not said which theme it shows."""
    return COLOURS.get(theme or "light", COLOURS["light"])


@cache
def template(theme: str | None, language: Language) -> PlotlyOptions:
    """Hairline grid, tabular figures in our own font, no legend, numbers in the notation of the language."""
    paint = colours(theme)
    axis: PlotlyOptions = {
        "gridcolor": paint["grid"],
        "linecolor": paint["axis"],
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 12.5, "color": paint["ink3"]},
        "title": {"font": {"size": 12.5, "color": paint["ink3"]}},
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": 13, "color": paint["ink"]},
            "paper_bgcolor": paint["paper"],
            "plot_bgcolor": paint["paper"],
            "xaxis": {**axis, "showgrid": False, "ticks": "outside", "ticklen": 4, "tickcolor": paint["axis"]},
            "yaxis": {**axis, "showline": False},
            "separators": ",." if language == "nl" else ".,",
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "font": {"family": FONT, "size": 13.5, "color": paint["ink"]},
                "bgcolor": paint["paper"],
                "bordercolor": paint["axis"],
                "align": "left",
            },
            "margin": {"l": 44, "r": 16, "t": 12, "b": 32},
        }
    }


def draw_chart(chart: Chart | None, *, alt: str, key: str) -> None:
    """Draws a chart in our own look; None draws nothing, where the finding has said why."""
    if chart is not None:
        st.plotly_chart(AsFigure(chart), theme=None, config=CONFIG, alt=alt, key=key)


def note(text: str, x: float | date, y: float, **more: Any) -> PlotlyOptions:
    """A direct label in a figure, without an arrow."""
    return {"text": text, "x": x, "y": y, "showarrow": False, **more}


def month_ticks(ends: Sequence[date], most: int = 5) -> list[date]:
    """At most so many of these month ends, Januaries and Julies first, so that years can be read off."""
    for months in ((1, 4, 7, 10), (1, 7), (1,)):
        chosen = [end for end in ends if end.month in months]
        if 1 < len(chosen) <= most:
            return chosen
    step = max(1, -(-len(ends) // most))
    return list(ends)[::step]
