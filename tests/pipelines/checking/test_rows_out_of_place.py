"""Cells that came to stand in another column than was meant say nothing of that column, and are never left out."""

from domain.statements import Table
from tests.pipelines.desk import Desk, counts, rules
from tests.pipelines.made_files import csv_file, xlsx


def test_a_row_of_another_table_in_the_columns_of_the_key_is_refused_and_not_left_out_as_untouched(desk: Desk):
    header = ["gemeentecode", "peildatum", "stap", "status"]
    rows = [header, ["GM0363", "2025-12-31", "1", "niet gestart"], ["GM0599", "2025-12-31", "e", None]]
    receipt = desk.hand_in_bytes(xlsx({"stappen": rows}))
    assert counts(receipt) == "read 2 · accepted 1 · quarantined 1"
    assert "unknown_step" in rules(receipt, row=3)


def test_a_prefilled_row_with_a_good_key_is_left_out_as_untouched(desk: Desk):
    header = ["gemeentecode", "peildatum", "stap", "status"]
    rows = [header, ["GM0363", "2025-12-31", "1", "niet gestart"], ["GM0363", "31 december 2025", "3", None]]
    receipt = desk.hand_in_bytes(xlsx({"stappen": rows}))
    assert (counts(receipt), rules(receipt)) == ("read 1 · accepted 1 · left_out 1", [])


def test_an_amount_that_was_pushed_into_the_next_column_does_not_tell_how_that_column_is_written(desk: Desk):
    header = ["gemeentecode", "peildatum", "stap", "begroot_eur", "gerealiseerd_eur"]
    shifted = ["GM0363", "", "2025-12-31", "2", "4.500,50", "76253"]
    receipt = desk.hand_in_bytes(csv_file([header, ["GM0363", "2025-12-31", "1", "", "12.375"], shifted]))
    assert rules(receipt, row=2) == ["ambiguous_number"]
    assert rules(receipt, row=3) == ["ragged_row"]
    assert desk.said(Table.COST, "realised_cost_eur") == [(12375.0,)]
