"""Response over time: the share that reported in each quarter, as a bar with its figure on it."""

from functools import partial
from typing import Final

import polars as pl
import streamlit as st

from dashboard.drawing.chart import Chart
from dashboard.drawing.plotly_look import colours, draw_chart, template
from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import of_known_variant, without_variants
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import municipalities
from dashboard.view import showing, state
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, integer, share
from language.texts import say
from metrics.standing.state import Freshness

HEIGHT: Final = 300
MOST_LABELS: Final = 9  # more figures than this would touch


def over_time(people: pl.DataFrame, view: View) -> None:
    """How many reported in each quarter, beside how many ever did. `people`: as `asked.with_age` gives.

    All quarters are of the municipalities of one day: they are shown to who looks together, or withheld together.
    """
    language = view.language
    figure = showing.as_seen(view, "response", state.run().visitor, by=("quarter",))
    rows = figure.rows.drop_nulls("value").sort("quarter")
    finding = of_known_variant(over_time_finding(rows, language), view)
    drawn = over_time_drawn(rows, st.context.theme.type, language) if rows.height > 1 else None
    anatomy.figure(
        "over_time",
        finding=finding,
        subtitle=f"{say('screen_quality.over_time.subtitle', language)}{without_variants(view)}",
        draw=lambda: draw_chart(
            drawn, alt=say("screen_quality.over_time.alt", language, finding=finding), key="over_time"
        ),
        note=say(
            "screen_quality.over_time.note",
            language,
            municipalities=municipalities(figure.municipality_count, language),
            ever=integer(people.filter(pl.col("freshness") != Freshness.SILENT).height, language),
            as_of=day(figure.as_of, language),
        ),
        table=(lambda: over_time_table(rows, finding, language)) if rows.height else None,
        made_by=figure,
    )


def over_time_finding(rows: pl.DataFrame, language: Language) -> str:
    """What the last whole quarter brought, beside the one before it."""
    if rows.is_empty():
        return say("screen_quality.over_time.none", language)
    last = {"share": share(rows["value"][-1], language), "quarter": quarter_word(rows["quarter"][-1], language)}
    if rows.height == 1:
        return say("screen_quality.over_time.finding_first", language, **last)
    before = share(rows["value"][-2], language)
    return say("screen_quality.over_time.finding", language, before=before, **last)


def over_time_drawn(rows: pl.DataFrame, theme: str | None, language: Language) -> Chart:
    """`rows`: one per quarter (2026-Q3), with value, numerator and denominator."""
    paint = colours(theme)
    places = list(range(rows.height))
    every = -(-rows.height // MOST_LABELS)
    told = [(rows.height - 1 - place) % every == 0 for place in places]  # the last one always
    chart = Chart()
    chart.add_bar(
        x=places,
        y=rows["value"].to_list(),
        width=0.56,
        marker={"color": paint["finished"], "line": {"width": 0}},
        text=[share(value, language) if is_told else "" for value, is_told in zip(rows["value"], told, strict=True)],
        textposition="outside",
        textfont={"size": 13, "color": paint["ink"]},
        cliponaxis=False,
        customdata=[
            _hover(value, reporters, count, language)
            for value, reporters, count in rows.select("value", "numerator", "denominator").iter_rows()
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    ticks = [place for place in places if told[place]]
    chart.layout = {
        "template": template(theme, language),
        "height": HEIGHT,
        "margin": {"l": 44, "r": 20, "t": 20, "b": 46},
        "xaxis": {
            "tickvals": ticks,
            "ticktext": [_quarter(rows["quarter"][place], language) for place in ticks],
            "range": [-0.5, rows.height - 0.5],
        },
        "yaxis": {
            "range": [0, 1.06],  # room for the figure over a bar of 100%
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": [share(value, language) for value in (0.0, 0.25, 0.5, 0.75, 1.0)],
        },
    }
    return chart


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


def over_time_table(rows: pl.DataFrame, caption: str, language: Language) -> TableData:
    """One row per quarter."""
    count = partial(integer, language=language)
    return TableData(
        caption,
        [
            Column(
                say("screen_quality.over_time.head", language),
                [quarter_word(quarter, language) for quarter in rows["quarter"]],
            ),
            Column(
                say("screen_quality.alike.reporter_count", language), rows["numerator"].to_list(), count, is_number=True
            ),
            Column(
                say("screen_quality.alike.all_count", language), rows["denominator"].to_list(), count, is_number=True
            ),
            Column(
                say("screen_quality.alike.response", language),
                rows["value"].to_list(),
                partial(share, language=language, digits=1),
                is_number=True,
            ),
        ],
    )


def quarter_word(quarter: str, language: Language) -> str:
    """2026-Q3 as it is read: 3e kwartaal 2026."""
    year, number = quarter.split("-Q")
    return say("screen_quality.over_time.quarter", language, year=year, number=number)
