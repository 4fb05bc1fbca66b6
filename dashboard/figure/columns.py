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

STALE_BOUND = "upper_bound_stale"  # withheld from whoever is suppressed: it changes when nobody reports
ESTIMATED = ("estimate", "interval_low", "interval_high")
BOUNDS = ("lower_bound", "upper_bound", STALE_BOUND)
SHARES = (*ESTIMATED, *BOUNDS)


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
    return _worded(column, is_withheld, say("screen.state.withheld_word", language))


def of_enough(column: Column, is_few: Sequence[bool], language: Language) -> Column:
    """The column with the word for too few in the rows in which so few stand behind a number that none may be given."""
    values = [is_few_here and value is not None for is_few_here, value in zip(is_few, column.values, strict=True)]
    return _worded(column, values, say("screen.few.word", language))


def as_one(label: str, low: Column, high: Column, value: Column | None = None) -> Column:
    """Two ends in one column, behind the value that lies between them: 39,3% (36,1–42,4%); for the screen, not a file.

    A word for both ends, or for all three, is written once.
    """
    middles = value.written if value is not None else [""] * len(low.values)
    rows = zip(middles, low.written, high.written, strict=True)
    return replace(low, label=label, words=[_as_one(*row) for row in rows])


def _as_one(middle: str, low: str, high: str) -> str:
    ends = low if low == high else f"{low.removesuffix('%')}–{high}"
    if not middle or middle == ends:
        return ends
    return f"{middle} ({ends})"


def _worded(column: Column, instead: Sequence[bool], word: str) -> Column:
    """The column with one word in the rows in which that stands instead."""
    if not any(instead):
        return column
    rows = list(zip(column.values, column.written, instead, strict=True))

    def word_of(value: Any) -> str:  # as `Column.word`
        return word if value == word else column.word(value)

    return replace(
        column,
        values=[word if is_instead else value for value, _, is_instead in rows],
        word=word_of,
        words=[word if is_instead else words for _, words, is_instead in rows],
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
