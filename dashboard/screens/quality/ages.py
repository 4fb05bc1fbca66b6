"""How old the reports are: municipalities by the age of their newest report, in bars of 30 days."""

from functools import lru_cache
from typing import Final

import polars as pl
import streamlit as st

from dashboard.drawing.chart import Chart
from dashboard.drawing.plotly_look import colours, draw_chart, note, template
from dashboard.figure import anatomy
from dashboard.figure.words import municipalities
from dashboard.screens.quality import silence
from dashboard.screens.quality.asked import age_limit
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from language.formats import integer
from language.texts import say
from metrics.defining.figure import Figure
from metrics.readings import headlines

HEIGHT: Final = 300
BIN_DAYS: Final = 30  # half a year is six of them
LAST_BIN: Final = 13  # everything older than a year and a month stands in one bar


def ages(people: pl.DataFrame, figure: Figure, view: View) -> None:
    """How old the reports are."""
    language = view.language
    found = headlines.age(figure)
    finding = say("screen_quality.freshness.none", language) if found is None else found.said(language)
    counted = people if view.max_age_days is None else people.filter(pl.col("age_days") <= view.max_age_days)
    counts = ages_drawn(counted, counted["age_days"])
    drawn = histogram(tuple(counts), st.context.theme.type, language) if counts else None
    anatomy.figure(
        "freshness",
        finding=finding,
        subtitle=say("screen_quality.freshness.subtitle", language),
        draw=lambda: draw_chart(drawn, alt=say("screen_quality.freshness.alt", language, finding=finding), key="ages"),
        note=anatomy.note(figure, language),
        table=lambda: silence.to_call_table(people.sort("age_days", nulls_last=True), age_limit(view), language),
        made_by=figure,
    )


def ages_drawn(people: pl.DataFrame, as_of_days: pl.Series) -> list[int]:
    """How many municipalities have a report in each bin of 30 days; the last bin is open."""
    known = as_of_days.drop_nulls()
    if people.is_empty() or known.is_empty():
        return []
    # a report of exactly 180 days is still current, so a bin holds its upper edge
    bins = ((known - 1).clip(lower_bound=0) // BIN_DAYS).clip(upper_bound=LAST_BIN)
    most = int(max(bins.to_list()))
    return [int(bins.eq(place).sum()) for place in range(max(most + 1, STALE_AFTER_DAYS // BIN_DAYS + 1))]


@lru_cache(maxsize=50)  # what Plotly checks of it: 10 ms of a visit
def histogram(counts: tuple[int, ...], theme: str | None, language: Language) -> Chart:
    """Bars of 30 days; what is stale has the stripes of the status scale."""
    paint = colours(theme)
    stale_from = STALE_AFTER_DAYS // BIN_DAYS
    places = list(range(len(counts)))
    chart = Chart()
    chart.add_bar(
        x=[(place + 0.5) * BIN_DAYS for place in places],
        y=counts,
        width=BIN_DAYS * 0.94,
        marker={
            "color": paint["finished"],
            "line": {"width": 0},
            "pattern": {
                "shape": ["|" if place >= stale_from else "" for place in places],
                "size": 4,
                "solidity": 0.31,
                "fgcolor": paint["paper"],
                "fillmode": "overlay",
            },
        },
        text=[integer(count, language) if count else "" for count in counts],
        textposition="outside",
        textfont={"size": 12.5, "color": paint["ink2"]},
        cliponaxis=False,
        customdata=[_hover(place, count, language) for place, count in zip(places, counts, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )
    top = max([*counts, 1])
    ticks: dict[float, str] = {at: integer(at, language) for at in range(0, (len(counts) + 1) * BIN_DAYS, 2 * BIN_DAYS)}
    if len(counts) > LAST_BIN:  # the last bar has no end, so it has words instead of one
        ticks = {at: word for at, word in ticks.items() if at < LAST_BIN * BIN_DAYS}
        ticks[(LAST_BIN + 0.5) * BIN_DAYS] = say("screen_quality.freshness.older", language, days=LAST_BIN * BIN_DAYS)
    after = say("screen_quality.freshness.after", language)
    chart.layout = {
        "template": template(theme, language),
        "height": HEIGHT,
        "margin": {"l": 8, "r": 24, "t": 30, "b": 60},
        "xaxis": {
            "tickvals": list(ticks),
            "ticktext": list(ticks.values()),
            "range": [0, len(counts) * BIN_DAYS + 2],
            "title": {"text": say("screen_quality.freshness.axis", language)},
        },
        "yaxis": {"visible": False, "range": [0, top * 1.14]},
        "shapes": [{"type": "line", "x0": STALE_AFTER_DAYS, "x1": STALE_AFTER_DAYS, "y0": 0, "y1": 1, "yref": "paper",
                 "line": {"color": paint["ink"], "width": 1.5, "dash": "dash"}}],
        "annotations": [note(f"<b>{after}</b>", STALE_AFTER_DAYS, 1, yref="paper", yanchor="bottom",
                          xanchor="left" if len(counts) > stale_from + 3 else "right", font={"size": 13})],
    }  # fmt: skip
    return chart


def _hover(place: int, count: int, language: Language) -> str:
    low = 0 if place == 0 else place * BIN_DAYS + 1
    return say(
        "screen_quality.freshness.bar_open" if place == LAST_BIN else "screen_quality.freshness.bar",
        language,
        low=low,
        high=(place + 1) * BIN_DAYS,
        municipalities=municipalities(count, language),
    )
