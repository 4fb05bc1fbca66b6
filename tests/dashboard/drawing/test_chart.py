"""Charts are put together as they are, and Plotly knows every word of them."""

import re
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.drawing.chart import AsFigure, Chart
from domain.places import PROJECT_DIRECTORY
from tests.dashboard import example
from tests.dashboard.conftest import charts


@pytest.mark.parametrize("screen", ["steps", "training", "municipality", "quality"])
def test_plotly_knows_every_word_of_every_chart_that_a_screen_shows(
    opened: Any, country: tuple[Path, list[str]], screen: str
):
    shown = charts(opened(country[0], screen, gemeente=example.OWN).main)
    assert shown
    for chart in shown:
        assert go.Figure(data=chart["data"], layout=chart["layout"]).data


def test_plotly_refuses_a_word_that_it_does_not_know():
    chart = Chart()
    chart.add_scatter(x=[1], y=[2], colour="ochre")
    with pytest.raises(ValueError, match="colour"):
        chart.checked()


def test_what_is_left_open_is_not_said():
    chart = Chart()
    chart.add_bar(x=[1], y=[2], width=None)
    assert chart.traces == [{"type": "bar", "x": [1], "y": [2]}]


def test_streamlit_is_given_the_chart_as_it_is():
    chart = Chart(layout={"height": 300})
    chart.add_scatter(x=[1, 2], y=[3, 4])
    given = AsFigure(chart)
    assert isinstance(given, go.Figure.__base__)
    assert given.to_dict() == {"data": chart.traces, "layout": {"height": 300}}


def test_every_chart_of_a_screen_is_put_together_in_the_one_way():
    paths = (PROJECT_DIRECTORY / "dashboard").rglob("*.py")
    assert [path.name for path in paths if re.search("^(import|from) plotly", path.read_text(), re.M)] == ["chart.py"]
