"""Over time: the estimate as a line, its 95% band, and the bounds that silence leaves."""

from typing import Any

import polars as pl

from dashboard.charts.template import month_ticks
from domain.bilingual import Language
from language.formats import month, share, share_range
from language.texts import say

LABEL_GAP = 0.055  # of the axis: two labels closer than this would touch


def progress(months: pl.DataFrame, finding: str, subtitle: str, language: Language) -> dict[str, Any]:
    """The data of the drawn part.

    `months`: one row per month end (`month_end`), with estimate, interval and bounds as shares. A place is a month's,
    counted from 0.
    """
    ends = months["month_end"].to_list()
    ticks = month_ticks(ends)
    shares = ("estimate", "interval_low", "interval_high", "lower_bound", "upper_bound")
    return {
        "finding": finding,
        "subtitle": subtitle,
        "too_short": say("screen_national.progress.too_short", language),
        **{name: [None if value is None else round(value, 4) for value in months[name]] for name in shares},
        "months": [month(end, language) for end in ends],
        "told": [_told(row, language) for row in months.iter_rows(named=True)],
        "words": [say(f"screen.key.{one}", language) for one in ("estimate", "interval", "bounds")],
        "ticks": [ends.index(tick) for tick in ticks],
        "axis": [[value, share(value, language)] for value in (0.0, 0.25, 0.5, 0.75, 1.0)],
        "ends": _end_labels(months, language) if ends else [],
        "areas": _area_labels(months, language),
    }


def _told(row: dict[str, Any], language: Language) -> list[str]:
    """Of one month, in the order of `words`: the estimate, its interval and its bounds."""
    unknown = say("screen.state.unknown", language)
    return [
        share(row["estimate"], language, unknown=unknown),
        share_range(row["interval_low"], row["interval_high"], language, unknown=unknown),
        share_range(row["lower_bound"], row["upper_bound"], language, unknown=unknown),
    ]


def _end_labels(months: pl.DataFrame, language: Language) -> list[list[Any]]:
    """Share, words and whether it is the estimate: behind the last month, where two would not touch."""
    last = months.row(-1, named=True)
    placed: list[float] = []
    labels: list[list[Any]] = []
    for name in ("estimate", "upper_bound", "lower_bound"):
        value = last[name]
        if value is None or any(abs(value - other) < LABEL_GAP for other in placed):
            continue
        placed.append(value)
        labels.append([value, share(value, language), name == "estimate"])
    return labels


def _area_labels(months: pl.DataFrame, language: Language) -> list[dict[str, Any]]:
    """Words beside the bounds, where a stretch of months as long as the words leaves room for them."""
    stretch = max(months.height * 3 // 5, 4)
    if months.height < stretch + 2:
        return []
    labels: list[dict[str, Any]] = []
    early, late = months.head(stretch), months.tail(stretch)
    highest, lowest = early["upper_bound"].max(), late["lower_bound"].min()
    if isinstance(highest, float) and highest < 0.9 and _has_width(early):
        labels.append({"at": highest, "is_above": True, "text": say("screen_national.progress.if_all", language)})
    if isinstance(lowest, float) and lowest > 0.12 and _has_width(late):
        labels.append({"at": lowest, "is_above": False, "text": say("screen_national.progress.if_none", language)})
    return labels


def _has_width(months: pl.DataFrame) -> bool:
    width = (months["upper_bound"] - months["lower_bound"]).mean()
    return isinstance(width, float) and width > 0.08
