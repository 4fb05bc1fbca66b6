"""What is read off the figures of training, against sums made by hand."""

from dataclasses import replace
from datetime import date
from math import comb

import pytest

from domain.programme import Programme
from metrics.defining.figure import Figure
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.readings.training_readings import funnel_curve, hours_per_employee, leak_by_month
from metrics.standing.known import Known
from tests.metrics.drawn import known

AS_OF = date(2026, 3, 31)
WAMS = Programme.load()
HEAD = "code | on | group | staff | trained | hours | departed_trained_count\n"
SAID = """
GM0001 | 2025-12-31 | basis | 100 | 30 | 150 | 6
GM0001 | 2026-03-31 | basis | 100 | 50 | 300 | 10
GM0002 | 2026-03-31 | basis | 20  | 20 | 100 | 5
GM0003 | 2025-03-31 | basis | 80  | 8  |     |
"""


def said(lines: str = SAID) -> Known:
    return replace(known(training=HEAD + lines), programme=WAMS)


def asked(key: str, of: Known | None = None, by: tuple[str, ...] = ("municipality",)) -> Figure:
    return figure(key, of or said(), Request(AS_OF, by=by))


def leaks(lines: str = SAID) -> list[dict]:
    return list(leak_by_month(said(lines), Request(AS_OF), "basis").iter_rows(named=True))


def test_what_leavers_take_along_is_measured_in_the_municipalities_that_said_how_many_left():
    last = leaks()[-1]
    assert [last[f"{name}_count"] for name in ("stated", "scope", "trained", "departed")] == [2, 120, 70, 15]
    assert last["coverage_share"] == 70 / 120
    assert last["none_left_share"] == 85 / 120
    assert last["lost_share"] == pytest.approx(15 / 120, abs=1e-15)


def test_each_month_is_asked_as_of_its_own_end_from_the_first_that_says_who_left():
    found = leaks()
    assert [row["month_end"] for row in found] == [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28), AS_OF]
    assert [row["trained_count"] for row in found] == [30, 30, 30, 70]
    assert found[0]["none_left_share"] == 36 / 100


def test_more_than_everybody_is_nobodys_share_so_the_loss_stops_at_all():
    assert leaks("GM0001 | 2026-03-31 | basis | 20 | 19 | | 6")[-1]["lost_share"] == pytest.approx(1 / 20, abs=1e-15)


def test_without_a_word_on_leavers_there_is_no_month():
    assert leaks("GM0001 | 2026-03-31 | basis | 20 | 19 | |") == []


def test_hours_a_head_have_the_middle_municipality_and_the_middle_half_by_type_7():
    lines = "".join(
        f"GM000{place} | 2026-03-31 | basis | {staff} | 1 | {hours} |\n"
        for place, (staff, hours) in enumerate([(10, 10), (10, 20), (20, 120), (10, 80)], start=1)
    )
    found = hours_per_employee(asked("training_hours", said(lines)), WAMS).row(0, named=True)
    assert found["stated_count"] == 4  # 1, 2, 6 and 8 hours a head
    assert [found[name] for name in ("q1", "median", "q3")] == pytest.approx([1.75, 4.0, 6.5], abs=1e-12)
    assert (found["hours_min"], found["hours_max"]) == (4, 8)


def test_a_municipality_without_staff_in_scope_has_no_hours_a_head():
    found = hours_per_employee(asked("training_hours", said("GM0001 | 2026-03-31 | basis | 0 | 0 | 0 |")), WAMS)
    assert found.row(0, named=True)["stated_count"] == 0
    assert found["median"].to_list() == [None, None]


def test_the_curve_of_the_funnel_runs_from_the_smallest_to_the_largest_municipality():
    curve = funnel_curve(asked("training_funnel", by=()), "basis")
    sizes = curve["staff_count"].to_list()
    assert (sizes[0], sizes[-1]) == (20, 100)
    assert sizes == sorted(set(sizes))


def test_the_limits_of_the_curve_are_those_of_the_binomial_distribution():
    curve = funnel_curve(asked("training_funnel", by=()), "basis")
    share = 78 / 200
    for row in (curve.row(0, named=True), curve.row(-1, named=True)):
        n = row["staff_count"]
        chances = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
        low = next(k for k in range(n + 1) if sum(chances[: k + 1]) >= 0.001)
        high = next(k for k in range(n + 1) if sum(chances[: k + 1]) >= 0.999)
        assert (row["limit_low_998"], row["limit_high_998"]) == (low / n, high / n)


def test_a_funnel_without_municipalities_has_no_curve():
    assert funnel_curve(asked("training_funnel", said(""), by=()), "basis").is_empty()
