"""The tables under the figures of training: the figures themselves, and the rows that they were added up from."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import polars as pl

from dashboard import tables
from dashboard.download import Column, TableData
from dashboard.training import GroupValue, Training
from domain.bilingual import Language
from language.formats import decimal
from language.texts import say

OUTSIDE_WORDS = {"within": "within", "outside_95": "outside", "outside_998": "outside_998"}


def coverage(picture: Training, language: Language, caption: str) -> TableData:
    """One row per target group: who is trained, and the scenario for the country."""
    rows = picture.coverage.rows
    scope = {group.key: group.national_scope_count for group in picture.programme.target_groups}
    rows = rows.with_columns(national_count=pl.col("target_group").replace_strict(scope, return_dtype=pl.Int64))
    counts = ("stated_count", "numerator", "denominator")
    columns = [_groups(picture, rows, language), *(_column(rows, name, language, "count") for name in counts)]
    columns.append(_column(rows, "value", language, "share"))
    if rows["scenario_low"].is_not_null().any():
        columns.append(_column(rows, "national_count", language, "count"))
        columns += [_column(rows, name, language, "share") for name in ("scenario_low", "scenario_high")]
    return TableData(caption, columns)


def coverage_rows(picture: Training, language: Language, caption: str) -> TableData:
    """One row per municipality: the staff in scope and trained of each target group, as it stated them."""
    rows = picture.named(picture.by_municipality.rows)
    wide = rows.select("municipality", "name").unique(maintain_order=True)
    columns = _names(wide, language)
    for group in picture.programme.target_groups:
        said = wide.join(rows.filter(pl.col("target_group") == group.key), on="municipality", how="left",
                         maintain_order="left")  # fmt: skip
        name = group.name.of(language)
        for part in ("denominator", "numerator"):
            column = _stated(said, part, language)
            columns.append(replace(column, label=f"{name}: {column.label.lower()}"))
    return TableData(caption, columns)


def funnel(picture: Training, language: Language, caption: str) -> TableData:
    """One row per municipality, in the order of the names: never a ranking."""
    rows = picture.named(picture.funnel.rows.filter(pl.col("target_group") == picture.group.key))
    limits = [f"corrected_{which}_{level}" for level in ("95", "998") for which in ("low", "high")]
    silent = say("screen.state.not_reported", language)

    def place(value: str | None) -> str:
        return silent if value is None else say(f"screen_training.funnel.{OUTSIDE_WORDS[value]}", language)

    return TableData(
        caption,
        [
            *_names(rows, language),
            *(_stated(rows, name, language) for name in ("denominator", "numerator")),
            *(_column(rows, name, language, "share") for name in ("value", *limits)),
            Column(say("screen_training.column.position", language), rows["position_corrected"].to_list(), place),
        ],
    )


def leak(picture: Training, language: Language, caption: str) -> TableData:
    """One row per month end: who stated how many left, and coverage with and without those."""
    counts = ("stated_count", "scope_count", "trained_count", "departed_count")
    shares = ("coverage_share", "none_left_share")
    return TableData(
        caption,
        [
            _column(picture.months, "month_end", language, "month"),
            *(_column(picture.months, name, language, "count") for name in counts),
            *(_column(picture.months, name, language, "share") for name in shares),
        ],
    )


def leak_rows(picture: Training, language: Language, caption: str) -> TableData:
    """One row per municipality that stated how many of the trained left: those, and who was ever trained."""
    rows = picture.leak_by_municipality.rows.filter(
        pl.col("target_group") == picture.group.key, pl.col("numerator").is_not_null()
    )
    rows = picture.named(rows)
    said = [replace(_column(rows, name, language, "count"), label=say(f"screen_training.column.{label}", language))
            for name, label in (("denominator", "ever_count"), ("numerator", "departed_count"))]  # fmt: skip
    return TableData(caption, [*_names(rows, language), *said])


def hours(picture: Training, language: Language, caption: str) -> TableData:
    """One row per target group: hours per employee, and all hours against the norm for all staff."""
    found = picture.hours_per_employee.join(
        picture.hours.rows.select("target_group", "numerator", "norm_low", "norm_high"), on="target_group", how="left",
        maintain_order="left",
    )  # fmt: skip
    per_head = ("hours_min", "hours_max", "q1", "median", "q3")
    return TableData(
        caption,
        [
            _groups(picture, found, language),
            _column(found, "stated_count", language, "count"),
            *(_hours_column(found, name, language, 1) for name in per_head),
            _hours_column(found, "numerator", language, 0, "delivered_hours"),
            *(_hours_column(found, name, language, 0) for name in ("norm_low", "norm_high")),
        ],
    )


def hours_rows(picture: Training, language: Language, caption: str) -> TableData:
    """One row per municipality and target group with hours: those, and the hours assumed for its staff in scope."""
    rows = picture.named(picture.hours_by_municipality.rows.filter(pl.col("numerator").is_not_null()))
    return TableData(
        caption,
        [
            *_names(rows, language),
            _groups(picture, rows, language),
            _hours_column(rows, "numerator", language, 1, "delivered_hours"),
            *(_hours_column(rows, name, language, 1) for name in ("norm_low", "norm_high")),
        ],
    )


def by_kind(picture: Training, words: dict[GroupValue, str], language: Language, caption: str) -> TableData:
    """One row per size, access model or province."""
    rows = picture.by_group.rows.filter(pl.col("target_group") == picture.group.key)
    kinds = [words[value] for value in rows[picture.grouped_by].to_list()]
    return TableData(
        caption,
        [
            Column(say(f"screen_training.kinds.by.{picture.grouped_by}", language), kinds),
            _column(rows, "stated_count", language, "count"),
            *(_stated(rows, name, language) for name in ("denominator", "numerator")),
            _column(rows, "value", language, "share"),
        ],
    )


def _names(rows: pl.DataFrame, language: Language) -> list[Column]:
    return [
        tables.column(rows, "name", language, "text", "municipality"),
        tables.column(rows.rename({"municipality": "municipality_code"}), "municipality_code", language),
    ]


def _groups(picture: Training, rows: pl.DataFrame, language: Language) -> Column:
    names = {group.key: group.name.of(language) for group in picture.programme.target_groups}
    return Column(
        say("screen_training.column.target_group", language), [names[key] for key in rows["target_group"].to_list()]
    )


def _column(rows: pl.DataFrame, name: str, language: Language, kind: str) -> Column:
    return replace(
        tables.column(rows, name, language, kind, "share"), label=say(f"screen_training.column.{name}", language)
    )


def _stated(rows: pl.DataFrame, name: str, language: Language) -> Column:
    """A number that a municipality stated, or the word that it did not."""
    silent = say("screen.state.not_reported", language)
    column = _column(rows, name, language, "count")
    return replace(column, word=partial(_or_word, column.word, silent))


def _or_word(written: Callable[[int], str], word: str, value: int | None) -> str:
    return word if value is None else written(value)


def _hours_column(rows: pl.DataFrame, name: str, language: Language, digits: int, label: str | None = None) -> Column:
    unknown = say("screen.state.unknown", language)
    return Column(
        say(f"screen_training.column.{label or name}", language), rows[name].to_list(),
        lambda value: decimal(value, language, digits, unknown=unknown), is_number=True,
    )  # fmt: skip
