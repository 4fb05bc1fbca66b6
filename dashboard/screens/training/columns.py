"""The tables under the figures of training: the figures themselves, and the rows that they were added up from."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import polars as pl

from dashboard.figure import columns
from dashboard.figure.download import Column
from dashboard.screens.training.asked import Training
from domain.bilingual import Language
from language.texts import say
from metrics.defining.enough import bears_one_number


def municipality_columns(rows: pl.DataFrame, language: Language) -> list[Column]:
    """The name and the code of each municipality."""
    return [
        columns.column(rows, "name", language, "text", "municipality"),
        columns.column(rows.rename({"municipality": "municipality_code"}), "municipality_code", language),
    ]


def target_group_column(picture: Training, rows: pl.DataFrame, language: Language) -> Column:
    """The target group of each row, by name."""
    names = {group.key: group.name.of(language) for group in picture.programme.target_groups}
    return Column(say("screen_training.column.target_group", language), [names[key] for key in rows["target_group"]])


def labelled_column(rows: pl.DataFrame, name: str, language: Language, kind: str) -> Column:
    """A column under the label that this screen gives it."""
    return replace(
        columns.column(rows, name, language, kind, "share"), label=say(f"screen_training.column.{name}", language)
    )


def stated_column(rows: pl.DataFrame, name: str, language: Language) -> Column:
    """A number that a municipality stated, or the word that it did not."""
    silent = say("screen.state.not_reported", language)
    column = labelled_column(rows, name, language, "count")
    return replace(column, word=partial(_or_word, column.word, silent))


def of_enough(column: Column, rows: pl.DataFrame, asked_count: int, language: Language) -> Column:
    """A column of numbers that speak for all asked about: the word for too few where `stated_count` bears none."""
    is_few = [not bears_one_number(count, asked_count) for count in rows["stated_count"]]
    return columns.of_enough(column, is_few, language)


def _or_word(written: Callable[[int], str], word: str, value: int | None) -> str:
    return word if value is None else written(value)
