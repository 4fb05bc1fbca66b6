"""Cases of rows and columns that do not stand where they are expected."""

from datetime import date

import pytest

from domain.statements import Table
from tests.pipelines.cases.case import came_out
from tests.pipelines.desk import Desk

DAY = date(2026, 6, 30)
COSTS = [(1, 12000, 9500.5), (2, 20000, 12607.63), (4, 30000, 1250), (8, 80000, 54898.36)]
STEPS = [
    (1, "finished", date(2025, 9, 1), None, date(2025, 12, 15), None, "plan vastgesteld"),
    (2, "finished", date(2025, 10, 1), None, date(2026, 3, 31), None, None),
    (3, "started", date(2026, 2, 2), date(2026, 12, 1), None, "vng", None),
    (4, "not_started", None, date(2027, 3, 1), None, None, None),
    (5, "not_started", None, None, None, None, None),
    (6, "not_applicable", None, None, None, None, "al geregeld"),
]
STEP_COLUMNS = ("step_number", "standing", "start_date", "own_target_date", "end_date", "waiting_on", "note")
COST_COLUMNS = ("step_number", "budgeted_eur", "realised_cost_eur")


def test_decimal_commas_without_quotes_refuse_every_row_and_are_explained_once(desk: Desk) -> None:
    out = came_out(desk, "decimal_comma_without_quotes", "kosten_komma.csv")
    assert out.outcome == "partly"
    assert out.counts == {"kosten": "read 4 · quarantined 4"}
    assert out.problems == [("ragged_row", row, None) for row in (2, 3, 4, 5)]
    assert out.stored_counts == {}
    assert out.said.count("puntkomma's als scheidingsteken") == 1


@pytest.mark.parametrize(
    "out_of",
    [("tables_under_one_another", "vier_blokken.csv"), ("tables_under_one_another", "vier_blokken_een_blad.xlsx")],
)
def test_tables_under_one_another_are_taken_in_under_their_own_names(desk: Desk, out_of: tuple[str, str]) -> None:
    out = came_out(desk, *out_of)
    assert out.outcome == "accepted"
    assert {table: counts["accepted"] for table, counts in out.receipt["tables"].items()} == {
        "gemeente": 1, "opleiding": 2, "kosten": 4, "stappen": 6
    }  # fmt: skip
    assert out.stored(Table.PROFILE, "access_variant", "completion_minutes", "row_number") == [("b", 35, 2)]
    assert out.stored(
        Table.TRAINING, "target_group", "staff_in_scope_count", "trained_staff_count", "delivered_hours", "row_number"
    ) == [("basis", 420, 210, 1260.5, 5), ("intensief", 120, 30, 480, 6)]
    assert out.stored(Table.COST, *COST_COLUMNS, "row_number") == [
        (*said, row) for said, row in zip(COSTS, (9, 10, 11, 12), strict=True)
    ]
    assert out.stored(Table.MILESTONE, *STEP_COLUMNS, "row_number") == [
        (*said, row) for said, row in zip(STEPS, range(15, 21), strict=True)
    ]
    assert "titel" not in out.said


def test_costs_beside_steps_are_taken_in_as_costs_and_the_note_stays_with_the_step(desk: Desk) -> None:
    out = came_out(desk, "costs_beside_steps", "stappen_met_kosten.xlsx")
    assert out.outcome == "accepted"
    assert out.stored(Table.MILESTONE, *STEP_COLUMNS) == STEPS
    assert out.stored(Table.COST, *COST_COLUMNS, "note", "row_number") == [
        (1, 12000, 9500.5, None, 2), (2, 20000, 12607.63, None, 3), (3, 30000, 1250, None, 4),
        (4, 80000, 54898.36, None, 5), (5, 12000, 9500.5, None, 6), (6, 20000, 12607.63, None, 7),
    ]  # fmt: skip
    assert "gebruiken we deze kolommen niet" not in out.said


def test_header_repeated_halfway_is_left_out_and_named_and_every_row_is_read(desk: Desk) -> None:
    out = came_out(desk, "header_repeated_halfway", "aan_elkaar_geplakt.csv")
    assert (out.outcome, out.problems) == ("accepted", [])
    assert out.counts == {"kosten": "read 8 · accepted 8 · left_out 1"}
    assert out.stored(Table.COST, "municipality_code", *COST_COLUMNS) == [
        (code, *said) for code in ("GM0344", "GM0363") for said in COSTS
    ]
    assert "nog een keer staan of worden uitgelegd: 1 (rij 6)" in out.said


def test_sheet_with_renamed_headers_is_missing_columns_and_the_other_sheet_goes_in(desk: Desk) -> None:
    out = came_out(desk, "headers_renamed_on_one_sheet", "kosten_andere_koppen.xlsx")
    assert out.outcome == "partly"
    assert out.counts == {"stappen": "read 6 · accepted 6"}
    assert out.stored(Table.MILESTONE, *STEP_COLUMNS) == STEPS
    assert [rule for rule, _, _ in out.problems] == ["missing_columns"]
    assert "blad kosten ontbreekt: gerealiseerd_eur" in out.said
    assert "status" not in out.said


def test_only_table_on_a_hidden_sheet_is_rejected_with_its_name_and_what_to_do(desk: Desk) -> None:
    out = came_out(desk, "only_table_is_on_a_hidden_sheet", "opgave.xlsx")
    assert (out.outcome, out.problems) == ("rejected", [("no_table", None, None)])
    assert "verborgen blad (stappen)" in out.said
    assert "Maak het blad zichtbaar" in out.said


@pytest.mark.parametrize(
    "out_of", [("everything_in_one_column", "een_kolom.csv"), ("everything_in_one_column", "een_kolom.xlsx")]
)
def test_everything_in_one_column_is_read_as_what_it_is_and_said(desk: Desk, out_of: tuple[str, str]) -> None:
    out = came_out(desk, *out_of)
    assert (out.outcome, out.problems) == ("accepted", [])
    assert out.stored(Table.MILESTONE, *STEP_COLUMNS, "row_number") == [
        (*said, row) for row, said in enumerate(STEPS, start=2)
    ]
    assert "in één kolom" in out.said
