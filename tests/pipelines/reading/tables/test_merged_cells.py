"""Cells that are merged over rows: what holds for all of them, and what is refused rather than left out."""

import xlsxwriter

from domain.statements import Table
from tests.pipelines.desk import Desk, counts, rules
from tests.pipelines.made_files import Rows, xlsx

DAY = "2025-12-31"


def merged(sheet: str, rows: Rows, *areas: tuple[int, int, int]) -> bytes:
    """A sheet with these areas merged: first row and last row from 0, and the column."""

    def merge(book: xlsxwriter.Workbook) -> None:
        page = book.get_worksheet_by_name(sheet)
        assert page is not None
        for first, last, column in areas:
            page.merge_range(first, column, last, column, rows[first][column])

    return xlsx({sheet: rows}, merge)


def test_a_status_merged_over_rows_holds_for_every_step_in_them(desk: Desk):
    rows = [["gemeentecode", "peildatum", "stap", "status"], ["GM0363", DAY, 1, "gestart"],
            ["GM0363", DAY, 2, "niet gestart"], [None, None, 3, None], [None, None, 4, None]]  # fmt: skip
    receipt = desk.hand_in_bytes(merged("stappen", rows, (2, 4, 0), (2, 4, 1), (2, 4, 3)))
    assert counts(receipt) == "read 4 · accepted 4"
    assert [standing for (standing,) in desk.said(Table.MILESTONE, "standing")].count("not_started") == 3


def test_an_amount_merged_over_rows_is_never_repeated_and_the_rows_without_one_are_refused_by_name(desk: Desk):
    rows = [["gemeentecode", "peildatum", "stap", "gerealiseerd_eur"], ["GM0363", DAY, 1, 100],
            ["GM0363", DAY, 2, None], ["GM0363", DAY, 3, None], ["GM0363", DAY, 4, None]]  # fmt: skip
    receipt = desk.hand_in_bytes(merged("kosten", rows, (1, 3, 3)))
    assert counts(receipt, "kosten") == "read 3 · accepted 1 · quarantined 2 · left_out 1"
    assert (rules(receipt, row=3), rules(receipt, row=4)) == (["missing_value"], ["missing_value"])
    assert desk.said(Table.COST, "realised_cost_eur") == [(100.0,)]


def test_a_merged_status_fills_no_row_in_which_nothing_else_stands(desk: Desk):
    rows = [["gemeentecode", "peildatum", "stap", "status"], ["GM0363", DAY, 1, "niet gestart"],
            [None, None, None, None], ["GM0363", DAY, 2, "niet gestart"]]  # fmt: skip
    receipt = desk.hand_in_bytes(merged("stappen", rows, (1, 2, 3)))
    assert counts(receipt) == "read 2 · accepted 2 · left_out 1"
