"""Training: hand-made tables, each value_status, and what is never said."""

import json
from dataclasses import replace
from datetime import date
from io import StringIO

import polars as pl
import pytest

from api.figure_forms import as_csv, as_json
from domain.programme import Programme
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from tests.metrics.drawn import known, register

AS_OF = date(2026, 3, 31)
HEAD = "code | on | group | staff | trained | hours | departed_trained_count\n"
WAMS = Programme.load()
TRAINING_KEYS = ("training_coverage", "training_hours", "training_leak", "coverage_if_none_had_left", "training_funnel")

SAID = """
GM0001 | 2026-03-31 | basis     | 100 | 50 | 300 | 10
GM0001 | 2026-03-31 | intensief | 40  | 10 |     |
GM0002 | 2026-03-31 | basis     | 20  | 20 | 100 | 5
GM0003 | 2025-03-31 | basis     | 80  | 8  |     |
GM0004 | 2026-03-31 | intensief | 0   | 0  | 0   | 0
"""


def said(lines: str = SAID, **choices: object) -> Known:
    return replace(known(training=HEAD + lines, **choices), programme=WAMS)


def row(key: str, of: Known | None = None, group: str = "basis", **choices: object) -> dict:
    rows = figure(key, of or said(), Request(AS_OF, **choices)).rows
    return next(one for one in rows.iter_rows(named=True) if one["target_group"] == group)


def test_coverage_is_all_trained_over_all_in_scope_of_those_who_stated_it():
    found = row("training_coverage")
    assert (found["numerator"], found["denominator"], found["value"]) == (78, 200, 78 / 200)
    assert (found["stated_count"], found["unknown_count"], found["stale_count"]) == (3, 1, 1)


def test_the_scenario_fills_up_to_the_assumed_national_number_with_nobody_and_with_everybody():
    found = row("training_coverage")
    assert found["scenario_low"] == pytest.approx(78 / 18650, abs=1e-15)
    assert found["scenario_high"] == pytest.approx((78 + 18650 - 200) / 18650, abs=1e-15)


def test_where_more_is_stated_than_was_assumed_the_scenario_is_one_value():
    found = row("training_coverage", said("GM0001 | 2026-03-31 | basis | 20000 | 5000 | |"))
    assert found["scenario_low"] == found["scenario_high"] == 0.25


@pytest.mark.parametrize("choice", [{"by": ("province",)}, {"where": {"size_class": 4}}, {"municipality": "GM0001"}])
def test_the_scenario_is_of_the_whole_country_only(choice):
    assert row("training_coverage", **choice)["scenario_low"] is None


def test_hours_are_held_against_a_range_and_have_no_single_value():
    found = row("training_hours")
    assert (found["value"], found["value_status"], found["denominator"]) == (None, "range", None)
    assert (found["norm_low"], found["norm_high"]) == (120 * 4, 120 * 8)
    assert (found["lower_bound"], found["upper_bound"]) == (400 / 960, 400 / 480)


def test_the_hours_of_the_second_group_come_on_top_of_the_first():
    found = row("training_hours", said("GM0001 | 2026-03-31 | intensief | 10 | 1 | 80 |"), "intensief")
    assert (found["lower_bound"], found["upper_bound"]) == (80 / 320, 80 / 160)


def test_the_leak_looks_only_at_those_who_said_how_many_left():
    found = row("training_leak")
    assert (found["numerator"], found["denominator"], found["value"]) == (15, 85, 15 / 85)
    assert (found["stated_count"], found["unknown_count"]) == (2, 2)


def test_coverage_if_none_had_left_counts_them_back_in_and_stops_at_all():
    assert row("coverage_if_none_had_left")["value"] == 85 / 120
    everyone = row("coverage_if_none_had_left", municipality="GM0002")
    assert (everyone["numerator"], everyone["denominator"], everyone["value"]) == (25, 20, 1)


def test_after_a_merger_a_silent_part_makes_the_sum_at_least():
    places = register(
        "code | province | size_class | from | to\n"
        "GM0001 | Drenthe | 4 | | 2026-01-01\nGM0002 | Drenthe | 4 | | 2026-01-01\nGM0003 | Drenthe | 4 | 2026-01-01 |",
        "on | old | new\n2026-01-01 | GM0001 | GM0003\n2026-01-01 | GM0002 | GM0003",
    )
    one = said("GM0001 | 2025-12-31 | basis | 100 | 50 | 300 | 10", places=places)
    assert row("training_coverage", one)["at_least_count"] == 1
    both = said(
        "GM0001 | 2025-12-31 | basis | 100 | 50 | 300 | 10\nGM0002 | 2025-12-31 | basis | 50 | 10 | |", places=places
    )
    found = row("training_coverage", both)
    assert (found["numerator"], found["denominator"], found["at_least_count"]) == (60, 150, 0)
    assert row("training_leak", both)["at_least_count"] == 1  # one part did not say how many left


@pytest.mark.parametrize("key", TRAINING_KEYS)
def test_silence_is_unknown_and_never_nobody(key):
    rows = figure(key, said(""), Request(AS_OF)).rows
    assert set(rows["value_status"]) == {"not_reported"}
    for name in ("numerator", "denominator", "value"):
        assert rows[name].null_count() == rows.height
    told = json.loads(as_json(figure(key, said(""), Request(AS_OF))))["rows"]
    assert all(one["value"] is None and one["numerator"] is None for one in told)
    written = pl.read_csv(StringIO(as_csv(rows)), infer_schema=False)
    assert written["value"].null_count() == rows.height


@pytest.mark.parametrize("key", TRAINING_KEYS)
def test_a_group_without_staff_in_scope_does_not_apply(key):
    one = said("GM0004 | 2026-03-31 | intensief | 0 | 0 | 0 | 0")
    found = row(key, one, "intensief", municipality="GM0004")
    assert (found["value"], found["value_status"]) == (None, "not_applicable")


def test_a_funnel_has_a_row_per_municipality_in_the_order_of_the_register():
    rows = figure("training_funnel", said(), Request(AS_OF)).rows
    assert rows.select("target_group", "municipality").rows() == [
        (group, f"GM000{number}") for group in ("basis", "intensief") for number in (1, 2, 3, 4)
    ]


def test_the_limits_of_a_funnel_are_those_of_the_country_whoever_is_chosen():
    whole = row("training_funnel", municipality="GM0001")
    assert whole["national_value"] == 78 / 200
    everyone = figure("training_funnel", said(), Request(AS_OF)).rows.row(0, named=True)
    assert everyone == whole


def test_outside_is_said_without_a_direction():
    rows = figure("training_funnel", said(), Request(AS_OF, where={"target_group": "basis"})).rows
    assert rows["position"].to_list() == ["outside_95", "outside_998", "outside_998", None]
    assert set(rows["position_corrected"].drop_nulls()) == {"within"}
    assert (rows["corrected_low_998"].drop_nulls() >= 0).all()
    assert (rows["corrected_high_998"].drop_nulls() <= 1).all()


def test_another_programme_has_its_own_groups():
    other = known(training=HEAD + "GM0001 | 2026-03-31 | chauffeurs | 10 | 5 | 60 | 0", step_count=7)
    found = row("training_hours", other, "chauffeurs")
    assert (found["lower_bound"], found["upper_bound"]) == (60 / 80, 60 / 40)


def test_the_scenario_says_how_high_it_is_if_all_staff_of_stale_reports_is_trained_by_now():
    found = row("training_coverage")
    stale_untrained = 80 - 8  # of GM0003, whose report is a year old
    assert found["scenario_high_stale"] == pytest.approx((78 + 18650 - 200 + stale_untrained) / 18650, abs=1e-15)
    assert row("training_coverage", where={"size_class": 4})["scenario_high_stale"] is None
