"""The rival: the reference page in Plotly Dash, as somebody who knows Dash would write and serve it.

One callback answers a choice, so that every figure is asked once; the charts get Patches, never whole figures;
waitress serves it with debug off. `python -m bench.dash_app PORT` serves the store in WAMS_HOME.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import waitress
from dash import Dash, Input, Output, ctx, dcc, html, no_update

from bench import dash_figures, reference_figures, reference_page
from bench.reference_page import FILTERS, Choice, Source
from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.places import Places
from language.formats import month
from language.texts import say
from metrics.defining.request import Value

LANGUAGE: Language = "nl"
STEP = 5  # any step in the middle of the programme will do; both pages show the same
THREADS = 4  # waitress's own default
CHARTS = ("map", "matrix", "lines")
PLAIN: Any = {"displayModeBar": False}
BESIDE = {"display": "grid", "gridTemplateColumns": "486px 1fr", "maxWidth": "1160px"}  # as on our own page


@dataclass(frozen=True)
class DashPage:
    """The page on a store: `now` is both the moment of knowledge and the day."""

    places: Places
    now: datetime

    def app(self) -> Dash:
        """The page with its one callback."""
        page = Dash(__name__, title=say("screen.page.national", LANGUAGE), update_title="")
        page.layout = self.layout
        words = [Output("shown", "children"), Output("headlines", "children")]
        charts = [Output(name, "figure") for name in CHARTS]
        asked = [Input("month", "value"), *(Input(name, "value") for name in FILTERS)]
        page.callback([*words, *charts], asked, prevent_initial_call=True)(self.answer)
        return page

    def layout(self) -> html.Main:
        """The whole page, for the last month and the whole country."""
        source = self.source()
        months = reference_page.months_shown(source, dutch_day(self.now))
        choice = Choice(months[-1], STEP)
        programme = reference_page.known(source).programme
        names = [step.short_name.of(LANGUAGE) for step in programme.steps]
        figures = {
            "map": reference_figures.tile_map(reference_page.tiles(source, choice)),
            "matrix": reference_figures.matrix(reference_page.matrix(source, choice), names),
            "lines": reference_figures.lines(reference_page.lines(source, choice, months[-1]), choice.as_of),
        }
        marks = {place: month(end, LANGUAGE) for place, end in enumerate(months) if end.month in (1, 7)}
        return html.Main(
            [
                html.H1(say("screen.page.national", LANGUAGE)),
                html.P(_shown(choice), id="shown"),
                dcc.Slider(
                    min=0, max=len(months) - 1, step=1, value=len(months) - 1, marks=marks, id="month",
                    updatemode="drag",
                ),
                *self._dropdowns(source, choice),
                html.Div(_headlines(source, choice), id="headlines"),
                html.Div([_chart("map", figures), _chart("matrix", figures)], style=BESIDE),
                _chart("lines", figures),
            ]
        )  # fmt: skip

    def answer(self, place: int, *chosen: Value) -> list[Any]:
        """What a choice changes: the words, the headline figures, and of each chart what differs.

        As with the slider of our own page, a change of month leaves the headline figures on the date of the page.
        """
        source = self.source()
        months = reference_page.months_shown(source, dutch_day(self.now))
        where = tuple((name, value) for name, value in zip(FILTERS, chosen, strict=True) if value is not None)
        choice = Choice(months[place], STEP, where)
        if ctx.triggered_id == "month":
            headlines, lines = no_update, dash_figures.month_patch(choice.as_of)
        else:
            headlines = _headlines(source, choice)
            lines = dash_figures.lines_patch(reference_page.lines(source, choice, months[-1]))
        return [
            _shown(choice),
            headlines,
            dash_figures.tile_map_patch(reference_page.tiles(source, choice)),
            dash_figures.matrix_patch(reference_page.matrix(source, choice)),
            lines,
        ]

    def source(self) -> Source:
        """The store at its present version."""
        return Source.now(self.places.home, self.now)

    def _dropdowns(self, source: Source, choice: Choice) -> list[dcc.Dropdown]:
        people = reference_page.everyone(source, choice.as_of)
        options: dict[str, list[Any]] = {
            "province": people["province"].unique().sort().to_list(),
            "size_class": people["size_class"].unique().sort().to_list(),
            "access_variant": [one.key for one in reference_page.known(source).programme.access_variants],
        }
        return [dcc.Dropdown(options[name], id=name, placeholder=name) for name in FILTERS]


def _chart(name: str, figures: Mapping[str, Any]) -> dcc.Graph:
    return dcc.Graph(figure=figures[name], id=name, config=PLAIN)


def _shown(choice: Choice) -> str:
    return " · ".join([choice.as_of.isoformat(), *(str(value) for _, value in choice.where)])


def _headlines(source: Source, choice: Choice) -> list[html.P]:
    figures = reference_page.headlines(source, choice, LANGUAGE)
    return [html.P([html.Strong(value), f" {unit}"]) for value, unit in figures]


def main(arguments: Sequence[str]) -> None:
    """Serves the page until it is stopped."""
    page = DashPage(Places.from_environment(os.environ), datetime.now(timezone.utc))
    waitress.serve(page.app().server, host="127.0.0.1", port=int(arguments[0]), threads=THREADS)


if __name__ == "__main__":
    main(sys.argv[1:])
