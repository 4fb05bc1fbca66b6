"""What a municipality changed, in sentences that can be read aloud."""

from datetime import date, datetime, timezone
from typing import Any

import polars as pl
import pytest

from dashboard.screens.municipality.history import changes_told

FIRST, SECOND = date(2026, 3, 31), date(2026, 6, 30)
TARGET = date(2026, 9, 15)


def _said(day: date, sequence: int, target: date | None) -> dict[str, Any]:
    return {
        "ledger_sequence": sequence, "reporting_date": day, "step_number": 3, "standing": "started",
        "start_date": date(2026, 2, 6), "own_target_date": target, "end_date": None, "withdrawn_at": None,
        "recorded_at": datetime(2026, 7, sequence, tzinfo=timezone.utc),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, TARGET, "Stap 3: streefdatum toegevoegd, 15 sep 2026"),
        (TARGET, None, "Stap 3: streefdatum 15 sep 2026 weggehaald"),
        (TARGET, date(2026, 10, 1), "Stap 3: streefdatum van 15 sep 2026 naar 1 okt 2026"),
        (TARGET, TARGET, "Geen verandering gemeld"),
    ],
)
def test_a_date_that_came_or_went_is_told_as_added_or_taken_away(before: date | None, after: date | None, told: str):
    schema = {"own_target_date": pl.Date, "end_date": pl.Date, "withdrawn_at": pl.Datetime(time_zone="UTC")}
    history = pl.DataFrame([_said(FIRST, 1, before), _said(SECOND, 2, after)], schema_overrides=schema)
    assert changes_told(history, "nl")[0].text == told
