"""The stratified ratio estimate against R, against a textbook formula written apart, and its merging of strata."""

import csv
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.defining.definition import quartiles
from metrics.defining.estimate import NORMAL_975, Strata, effective_number, ratio_estimate, with_interval
from tests import oracle_of_figures, oracle_of_intervals

REFERENCE = Path(__file__).resolve().parents[2] / "reference"


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(newline="") as file:
        return list(csv.DictReader(file))


def strata(cells: dict[int, tuple[int, int, int, int]]) -> Strata:
    """One group; per stratum (0..3) population, finished, unfinished, not applicable."""
    table = np.zeros((4, 1, 4))
    for place, (population, finished, unfinished, not_applicable) in cells.items():
        table[:, 0, place] = (population, finished + unfinished + not_applicable, finished, finished + unfinished)
    return Strata(*table)


@pytest.mark.parametrize("expected", read("stratified_ratio.csv"), ids=lambda row: row["case"])
def test_the_estimate_and_its_standard_error_are_those_of_r(expected):
    cells = {
        int(row["stratum"]) - 1: (
            int(row["population"]), int(row["finished"]), int(row["unfinished"]), int(row["not_applicable"])
        )
        for row in read("stratified_ratio_cases.csv")
        if row["case"] == expected["case"]
    }  # fmt: skip
    ratio, error = ratio_estimate(strata(cells))
    assert ratio[0] == pytest.approx(float(expected["estimate"]), abs=1e-12)
    assert error[0] == pytest.approx(float(expected["standard_error"]), abs=1e-12)
    assert ratio[0] - NORMAL_975 * error[0] == pytest.approx(float(expected["low"]), abs=1e-12)
    assert ratio[0] + NORMAL_975 * error[0] == pytest.approx(float(expected["high"]), abs=1e-12)


def interval(cells: dict[int, tuple[int, int, int, int]]) -> dict:
    """The row that `with_interval` makes of one group of strata."""
    said = strata(cells)
    ratio, error = ratio_estimate(said)
    silent = sum(size - f - u - n for size, f, u, n in cells.values())
    finished, applicable = (int(of.sum()) for of in (said.numerator, said.denominator))
    possible = applicable + silent
    row = {
        "estimate": ratio[0], "effective": effective_number(said, ratio, error)[0], "silent": silent,
        "lower_bound": finished / possible if possible else None,
        "upper_bound": (finished + silent) / possible if possible else None,
    }  # fmt: skip
    return with_interval(pl.DataFrame([row], infer_schema_length=None).fill_nan(None)).row(0, named=True)


@pytest.mark.parametrize("expected", read("stratified_interval.csv"), ids=lambda row: row["case"])
def test_the_interval_is_jeffreys_on_the_effective_sample_cut_to_the_bounds_as_r_gives_it(expected):
    cells = {
        int(row["stratum"]) - 1: (
            int(row["population"]), int(row["finished"]), int(row["unfinished"]), int(row["not_applicable"])
        )
        for row in read("stratified_interval_cases.csv")
        if row["case"] == expected["case"]
    }  # fmt: skip
    found = interval(cells)
    assert found["effective"] == pytest.approx(float(expected["effective"]), rel=1e-9)
    ends = [found["interval_low"], found["interval_high"]]
    assert ends == pytest.approx([float(expected["low"]), float(expected["high"])], abs=1e-9)


def test_two_reporters_of_342_that_both_finished_leave_most_of_the_country_open():
    found = interval({0: (30, 0, 0, 0), 1: (200, 2, 0, 0), 3: (112, 0, 0, 0)})
    assert found["estimate"] == 1.0
    assert (found["interval_low"], found["interval_high"]) == (pytest.approx(0.335, abs=0.0005), 1.0)


def test_where_everybody_reported_the_interval_is_what_they_said():
    found = interval({0: (8, 3, 5, 0), 3: (5, 5, 0, 0)})
    assert (found["interval_low"], found["interval_high"]) == (8 / 13, 8 / 13)


@pytest.mark.parametrize("expected", read("type7_quantiles.csv"), ids=lambda row: row["case"])
def test_quartiles_are_those_of_type_7(expected):
    days = pl.DataFrame({"days": [int(value) for value in expected["values"].split()]})
    found = days.select(**quartiles(pl.col("days"))).row(0, named=True)
    assert found == {name: pytest.approx(float(expected[name]), abs=1e-12) for name in ("q1", "median", "q3")}


COUNT = st.integers(0, 4)
CELL = st.tuples(st.integers(0, 6), COUNT, COUNT, COUNT).map(lambda c: (c[0] + sum(c[1:]), *c[1:]))


@settings(deadline=None)
@given(st.tuples(CELL, CELL, CELL, CELL))
def test_any_strata_give_the_textbook_ratio_and_variance_after_merging(cells):
    lists = [
        ["finished"] * f + ["started"] * u + ["not_applicable"] * n + ["not_reported"] * (size - f - u - n)
        for size, f, u, n in cells
    ]
    merged = oracle_of_figures.merge_thin_strata(lists)
    expected = oracle_of_figures.stratified_ratio(
        [
            (len(one), [(int(s == "finished"), int(s != "not_applicable")) for s in one if s != "not_reported"])
            for one in merged
        ]
    )
    ratio, error = ratio_estimate(strata(dict(enumerate(cells))))
    if expected is None:
        assert np.isnan(ratio[0])
        assert np.isnan(error[0])
    else:
        assert ratio[0] == pytest.approx(expected[0], abs=1e-12)
        assert error[0] ** 2 == pytest.approx(expected[1], abs=1e-12)


@settings(deadline=None)
@given(st.tuples(CELL, CELL, CELL, CELL))
def test_no_interval_is_without_width_while_anybody_is_silent_and_each_holds_its_estimate_within_the_bounds(cells):
    found = interval(dict(enumerate(cells)))
    if found["estimate"] is None:
        assert found["interval_low"] is None
        assert found["interval_high"] is None
        return
    low, high, rounding = found["interval_low"], found["interval_high"], 1e-12
    assert (high - low > 1e-6) == (found["silent"] > 0)
    assert low - rounding <= found["estimate"] <= high + rounding
    assert found["lower_bound"] - rounding <= low <= high <= found["upper_bound"] + rounding


def test_where_the_silent_are_only_among_those_it_applies_to_nobody_as_many_count_as_it_applies_to():
    found = interval({0: (9, 0, 0, 3), 3: (6, 4, 2, 0)})
    assert found["effective"] == 6
    low, high = oracle_of_intervals.jeffreys(4 / 6, 6)
    assert [found["interval_low"], found["interval_high"]] == pytest.approx([max(low, 4 / 12), min(high, 10 / 12)])


def test_a_thin_stratum_is_merged_with_its_lower_neighbour_and_the_lowest_with_its_upper():
    thin_on_top = strata({1: (100, 30, 20, 0), 2: (40, 10, 10, 0), 3: (9, 1, 0, 0)}).merged()
    assert thin_on_top.population[0].tolist() == [0, 100, 49, 0]
    thin_below = strata({0: (9, 0, 1, 0), 1: (100, 30, 20, 0), 3: (9, 1, 1, 0)}).merged()
    assert thin_below.population[0].tolist() == [0, 109, 0, 9]


def test_a_thin_stratum_that_stays_thin_with_its_neighbour_goes_down_further():
    merged = strata({0: (50, 9, 9, 0), 2: (40, 0, 0, 0), 3: (9, 1, 0, 0)}).merged()
    assert merged.population[0].tolist() == [99, 0, 0, 0]
    assert merged.stated[0].tolist() == [19, 0, 0, 0]


def test_fewer_than_two_statements_carry_no_estimate():
    assert np.isnan(ratio_estimate(strata({1: (10, 1, 0, 0)}))[0][0])


def test_a_step_that_applies_to_nobody_has_no_estimate():
    assert np.isnan(ratio_estimate(strata({1: (10, 0, 0, 5)}))[0][0])
