"""The studies of what is expected: over the real figures, against a day and a year that are known as well."""

import numpy as np
import polars as pl
import pytest

from domain.statements import Standing
from studies import forecast, nowcast
from studies.country import AS_OF, QUARTERS, Country, Setting, country
from studies.forecast import forecast_table
from studies.nowcast import nowcast_table
from studies.situations import ENDS, MONTHS_SLOWER, Situation, Tried, tried

SEED = 1


@pytest.fixture(scope="module")
def here(setting: Setting) -> Tried:
    return tried(setting, SEED, Situation.RANDOM_AND_OLD)


@pytest.fixture(scope="module")
def one(here: Tried) -> pl.DataFrame:
    return forecast.answers_in(here, Situation.RANDOM_AND_OLD).with_columns(replicate=pl.lit(SEED, pl.Int64))


@pytest.fixture(scope="module")
def truth(setting: Setting) -> Country:
    return country(setting, np.random.default_rng([SEED, 0]), until=ENDS[-1])


def test_every_step_and_every_coming_month_is_asked(setting: Setting, one: pl.DataFrame):
    assert one.height == len(setting.programme.step_numbers) * len(ENDS)
    assert one.select("silence", "step", "months_ahead").is_unique().all()


def test_the_truth_is_counted_over_all_municipalities_those_that_are_silent_included(one: pl.DataFrame, truth: Country):
    end, number = ENDS[4], 8
    row = one.filter(pl.col("months_ahead") == 5, pl.col("step") == number)
    stood = [path.steps[number].standing_on(end.toordinal()) for path in truth.paths]
    assert row["truth"].item() == stood.count(Standing.FINISHED)
    applies = sum(path.steps[number].is_applicable for path in truth.paths)
    assert row["open_count"].item() == applies - stood.count(Standing.FINISHED)


def test_whoever_had_finished_once_is_never_fewer_than_those_that_stand_finished(one: pl.DataFrame):
    assert (one["truth_once"] >= one["truth"]).all()


def test_every_reporter_reports_each_quarter_until_its_last_report(here: Tried):
    said = here.known.statements["milestone"]
    days = said.group_by("municipality_code").agg(pl.col("reporting_date").unique().sort())
    assert days.height == here.said.reports.sum()
    last = {day: QUARTERS.index(day) for day in QUARTERS}
    assert all(found == list(QUARTERS[: last[found[-1]] + 1]) for found in days["reporting_date"].to_list())


def test_those_that_are_slower_stand_where_they_would_have_stood_months_earlier(setting: Setting, truth: Country):
    slower = tried(setting, SEED, Situation.SILENT_SLOWER)
    assert slower.months_slower == MONTHS_SLOWER
    now, then = truth.finished_on([AS_OF, AS_OF.replace(month=4, day=30)])
    found, is_silent = slower.finished_on(AS_OF), ~slower.said.reports
    assert (found[~is_silent] == now[~is_silent]).all()
    assert found[is_silent].sum() == pytest.approx(then[is_silent].sum(), abs=15)  # a few days more or less


def test_what_is_expected_today_is_held_against_the_day_itself(here: Tried):
    rows = nowcast.answers_in(here, Situation.RANDOM_AND_OLD).with_columns(replicate=pl.lit(SEED, pl.Int64))
    shares = (here.truth.standings[0] == Standing.FINISHED).sum(axis=0) / here.applies.sum(axis=0)
    assert rows["truth"].to_list() == pytest.approx(shares.tolist())
    whole = nowcast_table(rows).filter(pl.col("group") == "all").row(0, named=True)
    held = rows.filter(pl.col("truth").is_between("interval_low", "interval_high")).height
    assert whole["coverage"] == pytest.approx(held / rows.height)
    by_estimate = rows.filter(pl.col("truth").is_between("estimate_low", "estimate_high")).height
    assert whole["coverage_of_estimate"] == pytest.approx(by_estimate / rows.height)


def test_what_is_finished_by_day_is_what_each_path_says(truth: Country):
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


def test_the_table_counts_an_interval_as_right_when_the_truth_is_one_of_its_ends(one: pl.DataFrame):
    table = forecast_table(one)
    hits = one.filter(pl.col("interval_low") <= pl.col("truth"), pl.col("truth") <= pl.col("interval_high"))
    whole = table.filter(pl.col("group") == "all").row(0, named=True)
    assert whole["interval_count"] == one.height
    assert whole["coverage"] == pytest.approx(hits.height / one.height)
    assert whole["truth_below"] + whole["truth_above"] + whole["coverage"] == pytest.approx(1)
    by_open = table.filter(pl.col("group") == "open")
    assert by_open["interval_count"].sum() == one.height
