"""The two clocks: what a Dutch day is, what a moment of knowledge is, and which month ends lie in between."""

import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clocks import (
    AMSTERDAM,
    FutureMomentError,
    dutch_day,
    end_of_day,
    known_on_moment,
    last_month_end,
    month_ends,
    months_before,
)

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 30))
NOW = datetime(2026, 9, 30, 12, 0, tzinfo=timezone.utc)


@given(DAYS)
def test_the_end_of_a_day_is_the_last_microsecond_of_that_dutch_day(day: date) -> None:
    end = end_of_day(day)
    assert dutch_day(end) == day
    assert dutch_day(end + timedelta(microseconds=1)) == day + timedelta(days=1)
    assert end.utcoffset() == timedelta(0)


@given(DAYS)
def test_days_follow_on_each_other_without_gap_also_when_the_clock_changes(day: date) -> None:
    length = end_of_day(day) - end_of_day(day - timedelta(days=1))
    assert length in {timedelta(hours=23), timedelta(hours=24), timedelta(hours=25)}


def test_a_day_is_shorter_in_spring_and_longer_in_autumn() -> None:
    assert end_of_day(date(2026, 3, 29)) - end_of_day(date(2026, 3, 28)) == timedelta(hours=23)
    assert end_of_day(date(2026, 10, 25)) - end_of_day(date(2026, 10, 24)) == timedelta(hours=25)
    assert end_of_day(date(2026, 3, 1)) == datetime(2026, 3, 1, 22, 59, 59, 999999, tzinfo=timezone.utc)


@given(DAYS.filter(lambda day: day < dutch_day(NOW)))
def test_a_bare_date_means_the_end_of_that_dutch_day(day: date) -> None:
    assert known_on_moment(day.isoformat(), now=NOW) == end_of_day(day)


@pytest.mark.parametrize("written", ["2026-03-28", "20260328", " 20260328 ", "2026-W13-6", "2026W136"])
def test_a_date_is_bare_with_hyphens_or_without_and_means_its_end_in_amsterdam(written):
    # the clock goes forward in the night after: the day ends at 23:00 UTC
    assert known_on_moment(written, now=NOW) == datetime(2026, 3, 28, 22, 59, 59, 999999, tzinfo=timezone.utc)


def test_a_moment_without_hyphens_is_that_moment():
    assert known_on_moment("20260328T120000Z", now=NOW) == datetime(2026, 3, 28, 12, tzinfo=timezone.utc)


def test_a_bare_date_in_the_future_is_refused_however_it_is_written():
    for written in ("2026-10-01", "20261001"):
        with pytest.raises(FutureMomentError, match="future"):
            known_on_moment(written, now=NOW)


def test_today_means_now_because_its_end_is_still_to_come() -> None:
    assert known_on_moment("2026-09-30", now=NOW) == NOW


@given(st.datetimes(datetime(2015, 1, 1), datetime(2040, 1, 1), timezones=st.just(timezone.utc)))
def test_what_will_be_known_is_not_known_now(moment: datetime) -> None:
    if moment > NOW:
        with pytest.raises(FutureMomentError):
            known_on_moment(moment.isoformat(), now=NOW)
    else:
        assert known_on_moment(moment.isoformat(), now=NOW) == moment


def test_tomorrow_is_refused_also_when_it_is_tomorrow_only_here() -> None:
    late_evening = datetime(2026, 9, 30, 21, 30, tzinfo=timezone.utc)  # 23:30 in the Netherlands
    assert known_on_moment("2026-09-30", now=late_evening) == late_evening
    with pytest.raises(FutureMomentError):
        known_on_moment("2026-10-01", now=late_evening)
    after_midnight = datetime(2026, 9, 30, 22, 30, tzinfo=timezone.utc)  # 0:30 on 1 October in the Netherlands
    assert known_on_moment("2026-10-01", now=after_midnight) == after_midnight


def test_a_moment_without_a_zone_is_dutch_time() -> None:
    expected = datetime(2026, 3, 1, 9, 30, tzinfo=AMSTERDAM)
    assert known_on_moment("2026-03-01T09:30:00", now=NOW) == expected
    assert known_on_moment("2026-03-01T08:30:00Z", now=NOW) == expected


@pytest.mark.parametrize("written", ["0001-01-01", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00-14:00"])
def test_the_first_year_that_there_is_lies_before_all_that_can_be_known(written: str) -> None:
    with pytest.raises(ValueError, match="before all that can be known"):
        known_on_moment(written, now=NOW)


@pytest.mark.parametrize("written", ["9999-12-31", "9999-12-31T23:59:59-14:00", "9999-01-01T00:00:00+14:00"])
def test_the_last_year_that_there_is_lies_in_the_future(written: str) -> None:
    with pytest.raises(FutureMomentError):
        known_on_moment(written, now=NOW)


@pytest.mark.parametrize("written", ["", "2026-02-30", "gisteren", "01-03-2026", "2026-03"])
def test_what_is_no_moment_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(ValueError, match="write 2026-03-01 or"):
        known_on_moment(written, now=NOW)


@given(DAYS, DAYS)
def test_month_ends_are_all_the_last_days_of_months_in_between(first: date, last: date) -> None:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert month_ends(first, last) == [day for day in days if (day + timedelta(days=1)).day == 1]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)), (date(2026, 5, 31), 12, date(2025, 5, 31)),
        (date(2026, 2, 15), 6, date(2025, 8, 15)),
    ],
)  # fmt: skip
def test_months_before_a_day_keep_within_a_shorter_month(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


@given(DAYS)
def test_the_last_month_end_lies_before_the_month_of_the_day(day: date) -> None:
    assert last_month_end(day) == month_ends(day - timedelta(days=40), day - timedelta(days=1))[-1]


def test_the_day_of_a_moment_is_a_dutch_one_everywhere() -> None:
    rooms = ("access", "api", "cli", "dashboard", "door", "domain", "metrics", "office", "pipelines", "store")
    of_a_moment = re.compile(r'(_at|now|moment|_at"\])\.date\(\)|\.dt\.date\(\)')
    found = [
        f"{path}:{number}"
        for room in rooms
        for path in Path(room).rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if of_a_moment.search(line) and "AMSTERDAM" not in line
    ]
    assert found == []
