"""A key that was dragged down into a series: each row would be of another day, or of another municipality."""

from datetime import date, datetime, timedelta, timezone

import pytest

from domain.statements import Table
from tests.pipelines.desk import Desk, counts, messages, rules

STEPS = "gemeentecode | peildatum | stap | status"
LATER = datetime(2026, 8, 1, 9, 30, tzinfo=timezone.utc)


def _drawn(*rows: tuple[str, str, int]) -> str:
    return "\n".join([STEPS, *(f"{code} | {day} | {step} | niet gestart" for code, day, step in rows)])


def _days(first: date, count: int, days_between: int = 1) -> list[str]:
    return [f"{first + timedelta(days=days_between * number):%d-%m-%Y}" for number in range(count)]


@pytest.mark.parametrize("days_between", [1, -1])
@pytest.mark.parametrize("row_count", [4, 11])
def test_implausible_date_refuses_a_peildatum_that_moves_by_a_day_per_step(
    desk: Desk, row_count: int, days_between: int
):
    days = _days(date(2026, 6, 30), row_count, days_between)
    receipt = desk.hand_in(_drawn(*[("GM0363", day, step) for step, day in enumerate(days, start=1)]), at=LATER)
    assert rules(receipt) == ["implausible_date"] * row_count
    assert "verspringt de peildatum per rij één dag" in messages(receipt)[0]
    assert desk.said(Table.MILESTONE, "step_number") == []


def test_implausible_date_refuses_a_peildatum_that_moves_by_a_year_per_step(desk: Desk):
    rows = [("GM0363", f"30-06-{2023 + number}", number + 1) for number in range(11)]
    receipt = desk.hand_in(_drawn(*rows), at=LATER)
    assert counts(receipt) == "read 11 · quarantined 11"
    assert rules(receipt, row=2) == ["implausible_date"]
    assert "verspringt de peildatum per rij één jaar" in messages(receipt)[0]


def test_a_peildatum_that_was_dragged_past_the_end_of_one_municipality_is_refused_in_the_next_too(desk: Desk):
    days = _days(date(2026, 6, 30), 8)
    rows = [("GM0363" if place < 6 else "GM0518", day, place + 1) for place, day in enumerate(days)]
    assert rules(desk.hand_in(_drawn(*rows), at=LATER)) == ["implausible_date"] * 8


def test_a_report_of_every_day_is_no_dragged_peildatum_since_it_says_the_same_again(desk: Desk):
    days = _days(date(2026, 6, 1), 20)
    assert rules(desk.hand_in(_drawn(*[("GM0363", day, 1) for day in days]), at=LATER)) == []
    alternating = [("GM0363", day, 1 + place % 2) for place, day in enumerate(days)]
    assert rules(desk.hand_in(_drawn(*alternating), at=LATER)) == []


@pytest.mark.parametrize("days", [_days(date(2026, 6, 29), 3), _days(date(2026, 1, 5), 10, 7)])
def test_three_days_in_a_row_or_a_date_per_week_is_no_dragged_peildatum(desk: Desk, days: list[str]):
    rows = [("GM0363", day, step) for step, day in enumerate(days, start=1)]
    assert rules(desk.hand_in(_drawn(*rows), at=LATER)) == []


def test_four_municipalities_that_report_on_four_days_in_a_row_dragged_nothing(desk: Desk):
    codes = ("GM0363", "GM0518", "GM0599", "GM0344")
    rows = [(code, day, 1) for code, day in zip(codes, _days(date(2026, 6, 22), 4), strict=True)]
    assert rules(desk.hand_in(_drawn(*rows), at=LATER)) == []


@pytest.mark.parametrize("spelling", ["GM{:04}", "{:04}", "{}"])
def test_unknown_municipality_refuses_a_code_that_counts_on_from_step_to_step(desk: Desk, spelling: str):
    rows = [(spelling.format(363 + number), "30-06-2026", number + 1) for number in range(11)]
    receipt = desk.hand_in(_drawn(*rows), at=LATER)
    assert counts(receipt) == "read 11 · quarantined 11"
    assert rules(receipt, row=2) == ["unknown_municipality"]
    assert "Is het vak naar beneden gesleept?" in messages(receipt)[0]


def test_unknown_municipality_refuses_a_series_of_codes_of_which_half_are_no_municipality(desk: Desk):
    rows = [(f"GM{9990 + number}", "30-06-2026", 1) for number in range(4)]
    real = ("GM0363", "30-06-2026", 1)
    receipt = desk.hand_in(_drawn(real, *rows), at=LATER)
    assert counts(receipt) == "read 5 · accepted 1 · quarantined 4"


def test_a_list_of_municipalities_by_code_is_no_dragged_code(desk: Desk):
    neighbours = [code for code in desk.register.by_code if code in {"GM1948", "GM1949", "GM1950", "GM1951", "GM1952"}]
    by_step = [(code, "30-06-2026", step) for step in (1, 2) for code in sorted(neighbours)]
    by_code = [(code, "30-06-2026", step) for code in sorted(neighbours) for step in range(3, 6)]
    assert len(neighbours) >= 4
    assert rules(desk.hand_in(_drawn(*by_step, *by_code), at=LATER)) == []


def test_a_list_of_municipalities_by_code_is_no_dragged_code_where_each_has_one_row(desk: Desk):
    codes = [f"GM{number:04}" for number in range(715, 719)]  # Terneuzen to Vlissingen: four under one another
    drawn = ["gemeentecode | peildatum | toegangsvariant", *(f"{code} | 31-12-2025 | a" for code in codes)]
    assert counts(desk.hand_in("\n".join(drawn)), "gemeente") == "read 4 · accepted 4"
    assert desk.said(Table.PROFILE, "municipality_code") == [(code,) for code in codes]
