"""The study of the expectation: over the real figure, against a year that is known as well."""

import numpy as np
import polars as pl
import pytest

from domain.statements import Standing
from studies.country import AS_OF, Country, Setting, country
from studies.forecast import DRAWS, ENDS, answers, forecast_table

SEED = 1


@pytest.fixture(scope="module")
def one(setting: Setting) -> pl.DataFrame:
    return answers(setting, SEED).with_columns(replicate=pl.lit(SEED, pl.Int64))


@pytest.fixture(scope="module")
def truth(setting: Setting) -> Country:
    return country(setting, np.random.default_rng([SEED, 0]), until=ENDS[-1])


def test_every_step_and_every_coming_month_is_asked_under_every_silence(setting, one):
    asked = one.group_by("silence", "draw_count").agg(pl.len()).sort("silence").rows()
    count = len(setting.programme.step_numbers) * len(ENDS)
    assert asked == [("everyone", DRAWS, count), ("random", DRAWS, count)]
    assert one.select("silence", "step", "months_ahead", "draw_count").is_unique().all()


def test_the_truth_is_counted_step_by_step_on_the_month_end_itself(setting, one, truth):
    """Everyone reports, so all are followed but those without any start and those to whom it does not apply."""
    end, number = ENDS[4], 8
    row = one.filter(pl.col("silence") == "everyone", pl.col("months_ahead") == 5, pl.col("step") == number)
    started = [
        path
        for path in truth.paths
        if min(s.start for s in path.steps.values() if s.is_applicable) <= AS_OF.toordinal()
    ]
    stood = [path.steps[number].standing_on(end.toordinal()) for path in started]
    assert row["truth"].item() == stood.count(Standing.FINISHED)


def test_whoever_had_finished_once_is_never_fewer_than_those_that_stand_finished(one):
    assert (one["truth_once"] >= one["truth"]).all()


def test_what_is_finished_by_day_is_what_each_path_says(truth):
    days = [AS_OF, ENDS[6]]
    for once, of in ((False, truth.finished_on(days)), (True, truth.finished_on(days, once=True))):
        for place, day in enumerate(days):
            for row, path in zip(of[place], truth.paths, strict=True):
                steps = [path.steps[number] for number in truth.setting.programme.step_numbers]
                expected = [
                    s.is_applicable and (s.end <= day.toordinal() if once else s.end_on(day.toordinal()) is not None)
                    for s in steps
                ]
                assert row.tolist() == expected


def test_the_table_counts_an_interval_as_right_when_the_truth_is_one_of_its_ends(one):
    table = forecast_table(one)
    given = one.filter(pl.col("silence") == "random", pl.col("interval_low").is_not_null())
    hits = given.filter(pl.col("interval_low") <= pl.col("truth"), pl.col("truth") <= pl.col("interval_high"))
    whole = table.filter(pl.col("silence") == "random", pl.col("group") == "all").row(0, named=True)
    assert whole["interval_count"] == given.height
    assert whole["coverage"] == pytest.approx(hits.height / given.height)
    assert whole["truth_below"] + whole["truth_above"] + whole["coverage"] == pytest.approx(1)
    forms = table.filter(pl.col("silence") == "random", pl.col("group") == "form")
    assert forms["interval_count"].sum() == given.height
