"""Curves, what is read off them and the log-rank test agree with R; tests/reference/time_to_event.R made the cases."""

import csv
import math
import time
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.durations.curve_readings import Median, landmarks, median, restricted_mean
from metrics.durations.log_rank import log_rank
from metrics.durations.survival import Curve, Durations, band, is_spent_early, kaplan_meier, thin_start_until

REFERENCE = Path(__file__).resolve().parents[2] / "reference"
EXACT = 1e-8


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"time_to_event_{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def number(cell: str) -> float:
    return math.nan if cell == "" else float(cell)


def numbers(rows: list[dict[str, str]], column: str) -> list[float]:
    return [number(row[column]) for row in rows]


def blocks(name: str) -> list:
    """One parameter set per data set and kind of band, with the rows that R gave."""
    return [
        pytest.param(*key, list(rows), id="-".join(key))
        for key, rows in groupby(read(name), key=lambda row: (row["case"], row["kind"]))
    ]


def durations(rows: list[dict[str, str]]) -> Durations:
    entry, leave, event = (
        np.array([int(row[name]) for row in rows], dtype=np.int64) for name in ("entry", "exit", "event")
    )
    return Durations(entry, leave, event == 1)


CASES = {case: list(rows) for case, rows in groupby(read("spells"), key=lambda row: row["case"])}
CURVES = {case: kaplan_meier(durations(rows)) for case, rows in CASES.items()}


def drawn(*spells: tuple[int, int, int]) -> Durations:
    """Spells as (entry, exit, is an event)."""
    table = np.array(spells, dtype=np.int64).reshape(-1, 3)
    return Durations(table[:, 0], table[:, 1], table[:, 2] == 1)


def close(found: object, expected: object) -> None:
    np.testing.assert_allclose(
        np.asarray(found, dtype=float), np.asarray(expected, dtype=float), rtol=EXACT, atol=EXACT
    )


def test_there_are_enough_cases_and_every_one_was_given_to_r():
    assert len(CASES) >= 14
    assert {row["case"] for row in read("curves")} == set(CASES)


@pytest.mark.parametrize(("case", "kind", "rows"), blocks("curves"))
def test_the_curve_its_counts_its_greenwood_error_and_its_bands_are_those_of_r(case, kind, rows):
    curve = CURVES[case]
    low, high = band(curve, kind)
    for found, column in [
        (curve.time_days, "time"), (curve.at_risk, "at_risk"), (curve.events, "events"),
        (curve.censored, "censored"), (curve.unfinished_share, "share"), (curve.standard_error, "se"),
        (low, "low"), (high, "high"),
    ]:  # fmt: skip
        close(found, numbers(rows, column))


@pytest.mark.parametrize(("case", "kind", "rows"), blocks("readings"))
def test_the_median_with_its_interval_and_the_restricted_mean_are_those_of_r(case, kind, rows):
    found = median(CURVES[case], kind)
    expected = [number(rows[0][name]) for name in ("median", "median_low", "median_high")]
    close([math.nan if one is None else one for one in (found.days, found.low_days, found.high_days)], expected)
    mean = restricted_mean(CURVES[case])
    close([mean.days, mean.standard_error_days], [number(rows[0]["rmean"]), number(rows[0]["rmean_se"])])


@pytest.mark.parametrize(("case", "kind", "rows"), blocks("landmarks"))
def test_the_share_finished_at_a_landmark_is_that_of_r_and_unknown_beyond_the_last_day_seen(case, kind, rows):
    expected = {int(row["days"]): row for row in rows}
    for mark in landmarks(CURVES[case], kind=kind):
        if mark.days not in expected:
            assert (mark.finished_share, mark.interval_low, mark.interval_high) == (None, None, None)
            continue
        row = expected[mark.days]
        close(mark.finished_share, 1 - number(row["share"]))
        if 0 < mark.finished_share < 1:
            close([mark.interval_low, mark.interval_high], [1 - number(row["high"]), 1 - number(row["low"])])


@pytest.mark.parametrize("case", sorted({row["case"] for row in read("log_rank")}))
def test_the_log_rank_test_is_that_of_r_also_with_ties_and_late_entries(case):
    expected = [row for row in read("log_rank") if row["case"] == case]
    groups = sorted({row["group"] for row in CASES[case]})
    found = log_rank([durations([row for row in CASES[case] if row["group"] == group]) for group in groups])
    close(found.observed, numbers(expected, "observed"))
    close(found.expected, numbers(expected, "expected"))
    close([found.chi_square, found.p_value], [number(expected[0]["chi_square"]), number(expected[0]["p_value"])])
    assert found.degrees_of_freedom == int(expected[0]["freedom"])


def test_a_group_without_anybody_has_an_empty_curve_and_nothing_is_read_off_it():
    curve = kaplan_meier(drawn())
    assert (len(curve.time_days), curve.spell_count, curve.event_count, curve.last_day) == (0, 0, 0, None)
    assert median(curve) == Median(None, None, None)
    assert restricted_mean(curve) is None
    assert all(mark.finished_share is None for mark in landmarks(curve))
    assert thin_start_until(curve) is None
    assert not is_spent_early(curve)


def test_a_spell_that_enters_late_and_leaves_at_once_adds_nothing():
    with_it = kaplan_meier(drawn((0, 10, 1), (0, 20, 0), (10, 10, 1)))
    assert with_it.at_risk.tolist() == kaplan_meier(drawn((0, 10, 1), (0, 20, 0))).at_risk.tolist()
    assert with_it.spell_count == 2


def test_one_that_enters_on_the_day_another_finishes_is_not_at_risk_that_day():
    curve = kaplan_meier(drawn((0, 10, 1), (10, 20, 1)))
    assert curve.at_risk.tolist() == [1, 1]


def test_the_median_lies_halfway_a_flat_piece_at_one_half():
    assert median(CURVES["flat_at_half"]).days == 25
    assert median(CURVES["flat_at_half_to_the_end"]).days == 20  # nothing lower follows: the day the half was reached


def test_a_median_that_is_not_reached_is_none_and_not_the_last_day():
    assert median(CURVES["never_at_half"]).days is None


def test_a_restricted_mean_says_when_the_last_share_was_held_up_to_the_horizon():
    assert restricted_mean(kaplan_meier(drawn((0, 100, 1), (0, 200, 0)))).is_extended
    assert not restricted_mean(kaplan_meier(drawn((0, 100, 1), (0, 200, 1)))).is_extended
    assert not restricted_mean(kaplan_meier(drawn((0, 100, 1), (0, 730, 0)))).is_extended


def test_a_landmark_has_no_interval_where_nobody_or_everybody_has_finished():
    nobody = landmarks(kaplan_meier(drawn((0, 400, 1), (0, 500, 0))))[0]
    assert (nobody.finished_share, nobody.interval_low, nobody.interval_high) == (0, None, None)


def test_a_small_risk_set_at_the_start_of_a_truncated_curve_is_said():
    assert thin_start_until(CURVES["late_small_start"]) == 19
    assert thin_start_until(CURVES["late_nobody_at_start"]) == 40  # it never holds five
    few_from_the_start = kaplan_meier(drawn((0, 10, 1), (0, 20, 0)))
    assert thin_start_until(few_from_the_start) is None


def test_a_curve_that_came_to_nothing_before_others_entered_is_said():
    assert is_spent_early(CURVES["late_spent_early"])
    assert not any(is_spent_early(curve) for case, curve in CURVES.items() if case != "late_spent_early")


def test_groups_that_share_no_risk_set_cannot_be_compared():
    apart = log_rank([drawn((0, 5, 1)), drawn((5, 9, 1))])
    assert (apart.chi_square, apart.p_value) == (None, None)
    alone = log_rank([drawn((0, 5, 1), (0, 7, 1)), drawn()])
    assert (alone.chi_square, alone.p_value, alone.degrees_of_freedom) == (None, None, 0)
    assert log_rank([]).chi_square is None


SPELL = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 1)).map(
    lambda s: (min(s[:2]), max(s[:2]), s[2])
)


@given(st.lists(SPELL, max_size=25))
def test_any_spells_give_the_product_over_days_written_out(spells):
    seen = [s for s in spells if s[1] > s[0] or s[1] == 0]
    share, expected = 1.0, []
    for day in sorted({s[1] for s in seen}):
        at_risk = sum((s[0] < day or s[0] == 0) and s[1] >= day for s in seen)
        ended = sum(s[1] == day and s[2] for s in seen)
        share *= 1 - ended / at_risk
        expected.append((day, at_risk, ended, share))
    curve = kaplan_meier(drawn(*spells))
    found = list(zip(curve.time_days, curve.at_risk, curve.events, curve.unfinished_share, strict=True))
    assert found == [(d, n, e, pytest.approx(s, abs=1e-12)) for d, n, e, s in expected]


def test_eleven_curves_of_all_municipalities_take_milliseconds():
    whole = durations(CASES["municipalities_late"])
    assert len(whole.exit_days) == 342
    began = time.perf_counter()
    made: list[Curve] = [kaplan_meier(whole) for _ in range(11)]
    for curve in made:
        band(curve)
        median(curve)
        restricted_mean(curve)
        landmarks(curve)
    assert time.perf_counter() - began < 0.2  # some ten milliseconds when the machine has nothing else to do
