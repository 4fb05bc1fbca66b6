"""Who reports in a round: from the day on which it opens, per table, per week, per group."""

import random
from datetime import date, datetime, timedelta, timezone

import polars as pl
import pytest

from domain.statements import Table
from metrics.trust.round_response import by_group, by_week, first_reports, weeks_between
from tests.metrics.drawn import FOUR, register

OPENS, UNTIL = date(2026, 10, 5), date(2026, 10, 20)


def _history(*said: tuple[Table, str, datetime, bool]) -> dict[Table, pl.DataFrame]:
    columns = {"municipality_code": pl.String, "recorded_at": pl.Datetime("us", "UTC"), "withdrawn_at": pl.Datetime}
    return {
        table: pl.DataFrame(
            [(code, at, at.replace(tzinfo=None) if gone else None) for one, code, at, gone in said if one is table],
            schema=columns,
            orient="row",
        )
        for table in Table
    }


def _at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 10, day, hour, tzinfo=timezone.utc)


def _first(*said: tuple[Table, str, datetime, bool], mergers: str = "") -> list[tuple[object, ...]]:
    return first_reports(_history(*said), register(FOUR, mergers), opens_on=OPENS, until=UNTIL).rows()


def test_a_report_before_the_round_opens_is_none_of_it_and_one_on_that_day_is():
    assert _first(
        (Table.MILESTONE, "GM0001", _at(4, 21), False),
        (Table.MILESTONE, "GM0002", _at(4, 22), False),  # past midnight in the Netherlands: the fifth
        (Table.MILESTONE, "GM0003", _at(20), False),
        (Table.MILESTONE, "GM0004", _at(21), False),
    ) == [("milestone", "GM0002", date(2026, 10, 5)), ("milestone", "GM0003", date(2026, 10, 20))]


def test_the_first_report_of_the_round_counts_and_one_that_was_withdrawn_does_not():
    assert _first(
        (Table.COST, "GM0001", _at(9), False),
        (Table.COST, "GM0001", _at(7), False),
        (Table.COST, "GM0001", _at(6), True),
    ) == [("cost", "GM0001", date(2026, 10, 7))]


def test_per_week_those_count_that_had_reported_by_its_end():
    first = first_reports(
        _history(
            (Table.MILESTONE, "GM0001", _at(5), False),
            (Table.MILESTONE, "GM0002", _at(11), False),  # the last day of the first week
            (Table.MILESTONE, "GM0003", _at(12), False),
            (Table.TRAINING, "GM0001", _at(20), False),
        ),
        register(),
        opens_on=OPENS,
        until=UNTIL,
    )
    weeks = by_week(first, opens_on=OPENS, until=UNTIL, population_count=4)
    counted = {table: weeks.filter(weeks["table"] == table)["reporter_count"].to_list() for table in Table}
    assert counted[Table.MILESTONE] == [0, 2, 3, 3]
    assert counted[Table.TRAINING] == [0, 0, 0, 1]
    assert counted[Table.COST] == [0, 0, 0, 0]
    assert weeks.filter(weeks["table"] == "milestone")["share"].to_list() == [0.0, 0.5, 0.75, 0.75]


def test_the_first_week_begins_on_the_day_on_which_the_round_opens():
    days = (date(2026, 10, 4), OPENS, date(2026, 10, 11), date(2026, 10, 12))
    assert [weeks_between(OPENS, day) for day in days] == [0, 1, 1, 2]


def test_in_a_group_all_count_and_the_silent_are_told_apart():
    people = pl.DataFrame(
        {
            "municipality_code": ["GM0001", "GM0002", "GM0003"],
            "size_class": [4, 4, 5],
            "newest_reporting_date": [date(2026, 9, 30), None, date(2025, 9, 30)],
        }
    )
    first = pl.DataFrame({"municipality_code": ["GM0001", "GM0001"], "first_on": [OPENS, OPENS]})
    assert by_group(first, people, "size_class", by=UNTIL).rows() == [(4, 2, 1, 1, 0.5), (5, 1, 0, 0, 0.0)]


def test_who_merged_counts_as_the_one_that_took_it_over():
    merged = "on | old | new\n2026-10-10 | GM0001 | GM0002"
    places = "code | province | size_class | from | to\nGM0001 | Drenthe | 4 | | 2026-10-10\nGM0002 | Drenthe | 4 | |"
    found = first_reports(
        _history((Table.MILESTONE, "GM0001", _at(6), False)),
        register(places, merged),
        opens_on=OPENS,
        until=UNTIL,
    )
    assert found.rows() == [("milestone", "GM0002", date(2026, 10, 6))]


@pytest.mark.parametrize("seed", range(5))
def test_per_table_and_week_it_equals_counting_one_by_one(seed: int):
    rng = random.Random(seed)
    said = [
        (rng.choice(list(Table)), f"GM000{rng.randint(1, 4)}", _at(rng.randint(1, 28)), rng.random() < 0.3)
        for _ in range(rng.randint(0, 25))
    ]
    until = OPENS + timedelta(days=rng.randint(0, 20))
    first = first_reports(_history(*said), register(), opens_on=OPENS, until=until)
    for row in by_week(first, opens_on=OPENS, until=until, population_count=4).rows(named=True):
        end = min(OPENS + timedelta(days=7 * row["week"] - 1), until)
        who = {
            code for table, code, at, gone in said if table == row["table"] and not gone and OPENS <= at.date() <= end
        }
        assert row["reporter_count"] == len(who)
