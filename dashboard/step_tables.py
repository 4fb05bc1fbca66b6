"""The tables beside the figures of one step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import polars as pl

from dashboard.charts.durations import Named
from dashboard.charts.step_rows import Outcome, outcome_of
from dashboard.components.list import ListData, ListRow
from dashboard.download import Column, TableData
from dashboard.one_step import OneStep, OwnPlans
from dashboard.tables import column
from dashboard.typed_rows import rows_of
from dashboard.waiting_tables import busy_word, months_column, names, waits_word
from dashboard.words import party_names, yes_word
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, integer, month, share
from language.texts import say
from metrics.curve_readings import LANDMARK_DAYS
from metrics.duration_summary import DurationSummary
from metrics.in_progress import waits
from metrics.step_durations import GroupCurve, StepDurations
from metrics.step_records import StepRecord

Values = Sequence[float | None]


def durations(found: StepDurations, named: Named, language: Language, caption: str) -> TableData:
    """A row per group and one for all: how many followed, the median with its interval, shares at landmarks."""
    curves = [*found.groups, found.whole]
    of = partial(_of_summaries, curves, language)
    shares = [
        _shares(say("screen_steps.column.share_at", language, days=days), place, curves, language)
        for place, days in enumerate(LANDMARK_DAYS)
    ]
    return TableData(
        caption,
        [
            Column(say("screen_steps.column.group", language), [named(curve) for curve in curves]),
            of("followed", lambda summary: summary.spell_count),
            of("finished", lambda summary: summary.event_count),
            of("median", lambda summary: summary.median.days),
            of("median_low", lambda summary: summary.median.low_days),
            of("median_high", lambda summary: summary.median.high_days),
            *shares,
            of("mean", lambda summary: summary.restricted_mean.days if summary.restricted_mean else None),
            of("no_start", lambda summary: summary.without_start_count),
            of("not_seen", lambda summary: summary.not_seen_count),
        ],
    )


def _of_summaries(
    curves: Sequence[GroupCurve], language: Language, label: str, read: Callable[[DurationSummary], float | None]
) -> Column:
    is_median = label.startswith("median")
    unknown = say("screen_steps.headline.not_reached" if is_median else "screen.state.unknown", language)
    values = [read(curve.summary) for curve in curves]
    return _numbers(say(f"screen_steps.column.{label}", language), values, language, unknown)


def _shares(label: str, place: int, curves: Sequence[GroupCurve], language: Language) -> Column:
    landmarks = [curve.summary.landmarks for curve in curves]
    found = [reached[place].finished_share if reached else None for reached in landmarks]
    unknown = say("screen.state.unknown", language)
    return Column(label, found, partial(share, language=language, unknown=unknown), is_number=True)


def _numbers(label: str, values: Values, language: Language, unknown: str | None = None) -> Column:
    word = unknown or say("screen.state.unknown", language)
    return Column(label, values, partial(integer, language=language, unknown=word), is_number=True)


def spells(one: OneStep, named: Named, language: Language, caption: str) -> TableData:
    """What the curves were made from: how long each municipality was followed, and what ended that."""
    rows = one.durations.rows.sort("municipality")
    register, groups = one.register.by_code, {group.name: named(group) for group in one.durations.groups}
    unknown = say("screen.state.unknown", language)
    ends = [
        "left_out_" + left_out if left_out else "finished" if is_event else "open"
        for is_event, left_out in rows.select("is_event", "left_out").iter_rows()
    ]
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality", language), [register[code].name for code in rows["municipality"]]),
            Column(say("screen.column.municipality_code", language), rows["municipality"].to_list()),
            Column(say("screen_steps.column.group", language), [groups.get(name, unknown) for name in rows["group"]]),
            _numbers(say("screen_steps.column.entry", language), rows["entry_days"].to_list(), language),
            _numbers(say("screen_steps.column.exit", language), rows["exit_days"].to_list(), language),
            Column(say("screen_steps.column.ended", language),
                   [say(f"screen_steps.ended.{end}", language) for end in ends]),
        ],
    )  # fmt: skip


def outlook(one: OneStep, language: Language, caption: str) -> TableData:
    """A row per month: known up to the as_of date, expected after it."""
    known, coming = one.months.filter(pl.col("month_end") <= one.as_of), one.expected
    none = say("screen_steps.outlook.no_number", language)
    nothing = [None] * known.height
    kinds = ["known"] * known.height + coming["value_status"].to_list()
    words = {kind: say(f"screen_steps.outlook.row_{kind}", language) for kind in set(kinds)}
    months = [*known["month_end"], *coming["month_end"]]
    return TableData(
        caption,
        [
            Column(say("screen.column.month", language), months, partial(month, language=language)),
            Column(say("screen_steps.outlook.row_kind", language), [words[kind] for kind in kinds]),
            _expected(say("screen_steps.outlook.expected_count", language), [*known["numerator"], *coming["value"]],
                      language, none),
            _expected(say("screen_steps.outlook.low", language), [*nothing, *coming["interval_low"]], language, none),
            _expected(say("screen_steps.outlook.high", language), [*nothing, *coming["interval_high"]], language, none),
        ],
    )  # fmt: skip


def _expected(label: str, values: Values, language: Language, none: str) -> Column:
    return Column(label, values, partial(integer, language=language, unknown=none), is_number=True)


def records(found: Sequence[StepRecord], language: Language, caption: str) -> TableData:
    """A row per step and earlier expectation that can be judged."""
    rows = [
        (record.step, record.month_end, earlier.as_of, outcome)
        for record in found for earlier in record.judged if (outcome := outcome_of(earlier)) is not None
    ]  # fmt: skip

    def number(label: str, read: Callable[[Outcome], float]) -> Column:
        return _numbers(say(label, language), [read(outcome) for _, _, _, outcome in rows], language)

    return TableData(
        caption,
        [
            _numbers(say("screen.column.step", language), [step for step, _, _, _ in rows], language),
            Column(say("screen_steps.record.as_of", language), [as_of for _, _, as_of, _ in rows],
                   partial(day, language=language)),
            Column(say("screen_steps.record.for_day", language), [end for _, end, _, _ in rows],
                   partial(day, language=language)),
            number("screen_steps.record.judged_count", lambda outcome: outcome.judged_count),
            number("screen_steps.record.expected", lambda outcome: outcome.expected),
            number("screen_steps.outlook.low", lambda outcome: outcome.interval_low),
            number("screen_steps.outlook.high", lambda outcome: outcome.interval_high),
            number("screen_steps.record.happened", lambda outcome: outcome.happened_count),
            Column(say("screen_steps.record.is_inside", language), [outcome.is_inside for _, _, _, outcome in rows],
                   partial(yes_word, language=language)),
        ],
    )  # fmt: skip


def waiting(one: OneStep, language: Language, caption: str) -> TableData:
    """A row per party, and one for those that name nobody."""
    nobody = say("screen_steps.waiting.nobody", language)
    parties = [party_names(key, one.programme, language)[0] for key in one.waits["party"]]
    here = [*one.waits["count"], one.busy["waiting_on"].null_count()]
    return TableData(
        caption,
        [
            Column(say("screen_steps.waiting.party", language), [*parties, nobody]),
            _numbers(say("screen_steps.waiting.this_step", language), here, language),
            _numbers(say("screen_steps.waiting.all_steps", language), [*one.waits["everywhere"], None], language),
        ],
    )


def waiting_names(one: OneStep, language: Language, caption: str) -> TableData:
    """The municipalities behind the bars: a row for each party that one waits on, the most waited on first; those that
    name nobody last.
    """
    order = {key: place for place, key in enumerate(one.waits["party"])}
    named = waits(one.busy).sort(pl.col("party").replace_strict(order, return_dtype=pl.Int64), maintain_order=True)
    silent = one.busy.filter(pl.col("waiting_on").is_null()).with_columns(party=pl.lit(None, pl.String))
    return names(pl.concat([named, silent]), one.programme, language, caption)


def started(one: OneStep, language: Language, caption: str) -> TableData:
    """A row per municipality that has started: since when, what it waits on, who has just finished."""
    rows = one.busy
    no_peer = say("screen_steps.busy.no_peer", language)
    waits = [waits_word(keys, one.programme, language) for keys in rows["waiting_on"]]
    return TableData(
        caption,
        [
            column(rows, "name", language, label="municipality"),
            column(rows, "municipality_code", language),
            column(rows, "province", language),
            column(rows, "start_date", language, "day"),
            months_column(rows["busy_days"], language),
            Column(say("screen.column.waiting_on", language), waits),
            column(rows, "reporting_date", language, "day"),
            column(rows, "is_stale", language, "yes"),
            Column(say("screen_steps.busy.peer", language), rows["peer_name"].to_list(),
                   lambda name: no_peer if name is None else str(name)),
            Column(say("screen_steps.busy.peer_end_date", language), rows["peer_end_date"].to_list(),
                   lambda ended: no_peer if ended is None else day(ended, language)),
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class _Busy:
    """What the list says of one municipality that is at work; the columns of `OneStep.busy`."""

    municipality_code: str
    name: str
    busy_days: float | None
    is_stale: bool
    waiting_on: str | None
    peer: str | None
    peer_name: str | None
    peer_end_date: date | None


def busy_list(one: OneStep, language: Language, caption: str) -> ListData:
    """The data of the drawn list: the longest at work first; every name leads to its own page."""
    rows = [_busy_row(row, one.programme, language) for row in rows_of(one.busy, _Busy)]
    labels = [
        say("screen.column.municipality", language), say("screen_steps.busy.months", language),
        say("screen.column.waiting_on", language), say("screen_steps.busy.peer", language),
        say("screen.column.end_date", language),
    ]  # fmt: skip
    return {
        "caption": caption,
        "language": language,
        "columns": [
            {"label": labels[0], "is_link": True},
            {"label": labels[1], "is_number": True},
            {"label": labels[2]},
            {"label": labels[3], "is_link": True},
            {"label": labels[4], "is_spare": True},
        ],
        "rows": rows,
        "first": 10,
        "words": {
            "all": say("screen_steps.busy.all", language, count=integer(len(rows), language)),
            "fewer": say("screen_steps.busy.fewer", language),
        },
    }


def _busy_row(row: _Busy, programme: Programme, language: Language) -> ListRow:
    return {
        "open": row.municipality_code,
        "links": [row.municipality_code, None, None, row.peer, None],
        "cells": [
            row.name,
            busy_word(row.busy_days, language, is_stale=row.is_stale),
            waits_word(row.waiting_on, programme, language),
            row.peer_name or say("screen_steps.busy.no_peer", language),
            day(row.peer_end_date, language) if row.peer else "",
        ],
        "sort": [
            row.name,
            row.busy_days,
            row.waiting_on or "",
            row.peer_name or "",
            row.peer_end_date and row.peer_end_date.isoformat(),
        ],
    }


def moved(rows: pl.DataFrame, step_number: int, language: Language) -> TableData | None:
    """One row per municipality: how many days its last own target date lies after its first; zero where it stayed."""
    if rows.is_empty():
        return None
    return TableData(
        say("screen_steps.plans.under", language, step=step_number),
        [
            Column(say("screen.column.municipality_code", language), rows["municipality"].to_list()),
            Column(say("screen.column.municipality", language), rows["name"].to_list()),
            Column(say("screen.column.province", language), rows["province"].to_list()),
            _numbers(say("screen_steps.plans.moved", language), rows["median"].to_list(), language),
        ],
    )


def plans(told: OwnPlans, language: Language, caption: str) -> TableData:
    """Three rows: met, not met, outcome unknown."""
    words = [say(f"screen_steps.plans.{word}", language) for word in ("met", "not_met", "unknown")]
    counts = [told.numerator, told.not_met_count, told.unknown_count]
    return TableData(
        caption,
        [
            Column(say("screen_steps.plans.outcome", language), words),
            _numbers(say("screen.column.municipality_count", language), counts, language),
        ],
    )
