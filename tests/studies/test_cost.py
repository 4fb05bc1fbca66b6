"""The study of the expected cost: the truth is what everything costs in the end."""

import polars as pl
import pytest

from studies.cost import ROUNDING_EUR, answers, cost_table
from studies.country import Setting

SEED = 2_001


@pytest.fixture(scope="module")
def one(setting: Setting) -> pl.DataFrame:
    return answers(setting, SEED).with_columns(replicate=pl.lit(SEED, pl.Int64))


def test_every_step_and_all_together_are_asked_and_the_whole_is_the_sum_of_the_steps(setting, one):
    for _, rows in one.group_by("silence"):
        assert rows["step"].drop_nulls().sort().to_list() == list(setting.programme.step_numbers)
        whole = rows.filter(pl.col("step").is_null())["truth"].item()
        assert whole == pytest.approx(rows.drop_nulls("step")["truth"].sum())


def test_the_truth_does_not_depend_on_who_reports(one):
    assert one.group_by("step").agg(pl.col("truth").n_unique())["truth"].unique().to_list() == [1]


def test_the_more_report_the_narrower_the_interval(one):
    width = one.with_columns(width=pl.col("interval_high") - pl.col("interval_low")).filter(pl.col("step") == 5)
    by_silence = dict(width.select("silence", "width").rows())
    assert by_silence["everyone"] < by_silence["random"]


def test_amounts_in_cents_do_not_make_an_interval_miss():
    found = pl.DataFrame(
        {"silence": "everyone", "replicate": [1, 2], "step": [1, 1], "value": 100.0, "interval_low": 100.0,
         "interval_high": 100.0, "truth": [100.0 - ROUNDING_EUR / 2, 100.0 - 2 * ROUNDING_EUR]}
    )  # fmt: skip
    row = cost_table(found).filter(pl.col("group") == "step").row(0, named=True)
    assert (row["coverage"], row["truth_below"], row["truth_above"]) == (0.5, 0.5, 0.0)
