"""What a report says otherwise: of the same day, or than the last time; what is new says only that nothing stood."""

from datetime import date
from typing import Any

import polars as pl

from domain.statements import STATEMENT_COLUMNS, Table
from metrics.readings.report_changes import ReportChanges, Said, report_changes

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)


def costs(*rows: tuple[int, date, float | None, float]) -> dict[Table, pl.DataFrame]:
    told: list[dict[str, Any]] = [
        {"municipality_code": "GM0363", "step_number": step, "reporting_date": day, "budgeted_eur": budget,
         "realised_cost_eur": spent, "note": None}
        for step, day, budget, spent in rows
    ]  # fmt: skip
    return {Table.COST: pl.DataFrame(told, schema=STATEMENT_COLUMNS[Table.COST])}


def profile(day: date, minutes: float | None, variant: str = "b") -> dict[Table, pl.DataFrame]:
    row = {
        "municipality_code": "GM0363",
        "reporting_date": day,
        "access_variant": variant,
        "completion_minutes": minutes,
    }
    return {Table.PROFILE: pl.DataFrame([row], schema=STATEMENT_COLUMNS[Table.PROFILE])}


def test_of_rows_about_a_new_day_it_is_counted_how_many_say_something_else_than_the_last_time() -> None:
    before = costs((1, SEPTEMBER, 100.0, 10.0), (2, SEPTEMBER, None, 20.0))
    report = costs((1, OCTOBER, 100.0, 15.0), (2, OCTOBER, None, 20.0), (3, OCTOBER, None, 5.0))
    assert report_changes(before, report) == ReportChanges(
        (Said(Table.COST, "1", "realised_cost_eur", 10.0, 15.0, is_correction=False),), 1, 1, 1
    )


def test_a_corrected_row_is_named_with_what_stood_there_and_what_stands_there_now() -> None:
    before = costs((1, SEPTEMBER, 90.0, 10.0), (1, OCTOBER, 100.0, 15.0))
    found = report_changes(before, costs((1, OCTOBER, None, 15.0)))
    assert found.said == (Said(Table.COST, "1", "budgeted_eur", 100.0, None, is_correction=True),)
    assert (found.otherwise_count, found.same_count, found.first_count) == (0, 0, 0)


def test_what_was_said_about_a_later_day_is_not_what_was_said_the_last_time() -> None:
    before = costs((1, OCTOBER, None, 15.0))
    assert report_changes(before, costs((1, SEPTEMBER, None, 10.0))) == ReportChanges((), 0, 0, 1)


def test_another_time_to_fill_in_another_report_is_no_change_and_of_the_same_report_it_is() -> None:
    assert report_changes(profile(SEPTEMBER, 24.0), profile(OCTOBER, 11.0)) == ReportChanges((), 0, 1, 0)
    (said,) = report_changes(profile(OCTOBER, 24.0), profile(OCTOBER, 11.0)).said
    assert (said.subject, said.column, said.before, said.after) == ("", "completion_minutes", 24.0, 11.0)
