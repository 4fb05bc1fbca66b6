"""The coverage study: the same each time, over the real figure, and told as it came out."""

from dataclasses import replace

import polars as pl
import pytest

from domain.municipalities import Register
from domain.programme import Programme
from studies.country import Setting
from studies.coverage import REPLICATES, coverage
from studies.outcome import Outcome, page
from studies.silence import Silence


@pytest.fixture(scope="module")
def setting() -> Setting:
    return Setting(Register.load(), Programme.load())


@pytest.fixture(scope="module")
def few(setting: Setting) -> pl.DataFrame:
    return coverage(setting, replicates=2)


def test_the_same_seeds_give_the_same_table(setting, few):
    assert coverage(setting, replicates=2).equals(few)


def test_every_step_of_every_country_is_in_the_table_under_every_silence(setting, few):
    whole = few.filter(pl.col("group") == "all")
    assert whole["silence"].to_list() == [one.value for one in Silence]
    assert whole["interval_count"].to_list() == [2 * len(setting.programme.step_numbers)] * 3
    bands = few.filter(pl.col("group") == "true_share").group_by("silence").agg(pl.col("interval_count").sum())
    assert bands["interval_count"].to_list() == [2 * len(setting.programme.step_numbers)] * 3


def test_the_bounds_hold_whoever_is_silent_when_reports_are_true_and_complete(few):
    assert few["bounds_hold"].min() == 1.0


def test_an_outcome_reads_back_as_it_was_written(few, tmp_path):
    kept = replace(Outcome.read(), rows=few)
    kept.write(tmp_path / "coverage.toml")
    again = Outcome.read(tmp_path / "coverage.toml")
    assert again.rows.equals(few.select(again.rows.columns))
    assert page(again) == page(kept)


def test_the_outcome_that_is_kept_has_all_replicates_and_its_bounds_always_held():
    kept = Outcome.read()
    assert kept.replicates == REPLICATES
    whole = kept.rows.filter(pl.col("group") == "all")
    assert whole["interval_count"].to_list() == [11 * REPLICATES] * 3
    assert kept.rows["bounds_hold"].min() == 1.0
