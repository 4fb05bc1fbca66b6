"""Time to event as a metric: the spells that are asked about, grouped, and a curve per group."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import polars as pl

from domain.value_status import ValueStatus
from metrics.defining.definition import MetricDefinition
from metrics.defining.question import Question
from metrics.defining.request import Value
from metrics.durations.spells import spells, stretches
from metrics.durations.survival import SMALL_RISK_SET, Curve, Durations, band, kaplan_meier
from metrics.standing.known import Known

GroupKey: TypeAlias = tuple[Value, ...]


def followed(question: Question, of: Callable[[Known, date], pl.DataFrame] = spells) -> pl.DataFrame:
    """The spells (or `waits`) of the chosen municipalities on the asked steps; columns as `spells`, and their groups.

    Adds municipality, step, province, size_class, access_variant: what the municipality was on the last day of its
    stretch, so that one that has merged since still counts in its own group.
    """
    last_days = stretches(question.known.register, question.as_of)["last_day"].unique().sort().to_list()
    people = question.population_at(last_days).select(
        "municipality_code", "province", "size_class", "access_variant", last_day="as_of"
    )
    return (
        of(question.known, question.as_of)
        .filter(question.is_asked_step())
        .join(people, on=["municipality_code", "last_day"], maintain_order="left")
        .rename({"municipality_code": "municipality", "step_number": "step"})
    )


def groups_of(followed_spells: pl.DataFrame, by: Sequence[str]) -> Iterator[tuple[GroupKey, pl.DataFrame]]:
    """The spells of every group there is, with the values of its groups."""
    if not by:
        yield (), followed_spells
        return
    yield from followed_spells.partition_by(list(by), as_dict=True, maintain_order=True).items()


def durations(followed_spells: pl.DataFrame) -> Durations:
    """The spells that can be used, as arrays."""
    used = followed_spells.filter(pl.col("left_out").is_null())
    return Durations(
        used["entry_days"].to_numpy().astype(np.int64),
        used["exit_days"].to_numpy().astype(np.int64),
        used["is_event"].to_numpy().astype(np.bool_),
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class UnfinishedCurve(MetricDefinition):
    """Which share is still unfinished after so many days: a row per day on which somebody finished."""

    within: tuple[str, ...] = ("time_days",)

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds time_days, at_risk, events, censored, unfinished_share and its 95% interval; a group without ends has
        no row.

        As in every metric: numerator (the events), denominator (at risk), value (the share), value_status. Where fewer
        than five were still followed there is no value, and value_status is too_few: as far as a screen draws the line.
        """  # fmt: skip
        groups = {name: observed.schema[name] for name in question.by}
        rows = [
            _event_rows(kaplan_meier(durations(spells_of_group))).select(
                *(pl.lit(value, kind).alias(name) for (name, kind), value in zip(groups.items(), key, strict=True)),
                pl.all(),
            )
            for key, spells_of_group in groups_of(observed, question.by)
        ]
        none = _event_rows(kaplan_meier(durations(observed.clear())))
        empty = pl.DataFrame(schema={**groups, **none.schema})
        return pl.concat([empty, *rows])


def _event_rows(curve: Curve) -> pl.DataFrame:
    """The places of a curve on which somebody finished.

    `censored` counts those last seen since the day of the row before, this day included, as R's summary does.
    """
    is_end, is_followed = curve.events > 0, pl.col("at_risk") >= SMALL_RISK_SET
    low, high = band(curve)
    last_seen = np.diff(np.cumsum(curve.censored)[is_end], prepend=0)
    return pl.DataFrame(
        {
            "time_days": curve.time_days[is_end],
            "at_risk": curve.at_risk[is_end],
            "events": curve.events[is_end],
            "censored": last_seen,
            "unfinished_share": curve.unfinished_share[is_end],
            "interval_low": pl.Series(low[is_end], nan_to_null=True),
            "interval_high": pl.Series(high[is_end], nan_to_null=True),
        },
        schema_overrides={
            **dict.fromkeys(("time_days", "at_risk", "events", "censored"), pl.Int64),
            **dict.fromkeys(("unfinished_share", "interval_low", "interval_high"), pl.Float64),
        },
    ).with_columns(
        numerator=pl.col("events"),
        denominator=pl.col("at_risk"),
        value=pl.when(is_followed).then("unfinished_share"),
        value_status=pl.when(is_followed)
        .then(pl.lit(ValueStatus.OBSERVED.value))
        .otherwise(pl.lit(ValueStatus.TOO_FEW.value)),
    )
