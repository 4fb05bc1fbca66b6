"""The funnel: each municipality by the size of its staff, and how far chance lets it lie from the national share."""

from dataclasses import dataclass
from functools import lru_cache, partial
from math import log10
from typing import Final

import polars as pl
import streamlit as st

from dashboard.drawing.chart import Chart
from dashboard.drawing.key import KEY, KeyEntry
from dashboard.drawing.plotly_look import PlotlyOptions, colours, draw_chart, note, template
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import few_about
from dashboard.screens.training.asked import Training
from dashboard.screens.training.columns import labelled_column, municipality_columns, stated_column
from dashboard.screens.training.funnel_words import VERDICTS, under_funnel
from dashboard.screens.training.words import QUARTERS, note_of
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import integer, share, share_range
from language.texts import say
from metrics.readings import training_findings
from metrics.readings.headlines import too_few
from metrics.training.funnel import Position

HEIGHT: Final = 560
SHORT_VERDICTS: Final = {
    "own_within": "screen_training.funnel.own_within",
    "own_outside": "screen_training.funnel.own_outside",
}
"""What stands beside the own dot; the sentence under the figure says which limits."""
TICKS: Final = (1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000)
MARGIN: Final = 1.12  # left of the smallest and right of the largest municipality


def funnel(picture: Training, view: View) -> None:
    """Whether municipalities differ more than chance explains."""
    language = view.language
    finding = funnel_finding(picture, language)
    anatomy.figure(
        "training_funnel",
        finding=finding,
        subtitle=say("screen_training.funnel.subtitle", language, group=picture.group.name.of(language)),
        draw=partial(_draw_funnel, picture, view, finding),
        note=funnel_note(picture, language),
        table=lambda: funnel_table(picture, language, finding),
        made_by=picture.funnel,
    )


def funnel_finding(picture: Training, language: Language) -> str:
    """How many municipalities lie outside the limits, where enough of them can be placed."""
    few = too_few(picture.placed.height, picture.funnel.municipality_count) if picture.placed.height else None
    if few is not None:
        about = say("screen_training.funnel.about", language, group=picture.group.name.of(language).lower())
        return few_about(few, about, language)
    found = training_findings.outside(picture.funnel, picture.group.key)
    return say("screen_training.funnel.finding_none", language) if found is None else found.said(language)


def _draw_funnel(picture: Training, view: View, finding: str) -> None:
    language = view.language
    if picture.placed.is_empty():
        st.markdown(say("screen_training.nobody_stated", language))
        return
    key: list[KeyEntry] = [
        ("dot", say("screen_training.funnel.key.dot", language)),
        ("diamond", say("screen_training.funnel.key.diamond", language)),
        ("bounds", say("screen_training.funnel.key.bounds", language)),
        ("pale", say("screen_training.funnel.key.pale", language)),
        ("dotted", say("screen_training.funnel.key.dotted", language)),
    ]
    if view.municipality_code in picture.placed["municipality"].to_list():
        key.append(("dot_own", say("screen.key.own", language)))
    KEY.draw({"key": key}, key="funnel_key")
    chart = funnel_drawn(picture, view.municipality_code, st.context.theme.type, language)
    draw_chart(chart, alt=finding, key="training_funnel")
    st.markdown("  \n".join(under_funnel(picture, view.municipality_code, language)))


def funnel_note(picture: Training, language: Language) -> str:
    """Of how many municipalities, how old, and what kind of figure."""
    placed = picture.placed
    stale_count = int(placed["stale_count"].sum())
    return note_of(picture, placed.height, stale_count, "screen_training.kind.observation", language)


def funnel_table(picture: Training, language: Language, caption: str) -> TableData:
    """One row per municipality, in the order of the names: never a ranking."""
    rows = picture.named(picture.of_group(picture.funnel.rows))
    limits = [f"corrected_{which}_{level}" for level in ("95", "998") for which in ("low", "high")]
    silent = say("screen.state.not_reported", language)

    def place(value: str | None) -> str:
        return silent if value is None else say(VERDICTS[value], language)

    return TableData(
        caption,
        [
            *municipality_columns(rows, language),
            *(stated_column(rows, name, language) for name in ("denominator", "numerator")),
            *(labelled_column(rows, name, language, "share") for name in ("value", *limits)),
            Column(say("screen_training.column.position", language), rows["position_corrected"].to_list(), place),
        ],
    )


@dataclass(frozen=True)
class _Placed:
    """One municipality in the funnel, as `training_funnel`: staff in scope, of whom trained, and its limits."""

    name: str
    numerator: int
    denominator: int
    value: float
    corrected_low_95: float
    corrected_high_95: float
    position_corrected: str


def funnel_drawn(picture: Training, own_code: str | None, theme: str | None, language: Language) -> Chart:
    """Corrected bands filled, uncorrected limits dotted; outside is a diamond, the own municipality ochre."""
    paint = colours(theme)
    placed, curve = picture.placed, picture.curve
    chart = Chart()
    _bands(chart, curve, paint)
    is_own = pl.col("municipality") == (own_code or "")
    is_outside = pl.col("position_corrected") != Position.WITHIN
    for rows, marker in (
        (placed.filter(~is_own & ~is_outside), {"size": 7, "color": paint["finished"], "symbol": "circle"}),
        (placed.filter(~is_own & is_outside), {"size": 11, "color": paint["ink"], "symbol": "diamond"}),
        (placed.filter(is_own & ~is_outside), {"size": 13, "color": paint["own"], "symbol": "circle"}),
        (placed.filter(is_own & is_outside), {"size": 14, "color": paint["own"], "symbol": "diamond"}),
    ):
        _points(chart, rows, {**marker, "line": {"width": 1, "color": paint["paper"]}}, language)
    low, high = (_edge(curve, end) for end in (0, -1))
    national = placed.item(0, "national_value")
    ticks = [tick for tick in TICKS if low <= tick <= high]
    chart.layout = {
        "template": template(theme, language),
        "height": HEIGHT,
        "margin": {"l": 44, "r": 74, "t": 14, "b": 62},
        "hovermode": "closest",
        "shapes": [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": national, "y1": national,
                 "line": {"width": 1.6, "color": paint["ink"]}}],
        "annotations": [_national(national, paint, language), *_own(placed.filter(is_own), high, paint, language)],
        "xaxis": {"type": "log", "range": [log10(low), log10(high)], "tickvals": ticks,
               "ticktext": [integer(tick, language) for tick in ticks],
               "title": {"text": say("screen_training.funnel.axis", language), "standoff": 8}},
        "yaxis": {"range": [-0.02, 1.02], "tickvals": list(QUARTERS),
               "ticktext": [share(value, language) for value in QUARTERS]},
    }  # fmt: skip
    return chart


def _bands(chart: Chart, curve: pl.DataFrame, paint: dict[str, str]) -> None:
    sizes = [_edge(curve, 0), *curve["staff_count"].to_list(), _edge(curve, -1)]
    for level, fill in (("998", paint["pale"]), ("95", paint["band"])):
        for which, to in (("low", None), ("high", "tonexty")):
            chart.add_scatter(
                x=sizes, y=_stretched(curve[f"corrected_{which}_{level}"]), mode="lines", line={"width": 0},
                fill=to, fillcolor=fill, hoverinfo="skip",
            )  # fmt: skip
    for which in ("low", "high"):
        chart.add_scatter(
            x=sizes, y=_stretched(curve[f"limit_{which}_95"]), mode="lines", hoverinfo="skip",
            line={"width": 1.2, "dash": "dot", "color": paint["ink3"]},
        )  # fmt: skip


def _points(chart: Chart, rows: pl.DataFrame, marker: PlotlyOptions, language: Language) -> None:
    if rows.height:
        chart.add_scatter(
            x=rows["denominator"].to_list(), y=rows["value"].to_list(), mode="markers", marker=marker,
            cliponaxis=False, customdata=[_hover(row, language) for row in rows_of(rows, _Placed)],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip


@lru_cache(maxsize=5_000)  # the same for each who opens the page: 10 ms of a visit
def _hover(row: _Placed, language: Language) -> str:
    trained, staff = integer(row.numerator, language), integer(row.denominator, language)
    limits = share_range(row.corrected_low_95, row.corrected_high_95, language)
    return "<br>".join(
        [
            f"<b>{_plain(row.name)}</b>",
            say("screen_training.funnel.hover", language, trained=trained, staff=staff,
                share=share(row.value, language)),
            say("screen_training.funnel.hover_limits", language, limits=limits),
            say(VERDICTS[row.position_corrected], language),
        ]
    )  # fmt: skip


def _national(value: float, paint: dict[str, str], language: Language) -> PlotlyOptions:
    text = f"{say('screen_training.funnel.national', language)}<br><b>{share(value, language)}</b>"
    return note(text, 1, value, xref="paper", xanchor="left", xshift=6, align="left",
                font={"size": 12.5, "color": paint["ink"]})  # fmt: skip


def _own(rows: pl.DataFrame, high: float, paint: dict[str, str], language: Language) -> list[PlotlyOptions]:
    """The name of the own municipality and its verdict, on the side where there is room."""
    labels: list[PlotlyOptions] = []
    for row in rows_of(rows, _Placed):
        is_far = log10(row.denominator) > log10(high) * 0.8
        side = "right" if is_far else "left"
        verdict = "own_within" if row.position_corrected == Position.WITHIN else "own_outside"
        told = f"<b>{_plain(row.name)}: {say(SHORT_VERDICTS[verdict], language)}</b>"
        labels.append(
            note(told, log10(row.denominator), row.value, align=side,
                 xanchor=side, xshift=-10 if is_far else 10, yshift=12,
                 bgcolor=paint["paper"], opacity=0.92, borderpad=1, font={"size": 14, "color": paint["own"]})
        )  # fmt: skip
    return labels


def _edge(curve: pl.DataFrame, end: int) -> float:
    size = float(curve["staff_count"][end])
    return size / MARGIN if end == 0 else size * MARGIN


def _stretched(values: pl.Series) -> list[float]:
    """A line over the whole width: its ends go on to the edges."""
    found = values.to_list()
    return [found[0], *found, found[-1]]


def _plain(text: str) -> str:
    """Plotly reads a few HTML tags in a label."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
