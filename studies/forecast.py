"""How often the 80% interval of `forecast` really holds the number that turns out to be finished.

Every replicate is a country of its own, of which the year after the as_of date is known as well: its seed is its
number. Nothing is left out of the outcome. One more country per seed is made to find out why an interval misses: in it
a municipality has no pace of its own, and no step is opened again.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.value_status import ValueStatus
from metrics.catalogue import CATALOGUE
from metrics.defining.question import Question
from metrics.defining.request import Group, Request
from metrics.forecast.expectation import expected
from metrics.forecast.forecast import DRAW_COUNT, Outlook, coming_month_ends, outlook
from metrics.standing.known import Known
from pipelines.simulator.country.assumptions import assumptions_for
from studies.country import AS_OF, Country, Setting, country
from studies.replicates import WORKERS, over_seeds
from studies.silence import STREAM, Silence, reporting
from studies.summary import holds, ordered, summary

SEEDS = range(1, 201)
SAME_PACE = "everyone_same_pace"
SAME_PACE_EVERY = 4  # of the seeds: enough to see a cause by
DRAWS = 500  # the figure makes 2,000; what that changes is shown for the seeds of MANY_DRAWS_EVERY
MANY_DRAWS_EVERY = 20
SITUATIONS = (Silence.EVERYONE, Silence.RANDOM, SAME_PACE)
GROUPS = ("all", "form", "step", "months_ahead", "draws")
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
    as_many = found.filter(pl.col("silence") == Silence.EVERYONE, pl.col("replicate") % MANY_DRAWS_EVERY == 0)
    found = found.filter(pl.col("draw_count") == DRAWS)
    is_single = pl.col("value_status") == ValueStatus.OBSERVED
    given = found.filter(pl.col("interval_low").is_not_null())
    tables = [
        _summary(found, "all", pl.lit("")),
        _summary(given, "form", pl.when(is_single).then(pl.lit("single")).otherwise(pl.lit("range"))),
        _summary(found, "step", pl.col("step").cast(pl.String)),
        _summary(found, "months_ahead", pl.col("months_ahead").cast(pl.String)),
        _summary(as_many, "draws", pl.col("draw_count").cast(pl.String)),
    ]
    return ordered(tables, SITUATIONS, GROUPS)


def answers(setting: Setting, seed: int) -> pl.DataFrame:
    """What the figure said in one country in every situation, with the truth beside it."""
    truth = country(setting, np.random.default_rng([seed, 0]), until=ENDS[-1])
    found = [_answers(truth, silence, seed) for silence in (Silence.EVERYONE, Silence.RANDOM)]
    if seed % MANY_DRAWS_EVERY == 0:
        found.append(_answers(truth, Silence.EVERYONE, seed, draw_count=DRAW_COUNT))
    if seed % SAME_PACE_EVERY == 0:
        assumed = replace(assumptions_for(setting.programme), pace_spread=0.0, reopened_share=0.0)
        alike = country(setting, np.random.default_rng([seed, 0]), until=ENDS[-1], assumptions=assumed)
        found.append(_answers(alike, Silence.EVERYONE, seed, situation=SAME_PACE))
    return pl.concat(found)


def _answers(
    truth: Country, silence: Silence, seed: int, situation: str | None = None, draw_count: int = DRAWS
) -> pl.DataFrame:
    strata = truth.setting.people["stratum"].to_numpy()
    said = reporting(silence, strata, truth.progress, np.random.default_rng([seed, STREAM[silence]]))
    known = truth.known(said)
    question = Question(known, Request(AS_OF), (Group.STEP, Group.MONTH))
    answer = CATALOGUE["forecast"].summarise(expected(question, draw_count), question)
    is_followed = _followed(known, truth.setting)
    finished, once = (truth.finished_on(ENDS, once=once) & is_followed for once in (False, True))
    return _against_truth(answer, finished, once, truth.setting).with_columns(
        silence=pl.lit(situation or str(silence)), draw_count=pl.lit(draw_count, pl.Int64)
    )


def _followed(known: Known, setting: Setting) -> npt.NDArray[np.bool_]:
    """By municipality and step: whether the figure is about it (finished, or its end is drawn)."""
    followed = (
        outlook(known, AS_OF)
        .sort("municipality_code", "step_number")
        .select(pl.col("outlook").is_in([Outlook.FINISHED, Outlook.DRAWN]))
    )
    return followed["outlook"].to_numpy().reshape(-1, len(setting.programme.step_numbers))


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
