"""The charts of the reference page as the rivals draw them, with Plotly."""

from collections.abc import Sequence
from datetime import date
from math import sqrt
from typing import Any

import plotly.graph_objects as go
import polars as pl

INKS = ("#0b4f6c", "#8ab5c8", "#ffffff", "#d8d6cf", "#f5f4f0")  # in the order of reference_page.ORDER
OUTSIDE = "#f5f4f0"
COLUMNS = ("lower_bound", "upper_bound", "interval_low", "interval_high", "estimate")
SCALE = [[edge / 5, ink] for place, ink in enumerate(INKS) for edge in (place, place + 1)]


def tile_map(tiles: pl.DataFrame) -> go.Figure:
    """One hexagon per municipality."""
    across, down = sqrt(3) * (tiles["q"] + tiles["r"] / 2), 1.5 * tiles["r"]
    figure = go.Figure()
    figure.add_scatter(
        x=across.to_list(), y=down.to_list(), mode="markers", text=tiles["name"].to_list(),
        hovertemplate="%{text}<extra></extra>",
        marker={"symbol": "hexagon", "size": 20, "color": inks(tiles), "line": {"width": 1, "color": "#8a939b"}},
    )  # fmt: skip
    figure.update_layout(**_layout(580))
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, autorange="reversed", scaleanchor="x")
    return figure


def inks(tiles: pl.DataFrame) -> list[str]:
    """The colour of every hexagon."""
    return [OUTSIDE if place is None else INKS[place] for place in tiles["place"]]


def matrix(rows: pl.DataFrame, labels: Sequence[str]) -> go.Figure:
    """One column per municipality, one row per step."""
    figure = go.Figure()
    figure.add_heatmap(
        z=cells(rows), x=rows["name"].to_list(), y=list(labels), zmin=0, zmax=len(INKS), colorscale=SCALE,
        showscale=False, ygap=2, hovertemplate="%{x}<br>%{y}<extra></extra>",
    )  # fmt: skip
    figure.update_layout(**_layout(380, left=130))
    figure.update_xaxes(showticklabels=False)
    figure.update_yaxes(autorange="reversed")
    return figure


def cells(rows: pl.DataFrame) -> list[list[float]]:
    """The matrix as the heatmap reads it: a place and a half, so that each falls in the middle of its colour."""
    return [(rows[name] + 0.5).to_list() for name in rows.columns if name != "name"]


def lines(months: pl.DataFrame, chosen: date) -> go.Figure:
    """The estimate with its interval, inside the bounds, and the chosen month on it."""
    figure = go.Figure()
    ends = months["month_end"].to_list()
    for name, fill, ink in zip(COLUMNS, (None, "#e6eff3", None, "#b7d2de", None), (0, 0, 0, 0, 2.6), strict=True):
        figure.add_scatter(
            x=ends, y=months[name].to_list(), mode="lines", line={"width": ink, "color": INKS[0]}, fillcolor=fill,
            fill="tonexty" if fill else None, hoverinfo="skip" if fill or not ink else None,
        )  # fmt: skip
    figure.update_layout(**_layout(300, left=44))
    figure.update_layout(shapes=[month_line(chosen)])
    figure.update_yaxes(range=[0, 1.004], tickformat=".0%")
    return figure


def month_line(chosen: date) -> dict[str, Any]:
    """The chosen month as an upright line."""
    return {"type": "line", "x0": chosen, "x1": chosen, "y0": 0, "y1": 1, "yref": "paper", "line": {"width": 1}}


def _layout(height: int, left: int = 8) -> dict[str, Any]:
    return {
        "height": height, "margin": {"l": left, "r": 8, "t": 8, "b": 30}, "showlegend": False,
        "template": "plotly_white", "separators": ",.",
    }  # fmt: skip
