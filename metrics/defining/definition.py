"""What a metric is: a definition. Ratio, count, bounded share and distribution are nouns of their own."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import polars as pl

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.defining.estimate import STRATUM_COUNT, Strata, effective_number, ratio_estimate, stratum, with_interval
from metrics.defining.open_groups import with_open
from metrics.defining.question import Question
from metrics.defining.request import Group
from metrics.defining.sums import grouped


class Section(StrEnum):
    """Where a metric stands in the catalogue."""

    PROGRESS = "progress"
    DURATION = "duration"
    TRAINING = "training"
    COSTS = "costs"
    BENCHMARK = "benchmark"
    TRUST = "trust"


class Unit(StrEnum):
    """What the value counts. Shares are 0 to 1."""

    SHARE = "share"
    MUNICIPALITIES = "municipalities"
    MUNICIPALITY_STEPS = "municipality_steps"
    DAYS = "days"
    EURO = "euro"
    MINUTES = "minutes"


class Kind(StrEnum):
    """What sort of claim `value` is; an estimate beside an observed value has columns of its own."""

    OBSERVATION = "observation"
    ESTIMATE = "estimate"
    SCENARIO = "scenario"
    FORECAST = "forecast"


class Better(StrEnum):
    """Which way is better; drives order and colour, and nothing else does."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, kw_only=True, eq=False)
class MetricDefinition(ABC):
    """What every metric has. Its texts stand in language/ under `metric.<key>`.

    `observations` gives one row per thing that is counted, with its groups as columns: municipality, step, ...
    `can_be` is every value_status that a row can have.
    `always_by` are the groups that its definition names: they stand in every row, asked for or not. `within` are the
    columns that tell the rows of one group apart, where it has more than one. `needs_history`: it looks at every
    version of a statement (`Known.history`), not only at those that stand. `is_of_one_day`: it is made of what holds on
    the as_of date alone; what was said before and replaced by a later report changes nothing in it.
    """

    key: str
    section: Section
    unit: Unit
    source: tuple[Table, ...]
    groups: tuple[Group, ...]
    can_be: tuple[ValueStatus, ...]
    better: Better
    review_by: date
    observations: Callable[[Question], pl.DataFrame]
    always_by: tuple[Group, ...] = ()
    within: tuple[str, ...] = ()
    kind: Kind = Kind.OBSERVATION
    needs_history: bool = False
    is_of_one_day: bool = False

    def observed_where_open(self, question: Question) -> pl.DataFrame | None:
        """The observations of those of whom it is not known to which of the asked groups they belong; None: of all."""
        apart = question.of_unknown_variant
        return None if apart is None else self.observations(apart)

    @abstractmethod
    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """One row per group of `question.by`, with the columns of a figure (docs/tables.md) that it has."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Ratio(MetricDefinition):
    """Sum over sum. `spread`: of what, over the observations, the quartiles are given as well."""

    numerator: pl.Expr
    denominator: pl.Expr
    unknown: pl.Expr | None = None
    stale: pl.Expr | None = None
    spread: pl.Expr | None = None
    if_nothing_counts: ValueStatus = ValueStatus.NOT_REPORTED

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds numerator, denominator, value, value_status; unknown_count, stale_count and quartiles where given."""
        sums = {"numerator": self.numerator.sum(), "denominator": self.denominator.sum()}
        if self.unknown is not None:
            sums["unknown_count"] = self.unknown.sum()
        if self.stale is not None:
            sums["stale_count"] = self.stale.sum()
        summary = grouped(observed, question.by, {**sums, **quartiles(self.spread)})
        is_known = pl.col("denominator") > 0
        has_unknown = pl.col("unknown_count") > 0 if self.unknown is not None else pl.lit(value=True)
        return summary.with_columns(
            value=pl.when(is_known).then(pl.col("numerator") / pl.col("denominator")),
            value_status=pl.when(is_known)
            .then(pl.lit(ValueStatus.OBSERVED.value))
            .when(has_unknown)
            .then(pl.lit(ValueStatus.NOT_REPORTED.value))
            .otherwise(pl.lit(self.if_nothing_counts.value)),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Count(MetricDefinition):
    """How many of how many. The value is the number itself; where nobody said anything it is unknown, not 0."""

    numerator: pl.Expr
    denominator: pl.Expr
    is_known: pl.Expr
    could_be: pl.Expr | None = None
    could_be_if_stale: pl.Expr | None = None
    stale: pl.Expr | None = None

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds numerator, denominator, value, value_status, unknown_count; bounds and stale_count where given."""
        sums = {
            "numerator": self.numerator.sum(),
            "denominator": self.denominator.sum(),
            "known_count": self.is_known.sum(),
            "unknown_count": (~self.is_known).sum(),
        }
        if self.stale is not None:
            sums["stale_count"] = self.stale.sum()
        summary = grouped(observed, question.by, sums)
        if self.could_be is not None and self.could_be_if_stale is not None:
            summary = self._with_bounds(summary, observed, question)
        is_known = pl.col("known_count") > 0
        return summary.with_columns(
            value=pl.when(is_known).then(pl.col("numerator").cast(pl.Float64)),
            value_status=pl.when(is_known)
            .then(pl.lit(ValueStatus.OBSERVED.value))
            .otherwise(pl.lit(ValueStatus.NOT_REPORTED.value)),
        ).drop("known_count")

    def _with_bounds(self, summary: pl.DataFrame, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        if self.could_be is None or self.could_be_if_stale is None:
            raise ValueError(f"{self.key} has no bounds")
        most = {
            "upper_bound": (self.numerator | self.could_be).sum(),
            "upper_bound_stale": (self.numerator | self.could_be_if_stale).sum(),
        }
        bounds = summary.join(
            grouped(observed, question.by, most), on=question.by, nulls_equal=True, maintain_order="left"
        ) if question.by else pl.concat([summary, grouped(observed, (), most)], how="horizontal")  # fmt: skip
        open_most = {f"open_{name}": sums for name, sums in most.items()}
        return (
            with_open(bounds, question, self.observed_where_open(question), open_most)
            .with_columns(
                lower_bound=pl.col("numerator").cast(pl.Float64),
                **{name: (pl.col(name) + pl.col(f"open_{name}")).cast(pl.Float64) for name in most},
            )
            .drop(open_most)
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class BoundedShare(MetricDefinition):
    """A share with what silence could hide, and an estimate where the reporters are a sample.

    Every observation is exactly one of: counted (and then maybe a success), set aside, or unknown.
    """

    success: pl.Expr
    counted: pl.Expr
    unknown: pl.Expr
    could_have_changed: pl.Expr
    stale: pl.Expr

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds numerator, denominator, value, value_status, three bounds, estimate, interval, unknown and stale."""
        sums = {
            "numerator": self.success.sum(),
            "denominator": self.counted.sum(),
            "unknown_count": self.unknown.sum(),
            "changed_count": self.could_have_changed.sum(),
            "stale_count": self.stale.sum(),
            "all_count": pl.len(),
        }
        strata = observed.group_by(*question.by, stratum().alias("stratum")).agg(**sums)
        totals = grouped(strata, question.by, {name: pl.col(name).sum() for name in sums})
        where_open = {
            "open_finished": self.success.sum(),
            "open_unfinished": (self.counted & ~self.success).sum(),
            "open_unknown": self.unknown.sum(),
            "open_changed": self.could_have_changed.sum(),
        }
        rows = _with_bounds(with_open(totals, question, self.observed_where_open(question), where_open)).drop(
            where_open
        )
        if question.can_be_estimated:
            rows = self._with_estimate(rows, strata, question)
        else:
            rows = rows.with_columns(pl.lit(None, pl.Float64).alias(name) for name in ("estimate", "effective"))
        return with_interval(rows).drop("effective", "changed_count", "all_count")

    def _with_estimate(self, totals: pl.DataFrame, strata: pl.DataFrame, question: Question) -> pl.DataFrame:
        places = totals.select(question.by).with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))
        placed = strata.join(places, on=question.by, nulls_equal=True) if question.by else strata.with_columns(place=0)
        cells = placed["place"].to_numpy(), placed["stratum"].to_numpy()
        stated = placed["all_count"] - placed["unknown_count"]
        counts: list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]] = []
        for column in (placed["all_count"], stated, placed["numerator"], placed["denominator"]):
            table = np.zeros((totals.height, STRATUM_COUNT))
            table[cells] = column.to_numpy()
            counts.append(table)
        said = Strata(*counts)
        ratio, error = ratio_estimate(said)
        return totals.with_columns(
            estimate=pl.Series(ratio, nan_to_null=True, strict=False),
            effective=pl.Series(effective_number(said, ratio, error), nan_to_null=True, strict=False),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Distribution(MetricDefinition):
    """The median of something, with quartiles (Hyndman–Fan type 7). `oldest`: the largest as well, in days."""

    of: pl.Expr
    unknown: pl.Expr
    stale: pl.Expr | None = None
    oldest: pl.Expr | None = None

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds denominator (how many were measured), value (the median), value_status, q1, median, q3, unknown."""
        sums = {"denominator": self.of.count(), "unknown_count": self.unknown.sum(), **quartiles(self.of)}
        if self.oldest is not None:
            sums["oldest_days"] = self.oldest.max()
        if self.stale is not None:
            sums["stale_count"] = self.stale.sum()
        return grouped(observed, question.by, sums).with_columns(
            numerator=pl.lit(None, pl.Int64),
            value=pl.col("median"),
            value_status=pl.when(pl.col("denominator") > 0)
            .then(pl.lit(ValueStatus.OBSERVED.value))
            .otherwise(pl.lit(ValueStatus.NOT_REPORTED.value)),
        )


def quartiles(of: pl.Expr | None) -> dict[str, pl.Expr]:
    """Aggregations q1, median and q3 of an expression; type 7, as R's default."""
    if of is None:
        return {}
    shares = {"q1": 0.25, "median": 0.5, "q3": 0.75}
    return {name: of.cast(pl.Float64).quantile(share, interpolation="linear") for name, share in shares.items()}


def _with_bounds(totals: pl.DataFrame) -> pl.DataFrame:
    """F / A, and what it could be when all or none of the unknown are finished, and are in the group or are not.

    Of those who could be in the group the unfinished and the silent are in it for the lower bound, the finished and
    the silent for the upper.
    """
    finished, counted, unknown = pl.col("numerator"), pl.col("denominator"), pl.col("unknown_count")
    possible = counted + unknown
    at_least = possible + pl.col("open_unfinished") + pl.col("open_unknown")
    more = pl.col("open_finished") + pl.col("open_unknown")
    changed, open_changed = pl.col("changed_count"), pl.col("open_changed")
    with_open, with_changed = possible + more, possible + more + open_changed
    return totals.with_columns(
        value=pl.when(counted > 0).then(finished / counted),
        value_status=pl.when(counted > 0)
        .then(pl.lit(ValueStatus.OBSERVED.value))
        .when(unknown > 0)
        .then(pl.lit(ValueStatus.NOT_REPORTED.value))
        .otherwise(pl.lit(ValueStatus.NOT_APPLICABLE.value)),
        lower_bound=pl.when(at_least > 0).then(finished / at_least),
        upper_bound=pl.when(with_open > 0).then((finished + unknown + more) / with_open),
        upper_bound_stale=pl.when(with_changed > 0).then(
            (finished + unknown + changed + more + open_changed) / with_changed
        ),
    )
