"""What other intervals around `step_completion` would do beside the settled one, which is that of Jeffreys.

Three others are made from the same estimate and the same spread, all cut to the bounds as the settled one is.
They stand in this study only. The silence is random within a size class; every replicate is a country of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.statements import Standing
from metrics.defining.binomial import clopper_pearson_interval
from metrics.defining.estimate import (
    NORMAL_975,
    STRATUM_COUNT,
    Floats,
    Strata,
    effective_number,
    jeffreys_interval,
    ratio_estimate,
)
from studies.country import Country, Setting, country
from studies.estimate import true_share_band
from studies.replicates import WORKERS, over_seeds
from studies.silence import STREAM, Reporting, Silence, reporting
from studies.summary import holds, ordered, summary

SEEDS = range(1, 201)
GROUPS = ("all", "step", "size_class", "true_share")
OTHERS = ("normal", "wilson", "exact")

Ends: TypeAlias = tuple[Floats, Floats]


@dataclass(frozen=True)
class Said:
    """Per answer: the estimate with its standard error, and the bounds. Arrays of one length, shares 0-1.

    `effective` is the number of municipalities, drawn by chance from a country without end, that would say as much.
    """

    estimate: Floats
    error: Floats
    effective: Floats
    lower_bound: Floats
    upper_bound: Floats

    def cut(self, low: Floats, high: Floats) -> Ends:
        """Cut to the bounds, which hold whatever the silent have done."""
        return np.maximum(low, self.lower_bound), np.minimum(high, self.upper_bound)

    def settled(self) -> Ends:
        """The interval of the figure."""
        return self.cut(*jeffreys_interval(self.estimate, self.effective))

    def normal(self) -> Ends:
        """What goes by the standard error alone; without width where all reports say the same."""
        margin = NORMAL_975 * self.error
        return self.cut(self.estimate - margin, self.estimate + margin)

    def wilson(self) -> Ends:
        """The score interval with the effective number."""
        z2, share, count = NORMAL_975**2, self.estimate, self.effective
        centre = (share + z2 / (2 * count)) / (1 + z2 / count)
        margin = NORMAL_975 / (1 + z2 / count) * np.sqrt(share * (1 - share) / count + z2 / (4 * count**2))
        return self.cut(centre - margin, centre + margin)

    def exact(self) -> Ends:
        """Korn and Graubard's: the exact interval of the effective number, in whole municipalities."""
        ends = [_exact(float(p), float(n)) for p, n in zip(self.estimate, self.effective, strict=True)]
        return self.cut(np.array([low for low, _ in ends]), np.array([high for _, high in ends]))


def alternatives_coverage(setting: Setting, seeds: Sequence[int] = SEEDS, workers: int = WORKERS) -> pl.DataFrame:
    """The table of all countries; see `alternatives_table`."""
    return alternatives_table(over_seeds(answers, setting, seeds, workers))


def alternatives_table(found: pl.DataFrame) -> pl.DataFrame:
    """One row per group and value; silence is random.

    Columns interval_count, true_share, mean_width (of the settled interval), mean_width_<other>, mean_error, coverage
    with coverage_error (of the settled one), without_width_normal (share of the normal intervals with none), and
    coverage_<other>. Shares 0-1.
    """
    by_step, by_size = found.filter(pl.col("size_class").is_null()), found.filter(pl.col("size_class").is_not_null())
    tables = [
        _summary(by_step, "all", pl.lit("")),
        _summary(by_step, "step", pl.col("step").cast(pl.String)),
        _summary(by_size, "size_class", pl.col("size_class").cast(pl.String)),
        _summary(by_step, "true_share", true_share_band()),
    ]
    return ordered(tables, (Silence.RANDOM,), GROUPS)


def answers(setting: Setting, seed: int) -> pl.DataFrame:
    """The settled interval and the others in one country, for all municipalities and per size class, per step."""
    truth = country(setting, np.random.default_rng([seed, 0]))
    strata = setting.people["stratum"].to_numpy()
    said = reporting(Silence.RANDOM, strata, truth.progress, np.random.default_rng([seed, STREAM[Silence.RANDOM]]))
    sizes = setting.people["size_class"].to_numpy()
    classes: list[int | None] = [None, *sorted(set(sizes.tolist()))]
    steps = setting.programme.step_numbers
    members = [np.ones(len(sizes), dtype=np.bool_) if size is None else sizes == size for size in classes]
    found = _said(truth, said, members)
    rows = pl.DataFrame(
        {
            "step": [step for _ in classes for step in steps],
            "size_class": pl.Series([size for size in classes for _ in steps], dtype=pl.Int64),
            "truth": _true_shares(truth, members),
            "estimate": found.estimate,
            "silence": Silence.RANDOM.value,
        }
    )
    with np.errstate(divide="ignore", invalid="ignore"):  # where the effective number is 0 there is no such interval
        others = {f"_{name}": getattr(found, name)() for name in OTHERS}
    for name, (low, high) in {"": found.settled(), **others}.items():
        rows = rows.with_columns(pl.Series(f"interval_low{name}", low), pl.Series(f"interval_high{name}", high))
    return rows.fill_nan(None)


def _said(truth: Country, said: Reporting, members: Sequence[npt.NDArray[np.bool_]]) -> Said:
    """What was reported of each group of municipalities and step, in that order."""
    today, strata = truth.standings[0], truth.setting.people["stratum"].to_numpy()
    finished, applicable = today == Standing.FINISHED, today != Standing.NOT_APPLICABLE
    step_count = today.shape[1]
    counts = np.zeros((4, len(members), step_count, STRATUM_COUNT))
    for place, here in enumerate(members):
        for stratum in range(STRATUM_COUNT):
            home = here & (strata == stratum)
            reports = home & said.reports
            counts[0, place, :, stratum], counts[1, place, :, stratum] = home.sum(), reports.sum()
            counts[2, place, :, stratum] = finished[reports].sum(axis=0)
            counts[3, place, :, stratum] = applicable[reports].sum(axis=0)
    population, stated, y, x = counts.reshape(4, -1, STRATUM_COUNT)
    strata_said = Strata(population, stated, y, x)
    estimate, error = ratio_estimate(strata_said)
    effective = effective_number(strata_said, estimate, error)
    unknown, seen, of = (population - stated).sum(axis=1), y.sum(axis=1), x.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = seen / (of + unknown), (seen + unknown) / (of + unknown)
    return Said(estimate, error, effective, lower, upper)


def _true_shares(truth: Country, members: Sequence[npt.NDArray[np.bool_]]) -> Floats:
    today = truth.standings[0]
    finished = np.concatenate([(today[here] == Standing.FINISHED).sum(axis=0) for here in members])
    applicable = np.concatenate([(today[here] != Standing.NOT_APPLICABLE).sum(axis=0) for here in members])
    return np.where(applicable > 0, finished / np.maximum(applicable, 1), np.nan)


@cache
def _exact(share: float, effective: float) -> tuple[float, float]:
    if np.isnan(share):
        return np.nan, np.nan
    if np.isinf(effective):
        return share, share  # nobody is silent
    count = max(1, round(effective))
    return clopper_pearson_interval(min(count, round(share * count)), count)


def _summary(found: pl.DataFrame, group: str, value: pl.Expr) -> pl.DataFrame:
    width = pl.col("interval_high") - pl.col("interval_low")
    widths = {f"mean_width_{one}": pl.col(f"interval_high_{one}") - pl.col(f"interval_low_{one}") for one in OTHERS}
    covered = {f"coverage_{one}": holds("truth", f"interval_low_{one}", f"interval_high_{one}") for one in OTHERS}
    return summary(
        found,
        group,
        value,
        error=pl.col("estimate") - pl.col("truth"),
        means={"true_share": pl.col("truth"), "mean_width": width, **widths},
        shares={"without_width_normal": pl.col("interval_high_normal") <= pl.col("interval_low_normal"), **covered},
    ).drop("asked_count")
