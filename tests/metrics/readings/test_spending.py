"""Spending in detail: who stands behind a sum, the middle of a size group, and one total over a choice of steps."""

from dataclasses import replace
from datetime import date

import pytest

from domain.programme import Programme
from metrics.defining.request import Request
from metrics.readings.spending import (
    SizeGroup,
    Spent,
    by_size_group,
    by_step,
    estimated_steps,
    expected_of,
    size_groups,
    spending,
    spent_on,
)
from metrics.standing.known import Known
from tests.metrics.costs.test_costs import MERGED
from tests.metrics.costs.test_costs import said as said_costs
from tests.metrics.costs.test_expected_cost import said
from tests.metrics.drawn import known

AS_OF = date(2026, 3, 31)
REQUEST = Request(AS_OF)
WAMS = Programme.load()


def spread(of: Known, step: int = 2) -> dict:
    return by_step(spending(of, REQUEST))[step]


def test_a_municipality_counts_once_behind_a_sum_over_steps():
    observed = spending(said_costs(), REQUEST)
    assert spent_on(observed, (2, 8)) == Spent(24_500 + 73_500 + 40_000 + 9_999, 2, 0, 0)


def test_steps_of_which_nobody_stated_an_amount_have_no_sum_rather_than_zero():
    assert spent_on(spending(said_costs(), REQUEST), (3, 7)) == Spent(None, 0, 0, 0)


def test_an_amount_of_nothing_is_a_sum_of_zero():
    assert spent_on(spending(said_costs(), REQUEST), (11,)) == Spent(0.0, 1, 0, 0)


def test_the_estimated_steps_are_those_with_an_amount_for_the_country_were_it_only_a_highest_one():
    assert estimated_steps(WAMS) == (2, 4, 5, 8)


def test_the_size_groups_are_those_of_the_norm_and_a_step_without_one_takes_those_of_the_first_norm():
    bands = [(0, 50_000), (50_000, 100_000), (100_000, None)]
    assert size_groups(WAMS, 2) == tuple(
        SizeGroup(low, high, eur) for (low, high), eur in zip(bands, (49_000, 98_500, 197_000), strict=True)
    )
    assert size_groups(WAMS, 6) == tuple(SizeGroup(low, high, None) for low, high in bands)


def test_realised_against_the_norm_is_a_sum_over_a_sum_per_size_group():
    rows = by_size_group(spending(said_costs(), REQUEST), WAMS, (2,)).to_dicts()
    assert [row["stated_count"] for row in rows] == [2, 0, 0]  # all have 30,000 inhabitants
    assert rows[0]["value"] == pytest.approx((24_500 + 73_500) / (2 * 49_000))
    assert (rows[0]["budget_value"], rows[0]["budget_count"]) == (0.5, 1)
    assert (rows[1]["value"], rows[1]["realised_eur"], rows[1]["spread_status"]) == (None, None, "not_reported")


def test_of_a_merged_municipality_a_size_group_holds_amounts_against_the_terms_of_the_same_parts():
    spent = "GM0001 | 2025-06-30 | 2 | 24500 | 40000\nGM0004 | 2025-12-31 | 2 | 9800  |"
    (row, *_) = by_size_group(spending(said_costs(spent, "", places=MERGED), REQUEST), WAMS, (2,)).to_dicts()
    assert (row["realised_with_norm"], row["norm_sum"], row["norm_count"]) == (34_300, 2 * 49_000, 1)
    assert (row["budget_value"], row["budget_count"]) == (24_500 / 40_000, 1)


def test_the_middle_is_that_of_municipalities_that_have_finished_and_stated_an_amount():
    running = "GM0006 | 2026-03-31 | 2 | 900000"
    found = spread(said({1: 10_000, 2: 20_000, 3: 30_000, 4: 50_000, 5: 90_000}, more=running))
    assert (found["q1"], found["median"], found["q3"]) == (20_000, 30_000, 50_000)
    assert (found["finished_count"], found["stated_count"]) == (5, 6)


def test_fewer_than_five_finished_have_no_middle():
    found = spread(said({1: 10_000, 2: 20_000, 3: 30_000, 4: 50_000}))
    assert (found["median"], found["spread_status"]) == (None, "too_few")


def test_one_total_over_a_choice_of_steps_is_the_sum_of_their_totals_and_no_wider_than_both_intervals_together():
    of = said({number: 10_000.0 * number for number in range(1, 7)})
    one = expected_of(of, REQUEST, steps=(2,))
    assert one["value_status"] == "observed"
    both = expected_of(of, REQUEST, steps=(1, 2))
    assert both["value_status"] == "too_few"  # nobody finished step 1 with an amount
    assert both["value"] is None


def test_without_any_report_there_are_rows_and_no_amounts():
    of = replace(known(), programme=WAMS)
    assert spent_on(spending(of, REQUEST), WAMS.step_numbers) == Spent(None, 0, 0, 0)
    assert {row["realised_eur"] for row in by_size_group(spending(of, REQUEST), WAMS, (2, 4)).to_dicts()} == {None}
