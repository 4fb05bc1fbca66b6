"""One step over time: the estimate as a line, its 95% band, and the bounds that silence leaves."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypedDict

import polars as pl

from dashboard.drawing.parts import Part
from dashboard.drawing.plotly_look import month_ticks
from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import stale_withheld_note
from dashboard.figure.columns import BOUNDS, ESTIMATED, SHARES, STALE_BOUND, column, of_enough, shielded
from dashboard.figure.download import TableData
from dashboard.figure.withheld_rows import held_note
from dashboard.screens.national.asked import National
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import integer, month, share, share_ends, share_range
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.defining.figure import Figure
from metrics.readings import headlines

LABEL_GAP = 0.055  # of the axis: two labels closer than this would touch


class AreaLabel(TypedDict):
    """Words beside one of the bounds: at which share, and on which side of it."""

    at: float
    is_above: bool
    text: str


class OverTimeData(TypedDict):
    """What the part `over_time` is drawn from. Shares have a value per month; a place is a month's, counted from 0."""

    finding: str
    subtitle: str
    too_short: str
    estimate: list[float | None]
    interval_low: list[float | None]
    interval_high: list[float | None]
    lower_bound: list[float | None]
    upper_bound: list[float | None]
    months: list[str]
    told: list[list[str]]  # per month, in the order of `words`
    words: list[str]
    ticks: list[int]  # the places with a word on the axis
    axis: list[tuple[float, str]]
    ends: list[tuple[float, str, bool]]  # a share, its words, and whether it is the estimate
    areas: list[AreaLabel]


OVER_TIME: Final = Part[OverTimeData]("screens/national/over_time.js", sheets=("drawing/headed.css",))


def over_time(picture: National, data: OverTimeData, view: View) -> None:
    """How far one step was in each month."""
    if anatomy.withheld("progress"):
        return
    anatomy.figure(
        "progress",
        finding=data["finding"],
        subtitle=data["subtitle"],
        draw=lambda: OVER_TIME.draw(data, key="over_time"),
        note=held_note(over_time_note(picture, view.language), picture.held_months.count, view.language),
        table=lambda: over_time_table(picture, view.language, data["finding"]),
        made_by=picture.progress,
        is_headed=True,
        kind=_kind(picture),
    )


def over_time_finding(figure: Figure, number: int, language: Language) -> str:
    """How much a step grew in the last three months; where it stands, when that cannot be said."""
    rows = figure.rows.filter(pl.col("step") == number).sort("month")
    if rows.height and rows["unknown_count"][-1] is None:
        return say("screen_national.progress.finding_held", language, number=number)
    found = headlines.growth(figure, number) or headlines.level(figure, number)
    return (
        say("screen_national.progress.finding_none", language, number=number) if found is None else found.said(language)
    )


def over_time_note(picture: National, language: Language) -> str:
    """How many stated the step in the first and in the last month."""
    if picture.months.is_empty():
        return anatomy.note(picture.progress, language)
    kind = say(_kind(picture), language)
    shown = picture.months.drop_nulls("denominator")  # of a month that is withheld there is none
    if shown.is_empty():
        return say("screen_national.progress.note_held", language, kind=kind)
    first, last = shown.row(0, named=True), shown.row(-1, named=True)
    note = say(
        "screen_national.progress.note", language, kind=kind,
        first=integer(first["denominator"], language), first_month=month(first["month_end"], language),
        last=integer(last["denominator"], language), last_month=month(last["month_end"], language),
    )  # fmt: skip
    return note if picture.sees_stale else stale_withheld_note(note, picture.progress.max_age_days, language)


def _has_estimate(picture: National) -> bool:
    """Whether there is a line: two months after each other with an estimate that is drawn.

    Of a group of few strata, and of a chosen age, it is withheld from who is suppressed; of few there is none.
    """
    months = zip(picture.months["estimate"], _is_few(picture), strict=True)
    return any(one and other for one, other in pairwise(value is not None and not few for value, few in months))


def _kind(picture: National) -> str:
    is_only_bounds = picture.months.height and not _has_estimate(picture)
    return "screen.kind.observation" if is_only_bounds else "screen.kind.estimate"


def _is_few(picture: National) -> list[bool]:
    """Of each month whether so few had reported that no one number may speak for all; no where that is withheld."""
    every = picture.progress.municipality_count
    return [
        unknown is not None and not bears_one_number(every - unknown, every)
        for unknown in picture.months["unknown_count"]
    ]


def over_time_table(picture: National, language: Language, caption: str) -> TableData:
    """One row per month: how many finished, and the estimate with its interval and bounds; of few the bounds alone."""
    months, is_few = picture.months, _is_few(picture)
    is_held = [name in picture.held_months for name in months["month"]]
    numbers = [column(months, name, language, "count") for name in ("numerator", "denominator")]
    for name in SHARES:
        if picture.sees_stale or name != STALE_BOUND:
            one = column(months, name, language, "share")
            numbers.append(one if name in BOUNDS else of_enough(one, is_few, language))
    when = column(months, "month_end", language, "month", "month")
    return TableData(caption, [when, *(shielded(one, is_held, language) for one in numbers)])


@dataclass(frozen=True)
class _Month:
    """What is known of one month; shares, None where nothing can be said."""

    estimate: float | None
    interval_low: float | None
    interval_high: float | None
    lower_bound: float | None
    upper_bound: float | None


def over_time_drawn(picture: National, language: Language) -> OverTimeData:
    """The lines by month and their words, with the finding and the subtitle over them.

    A month of which so few had reported is no point of the line: its bounds are drawn, and its words say too few.
    """
    is_few = _is_few(picture)
    months = picture.months.with_columns(
        pl.when(~pl.Series(is_few, dtype=pl.Boolean)).then(name).alias(name) for name in ESTIMATED
    )
    ends = months["month_end"].to_list()
    ticks = month_ticks(ends)
    found = rows_of(months, _Month)
    return {
        "finding": over_time_finding(picture.progress, picture.followed_step, language),
        "subtitle": say(
            "screen_national.progress.subtitle"
            if months.is_empty() or _has_estimate(picture)
            else "screen_national.progress.subtitle_bounds",
            language,
            number=picture.followed_step,
        ),
        "too_short": say("screen_national.progress.too_short", language),
        "estimate": _rounded(months, "estimate"),
        "interval_low": _rounded(months, "interval_low"),
        "interval_high": _rounded(months, "interval_high"),
        "lower_bound": _rounded(months, "lower_bound"),
        "upper_bound": _rounded(months, "upper_bound"),
        "months": [month(end, language) for end in ends],
        "told": [_told(row, language, is_few=few) for row, few in zip(found, is_few, strict=True)],
        "words": [
            say("screen.key.estimate", language),
            say("screen.key.interval", language),
            say("screen.key.bounds", language),
        ],
        "ticks": [ends.index(tick) for tick in ticks],
        "axis": [(value, share(value, language)) for value in (0.0, 0.25, 0.5, 0.75, 1.0)],
        "ends": _end_labels(found[-1], language) if found else [],
        "areas": _area_labels(months, language),
    }


def _rounded(months: pl.DataFrame, name: str) -> list[float | None]:
    return [None if value is None else round(value, 4) for value in months[name]]


def _told(row: _Month, language: Language, *, is_few: bool) -> list[str]:
    """Of one month, in the order of `words`: the estimate, its interval and its bounds."""
    unknown = say("screen.state.unknown", language)
    none = say("screen.few.word", language) if is_few else unknown
    return [
        share(row.estimate, language, unknown=none),
        share_range(row.interval_low, row.interval_high, language, unknown=none),
        share_range(row.lower_bound, row.upper_bound, language, unknown=unknown),
    ]


def _end_labels(last: _Month, language: Language) -> list[tuple[float, str, bool]]:
    """Share, words and whether it is the estimate: behind the last month, where two would not touch."""
    ends: list[tuple[float | None, str, bool]] = [(last.estimate, share(last.estimate, language, unknown=""), True)]
    if last.lower_bound is not None and last.upper_bound is not None:
        low, high = share_ends(last.lower_bound, last.upper_bound, language)
        ends += [(last.upper_bound, high, False), (last.lower_bound, low, False)]
    labels: list[tuple[float, str, bool]] = []
    for value, words, is_estimate in ends:
        if value is not None and all(abs(value - other) >= LABEL_GAP for other, _, _ in labels):
            labels.append((value, words, is_estimate))
    return labels


def _area_labels(months: pl.DataFrame, language: Language) -> list[AreaLabel]:
    """Words beside the bounds, where a stretch of months as long as the words leaves room for them."""
    stretch = max(months.height * 3 // 5, 4)
    if months.height < stretch + 2:
        return []
    labels: list[AreaLabel] = []
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
