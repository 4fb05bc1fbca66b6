"""The two figures that look ahead of the reports: what is finished today (`nowcast`), and in months (`forecast`).

An expectation, never a norm. Both are made of the same draws, over the same municipalities: those that reported, drawn
on from their last reporting date, and the silent, drawn from their size and from when others began.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.statements import Standing
from domain.value_status import ValueStatus
from metrics.defining.definition import MetricDefinition
from metrics.defining.question import Question
from metrics.defining.request import Group
from metrics.forecast.normal import Floats
from metrics.forecast.outlook import Outlook, coming_month_ends, outlook
from metrics.forecast.paces import Flags, Places

Counts: TypeAlias = npt.NDArray[np.int64]

AHEAD: Final = (0.1, 0.9)  # the ends of an 80% interval
TODAY: Final = (0.05, 0.95)  # and of one of 90%

_COUNTS: Final = {"numerator": pl.Int64, "denominator": pl.Int64, "unknown_count": pl.Int64}
_NUMBERS: Final = dict.fromkeys(("value", "interval_low", "interval_high"), pl.Float64)


@dataclass(frozen=True, eq=False)
class _Part:
    """The rows of one step in one group, with the values of its groups; what was said of them, counted."""

    named: dict[str, object]
    rows: Places
    standing: pl.Series

    def count(self, *which: Standing) -> int:
        return int(self.standing.is_in([one.value for one in which]).sum())

    def status(self, made: Outlook) -> ValueStatus:
        """Why there is a value or not."""
        if self.count(Standing.NOT_APPLICABLE) == len(self.rows):
            return ValueStatus.NOT_APPLICABLE
        if made.is_known(self.rows):
            return ValueStatus.OBSERVED
        is_said = self.count(Standing.FINISHED, Standing.STARTED, Standing.NOT_STARTED) > 0
        return ValueStatus.TOO_FEW if is_said else ValueStatus.NOT_REPORTED


def expected(question: Question) -> pl.DataFrame:
    """One row per group, step and coming month end: the expected number finished, and its 80% interval.

    numerator: finished at the last report; denominator: all that the expectation is about, those that were silent
    (unknown_count) among them and those to whom the step does not apply not.
    """
    made, ends = outlook(question.known, question.as_of), coming_month_ends(question.as_of)
    slower = question.request.silent_months_slower
    found: list[dict[str, object]] = []
    for part in _parts(question, made):
        status, silent = part.status(made), part.count(Standing.NOT_REPORTED)
        counts = {
            "numerator": part.count(Standing.FINISHED),
            "denominator": len(part.rows) - part.count(Standing.NOT_APPLICABLE),
            "unknown_count": silent,
            "value_status": status.value,
        }
        for end in ends:
            row = {**part.named, Group.MONTH: end.isoformat()[:7], **counts}
            if status is ValueStatus.OBSERVED:
                row |= _columns(made.finished(part.rows, end, slower).sum(axis=0), AHEAD)
            found.append(row)
    return pl.DataFrame(found, schema=_schema(question))


def standing_today(question: Question) -> pl.DataFrame:
    """One row per group and step: the share expected to be finished on the day itself, and its 90% interval.

    numerator and denominator: finished, and stated and applicable, at the last report; unknown_count: silent.
    """
    made = outlook(question.known, question.as_of)
    slower = question.request.silent_months_slower
    found: list[dict[str, object]] = []
    for part in _parts(question, made):
        status = part.status(made)
        row = {
            **part.named,
            "numerator": part.count(Standing.FINISHED),
            "denominator": part.count(Standing.FINISHED, Standing.STARTED, Standing.NOT_STARTED),
            "unknown_count": part.count(Standing.NOT_REPORTED),
            "value_status": status.value,
        }
        if status is ValueStatus.OBSERVED:
            row |= _columns(share_finished(made, part.rows, question.as_of, slower), TODAY)
        found.append(row)
    return pl.DataFrame(found, schema=_schema(question))


def share_finished(made: Outlook, rows: Places, day: date, months_slower: int) -> Floats:
    """Of the rows to which the step applies the share that is finished on a day, per draw."""
    applies: Flags = made.applies(rows)
    return made.finished(rows, day, months_slower).sum(axis=0) / np.maximum(applies.sum(axis=0), 1)


def asked_rows(question: Question, made: Outlook) -> pl.DataFrame:
    """The rows of the outlook that are asked about; adds place, and the groups under their own names."""
    codes = question.population["municipality_code"].implode()
    return (
        made.course.rows.with_row_index("place")
        .filter(pl.col("municipality_code").is_in(codes), question.is_asked_step())
        .with_columns(municipality="municipality_code", step="step_number")
    )


def _parts(question: Question, made: Outlook) -> Iterator[_Part]:
    by = [group for group in question.by if group != Group.MONTH]
    for key, rows in asked_rows(question, made).partition_by(by, as_dict=True, maintain_order=True).items():
        named = dict(zip(by, key, strict=True))
        yield _Part(named, rows["place"].to_numpy().astype(np.int64), rows["standing"])


@dataclass(frozen=True)
class Between:
    """The mean of the draws, and two of them between which so many lie."""

    value: float
    low: float
    high: float


def expectation(draws: Floats | Counts, ends: tuple[float, float]) -> Between:
    """What the draws say together; `ends`: below which parts of them the two lie."""
    low, high = np.quantile(draws, ends, method="inverted_cdf")
    # added up one after the other: how numpy adds up many at once goes by the processor
    return Between(float(np.cumsum(draws)[-1]) / len(draws), float(low), float(high))


def _columns(draws: Floats | Counts, ends: tuple[float, float]) -> dict[str, object]:
    found = expectation(draws, ends)
    return {"value": found.value, "interval_low": found.low, "interval_high": found.high}


def _schema(question: Question) -> dict[str, type[pl.DataType]]:
    kinds = {Group.STEP: pl.Int64, Group.SIZE_CLASS: pl.Int64}
    groups = {one: kinds.get(Group(one), pl.String) for one in question.by}
    return {**groups, **_COUNTS, "value_status": pl.String, **_NUMBERS}


@dataclass(frozen=True, kw_only=True, eq=False)
class Expectation(MetricDefinition):
    """What may be expected; the observations hold it already, since draws cannot be added up afterwards."""

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """The rows as they are: value, value_status, interval, numerator, denominator and unknown count."""
        return observed
