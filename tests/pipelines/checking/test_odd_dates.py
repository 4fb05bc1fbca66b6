"""Years that may be mistyped: the row goes in, and the receipt asks to look at the year."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tests.pipelines.desk import Desk, counts, messages, rules

STEPS = "gemeentecode | peildatum | stap | status | startdatum | streefdatum | einddatum"
LATER = datetime(2026, 8, 1, 9, 30, tzinfo=timezone.utc)


def _file(*days: str) -> str:
    rows = [f"GM0363 | {day} | {step} | niet gestart | | |" for step, day in enumerate(days, start=1)]
    return "\n".join([STEPS, *rows])


def _odd_rows(desk: Desk, drawn: str) -> list[int]:
    problems = desk.hand_in(drawn, at=LATER)["problems"]
    assert {problem["rule"] for problem in problems} <= {"odd_date"}
    return [problem["row"] for problem in problems]


@pytest.mark.parametrize(
    ("bulk", "slip"),
    [("15-01-2026", "15-01-2025"), ("30-06-2026", "29-06-2025"), ("30-06-2026", "01-07-2025"),
     ("01-01-2026", "31-01-2025"), ("28-02-2026", "28-02-2024"), ("30-06-2026", "30-06-2025")],
)  # fmt: skip
@pytest.mark.parametrize("row_count", [2, 10])
def test_odd_date_warns_of_a_row_that_is_dated_about_a_year_before_the_rest(
    desk: Desk, bulk: str, slip: str, row_count: int
):
    assert _odd_rows(desk, _file(*[bulk] * row_count, slip)) == [row_count + 2]


def test_odd_date_warns_of_each_of_two_years_that_were_dragged_on_backwards(desk: Desk):
    receipt = desk.hand_in(_file(*["30-06-2026"] * 9, "30-06-2025", "30-06-2024"), at=LATER)
    assert [(problem["rule"], problem["row"]) for problem in receipt["problems"]] == [
        ("odd_date", 11),
        ("odd_date", 12),
    ]
    assert "30 jun 2025 ligt bijna een jaar of meer voor de meeste andere peildatums" in messages(receipt)[0]
    assert "(30 jun 2026)" in messages(receipt)[0]


@pytest.mark.parametrize("days_between", [30, 91, 182, 365])
def test_odd_date_is_not_said_of_a_history_that_repeats_itself(desk: Desk, days_between: int):
    last = date(2026, 6, 30)
    days = [last - timedelta(days=days_between * back) for back in range(1 + 3 * 365 // days_between)]
    rows = [
        f"GM0363 | {day:%d-%m-%Y} | {step} | niet gestart | | |"
        for place, day in enumerate(reversed(days), start=2)
        for step in range(1, min(place, 11) + 1)  # the first reports told of few steps
    ]
    assert _odd_rows(desk, "\n".join([STEPS, *rows])) == []


@pytest.mark.parametrize("days", [("30-06-2025", "30-06-2026"), ("30-09-2025", *["30-06-2026"] * 9)])
def test_odd_date_is_not_said_of_equally_many_rows_or_of_dates_within_a_year(desk: Desk, days: tuple[str, ...]):
    assert _odd_rows(desk, _file(*days)) == []


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("afgerond | 01-02-2026 | | 15-03-2026", None),
        ("afgerond | 01-01-2018 | | 01-01-2018", None),
        ("afgerond | 31-12-2017 | | 15-03-2026", "startdatum"),
        ("afgerond | 01-02-2016 | | 15-03-2026", "startdatum"),
        ("gestart | 01-02-1996 | |", "startdatum"),
        ("niet gestart | | 30-06-2041 |", None),
        ("niet gestart | | 01-07-2041 |", "streefdatum"),
        ("niet gestart | | 01-02-2072 |", "streefdatum"),
        ("niet gestart | | 01-02-2099 |", "streefdatum"),
        ("afgerond | 01-02-2025 | 01-02-2006 | 15-03-2025", "streefdatum"),
    ],
)
def test_odd_date_warns_of_other_dates_years_before_anyone_was_asked_or_years_ahead(
    desk: Desk, row: str, column: str | None
):
    receipt = desk.hand_in(f"{STEPS}\nGM0363 | 30-06-2026 | 1 | {row}", at=LATER)
    assert counts(receipt) == "read 1 · accepted 1"
    assert [problem["column"] for problem in receipt["problems"]] == ([column] if column else [])
    assert set(rules(receipt)) <= {"odd_date"}


def test_odd_date_names_both_dates_of_a_step_that_lie_years_before(desk: Desk):
    receipt = desk.hand_in(f"{STEPS}\nGM0363 | 30-06-2026 | 1 | afgerond | 01-02-2006 | | 15-03-2006", at=LATER)
    assert [problem["column"] for problem in receipt["problems"]] == ["startdatum", "einddatum"]
    assert (
        "15 mrt 2006 ligt jaren voor de eerste dag waarover een gemeente iets kan opgeven (1 jan 2023)"
        in (messages(receipt)[1])
    )
