"""Who reported in a round, per table, group and week, beside the round before it; counted by hand and one by one."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import polars as pl
import pytest

from domain.clocks import end_of_day
from domain.statements import PROVENANCE, STATEMENT_COLUMNS, Table
from metrics.standing.known import Known
from metrics.trust.reporting_rate import Period, reporting_rate
from tests.metrics.drawn import known, register

OPENS = date(2026, 10, 1)
ROUND, BEFORE = Period(OPENS, date(2026, 10, 17)), Period(date(2026, 4, 1), date(2026, 4, 14))
MOMENT = pl.Datetime("us", "UTC")
Said = tuple[str, date, date, date | None]  # who, about which day, came in on, withdrawn on


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.utc)


def heard(said: dict[Table, Iterable[Said]], places: Any = None) -> Known:
    """What is known with these versions of statements."""
    history: dict[Table, pl.DataFrame] = {}
    for table in Table:
        schema = {**STATEMENT_COLUMNS[table], **PROVENANCE, "withdrawn_at": MOMENT}
        rows = [
            {"municipality_code": code, "reporting_date": about, "recorded_at": noon(came),
             "withdrawn_at": None if gone is None else noon(gone)}
            for code, about, came, gone in said.get(table, ())
        ]  # fmt: skip
        history[table] = pl.DataFrame(rows, schema=schema)
    return replace(known("", places=places or register()), history=history)


def told(rate: pl.DataFrame, table: str = "milestone", **group: object) -> list[tuple[Any, ...]]:
    chosen = rate.filter(pl.col("table") == table, *(pl.col(name) == value for name, value in group.items()))
    return chosen.select("week", "reporter_count", "municipality_count", "previous_reporter_count").rows()


SEPTEMBER, MARCH = date(2026, 9, 30), date(2026, 3, 31)
FOUR = heard(
    {
        Table.MILESTONE: [
            ("GM0001", SEPTEMBER, date(2026, 10, 2), None),
            ("GM0002", SEPTEMBER, date(2026, 10, 9), None),
            ("GM0003", date(2026, 6, 30), date(2026, 10, 3), None),  # about a day long before the round
            ("GM0001", MARCH, date(2026, 4, 3), None),
            ("GM0003", MARCH, date(2026, 4, 12), None),
        ],
        Table.COST: [("GM0004", SEPTEMBER, date(2026, 9, 28) + timedelta(days=2), None)],
    }
)


def test_each_week_counts_who_had_reported_by_its_end_beside_the_same_week_of_the_round_before():
    rate = reporting_rate(FOUR, ROUND, BEFORE)
    assert told(rate) == [(1, 1, 4, 1), (2, 2, 4, 2), (3, 2, 4, None)]
    assert rate.filter(pl.col("table") == "milestone")["reporting_share"].to_list() == [0.25, 0.5, 0.5]
    assert rate.filter(pl.col("table") == "milestone")["ends_on"].to_list() == [
        date(2026, 10, 7), date(2026, 10, 14), date(2026, 10, 17),
    ]  # fmt: skip


def test_every_table_has_rows_of_its_own_and_any_counts_who_said_something_in_one_of_them():
    rate = reporting_rate(FOUR, ROUND, BEFORE)
    assert told(rate, "cost") == [(1, 1, 4, 0), (2, 1, 4, 0), (3, 1, 4, None)]
    assert told(rate, "training") == [(1, 0, 4, 0), (2, 0, 4, 0), (3, 0, 4, None)]
    assert told(rate, "any") == [(1, 2, 4, 1), (2, 3, 4, 2), (3, 3, 4, None)]


def test_it_is_told_by_group_and_a_group_in_which_nobody_reported_is_there_with_a_count_of_zero():
    rate = reporting_rate(FOUR, ROUND, BEFORE, by=("province",))
    assert told(rate, province="Drenthe") == [(1, 1, 2, 1), (2, 2, 2, 1), (3, 2, 2, None)]
    assert told(rate, province="Utrecht") == [(1, 0, 2, 0), (2, 0, 2, 1), (3, 0, 2, None)]


def test_a_week_that_is_running_stands_beside_as_many_days_of_the_round_before():
    saturday = Period(OPENS, date(2026, 10, 10))  # three days of its second week; then it was 10 April
    assert told(reporting_rate(FOUR, saturday, BEFORE)) == [(1, 1, 4, 1), (2, 2, 4, 1)]


def test_weeks_that_are_yet_to_come_are_unknown_and_not_zero():
    first_day = Period(OPENS, OPENS)
    assert told(reporting_rate(FOUR, first_day, BEFORE)) == [(1, 0, 4, 0), (2, None, None, 2)]


def test_without_a_round_before_there_is_nothing_beside_it():
    rate = reporting_rate(FOUR, ROUND)
    assert [row[3] for row in told(rate)] == [None, None, None]
    assert [row[1] for row in told(rate)] == [1, 2, 2]


def test_who_reported_just_before_the_opening_counts_from_the_first_week():
    early = heard({Table.MILESTONE: [("GM0001", date(2026, 8, 31), date(2026, 9, 20), None)]})
    assert [row[1] for row in told(reporting_rate(early, ROUND))] == [1, 1, 1]
    too_early = heard({Table.MILESTONE: [("GM0001", date(2026, 8, 30), date(2026, 9, 20), None)]})
    assert [row[1] for row in told(reporting_rate(too_early, ROUND))] == [0, 0, 0]


def test_what_was_taken_back_counts_until_that_day():
    said = heard({Table.MILESTONE: [("GM0001", SEPTEMBER, date(2026, 10, 2), date(2026, 10, 9))]})
    assert [row[1] for row in told(reporting_rate(said, ROUND))] == [1, 0, 0]


def test_after_a_merger_in_the_round_the_successor_reported_what_a_part_did():
    places = register(
        """
        code   | province | size_class | from       | to
        GM0001 | Drenthe  | 4          |            | 2026-10-08
        GM0002 | Drenthe  | 4          |            |
        """,
        mergers="on | old | new | split\n2026-10-08 | GM0001 | GM0002 | no",
    )
    said = heard({Table.MILESTONE: [("GM0001", SEPTEMBER, date(2026, 10, 2), None)]}, places)
    assert [row[1:3] for row in told(reporting_rate(said, ROUND))] == [(1, 2), (1, 1), (1, 1)]


def test_a_round_that_ends_before_it_begins_and_a_state_without_history_are_refused():
    with pytest.raises(ValueError, match="a round from"):
        Period(OPENS, OPENS - timedelta(days=1))
    with pytest.raises(ValueError, match="every version"):
        reporting_rate(known(""), ROUND)


@pytest.mark.parametrize("seed", range(5))
def test_it_equals_counting_one_by_one(seed: int):
    rng = random.Random(seed)
    codes = ["GM0001", "GM0002", "GM0003", "GM0004"]
    said: dict[Table, list[Said]] = {
        table: [
            (rng.choice(codes), came - timedelta(days=rng.randint(0, 50)), came,
             None if rng.random() < 0.7 else came + timedelta(days=rng.randint(0, 20)))
            for came in (date(2026, 9, 15) + timedelta(days=rng.randint(0, 40)) for _ in range(rng.randint(0, 8)))
        ]
        for table in Table
    }  # fmt: skip
    period = Period(OPENS, OPENS + timedelta(days=rng.randint(0, 25)))
    for row in reporting_rate(heard(said), period).rows(named=True):
        tables = list(Table) if row["table"] == "any" else [Table(row["table"])]
        end = end_of_day(row["ends_on"])
        who = {
            code
            for table in tables
            for code, about, came, gone in said[table]
            if noon(came) <= end and (gone is None or noon(gone) > end)
            and OPENS - timedelta(days=31) <= about <= row["ends_on"]
        }  # fmt: skip
        assert row["ends_on"] == min(OPENS + timedelta(days=7 * row["week"] - 1), period.until)
        assert (row["reporter_count"], row["municipality_count"]) == (len(who), 4)
