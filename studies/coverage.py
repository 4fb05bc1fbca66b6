"""How often the 95% interval of `step_completion`, and its bounds, really hold the truth.

Every replicate is a country of its own: its seed is its number, 1 to N. Nothing is left out of the outcome.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.statements import Standing
from metrics.figures import figure
from metrics.request import Request
from studies.country import AS_OF, Country, Setting, Words, country
from studies.silence import Silence, reporting

REPLICATES = 1_000
ROUNDING = 1e-12  # a bound that is reached exactly holds
TRUE_SHARES = (0.05, 0.2, 0.8, 0.95)  # where the rows by true share are cut

ORDER = ("all", "step", "size_class", "true_share")


def coverage(setting: Setting, replicates: int = REPLICATES) -> pl.DataFrame:
    """One row per silence, group (all, step, size_class, true_share) and its value.

    Columns interval_count, true_share (mean, taken at the last peildata), mean_error (estimate - truth), coverage with
    coverage_error (Monte-Carlo standard error, replicates as clusters), coverage_on_the_day (the same intervals against
    the truth on the day itself), bounds_hold and bounds_hold_on_the_day. Shares 0-1.
    """
    found = pl.concat([answer for seed in range(1, replicates + 1) for answer in _answers(setting, seed)])
    by_step = found.filter(pl.col("size_class").is_null())
    groups = [
        _summary(by_step, "all", pl.lit("")),
        _summary(by_step, "step", pl.col("step").cast(pl.String)),
        _summary(found.filter(pl.col("size_class").is_not_null()), "size_class", pl.col("size_class").cast(pl.String)),
        _summary(by_step, "true_share", _band()),
    ]
    silences = pl.Enum([one.value for one in Silence])
    return (
        pl.concat(groups)
        .with_columns(pl.col("silence").cast(silences), pl.col("group").cast(pl.Enum(ORDER)))
        .sort("silence", "group", pl.col("value").str.len_chars() * (pl.col("group") == "step"), "value")
        .with_columns(pl.col("silence", "group").cast(pl.String))
    )


def _band() -> pl.Expr:
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
    for stage, silence in enumerate(Silence, start=1):
        said = reporting(silence, strata, truth.progress, np.random.default_rng([seed, stage]))
        known, taken = truth.known(said), truth.taken_at(said)
        for by in ((), ("size_class",)) if silence is Silence.RANDOM else ((),):
            answer = figure("step_completion", known, Request(AS_OF, by=by)).rows
            yield _against_truth(answer, truth, taken).with_columns(
                silence=pl.lit(silence.value), replicate=pl.lit(seed)
            )


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
        pl.Series("truth", _shares(taken, members, columns)),
        pl.Series("truth_on_the_day", _shares(truth.standings[0], members, columns)),
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
    low, high = pl.col("interval_low") - ROUNDING, pl.col("interval_high") + ROUNDING
    bottom, top = pl.col("lower_bound") - ROUNDING, pl.col("upper_bound") + ROUNDING
    by_replicate = (
        found.filter(pl.col("estimate").is_not_null() & pl.col("truth").is_not_null())
        .group_by("silence", value.alias("value"), "replicate", maintain_order=True)
        .agg(
            interval_count=pl.len(),
            truths=pl.col("truth").sum(),
            errors=(pl.col("estimate") - pl.col("truth")).sum(),
            hits=pl.col("truth").is_between(low, high).sum(),
            hits_on_the_day=pl.col("truth_on_the_day").is_between(low, high).sum(),
            held=pl.col("truth").is_between(bottom, top).sum(),
            held_on_the_day=pl.col("truth_on_the_day").is_between(bottom, top).sum(),
        )
        .sort("silence", "value", "replicate")
    )
    count, share = pl.col("interval_count"), pl.col("hits").sum() / pl.col("interval_count").sum()
    return by_replicate.group_by("silence", "value", maintain_order=True).agg(
        group=pl.lit(group),
        interval_count=count.sum().cast(pl.Int64),
        true_share=pl.col("truths").sum() / count.sum(),
        mean_error=pl.col("errors").sum() / count.sum(),
        coverage=share,
        coverage_error=((pl.col("hits") - share * count) ** 2).sum().sqrt() / count.sum(),
        coverage_on_the_day=pl.col("hits_on_the_day").sum() / count.sum(),
        bounds_hold=pl.col("held").sum() / count.sum(),
        bounds_hold_on_the_day=pl.col("held_on_the_day").sum() / count.sum(),
    )
