"""The table beside each chart: the same figures, in words on the screen and unrounded in the download."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from dashboard.figure.download import Column
from dashboard.figure.words import standing_word, yes_word
from domain.bilingual import Language
from language.formats import day, integer, month, share, share_ends
from language.texts import say

SHARES = ("estimate", "interval_low", "interval_high", "lower_bound", "upper_bound", "upper_bound_stale")


def column(frame: pl.DataFrame, name: str, language: Language, kind: str = "text", label: str | None = None) -> Column:
    """One column of a frame. Kinds: text, count, share, day, month, standing, yes."""
    words = column_words(language)
    return Column(
        label=say(f"screen.column.{label or name}", language),
        values=frame[name].to_list(),
        word=words[kind],
        is_number=kind in ("count", "share"),
        words=end_words(frame, name, language) if kind == "share" else None,
    )


def end_words(frame: pl.DataFrame, name: str, language: Language) -> list[str] | None:
    """How a column of shares reads that is one end of a range, rounded away from the other; None of no such column."""
    low, high = _ends(name)
    if low == high or low not in frame.columns or high not in frame.columns:
        return None
    unknown, place = say("screen.state.unknown", language), int(name == high)
    return [
        unknown if first is None or last is None else share_ends(first, last, language, 1)[place]
        for first, last in frame.select(first=low, last=high).iter_rows()
    ]


def _ends(name: str) -> tuple[str, str]:
    """The names of both ends of the range that a column is an end of; the same twice where it is none."""
    if name.endswith("_bound") or name.startswith("upper_bound"):
        return "lower_bound", name.replace("lower", "upper")
    return name.replace("_high", "_low"), name.replace("_low", "_high")


def shielded(column: Column, is_withheld: Sequence[bool], language: Language) -> Column:
    """The column with one word in the rows that are withheld: on the screen, in a file and in a workbook."""
    if not any(is_withheld):
        return column
    word = say("screen.state.withheld_word", language)
    written = column.words or [column.word(value) for value in column.values]
    rows = list(zip(column.values, written, is_withheld, strict=True))

    def word_of(value: Any) -> str:  # as `Column.word`
        return word if value == word else column.word(value)

    return replace(
        column,
        values=[word if is_held else value for value, _, is_held in rows],
        word=word_of,
        words=[word if is_held else words for _, words, is_held in rows],
    )


def column_words(language: Language) -> dict[str, Callable[[Any], str]]:
    """How a value of each kind reads. Any: Polars does not tell the type of what a column holds."""
    unknown, none = say("screen.state.unknown", language), say("screen.state.none", language)
    return {
        "day_or_none": lambda value: day(value, language, unknown=none),
        "text": lambda value: unknown if value is None else str(value),
        "count": lambda value: integer(value, language, unknown=unknown),
        "share": lambda value: share(value, language, 1, unknown=unknown),
        "day": lambda value: day(value, language, unknown=unknown),
        "month": lambda value: month(value, language, unknown=unknown),
        "standing": lambda value: standing_word(value, language),
        "yes": lambda value: yes_word(value, language),
    }
