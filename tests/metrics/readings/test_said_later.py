"""A day that is asked about holds what was said of days up to it; what a later report says of it is told beside it."""

from datetime import date

import polars as pl

from metrics.readings.said_later import finished_by_then

AS_OF = date(2026, 3, 31)


def _said(*rows: tuple[int, date, str, date | None]) -> pl.DataFrame:
    names = {"step_number": pl.Int64, "reporting_date": pl.Date, "standing": pl.String, "end_date": pl.Date}
    return pl.DataFrame(rows, schema=names, orient="row")


def test_a_step_that_a_later_report_calls_finished_on_the_day_or_before_is_told_with_both_days():
    steps = pl.DataFrame({"step_number": [5, 6], "standing": ["finished", "started"]})
    said = _said(
        (5, date(2025, 12, 31), "finished", date(2025, 11, 1)),
        (6, date(2025, 12, 31), "started", None),
        (6, date(2026, 6, 30), "finished", date(2026, 1, 26)),
    )
    assert finished_by_then(said, steps, AS_OF).rows() == [(6, date(2026, 1, 26), date(2026, 6, 30))]


def test_what_ended_after_the_day_or_was_opened_again_since_is_not():
    steps = pl.DataFrame({"step_number": [6, 7], "standing": ["started", "started"]})
    said = _said(
        (6, date(2026, 6, 30), "finished", date(2026, 4, 1)),
        (7, date(2026, 6, 30), "finished", date(2026, 1, 26)),
        (7, date(2026, 9, 30), "started", None),
    )
    assert finished_by_then(said, steps, AS_OF).is_empty()
