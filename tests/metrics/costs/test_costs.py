"""Costs: norms, realisation and its four kinds of value, with hand-made tables."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import polars as pl
import pytest

from api.figure_forms import as_csv, as_json
from domain.municipalities import Register
from domain.programme import Programme
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from tests.metrics.drawn import known, register

AS_OF = date(2026, 3, 31)
WAMS = Programme.load()
HEAD = "code | on | step | spent | budget\n"
STAFF = "code | on | group | staff | trained\n"

SPENT = """
GM0001 | 2026-03-31 | 1  | 1000    |
GM0001 | 2026-03-31 | 2  | 24500   | 49000
GM0002 | 2026-03-31 | 2  | 73500   |
GM0001 | 2026-03-31 | 5  | 1500    | 2000
GM0003 | 2026-03-31 | 6  | 80000   |
GM0001 | 2026-03-31 | 8  | 40000   | 50000
GM0002 | 2026-03-31 | 8  | 9999    |
GM0004 | 2026-03-31 | 11 | 0       | 0
"""
SCOPE = """
GM0001 | 2026-03-31 | basis     | 100 | 50
GM0001 | 2026-03-31 | intensief | 10  | 1
GM0002 | 2026-03-31 | basis     | 100 | 50
"""


def said(spent: str = SPENT, staff: str = SCOPE, **choices: object) -> Known:
    return replace(known(costs=HEAD + spent, training=STAFF + staff, **choices), programme=WAMS)


def row(key: str, step: int | None, of: Known | None = None, **choices: object) -> dict:
    rows = figure(key, of or said(), Request(AS_OF, step=step, **choices)).rows
    assert rows.height == 1
    return rows.row(0, named=True)


def test_the_norm_follows_the_inhabitants_and_is_summed_over_a_group():
    found = row("cost_norm", 2)  # four municipalities of 30,000
    assert (found["value"], found["value_status"], found["denominator"]) == (4 * 49_000, "observed", 4)


def test_the_norm_of_every_municipality_makes_the_national_amount_of_2019():
    places = Register.load()
    of = replace(known(places=places), programme=WAMS)
    rows = figure("cost_norm", of, Request(date(2019, 12, 31), by=("step",))).rows
    assert dict(rows.filter(pl.col("step").is_in([2, 4])).select("step", "value").rows()) == {
        2: 24_656_000,
        4: 9_650_000,
    }


def test_the_norm_of_training_is_a_range_per_employee_in_scope():
    found = row("cost_norm", 8, municipality="GM0001")
    assert (found["value"], found["value_status"]) == (None, "range")
    assert (found["lower_bound"], found["upper_bound"]) == (100 * 220 + 10 * 880, 100 * 472 + 10 * 1888)


def test_who_left_out_a_target_group_has_no_norm_for_training():
    found = row("cost_norm", 8, municipality="GM0002")
    assert (found["value_status"], found["lower_bound"], found["unknown_count"]) == ("not_reported", None, 1)


@pytest.mark.parametrize(
    ("step", "status"),
    [(1, "limited"), (2, "observed"), (5, "limited"), (6, "pro_memoria"), (8, "range"), (11, "not_estimated")],
)
def test_each_kind_of_reference_keeps_its_own_word(step, status):
    for key in ("cost_norm", "cost_realisation"):
        found = row(key, step)
        assert found["value_status"] == status
        assert (found["value"] is not None) == (status == "observed")


def test_realised_is_held_against_the_norm_of_those_who_stated_it():
    found = row("cost_realisation", 2)
    assert (found["numerator"], found["denominator"], found["value"]) == (98_000, 98_000, 1)
    assert (found["stated_count"], found["unknown_count"]) == (2, 2)


def test_realised_is_held_against_the_budget_of_those_who_stated_both():
    found = row("cost_realisation", 2)
    assert (found["budget_numerator"], found["budget_denominator"], found["budget_value"]) == (24_500, 49_000, 0.5)


@pytest.mark.parametrize(("step", "amount"), [(1, 1000), (5, 1500), (6, 80_000), (11, 0)])
def test_without_a_norm_the_amount_and_its_reporters_stand_alone(step, amount):
    found = row("cost_realisation", step)
    assert (found["numerator"], found["realised_eur"], found["stated_count"]) == (amount, amount, 1)
    assert [found[name] for name in ("value", "denominator", "lower_bound", "upper_bound")] == [None] * 4


def test_training_is_held_against_both_ends_of_its_norm():
    found = row("cost_realisation", 8)
    low, high = 100 * 220 + 10 * 880, 100 * 472 + 10 * 1888
    assert (found["numerator"], found["realised_eur"]) == (40_000, 49_999)  # the other one has no norm
    assert (found["norm_count"], found["stated_count"], found["budget_count"]) == (1, 2, 1)
    assert (found["lower_bound"], found["upper_bound"], found["value"]) == (40_000 / high, 40_000 / low, None)


def test_in_all_takes_only_what_has_both_terms():
    found = row("cost_realisation", None)
    low, high = 98_000 + 30_800, 98_000 + 66_080
    assert (found["numerator"], found["norm_low"], found["norm_high"]) == (138_000, low, high)
    assert (found["lower_bound"], found["upper_bound"], found["value_status"]) == (
        138_000 / high,
        138_000 / low,
        "range",
    )
    assert found["stated_count"] == 4
    without_training = row("cost_realisation", None, said(staff=""))
    assert (without_training["value"], without_training["value_status"]) == (1, "observed")


def test_a_stale_municipality_counts_once_however_many_steps_it_stated_an_amount_for():
    later = figure("cost_realisation", said(), Request(date(2026, 10, 31))).rows.row(0, named=True)
    assert (later["stated_count"], later["stale_count"]) == (4, 4)


def test_a_budget_of_nothing_gives_no_share_of_it():
    found = row("cost_realisation", 11)
    assert (found["budget_value"], found["budget_value_status"]) == (None, "not_applicable")


@pytest.mark.parametrize("key", ["cost_realisation", "cost_expected_total"])
def test_silence_is_unknown_and_never_nothing(key):
    answer = figure(key, said("", ""), Request(AS_OF, by=("step",)))
    assert set(answer.rows["value_status"]) == {"not_reported"}
    columns = [name for name in answer.rows.columns if answer.rows.schema[name] == pl.Float64]
    for name in columns:
        assert answer.rows[name].null_count() == answer.rows.height, name
        assert all(one[name] is None for one in json.loads(as_json(answer))["rows"])
        assert pl.read_csv(StringIO(as_csv(answer.rows)), infer_schema=False)[name].null_count() == answer.rows.height
        stored = BytesIO()
        answer.rows.write_parquet(stored)
        stored.seek(0)
        assert pl.read_parquet(stored)[name].null_count() == answer.rows.height


def test_after_a_merger_a_silent_part_makes_the_amount_at_least():
    places = register(
        "code | province | size_class | from | to\n"
        "GM0001 | Drenthe | 4 | | 2026-01-01\nGM0002 | Drenthe | 4 | | 2026-01-01\nGM0003 | Drenthe | 4 | 2026-01-01 |",
        "on | old | new\n2026-01-01 | GM0001 | GM0003\n2026-01-01 | GM0002 | GM0003",
    )
    found = row("cost_realisation", 2, said("GM0001 | 2025-12-31 | 2 | 1000 |", "", places=places))
    assert (found["realised_eur"], found["stated_count"], found["at_least_count"]) == (1000, 1, 1)


MERGED = register(
    "code | province | size_class | from | to\n"
    "GM0001 | Drenthe | 4 | | 2025-07-01\nGM0002 | Drenthe | 4 | | 2025-07-01\n"
    "GM0003 | Drenthe | 4 | 2025-07-01 | 2026-01-01\nGM0004 | Drenthe | 4 | |",
    "on | old | new\n2025-07-01 | GM0001 | GM0003\n2025-07-01 | GM0002 | GM0003\n2026-01-01 | GM0003 | GM0004",
)
"""GM0001 and GM0002 merge into GM0003, which goes up in GM0004 half a year later; each of 30,000."""


def test_of_a_merged_municipality_a_ratio_is_over_the_parts_that_stated_both_terms():
    spent = """
        GM0001 | 2025-06-30 | 2 | 24500 | 40000
        GM0004 | 2025-12-31 | 2 | 9800  |
    """
    found = row("cost_realisation", 2, said(spent, "", places=MERGED))
    assert (found["realised_eur"], found["at_least_count"]) == (34_300, 1)  # of GM0002 nothing is known: at least
    assert (found["budget_numerator"], found["budget_denominator"]) == (24_500, 40_000)  # GM0004 gave no budget
    assert (found["numerator"], found["denominator"], found["value"]) == (
        34_300,
        2 * 49_000,
        0.35,
    )  # two norms of three
    assert (found["stated_count"], found["norm_count"], found["budget_count"]) == (1, 1, 1)


def test_where_all_parts_stated_an_amount_it_is_held_against_the_norm_of_the_whole():
    spent = "\n".join(f"GM000{n} | 2025-06-30 | 2 | 10000 | 20000" for n in (1, 2, 4))
    found = row("cost_realisation", 2, said(spent, "", places=MERGED))
    assert (found["numerator"], found["denominator"], found["at_least_count"]) == (30_000, 49_000, 0)
    assert (found["budget_numerator"], found["budget_denominator"]) == (30_000, 60_000)


def test_the_norm_of_training_of_a_part_is_that_of_the_staff_it_stated_itself():
    spent = "\n".join(f"GM000{n} | 2025-06-30 | 8 | 1000 |" for n in (1, 2))
    staff = """
        GM0002 | 2025-06-30 | basis     | 10 | 5
        GM0002 | 2025-06-30 | intensief | 1  | 1
        GM0004 | 2025-06-30 | basis     | 99 | 5
        GM0004 | 2025-06-30 | intensief | 9  | 1
    """
    found = row("cost_realisation", 8, said(spent, staff, places=MERGED))
    low, high = 10 * 220 + 880, 10 * 472 + 1888
    assert (found["realised_eur"], found["numerator"]) == (2000, 1000)  # GM0001 said nothing of its staff
    assert (found["norm_low"], found["norm_high"]) == (low, high)
    assert (found["lower_bound"], found["upper_bound"]) == (1000 / high, 1000 / low)


def test_what_a_merged_municipality_states_itself_replaces_its_parts_in_both_terms():
    spent = "GM0001 | 2025-06-30 | 2 | 24500 | 40000\nGM0004 | 2026-01-31 | 2 | 60000 | 50000"
    found = row("cost_realisation", 2, said(spent, "", places=MERGED))
    assert (found["numerator"], found["denominator"], found["at_least_count"]) == (60_000, 49_000, 0)
    assert found["budget_value"] == 60_000 / 50_000


def test_amounts_add_up_the_same_in_any_order():
    lines = [
        f"GM000{place} | 2026-03-31 | {step} | {0.1 * place * step} |" for place in (1, 2, 3, 4) for step in (1, 2)
    ]
    sums = {row("cost_realisation", None, said("\n".join(order), ""))["realised_eur"] for order in (lines, lines[::-1])}
    assert len(sums) == 1


def test_another_programme_has_its_own_training_step_and_kinds():
    other = known(
        costs=HEAD + "GM0001 | 2026-03-31 | 3 | 3000 | \nGM0001 | 2026-03-31 | 4 | 1 |\nGM0001 | 2026-03-31 | 5 | 1 |",
        training=STAFF + "GM0001 | 2026-03-31 | chauffeurs | 10 | 5",
        step_count=7,
    )
    assert row("cost_realisation", 3, other)["upper_bound"] == 3000 / (10 * 200)
    assert row("cost_realisation", 4, other)["value_status"] == "pro_memoria"
    assert row("cost_realisation", 5, other)["value_status"] == "not_estimated"
