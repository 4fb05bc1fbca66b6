"""The study of the estimate: the same each time, over the real figure, and told as it came out."""

import polars as pl
import pytest

from domain.study_outcome import Study, StudyOutcome
from studies.country import Setting
from studies.estimate import SILENCES, answers, estimate_table


@pytest.fixture(scope="module")
def few(setting: Setting) -> pl.DataFrame:
    return two(setting)


def two(setting: Setting) -> pl.DataFrame:
    return estimate_table(
        pl.concat([answers(setting, seed).with_columns(replicate=pl.lit(seed, pl.Int64)) for seed in (1, 2)])
    )


def test_the_same_seeds_give_the_same_table(setting, few):
    assert two(setting).equals(few)


def test_every_step_of_every_country_is_in_the_table_under_every_silence(setting, few):
    whole = few.filter(pl.col("group") == "all")
    assert whole["silence"].to_list() == list(SILENCES)
    assert whole["interval_count"].to_list() == [2 * len(setting.programme.step_numbers)] * 3
    bands = few.filter(pl.col("group") == "true_share").group_by("silence").agg(pl.col("interval_count").sum())
    assert bands["interval_count"].to_list() == [2 * len(setting.programme.step_numbers)] * 3


def test_the_bounds_hold_whoever_is_silent_when_reports_are_true_and_complete(few):
    assert few["bounds_hold"].min() == 1.0


def test_the_outcome_that_is_kept_has_all_replicates_and_its_bounds_always_held():
    kept = StudyOutcome.read(Study.ESTIMATE)
    assert kept.replicates == 1_000
    whole = kept.rows.filter(pl.col("group") == "all")
    assert whole["interval_count"].to_list() == [11_000] * 3
    assert kept.rows["bounds_hold"].min() == 1.0
