"""How often the 80% interval of `forecast` really holds the number that turns out to be finished.

Every replicate is a country of its own, of which the year after the as_of date is known as well: its seed is its
number. Nothing is left out of the outcome. One more country per seed is made to find out why an interval misses: in it
a municipality has no pace of its own, and no step is opened again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.statements import Standing
from domain.value_status import ValueStatus
from metrics.figures import figure
from metrics.forecast import Outlook, coming_month_ends, outlook
from metrics.known import Known
from metrics.request import Request
from pipelines.simulator.assumptions import assumptions_for
from studies.country import AS_OF, Country, Setting, country
from studies.replicates import WORKERS, over_seeds
from studies.silence import STREAM, Silence, reporting
from studies.summary import holds, ordered, summary

SEEDS = range(1, 201)
SAME_PACE = "everyone_same_pace"
SITUATIONS = (Silence.EVERYONE, Silence.RANDOM, SAME_PACE)
GROUPS = ("all", "form", "step", "months_ahead")
ENDS = coming_month_ends(AS_OF)


def forecast_coverage(setting: Setting, seeds: Sequence[int] = SEEDS, workers: int = WORKERS) -> pl.DataFrame:
    """The table of all countries; see `forecast_table`."""
    return forecast_table(over_seeds(answers, setting, seeds, workers))


def forecast_table(found: pl.DataFrame) -> pl.DataFrame:
    """One row per silence (SITUATIONS), group (GROUPS) and value; form: a single value was given, or a range.

    Columns asked_count (answers asked for), interval_count (those with an interval), true_count (mean number really
    finished), mean_error (value - truth in municipalities, where a single value was given), coverage with
    coverage_error (Monte-Carlo standard error, replicates as clusters), truth_below and truth_above (share of intervals
    that lie above or below the truth), coverage_without_reopening (the same intervals against the number that had
    finished once, a step that was opened again included), mean_width (municipalities). Shares 0-1.
    """
    is_single = pl.col("value_status") == ValueStatus.OBSERVED
    given = found.filter(pl.col("interval_low").is_not_null())
    tables = [
        _summary(found, "all", pl.lit("")),
        _summary(given, "form", pl.when(is_single).then(pl.lit("single")).otherwise(pl.lit("range"))),
        _summary(found, "step", pl.col("step").cast(pl.String)),
        _summary(found, "months_ahead", pl.col("months_ahead").cast(pl.String)),
    ]
    return ordered(tables, SITUATIONS, GROUPS)


def answers(setting: Setting, seed: int) -> pl.DataFrame:
    """What the figure said in one country in every situation, with the truth beside it."""
    assumed = assumptions_for(setting.programme)
    same_pace = replace(assumed, pace_spread=0.0, reopened_share=0.0)
    as_it_is, alike = (
        country(setting, np.random.default_rng([seed, 0]), until=ENDS[-1], assumptions=one)
        for one in (assumed, same_pace)
    )
    found = [_answers(as_it_is, silence, silence, seed) for silence in (Silence.EVERYONE, Silence.RANDOM)]
    return pl.concat([*found, _answers(alike, Silence.EVERYONE, SAME_PACE, seed)])


def _answers(truth: Country, silence: Silence, situation: str, seed: int) -> pl.DataFrame:
    strata = truth.setting.people["stratum"].to_numpy()
    said = reporting(silence, strata, truth.progress, np.random.default_rng([seed, STREAM[silence]]))
    known = truth.known(said)
    answer = figure("forecast", known, Request(AS_OF)).rows
    is_followed = _followed(known, truth.setting)
    finished = np.array([truth.standings_on(end) == Standing.FINISHED for end in ENDS]) & is_followed
    once = np.array([_finished_once(truth, end) for end in ENDS]) & is_followed
    return _against_truth(answer, finished, once, truth.setting).with_columns(silence=pl.lit(str(situation)))


def _followed(known: Known, setting: Setting) -> npt.NDArray[np.bool_]:
    """By municipality and step: whether the figure is about it (finished, or its end is drawn)."""
    followed = (
        outlook(known, AS_OF)
        .sort("municipality_code", "step_number")
        .select(pl.col("outlook").is_in([Outlook.FINISHED, Outlook.DRAWN]))
    )
    return followed["outlook"].to_numpy().reshape(-1, len(setting.programme.step_numbers))


def _finished_once(truth: Country, end: date) -> npt.NDArray[np.bool_]:
    """By municipality and step: whether it had finished by then, whatever became of it."""
    day, numbers = end.toordinal(), truth.setting.programme.step_numbers
    return np.array(
        [[path.steps[n].is_applicable and path.steps[n].end <= day for n in numbers] for path in truth.paths]
    )


def _against_truth(
    answer: pl.DataFrame, finished: npt.NDArray[np.bool_], once: npt.NDArray[np.bool_], setting: Setting
) -> pl.DataFrame:
    """The rows of the figure with the true numbers beside each; months_ahead counts from 1."""
    months = {end.isoformat()[:7]: place for place, end in enumerate(ENDS)}
    columns = {number: place for place, number in enumerate(setting.programme.step_numbers)}
    places = [(months[str(month)], columns[int(step)]) for step, month in answer.select("step", "month").iter_rows()]
    counts = {name: of.sum(axis=1) for name, of in (("truth", finished), ("truth_once", once))}
    return answer.select(
        "step",
        pl.Series("months_ahead", [month + 1 for month, _ in places], pl.Int64),
        *(pl.Series(name, [of[place] for place in places], pl.Float64) for name, of in counts.items()),
        "value", "value_status", "interval_low", "interval_high",
    )  # fmt: skip


def _summary(found: pl.DataFrame, group: str, value: pl.Expr) -> pl.DataFrame:
    return summary(
        found,
        group,
        value,
        error=pl.col("value") - pl.col("truth"),
        means={"true_count": pl.col("truth"), "mean_width": pl.col("interval_high") - pl.col("interval_low")},
        shares={
            "truth_below": pl.col("truth") < pl.col("interval_low"),
            "truth_above": pl.col("truth") > pl.col("interval_high"),
            "coverage_without_reopening": holds("truth_once"),
        },
    )
