"""Each definition of Trust, on a table small enough to count by hand."""

from datetime import date

from metrics.defining.request import WARNING_RULES, Request
from metrics.figures import figure
from metrics.standing.known import Known
from tests.metrics.drawn import known, register

AS_OF = date(2026, 4, 30)


def rows(key: str, of: Known, *by: str, as_of: date = AS_OF, **choices: object) -> list[dict]:
    return figure(key, of, Request(as_of, by=by, **choices)).rows.rows(named=True)


SAID = known(
    """
    code   | on         | step | standing
    GM0001 | 2026-01-31 | 1    | started
    GM0001 | 2026-02-28 | 2    | started
    GM0003 | 2025-06-30 | 1    | started
    """,
    costs="code | on | step | spent\nGM0002 | 2026-03-31 | 1 | 10",
)


def test_response_counts_a_statement_in_any_table_of_all_municipalities():
    row = rows("response", SAID)[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (3, 4, 0.75)


def test_response_per_period_looks_at_the_reporting_date_and_shows_whole_periods_only():
    months = {r["month"]: r["numerator"] for r in rows("response", SAID, "month", as_of=date(2026, 4, 29))}
    assert min(months) == "2025-06"
    assert max(months) == "2026-03"
    assert [months[month] for month in ("2025-06", "2025-07", "2026-01", "2026-02", "2026-03")] == [1, 0, 1, 1, 1]
    quarters = {r["quarter"]: r["numerator"] for r in rows("response", SAID, "quarter")}
    assert quarters == {"2025-Q2": 1, "2025-Q3": 0, "2025-Q4": 0, "2026-Q1": 2}


def test_response_by_size_class_and_province():
    assert [(r["size_class"], r["value"]) for r in rows("response", SAID, "size_class")] == [
        (4, 1.0),
        (5, 1.0),
        (6, 0.0),
    ]
    by_both = rows("response", SAID, "quarter", "province")
    assert [(r["quarter"], r["province"], r["numerator"], r["denominator"]) for r in by_both][-2:] == [
        ("2026-Q1", "Drenthe", 2, 2),
        ("2026-Q1", "Utrecht", 0, 2),
    ]


def test_what_a_dissolved_municipality_said_counts_for_its_successor_once():
    places = register(
        "code | province | size_class | from | to\nGM0001 | Drenthe | 4 | | 2026-03-01\nGM0002 | Drenthe | 4 | |",
        "on | old | new\n2026-03-01 | GM0001 | GM0002",
    )
    said = known(
        "code | on | step | standing\nGM0001 | 2026-01-31 | 1 | started\nGM0002 | 2026-01-15 | 1 | started",
        places=places,
    )
    assert [(r["numerator"], r["denominator"]) for r in rows("response", said)] == [(1, 1)]


def test_freshness_is_the_age_of_the_newest_milestone_statement_and_silence_has_no_age():
    row = rows("freshness", SAID)[0]
    assert (row["denominator"], row["unknown_count"], row["stale_count"]) == (2, 2, 1)
    assert (row["median"], row["oldest_days"]) == ((61 + 304) / 2, 304)
    assert row["value"] == row["median"]


def test_freshness_of_the_silent_is_unknown():
    silent = next(row for row in rows("freshness", SAID, "municipality") if row["municipality"] == "GM0004")
    assert (silent["value"], silent["value_status"], silent["oldest_days"]) == (None, "not_reported", None)


def test_consistency_counts_municipalities_with_each_warning_and_names_every_rule():
    said = known(
        """
        code   | on         | step | standing | start      | end        | flags
        GM0001 | 2026-01-31 | 1    | finished | 2026-01-01 | 2026-01-02 |
        GM0001 | 2026-02-28 | 1    | started  | 2026-01-01 |            |
        GM0001 | 2026-02-28 | 2    | started  |            |            |
        GM0002 | 2026-02-28 | 1    | started  |            |            | ambiguous_number
        GM0002 | 2026-02-28 | 2    | started  |            |            |
        GM0003 | 2026-02-28 | 1    | not_started | 2026-01-01 |         |
        """
    )
    found = {r["rule"]: (r["numerator"], r["denominator"], r["unknown_count"]) for r in rows("consistency", said)}
    assert list(found) == list(WARNING_RULES)
    assert found["step_reopened"] == (1, 3, 1)
    assert found["start_missing"] == (2, 3, 1)
    assert found["start_without_begin"] == (1, 3, 1)
    assert found["ambiguous_number"] == (1, 3, 1)
    assert found["cost_decreased"] == (0, 3, 1)


def test_whether_a_silent_municipality_has_a_warning_is_unknown():
    by_place = [r for r in rows("consistency", SAID, "municipality") if r["municipality"] == "GM0004"]
    assert {(r["value"], r["value_status"]) for r in by_place} == {(None, "not_reported")}
