"""Over time: the estimate as a line, its 95% band, and the bounds that silence leaves."""

import plotly.graph_objects as go
import polars as pl

from dashboard.charts.template import colours, month_ticks, note, template
from domain.bilingual import Language
from language.formats import month, share, share_range
from language.texts import say

HEIGHT = 300
LABEL_GAP = 0.055  # of the axis: two labels closer than this would touch


def progress(months: pl.DataFrame, theme: str | None, language: Language) -> go.Figure:
    """`months`: one row per month end (`month_end`), with estimate, interval and bounds as shares."""
    paint = colours(theme)
    ends = months["month_end"].to_list()
    figure = go.Figure()
    for low, high, fill, edge in (
        ("lower_bound", "upper_bound", paint["pale"], {"width": 1, "dash": "dot", "color": paint["started"]}),
        ("interval_low", "interval_high", paint["band"], {"width": 0}),
    ):
        figure.add_scatter(x=ends, y=months[low].to_list(), line=edge, mode="lines", hoverinfo="skip")
        figure.add_scatter(
            x=ends, y=months[high].to_list(), line=edge, mode="lines", fill="tonexty", fillcolor=fill, hoverinfo="skip"
        )
    figure.add_scatter(
        x=ends,
        y=months["estimate"].to_list(),
        mode="lines+markers",
        line={"width": 2.6, "color": paint["finished"]},
        marker={"size": [0] * (len(ends) - 1) + [9], "opacity": 1, "color": paint["finished"], "line": {"width": 0}},
        customdata=[_hover(row, language) for row in months.iter_rows(named=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )
    ticks = month_ticks(ends)
    figure.update_layout(
        template=template(theme, language),
        height=HEIGHT,
        margin={"l": 44, "r": 60, "t": 8, "b": 30},
        annotations=[*_end_labels(months, paint, language), *_area_labels(months, paint, language)],
        xaxis={"tickvals": ticks, "ticktext": [month(end, language) for end in ticks]},
        yaxis={
            "range": [0, 1.004],  # the line at 100% would be cut off
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": [share(value, language) for value in (0.0, 0.25, 0.5, 0.75, 1.0)],
        },
    )
    return figure


def _hover(row: dict[str, object], language: Language) -> str:
    unknown = say("screen.state.unknown", language)
    return "<br>".join(
        [
            f"<b>{month(row['month_end'], language)}</b>",
            f"{say('screen.key.estimate', language)}: {share(row['estimate'], language, unknown=unknown)}",
            f"{say('screen.key.interval', language)}: "
            + share_range(row["interval_low"], row["interval_high"], language, unknown=unknown),
            f"{say('screen.key.bounds', language)}: "
            + share_range(row["lower_bound"], row["upper_bound"], language, unknown=unknown),
        ]
    )


def _end_labels(months: pl.DataFrame, paint: dict[str, str], language: Language) -> list[dict[str, object]]:
    last = months.row(-1, named=True)
    wanted = [
        (last["estimate"], f"<b>{share(last['estimate'], language, unknown='')}</b>", paint["finished"], 14),
        (last["upper_bound"], share(last["upper_bound"], language, unknown=""), paint["ink3"], 12.5),
        (last["lower_bound"], share(last["lower_bound"], language, unknown=""), paint["ink3"], 12.5),
    ]
    placed: list[float] = []
    labels = []
    for value, text, colour, size in wanted:
        if value is None or any(abs(value - other) < LABEL_GAP for other in placed):
            continue
        placed.append(value)
        font = {"size": size, "color": colour}
        labels.append(note(text, last["month_end"], value, xanchor="left", xshift=8, font=font))
    return labels


def _area_labels(months: pl.DataFrame, paint: dict[str, str], language: Language) -> list[dict[str, object]]:
    """Words inside the bounds, where a stretch of months as long as the words leaves room for them."""
    stretch = max(months.height * 3 // 5, 4)
    if months.height < stretch + 2:
        return []
    font = {"size": 12.5, "color": paint["ink2"]}
    labels = []
    early, late = months.head(stretch), months.tail(stretch)
    highest, lowest = early["upper_bound"].max(), late["lower_bound"].min()
    if isinstance(highest, float) and highest < 0.9 and _has_width(early):
        text = say("screen_national.progress.if_all", language)
        labels.append(note(text, early["month_end"][0], highest, xanchor="left", yanchor="bottom", yshift=3, font=font))
    if isinstance(lowest, float) and lowest > 0.12 and _has_width(late):
        text = say("screen_national.progress.if_none", language)
        labels.append(note(text, late["month_end"][-1], lowest, xanchor="right", yanchor="top", yshift=-4, font=font))
    return labels


def _has_width(months: pl.DataFrame) -> bool:
    width = (months["upper_bound"] - months["lower_bound"]).mean()
    return isinstance(width, float) and width > 0.08
