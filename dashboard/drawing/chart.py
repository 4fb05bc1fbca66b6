"""A chart as Plotly reads it: its traces and its layout, put together as they are.

Plotly's own `Figure` checks every word that is set, copies it all and writes each list of numbers anew: 20 to 45 ms of
a visit for each chart, of 160 for the page. Here that is done once, in the tests: `checked`.
"""

from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

PlotlyOptions = dict[str, Any]  # in the words of Plotly, which has hundreds of them


@dataclass
class Chart:
    """What is drawn in one pair of axes: the traces in the order in which they lie on one another, and the layout."""

    traces: list[PlotlyOptions] = field(default_factory=list)
    layout: PlotlyOptions = field(default_factory=dict)

    def add_scatter(self, **options: Any) -> None:
        """Lines, points or the area between two lines, on top of what is there."""
        self._add("scatter", options)

    def add_bar(self, **options: Any) -> None:
        """Bars, on top of what is there."""
        self._add("bar", options)

    def checked(self) -> go.Figure:
        """The same as a figure of Plotly, which refuses what it does not know. Raises ValueError."""
        return go.Figure(data=self.traces, layout=self.layout)

    def _add(self, kind: str, options: PlotlyOptions) -> None:
        self.traces.append({"type": kind, **{name: value for name, value in options.items() if value is not None}})


class AsFigure(BaseFigure):
    """What Streamlit takes for a figure of Plotly that was checked; it asks it for what it holds and for nothing else.

    It begins nothing of a `BaseFigure`: what that costs is what is saved.
    """

    def __init__(self, chart: Chart) -> None:
        """`chart`: drawn as it is, by whoever looks at it after this one too."""
        self._chart = chart

    def to_dict(self) -> PlotlyOptions:
        """The chart in the words of Plotly; not to be changed."""
        return {"data": self._chart.traces, "layout": self._chart.layout}
