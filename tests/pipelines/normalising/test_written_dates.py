from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalising.written_dates import (
    FIRST_YEAR,
    LAST_YEAR,
    date_of_cell,
    date_of_serial,
    read_date,
    why_no_date,
)

days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
DUTCH_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@given(days)
def test_every_day_reads_the_same_in_each_way_of_writing(day: date):
    ways = [
        f"{day:%Y-%m-%d}",
        f"{day:%d-%m-%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day} {DUTCH_MONTHS[day.month - 1]} {day.year}",
        f"{day.day} {SHORT_MONTHS[day.month - 1].upper()}. {day.year}",
        f"{day:%Y-%m-%d} 00:00:00",
        f"{day:%Y-%m-%d}T00:00:00",
        f" {day:%d-%m-%Y} 0:00 ",
        f"{day:%d-%m-%Y} 14:30",
        f"{day:%d-%m-%Y}, 14:30:59",
        f"{day:%Y-%m-%d}T23:59:59.999",
        f"{day:%d/%m/%Y} 9:05 PM",
        f"{day:%d-%m-%Y} om 14.30 uur",
        f"{day.day} {DUTCH_MONTHS[day.month - 1]} {day.year} 14:30",
        f"{(day - date(1899, 12, 30)).days},604166",
        str((day - date(1899, 12, 30)).days),
    ]
    assert {read_date(way) for way in ways} == {day}


@given(days)
def test_a_serial_counts_from_1904_where_the_workbook_says_so(day: date):
    serial = (day - date(1904, 1, 1)).days
    assert date_of_serial(float(serial), is_1904=True) == day
    assert read_date(str(serial), is_1904=True) == day if serial >= 10_000 else True


@pytest.mark.parametrize(
    "written",
    ["12/31/2025", "30-02-2025", "31-04-2026", "29-02-2025", "01-01-25", "1/1/26", "25-12-31", "2025-13-01",
     "00-01-2025", "31-12-9999", "01-01-0025", "31-12/2025", "31 foo 2025", "2025", "12", "q1 2026", "31-12-2025 24:00",
     "31-12-2025 14:60", "2025-12-30T23:00:00Z", "2025-12-31T14:30:00+01:00", "geen", "-", "99999", "１-1-2025", "1e5"],
)  # fmt: skip
def test_what_is_no_date_or_does_not_exist_is_not_guessed(written: str):
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("value", "why"),
    [("31-02-2025", "message"), ("12/31/2025", "month_seems_first"), ("31.12.2025", "notation"), ("geen", "notation"),
     ("2025-12-30T23:00:00Z", "time_zone"), ("2025-12-31 14:30 +01:00", "time_zone"), ("31-12-2025 24:00", "notation"),
     ("31-12-25", "short_year"), ("31 dec '25", "short_year"),
     ("31.12.25", "short_year"), ("1-1-1900", "out_of_range"), ("30-11-1950", "out_of_range"),
     ("31-12-9999", "out_of_range"), ("31-01-2205", "out_of_range"), ("31-01-0206", "out_of_range"),
     (date(1950, 11, 30), "out_of_range"), (datetime(2205, 1, 1, 9), "out_of_range"), (99999, "notation"),
     (True, "notation")],
)  # fmt: skip
def test_only_of_a_date_that_does_not_exist_is_said_that_it_does_not(value: object, why: str):
    assert why_no_date(value) == why


def test_the_day_comes_first():
    assert read_date("03-04-2026") == date(2026, 4, 3)


def test_the_time_of_day_is_left_off_because_the_day_is_sure():
    for value in (datetime(2025, 12, 31), datetime(2025, 12, 31, 14, 30), datetime(2025, 12, 31, 23, 59, 59)):
        assert date_of_cell(value) == date(2025, 12, 31)
    assert date_of_cell(date(2025, 12, 31)) == date(2025, 12, 31)
    assert date_of_serial(45658.25, is_1904=False) == date(2025, 1, 1)


def test_a_midnight_that_was_calculated_is_not_the_day_before():
    assert date_of_cell(datetime(2025, 12, 30, 23, 59, 59, 999999)) == date(2025, 12, 31)
    assert date_of_serial(45657.99999999999, is_1904=False) == date(2025, 1, 1)


def test_a_time_of_day_alone_is_no_date():
    assert date_of_serial(0.604, is_1904=False) is None


@given(st.text(max_size=20))
def test_any_text_is_a_plausible_date_or_none(written: str):
    day = read_date(written)
    assert day is None or date(FIRST_YEAR, 1, 1) <= day < date(LAST_YEAR, 12, 31) + timedelta(days=1)
