"""The studies of the intervals in words and tables, as they came out: for the page of account and for the docs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from domain.bilingual import Language
from domain.study_outcome import ROW_KEY, Study, StudyOutcome
from language.formats import day, decimal, integer, months, percentage_points, share, signed
from language.texts import has, say

Written = Callable[[Any, Language], str]


def _share(value: float, language: Language) -> str:
    return share(value, language, 1)


def _points(value: float, language: Language) -> str:
    return percentage_points(value, language, 2)


def _relative(value: float, language: Language) -> str:
    return f"{signed(100 * value, language, 1)}%"


def _municipalities(value: float, language: Language) -> str:
    return signed(value, language, 2)


FORMS: Final[Mapping[str, Written]] = {"interval_count": integer, "asked_count": integer, "true_count": decimal}
FORMS_OF_STUDY: Final[Mapping[Study, Mapping[str, Written]]] = {
    Study.ESTIMATE: {"mean_error": _points},
    Study.ALTERNATIVES: {"mean_error": _points},
    Study.NOWCAST: {"mean_error": _points},
    Study.FORECAST: {"mean_error": _municipalities, "mean_width": decimal},
    Study.FORECAST_CURVES: {"mean_error": _municipalities, "mean_width": decimal},
    Study.COST: {"mean_error": _relative},
}
"""How a column is written, for all studies and for one; every other column is a share."""


def held_by_whole_cost(outcomes: Sequence[StudyOutcome]) -> tuple[float, float] | None:
    """In which share (0 to 1) of the tests the interval of the whole expected cost held the truth: lowest and highest.

    Over the ways of being silent; None where that study was never run.
    """
    rows = [one.rows.filter(pl.col("group") == "whole") for one in outcomes if one.study is Study.COST]
    covered = [share for frame in rows for share in frame["coverage"].to_list()]
    return (min(covered), max(covered)) if covered else None


@dataclass(frozen=True, eq=False)
class StudyTable:
    """One table of an outcome: of one way of silence, the rows of one group.

    `rows` as in `StudyOutcome`, with the columns that this study fills. The words are `say`-able in both languages.
    """

    outcome: StudyOutcome
    silence: str
    group: str
    rows: pl.DataFrame

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns with numbers, in the order of the outcome."""
        return tuple(name for name in self.rows.columns if name not in ROW_KEY)

    def head(self, language: Language) -> tuple[str, ...]:
        """The name of the table's group, then the heads of `columns`."""
        names = (say(f"study.column.{name}", language) for name in self.columns)
        return (say(f"study.group.{self.group}", language), *names)

    def lines(self, language: Language) -> list[tuple[str, ...]]:
        """Per row its name, then every number as it is read."""
        return [
            (row_name(self.group, row["value"], language), *self._written(row, language))
            for row in self.rows.iter_rows(named=True)
        ]

    def is_outside(self) -> list[bool]:
        """Per row whether its coverage lies outside what is expected."""
        low, high = self.outcome.expected
        return [not low <= covered <= high for covered in self.rows["coverage"].to_list()]

    def explanation(self, language: Language) -> str:
        """What it shows, and why it lies outside where it does; the numbers in it are those of the rows."""
        lowest, highest = (self.rows.sort("coverage").row(place, named=True) for place in (0, -1))
        expected_low, expected_high = self.outcome.expected
        ends = {
            f"{end}_{name}": cell
            for end, place in (("first", 0), ("last", -1))
            for name, cell in zip(self.columns, self._written(self.rows.row(place, named=True), language), strict=True)
        }
        own, shared = (f"study.{self.outcome.study}.{whose}.{self.group}" for whose in (self.silence, "any"))
        told = say(
            own if has(own) else shared,
            language,
            **ends,
            coverage=_share(self.rows["coverage"][0], language),
            lowest=_share(lowest["coverage"], language),
            lowest_name=row_name(self.group, lowest["value"], language),
            highest=_share(highest["coverage"], language),
            highest_name=row_name(self.group, highest["value"], language),
            outside_count=integer(sum(self.is_outside()), language),
            row_count=integer(self.rows.height, language),
            expected_low=share(expected_low, language),
            expected_high=share(expected_high, language),
        )
        is_redrawn = (self.outcome.study, self.silence, self.group) == (Study.ESTIMATE, "random", "step")
        return f"{told} {say('study.estimate.redrawn', language)}" if is_redrawn and any(self.is_outside()) else told

    def _written(self, row: Mapping[str, Any], language: Language) -> list[str]:
        forms = {**FORMS, **FORMS_OF_STUDY[self.outcome.study]}
        return ["–" if row[name] is None else forms.get(name, _share)(row[name], language) for name in self.columns]


def study_tables(outcome: StudyOutcome) -> tuple[StudyTable, ...]:
    """The tables of an outcome, in the order in which they were kept: per way of silence, per group."""
    return tuple(
        StudyTable(outcome, str(silence), str(group), _without_empty(rows))
        for (silence, group), rows in outcome.rows.partition_by(
            "silence", "group", as_dict=True, maintain_order=True
        ).items()
    )


def study_title(study: Study, language: Language) -> str:
    """Which interval it is about."""
    return say(f"study.{study}.title", language)


def study_account(outcome: StudyOutcome, language: Language) -> tuple[str, ...]:
    """How it was measured, what counts as right, and with what it was made: a few paragraphs."""
    low, high = outcome.expected
    return (
        say(f"study.{outcome.study}.how", language),
        say("study.expected", language, expected_low=share(low, language), expected_high=share(high, language)),
        say(
            "study.made",
            language,
            replicates=integer(outcome.replicates, language),
            first_seed=integer(outcome.first_seed, language),
            last_seed=integer(outcome.last_seed, language),
            made_on=day(outcome.made_on, language),
            release=outcome.release,
            register_version=outcome.register_version,
            programme_version=outcome.programme_version,
        ),
    )


def silence_name(silence: str, language: Language) -> str:
    """The name of a way of silence, for a heading."""
    return say(f"study.silence.{silence}", language)


def silence_meaning(silence: str, language: Language) -> str:
    """What a way of silence is."""
    return say(f"study.silence_meaning.{silence}", language)


def row_name(group: str, value: str, language: Language) -> str:
    """How a row is called: step 3, size class 2, 5% to 20%, 3 months."""
    if group == "true_share":
        return _band_name(value, language)
    if group == "months_ahead":
        return months(int(value), language)
    key = f"study.value.{group}"
    shown = integer(int(value), language) if value.isdecimal() else value
    return say(key if has(key) else f"study.value.{value}", language, value=shown)


def _band_name(band: str, language: Language) -> str:
    """The words for a band such as [0.05, 0.2): closed below."""
    low, high = band.strip("[)").split(", ")
    ends = {name: share(float(end), language) for name, end in (("low", low), ("high", high)) if "inf" not in end}
    kind = "between" if len(ends) == 2 else "from" if "low" in ends else "below"
    return say(f"study.value.{kind}", language, **ends)


def _without_empty(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(name for name in rows.columns if rows[name].null_count() < rows.height)
