"""The table beside each chart: the same figures, in words on the screen and unrounded in the download."""

from collections.abc import Callable
from typing import Any

import polars as pl

from dashboard.download import Column, TableData
from dashboard.words import size_word, yes_word
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, integer, month, share
from language.texts import say

SHARES = ("estimate", "interval_low", "interval_high", "lower_bound", "upper_bound", "upper_bound_stale")


def column(frame: pl.DataFrame, name: str, language: Language, kind: str = "text", label: str | None = None) -> Column:
    """One column of a frame. Kinds: text, count, share, day, month, standing, yes."""
    words = _words(language)
    return Column(
        label=say(f"screen.column.{label or name}", language),
        values=frame[name].to_list(),
        word=words[kind],
        is_number=kind in ("count", "share"),
    )


def stacked_steps(
    completion: pl.DataFrame, counts: pl.DataFrame, programme: Programme, language: Language, caption: str
) -> TableData:
    """One row per step: how many stand where, and the share finished with its bounds."""
    wide = counts.pivot("standing", index="step_number", values="municipality_count").sort("step_number")
    rows = wide.join(completion, left_on="step_number", right_on="step", how="left", maintain_order="left")
    names = [programme.step(number).name.of(language) for number in rows["step_number"]]
    standing_columns = [
        Column(
            say(f"screen.standing.{name}", language), rows[name].to_list(), _words(language)["count"], is_number=True
        )
        for name in ("finished", "started", "not_started", "not_applicable", "not_reported")
    ]
    return TableData(
        caption,
        [
            column(rows, "step_number", language, "count", "step"),
            Column(say("screen.column.step_name", language), names),
            *standing_columns,
            *(column(rows, name, language, "share") for name in SHARES),
        ],
    )


def progress(months: pl.DataFrame, language: Language, caption: str) -> TableData:
    """One row per month: how many finished, and the estimate with its interval and bounds."""
    return TableData(
        caption,
        [
            column(months, "month_end", language, "month", "month"),
            column(months, "numerator", language, "count"),
            column(months, "denominator", language, "count"),
            *(column(months, name, language, "share") for name in SHARES),
        ],
    )


def response(people: pl.DataFrame, language: Language, caption: str) -> TableData:
    """One row per size class: how many have a current report, a stale one, none."""
    states = ("current", "stale", "silent")
    counts = (
        people.group_by("size_class")
        .agg(municipality_count=pl.len(), **{one: (pl.col("freshness") == one).sum() for one in states})
        .sort("size_class", nulls_last=True)
    )
    words, sizes_label = _words(language)["count"], say("screen.column.size_class", language)
    sizes = [size_word(size, language) for size in counts["size_class"]]  # a class has a number, which nobody knows
    labels = {one: say(f"screen.freshness.{one}", language) for one in states}
    return TableData(
        caption,
        [
            Column(sizes_label, sizes),
            *(Column(label, counts[one].to_list(), words, is_number=True) for one, label in labels.items()),
            column(counts, "municipality_count", language, "count"),
        ],
    )


def _words(language: Language) -> dict[str, Callable[[Any], str]]:
    """How a value of each kind reads. Any: Polars does not tell the type of what a column holds."""
    unknown, none = say("screen.state.unknown", language), say("screen.state.none", language)
    return {
        "day_or_none": lambda value: day(value, language, unknown=none),
        "text": lambda value: unknown if value is None else str(value),
        "count": lambda value: integer(value, language, unknown=unknown),
        "share": lambda value: share(value, language, 1, unknown=unknown),
        "day": lambda value: day(value, language, unknown=unknown),
        "month": lambda value: month(value, language, unknown=unknown),
        "standing": lambda value: say(f"screen.standing.{value}", language),
        "yes": lambda value: yes_word(value, language),
    }
