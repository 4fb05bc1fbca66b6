"""How often the 80% interval of `forecast` really holds the number that turns out to be finished.

Every replicate is a country of its own, of which the year after the as_of date is known as well: its seed is its
number. Nothing is left out of the outcome.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from metrics.defining.request import Request
from metrics.figures import figure
from studies.country import AS_OF, Setting
from studies.replicates import WORKERS, over_seeds
from studies.situations import ENDS, Situation, Tried, tried
from studies.summary import WIDTH, holds, misses, ordered, summary

SEEDS = range(1_101, 1_201)
SITUATIONS: Final = tuple(one for one in Situation if one is not Situation.SILENT_SLOWER)
GROUPS = ("all", "step", "months_ahead", "open")
MANY_OPEN: Final = 10  # with fewer the interval goes by whole municipalities, and holds more than it says


def forecast_coverage(setting: Setting, seeds: Sequence[int] = SEEDS, workers: int = WORKERS) -> pl.DataFrame:
    """The table of all countries; see `forecast_table`."""
    return forecast_table(over_seeds(answers, setting, seeds, workers))


def forecast_table(found: pl.DataFrame) -> pl.DataFrame:
    """One row per silence (SITUATIONS), group (GROUPS) and value; open: by how many are really unfinished by then.

    Columns asked_count (answers asked for), interval_count (those with an interval), true_count (mean number really
    finished), mean_error (value - truth in municipalities), coverage with coverage_error (Monte-Carlo standard error,
    replicates as clusters), truth_below and truth_above (share of intervals that lie above or below the truth),
    coverage_without_reopening (the same intervals against the number that had finished once, a step that was opened
    again included), mean_width (municipalities). Shares 0-1.
    """
    is_many = pl.col("open_count") >= MANY_OPEN
    tables = [
        _summary(found, "all", pl.lit("")),
        _summary(found, "step", pl.col("step").cast(pl.String)),
        _summary(found, "months_ahead", pl.col("months_ahead").cast(pl.String)),
        _summary(found, "open", pl.when(is_many).then(pl.lit("many_open")).otherwise(pl.lit("few_open"))),
    ]
    return ordered(tables, SITUATIONS, GROUPS)


def answers(setting: Setting, seed: int) -> pl.DataFrame:
    """What the figure said in one country in every situation, with the truth beside it."""
    return pl.concat([answers_in(tried(setting, seed, one), one) for one in SITUATIONS])


def answers_in(here: Tried, situation: Situation) -> pl.DataFrame:
    """What the figure said in one situation, with the truth beside it; months_ahead counts from 1."""
    answer = figure("forecast", here.known, Request(AS_OF)).rows
    finished, once = (np.array([here.finished_on(end, once=how).sum(axis=0) for end in ENDS]) for how in (False, True))
    months = {end.isoformat()[:7]: place for place, end in enumerate(ENDS)}
    columns = {number: place for place, number in enumerate(here.truth.setting.programme.step_numbers)}
    places = [(months[str(month)], columns[int(step)]) for step, month in answer.select("step", "month").iter_rows()]
    whole = here.applies.sum(axis=0)
    return answer.select(
        "step",
        pl.Series("months_ahead", [month + 1 for month, _ in places], pl.Int64),
        pl.Series("truth", [finished[place] for place in places], pl.Float64),
        pl.Series("truth_once", [once[place] for place in places], pl.Float64),
        pl.Series("open_count", [whole[step] - finished[month, step] for month, step in places], pl.Int64),
        "value", "interval_low", "interval_high", silence=pl.lit(situation.value),
    )  # fmt: skip


def _summary(found: pl.DataFrame, group: str, value: pl.Expr) -> pl.DataFrame:
    return summary(
        found,
        group,
        value,
        error=pl.col("value") - pl.col("truth"),
        means={"true_count": pl.col("truth"), "mean_width": WIDTH},
        shares={**misses(), "coverage_without_reopening": holds("truth_once")},
    )
