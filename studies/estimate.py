"""How often the 95% interval of `step_completion`, and its bounds, really hold the truth.

Every replicate is a country of its own: its seed is its number, 1 to N. Nothing is left out of the outcome.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.statements import Standing
from metrics.defining.request import Request
from metrics.figures import figure
from studies.country import AS_OF, Country, Setting, Words, country
from studies.replicates import WORKERS, over_seeds
from studies.silence import STREAM, Silence, reporting
from studies.summary import holds, ordered, summary

SEEDS = range(1, 1_001)
SILENCES = (Silence.RANDOM, Silence.RANDOM_AND_OLD, Silence.BY_PROGRESS)
TRUE_SHARES = (0.05, 0.2, 0.8, 0.95)  # where the rows by true share are cut
GROUPS = ("all", "step", "size_class", "true_share")


def estimate_coverage(setting: Setting, seeds: Sequence[int] = SEEDS, workers: int = WORKERS) -> pl.DataFrame:
    """The table of all countries; see `estimate_table`."""
    return estimate_table(over_seeds(answers, setting, seeds, workers))


def estimate_table(found: pl.DataFrame) -> pl.DataFrame:
    """One row per silence, group (GROUPS) and value.

    Columns interval_count, true_share (mean, taken at the last peildata), mean_error (estimate - truth), coverage with
    coverage_error (Monte-Carlo standard error, replicates as clusters), coverage_on_the_day (the same intervals against
    the truth on the day itself), bounds_hold and bounds_hold_on_the_day. Shares 0-1.
    """
    by_step = found.filter(pl.col("size_class").is_null())
    by_size = found.filter(pl.col("size_class").is_not_null())
    tables = [
        _summary(by_step, "all", pl.lit("")),
        _summary(by_step, "step", pl.col("step").cast(pl.String)),
        _summary(by_size, "size_class", pl.col("size_class").cast(pl.String)),
        _summary(by_step, "true_share", true_share_band()),
    ]
    return ordered(tables, SILENCES, GROUPS)


def answers(setting: Setting, seed: int) -> pl.DataFrame:
    """What the figure said in one country under every silence, with the truth beside it."""
    return pl.concat(_answers(setting, seed))


def true_share_band() -> pl.Expr:
    """Between which two cuts the truth lies, closed below: [0.05, 0.2)."""
    edges = ["-inf", *map(str, TRUE_SHARES), "inf"]
    band = pl.lit(None, pl.String)
    for low, high in pairwise(edges):
        is_within = (pl.col("truth") >= float(low)) & (pl.col("truth") < float(high))
        band = pl.when(is_within).then(pl.lit(f"[{low}, {high})")).otherwise(band)
    return band


def _answers(setting: Setting, seed: int) -> Iterator[pl.DataFrame]:
    truth = country(setting, np.random.default_rng([seed, 0]))
    strata = setting.people["stratum"].to_numpy()
    for silence in SILENCES:
        said = reporting(silence, strata, truth.progress, np.random.default_rng([seed, STREAM[silence]]))
        known, taken = truth.known(said), truth.taken_at(said)
        for by in ((), ("size_class",)) if silence is Silence.RANDOM else ((),):
            answer = figure("step_completion", known, Request(AS_OF, by=by)).rows
            yield _against_truth(answer, truth, taken).with_columns(silence=pl.lit(silence.value))


def _against_truth(answer: pl.DataFrame, truth: Country, taken: Words) -> pl.DataFrame:
    """The rows of a figure with the true share beside each."""
    sizes = truth.setting.people["size_class"].to_numpy()
    steps = list(truth.setting.programme.step_numbers)
    classes = answer["size_class"].to_list() if "size_class" in answer.columns else [None] * answer.height
    members = [np.ones(len(sizes), dtype=bool) if one is None else sizes == one for one in classes]
    columns = [steps.index(step) for step in answer["step"].to_list()]
    return answer.select(
        "step",
        pl.Series("size_class", classes, pl.Int64),
        pl.Series("truth", _shares(taken, members, columns), pl.Float64),
        pl.Series("truth_on_the_day", _shares(truth.standings[0], members, columns), pl.Float64),
        "estimate", "interval_low", "interval_high", "lower_bound", "upper_bound",
    )  # fmt: skip


def _shares(standings: Words, members: list[npt.NDArray[np.bool_]], columns: list[int]) -> list[float | None]:
    shares: list[float | None] = []
    for rows, column in zip(members, columns, strict=True):
        there = standings[rows, column]
        applicable = int((there != Standing.NOT_APPLICABLE).sum())
        shares.append(int((there == Standing.FINISHED).sum()) / applicable if applicable else None)
    return shares


def _summary(found: pl.DataFrame, group: str, value: pl.Expr) -> pl.DataFrame:
    """One row per silence and value, over all answers that have an interval."""
    bounds = ("lower_bound", "upper_bound")
    return summary(
        found,
        group,
        value,
        error=pl.col("estimate") - pl.col("truth"),
        means={"true_share": pl.col("truth")},
        shares={
            "coverage_on_the_day": holds("truth_on_the_day"),
            "bounds_hold": holds("truth", *bounds),
            "bounds_hold_on_the_day": holds("truth_on_the_day", *bounds),
        },
    ).drop("asked_count")
