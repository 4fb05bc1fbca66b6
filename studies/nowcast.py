"""How often the 90% interval of `nowcast` really holds the share that is finished on the day itself.

Beside it what the estimate from the last reports does, on the same day. Every replicate is a country of its own: its
seed is its number. Nothing is left out of the outcome.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from metrics.defining.request import Request
from metrics.figures import figure
from studies.country import AS_OF, Setting
from studies.estimate import true_share_band
from studies.replicates import WORKERS, over_seeds
from studies.situations import Situation, Tried, tried
from studies.summary import WIDTH, holds, misses, ordered, summary

SEEDS = range(1_101, 1_201)
SITUATIONS: Final = tuple(one for one in Situation if one is not Situation.EVERYONE)  # with everyone all is known
GROUPS = ("all", "step", "true_share")


def nowcast_coverage(setting: Setting, seeds: Sequence[int] = SEEDS, workers: int = WORKERS) -> pl.DataFrame:
    """The table of all countries; see `nowcast_table`."""
    return nowcast_table(over_seeds(answers, setting, seeds, workers))


def nowcast_table(found: pl.DataFrame) -> pl.DataFrame:
    """One row per silence (SITUATIONS), group (GROUPS) and value.

    Columns interval_count, true_share (mean, of the day itself), mean_width, mean_error (value - truth), coverage with
    coverage_error (Monte-Carlo standard error, replicates as clusters), truth_below and truth_above (share of intervals
    that lie above or below the truth), coverage_of_estimate (how often the 95% interval of `step_completion` holds the
    same truth). Shares 0-1.
    """
    tables = [
        _summary(found, "all", pl.lit("")),
        _summary(found, "step", pl.col("step").cast(pl.String)),
        _summary(found, "true_share", true_share_band()),
    ]
    return ordered(tables, SITUATIONS, GROUPS)


def answers(setting: Setting, seed: int) -> pl.DataFrame:
    """What the figure said in one country in every situation, with the truth beside it."""
    return pl.concat([answers_in(tried(setting, seed, one), one) for one in SITUATIONS])


def answers_in(here: Tried, situation: Situation) -> pl.DataFrame:
    """What the figure said in one situation, with the truth beside it."""
    answer = figure("nowcast", here.known, Request(AS_OF, silent_months_slower=here.months_slower)).rows
    estimate = figure("step_completion", here.known, Request(AS_OF)).rows.select(
        "step", estimate_low="interval_low", estimate_high="interval_high"
    )
    shares = here.finished_on(AS_OF).sum(axis=0) / here.applies.sum(axis=0)
    truth = pl.DataFrame({"step": here.truth.setting.programme.step_numbers, "truth": shares})
    return (
        answer.join(truth, on="step", maintain_order="left")
        .join(estimate, on="step", maintain_order="left")
        .select(
            "step", "truth", "value", "interval_low", "interval_high", "estimate_low", "estimate_high",
            silence=pl.lit(situation.value),
        )
    )  # fmt: skip


def _summary(found: pl.DataFrame, group: str, value: pl.Expr) -> pl.DataFrame:
    return summary(
        found,
        group,
        value,
        error=pl.col("value") - pl.col("truth"),
        means={"true_share": pl.col("truth"), "mean_width": WIDTH},
        shares={**misses(), "coverage_of_estimate": holds("truth", "estimate_low", "estimate_high")},
    ).drop("asked_count")
