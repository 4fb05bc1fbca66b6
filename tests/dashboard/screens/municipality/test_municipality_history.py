"""What a municipality changed, in sentences that can be read aloud."""

from datetime import date, datetime, timezone
from typing import Any

import polars as pl
import pytest

from dashboard.screens.municipality.history import changes_told, left_out

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


def test_a_row_that_is_repaired_later_is_told_as_an_addition_to_that_report():
    schema = {"own_target_date": pl.Date, "end_date": pl.Date, "withdrawn_at": pl.Datetime(time_zone="UTC")}
    other = {**_said(SECOND, 2, None), "step_number": 4}
    rows = [_said(FIRST, 1, TARGET), {**_said(FIRST, 1, None), "step_number": 4}, other, _said(SECOND, 3, TARGET)]
    history = pl.DataFrame(rows, schema_overrides=schema)
    assert [change.text for change in changes_told(history, "nl")][:2] == [
        "Stap 3 aangevuld, zonder verandering", "Geen verandering gemeld",
    ]  # fmt: skip


def test_a_list_of_changes_that_stops_says_how_many_there_are():
    assert left_out(10, "nl") == []
    assert left_out(34, "nl") == ["hier staan de nieuwste 10 van de 34 veranderingen; in de tabel staan alle rijen"]
