"""Cases of values that can mean two things, and of one value over many rows."""

from domain.statements import Table
from tests.pipelines.cases.case import came_out
from tests.pipelines.desk import Desk


def test_a_choice_dragged_down_over_20000_rows_is_said_once_and_the_good_rows_are_stored(desk: Desk) -> None:
    found = came_out(desk, "choice_dragged_down", "status_doorgetrokken.xlsx")
    (problem,) = found.receipt["problems"]
    assert found.stored_counts == {Table.MILESTONE: 6}
    assert (problem["rule"], problem["row"], problem["row_to"]) == ("left_out", 8, 20_007)
    assert "rij 8 tot en met 20007" in found.said
    assert "Maak deze rijen leeg" in found.said


def test_an_amount_with_three_digits_behind_its_point_is_thousands_and_the_receipt_says_so(desk: Desk) -> None:
    found = came_out(desk, "three_decimals_in_an_amount", "bedragen_gemengd.csv")
    assert found.stored(Table.COST, "step_number", "realised_cost_eur") == [
        (1, 12500.0), (2, 8750.0), (4, 1250.0), (8, 54898.36)
    ]  # fmt: skip
    doubted = [row for rule, row, _ in found.problems if rule == "ambiguous_number"]
    assert doubted == [2, 3, 4]
