"""Own plans: kept, moved, opened again."""

from datetime import date

import pytest

from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from tests.metrics.drawn import known, register

AS_OF = date(2026, 6, 30)
HEAD = "code | on | step | standing | target | end\n"


def row(key: str, of: Known) -> dict:
    return figure(key, of, Request(AS_OF, step=1)).rows.row(0, named=True)


@pytest.mark.parametrize(
    ("said", "met", "not_met", "unknown"),
    [
        pytest.param(
            "GM0001 | 2026-01-31 | 1 | started | 2026-03-01 |\nGM0001 | 2026-03-31 | 1 | finished | | 2026-03-01",
            1, 0, 0, id="finished on the target",
        ),
        pytest.param(
            "GM0001 | 2026-01-31 | 1 | started | 2026-03-01 |\nGM0001 | 2026-03-31 | 1 | finished | | 2026-03-02",
            0, 1, 0, id="finished a day after it",
        ),
        pytest.param(
            "GM0001 | 2026-01-31 | 1 | started | 2026-03-01 |\nGM0001 | 2026-03-01 | 1 | started | |",
            0, 1, 0, id="unfinished in a report dated on the target",
        ),
        pytest.param(
            "GM0001 | 2026-03-01 | 1 | started | 2026-03-01 |",
            0, 1, 0, id="stated and still unfinished on the day itself",
        ),
        pytest.param("GM0001 | 2026-01-31 | 1 | started | 2026-03-01 |", 0, 0, 1, id="no report since"),
        pytest.param("GM0001 | 2026-06-01 | 1 | started | 2026-12-01 |", 0, 0, 1, id="target still to come"),
        pytest.param(
            "GM0001 | 2026-01-31 | 1 | started | 2026-03-01 |\nGM0001 | 2026-02-28 | 1 | started | 2026-05-01 |\n"
            "GM0001 | 2026-04-30 | 1 | finished | | 2026-04-15",
            1, 0, 0, id="moved before it came",
        ),
        pytest.param(
            "GM0001 | 2026-01-31 | 1 | started | 2026-03-01 |\nGM0001 | 2026-03-31 | 1 | started | 2026-03-15 |",
            0, 1, 0, id="a target stated after it had passed does not count",
        ),
        pytest.param("GM0001 | 2026-03-31 | 1 | started | 2026-03-15 |", 0, 0, 0, id="no target in time, no plan"),
        pytest.param("GM0001 | 2026-03-31 | 1 | started | |", 0, 0, 0, id="no target at all"),
    ],
)  # fmt: skip
def test_a_plan_is_kept_when_the_step_ended_no_later_than_the_last_target_stated_before_it(said, met, not_met, unknown):
    found = row("own_plan_adherence", known(HEAD + said))
    assert (found["numerator"], found["denominator"], found["unknown_count"]) == (met, met + not_met, unknown)
    assert found["value_status"] == ("observed" if met + not_met else "not_reported")


def test_a_report_after_the_as_of_date_says_nothing_about_the_plan():
    said = HEAD + "GM0001 | 2026-01-31 | 1 | started | 2026-03-01 |\nGM0001 | 2026-07-31 | 1 | started | |"
    assert row("own_plan_adherence", known(said))["unknown_count"] == 1


SLIPS = (
    HEAD
    + """
GM0001 | 2026-01-31 | 1 | started | 2026-03-01 |
GM0001 | 2026-02-28 | 1 | started | 2026-04-01 |
GM0001 | 2026-03-31 | 1 | started | 2026-03-11 |
GM0002 | 2026-01-31 | 1 | started | 2026-03-01 |
GM0002 | 2026-02-28 | 1 | started | 2026-03-01 |
GM0003 | 2026-01-31 | 1 | started | 2026-03-01 |
GM0003 | 2026-02-28 | 1 | started | 2026-02-19 |
GM0004 | 2026-01-31 | 1 | started | 2026-03-01 |
GM0004 | 2026-02-28 | 1 | started |            |
"""
)


def test_slip_is_last_minus_first_target_zero_included_and_one_target_has_no_slip():
    found = row("plan_slip_days", known(SLIPS))
    assert (found["denominator"], found["unknown_count"]) == (3, 1)
    assert (found["q1"], found["median"], found["q3"]) == (-5.0, 0.0, 5.0)
    assert found["value"] == found["median"]


def test_without_two_targets_the_slip_is_unknown_rather_than_zero():
    found = row("plan_slip_days", known(""))
    assert (found["value"], found["median"], found["value_status"]) == (None, None, "not_reported")


def test_a_step_is_reopened_when_it_was_finished_and_later_unfinished_also_when_it_was_finished_again():
    said = (
        HEAD
        + """
GM0001 | 2026-01-31 | 1 | finished | | 2026-01-01
GM0001 | 2026-02-28 | 1 | started  | |
GM0001 | 2026-03-31 | 1 | finished | | 2026-03-01
GM0002 | 2026-01-31 | 1 | started  | |
GM0002 | 2026-02-28 | 1 | finished | | 2026-02-01
GM0003 | 2026-01-31 | 1 | started  | |
"""
    )
    found = row("reopened_steps", known(said))
    assert (found["numerator"], found["denominator"], found["value"], found["unknown_count"]) == (1, 2, 1.0, 1)


def test_plans_look_at_statements_under_the_municipalitys_own_code_only():
    places = register(
        "code | province | size_class | from | to\nGM0001 | Drenthe | 4 | | 2026-04-01\nGM0002 | Drenthe | 4 | |",
        "on | old | new\n2026-04-01 | GM0001 | GM0002",
    )
    said = known(
        HEAD
        + "GM0001 | 2026-01-31 | 1 | started | 2026-03-01 |\nGM0001 | 2026-03-31 | 1 | finished | | 2026-03-01\n"
        + "GM0002 | 2026-01-31 | 1 | finished | | 2026-01-01",
        places=places,
    )
    assert row("own_plan_adherence", said)["denominator"] == 0
    assert row("reopened_steps", said)["denominator"] == 1
