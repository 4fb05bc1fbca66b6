"""A funnel: whether a municipality's share is more different from the national one than chance explains."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.value_status import ValueStatus
from metrics.defining.binomial import funnel_limits
from metrics.defining.definition import MetricDefinition
from metrics.defining.question import Question
from metrics.defining.sums import status
from metrics.training.training import training

NORMAL = {"95": 1.959963984540054, "998": 3.090232306167813}  # qnorm(0.975), qnorm(0.999)
LEVELS = {"95": 0.95, "998": 0.998}
WINSORISED = 0.1  # a tenth at either end is pulled in, so that a few outliers do not widen the funnel for all
FUNNEL_COLUMNS = (
    "national_value", "z", "overdispersion", "limit_low_95", "limit_high_95", "limit_low_998", "limit_high_998",
    "corrected_low_95", "corrected_high_95", "corrected_low_998", "corrected_high_998",
)  # fmt: skip


class Position(StrEnum):
    """Where a share lies in the funnel. Above or below is not said: outside is different, not good or bad."""

    WITHIN = "within"
    OUTSIDE_95 = "outside_95"
    OUTSIDE_998 = "outside_998"


@dataclass(frozen=True)
class Spread:
    """The national share, and phi: by how much the municipalities differ more than chance alone."""

    share: float
    phi: float


def training_of_all(question: Question) -> pl.DataFrame:
    """`metrics.training.training` of every municipality, chosen or not: the limits are those of the country."""
    everyone = Question(question.known, replace(question.request, where={}, municipality=None), question.by)
    return training(everyone)


def spread_of(successes: npt.NDArray[np.float64], trials: npt.NDArray[np.float64]) -> Spread | None:
    """The spread over units with at least one trial; None where there is none. Phi is 1 where all are 0 or all 1."""
    if not len(trials) or trials.sum() == 0:
        return None
    share = float(successes.sum() / trials.sum())
    if share <= 0 or share >= 1:
        return Spread(share, 1.0)
    z = (successes / trials - share) / np.sqrt(share * (1 - share) / trials)
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    return Spread(share, max(1.0, float(np.mean(np.sort(np.clip(z, low, high)) ** 2))))


def limits(spread: Spread, trials: int) -> dict[str, float]:
    """The exact limits of a share of so many, and those corrected for over-dispersion, cut to 0 to 1."""
    p, found = spread.share, dict[str, float]()
    for level, inside in LEVELS.items():
        half = NORMAL[level] * float(np.sqrt(spread.phi * max(p * (1 - p), 0.0) / trials))
        found[f"limit_low_{level}"], found[f"limit_high_{level}"] = funnel_limits(p, trials, inside)
        found[f"corrected_low_{level}"] = max(0.0, p - half)
        found[f"corrected_high_{level}"] = min(1.0, p + half)
    return found


@dataclass(frozen=True, kw_only=True, eq=False)
class Funnel(MetricDefinition):
    """A row per municipality and target group, in the order of the register: never a ranking."""

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds numerator, denominator, value, value_status, national_value, z, overdispersion, limits, positions."""
        counted = observed.filter(pl.col("staff_in_scope_count") > 0)
        spreads = {key: _spread(counted.filter(pl.col("target_group") == key)) for key in _groups(observed)}
        chosen = question.population.select(municipality="municipality_code")
        shown = observed.join(chosen, on="municipality", how="semi").sort("municipality", "target_group")
        known: dict[tuple[str, int], Mapping[str, float]] = {}
        rows = [_row(one, spreads[one["target_group"]], known) for one in shown.iter_rows(named=True)]
        names = dict.fromkeys(FUNNEL_COLUMNS, pl.Float64)
        found = pl.DataFrame(rows, schema={**names, "position": pl.String, "position_corrected": pl.String})
        scope = pl.col("staff_in_scope_count")
        return pl.concat([shown, found], how="horizontal").with_columns(
            numerator=pl.col("trained_staff_count"),
            denominator=scope,
            value=pl.when(scope > 0).then(pl.col("trained_staff_count") / scope),
            value_status=pl.when(scope.is_null())
            .then(status(ValueStatus.NOT_REPORTED))
            .when(scope == 0)
            .then(status(ValueStatus.NOT_APPLICABLE))
            .otherwise(status(ValueStatus.OBSERVED)),
            stale_count=pl.col("is_stale").cast(pl.Int64),
            at_least_count=pl.col("is_at_least").cast(pl.Int64),
        )


def _groups(observed: pl.DataFrame) -> list[str]:
    return observed["target_group"].unique().sort().to_list()


def _spread(counted: pl.DataFrame) -> Spread | None:
    ordered = counted.sort("municipality").select(
        pl.col("trained_staff_count", "staff_in_scope_count").cast(pl.Float64)
    )
    return spread_of(ordered["trained_staff_count"].to_numpy(), ordered["staff_in_scope_count"].to_numpy())


def _row(
    municipality: Mapping[str, object], spread: Spread | None, known: dict[tuple[str, int], Mapping[str, float]]
) -> dict[str, float | str | None]:
    trials, successes = municipality["staff_in_scope_count"], municipality["trained_staff_count"]
    group = str(municipality["target_group"])
    if spread is None:
        return {}
    row: dict[str, float | str | None] = {"national_value": spread.share, "overdispersion": spread.phi}
    if not isinstance(trials, int) or not isinstance(successes, int) or trials == 0:
        return row
    if (group, trials) not in known:
        known[group, trials] = limits(spread, trials)
    bounds = known[group, trials]
    share, variance = successes / trials, spread.share * (1 - spread.share)
    row["z"] = (share - spread.share) / float(np.sqrt(variance / trials)) if variance > 0 else None
    return {
        **row, **bounds, "position": _position(share, bounds, "limit"),
        "position_corrected": _position(share, bounds, "corrected"),
    }  # fmt: skip


def _position(share: float, bounds: Mapping[str, float], which: str) -> str:
    for level, position in (("998", Position.OUTSIDE_998), ("95", Position.OUTSIDE_95)):
        if not bounds[f"{which}_low_{level}"] <= share <= bounds[f"{which}_high_{level}"]:
            return position.value
    return Position.WITHIN.value
