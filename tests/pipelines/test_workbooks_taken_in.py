"""Workbooks through the whole intake: native values, formulas, errors, 1904, several tables, hidden sheets."""

from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
import xlwt

from domain.statements import Table
from tests.pipelines.desk import Desk, counts, messages, rules
from tests.pipelines.made_files import COSTS, FOUR_SHEETS, STEPS, STEPS_HEADER, ods, ods_cell, xls, xlsx

DAY = date(2025, 12, 31)


def _steps(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"stappen": [STEPS_HEADER, *rows]}


def test_each_kind_of_file_says_the_same(desk: Desk):
    first = desk.hand_in_bytes(xlsx(), name="opgave.xlsx")
    assert [counts(first, table) for table in ("stappen", "opleiding", "kosten", "gemeente")] == [
        "read 2 · accepted 2", "read 1 · accepted 1", "read 2 · accepted 2", "read 1 · accepted 1"
    ]  # fmt: skip
    for content in (ods(), xls()):
        again = desk.hand_in_bytes(content)
        assert again["outcome"] == "accepted"
        assert {table: (found["read"], found["unchanged"]) for table, found in again["tables"].items()} == {
            "stappen": (2, 2), "opleiding": (1, 1), "kosten": (2, 2), "gemeente": (1, 1)
        }  # fmt: skip


def test_formula_without_a_value_refuses_the_row_and_a_cached_value_is_read(desk: Desk):
    def touch(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.worksheets()[0]
        sheet.write_formula(1, 2, "=4+4", value="")
        sheet.write_formula(2, 2, "=4+5", value=9)

    rows = _steps(["GM0363", DAY, None, "gestart", DAY, None, None], ["GM0363", DAY, None, "gestart", DAY, None, None])
    receipt = desk.hand_in_bytes(xlsx(rows, touch), name="opgave.xlsx")
    assert rules(receipt) == ["formula"]
    assert "opgave.xlsx, blad stappen, rij 2, stap: =4+4" in messages(receipt)[0]
    assert desk.said(Table.MILESTONE, "step_number") == [(9,)]


def test_cell_error_refuses_the_row_and_shows_the_error(desk: Desk):
    def touch(workbook: xlsxwriter.Workbook) -> None:
        workbook.worksheets()[0].write_formula(1, 4, "=NA()", value="#N/A")
        workbook.worksheets()[0].write_formula(2, 6, "=1/0", value="#DIV/0!")

    rows = _steps(["GM0363", DAY, 1, "gestart", None, None, None], ["GM0363", DAY, 2, "gestart", DAY, None, None])
    receipt = desk.hand_in_bytes(xlsx(rows, touch), name="opgave.xlsx")
    assert [(problem["rule"], problem["column"], problem["value"]) for problem in receipt["problems"]] == [
        ("cell_error", "startdatum", "#N/A"),
        ("cell_error", "toelichting", "#DIV/0!"),
    ]


def test_native_numbers_are_what_the_cell_holds_and_steps_may_be_decimal_numbers(desk: Desk):
    rows = {"kosten": [["gemeentecode", "peildatum", "stap", "gerealiseerd_eur"], [363.0, DAY, 6.0, 1234.5],
                       [363, DAY, "7", 17.25], [363, DAY, 7.999999999999999, 3]]}  # fmt: skip
    assert rules(desk.hand_in_bytes(xlsx(rows))) == []
    assert desk.said(Table.COST, "step_number", "realised_cost_eur") == [(6, 1234.5), (7, 17.25), (8, 3.0)]


def test_ambiguous_number_warns_of_a_number_cell_that_a_program_may_have_made_of_a_thousand(desk: Desk):
    header = ["gemeentecode", "peildatum", "stap", "gerealiseerd_eur"]
    rows = {"kosten": [header, [363, DAY, 1, 12.375], [363, DAY, 2, 12.5]]}
    assert rules(desk.hand_in_bytes(xlsx(rows))) == ["ambiguous_number"]  # 12.375: three digits
    rows = {"kosten": [header, [363, DAY, 3, 12.5], [363, DAY, 4, "1.250,50"], [363, DAY, 6, 54898.36]]}
    receipt = desk.hand_in_bytes(xlsx(rows))
    assert [(problem["rule"], problem["row"]) for problem in receipt["problems"]] == [("ambiguous_number", 2)]
    assert "staat als getal tussen teksten" in messages(receipt)[0]
    assert desk.said(Table.COST, "realised_cost_eur") == [(12.375,), (12.5,), (12.5,), (1250.5,), (54898.36,)]


def test_dates_as_serials_and_in_1904_workbooks_are_the_days_that_the_sheet_shows(desk: Desk):
    rows = _steps(["GM0363", DAY, 1, "gestart", 45689, None, None])  # 45689 is 1 February 2025
    assert counts(desk.hand_in_bytes(xlsx(rows))) == "read 1 · accepted 1"
    rows = _steps(["GM0363", DAY, 2, "gestart", 45689 - 1462, None, None])
    assert counts(desk.hand_in_bytes(xlsx(rows, options={"date_1904": True}))) == "read 1 · accepted 1"
    assert desk.said(Table.MILESTONE, "reporting_date", "start_date") == [(DAY, date(2025, 2, 1))] * 2


def test_bad_date_refuses_booleans_and_numbers_that_are_no_day(desk: Desk):
    rows = _steps(
        ["GM0363", DAY, 2, "gestart", True, None, None],
        ["GM0363", DAY, 3, "gestart", -5, None, None],
        ["GM0363", DAY, 4, "gestart", 0.6, None, None],
    )
    assert rules(desk.hand_in_bytes(xlsx(rows))) == ["bad_date"] * 3


def test_a_date_cell_with_a_time_in_it_is_its_day(desk: Desk):
    rows = _steps(
        ["GM0363", datetime(2025, 12, 31, 14, 30), 1, "gestart", datetime(2025, 2, 1, 23, 59, 59), None, None],
        ["GM0363", DAY, 2, "gestart", 45689.75, None, None],
    )
    assert rules(desk.hand_in_bytes(xlsx(rows))) == []
    assert desk.said(Table.MILESTONE, "reporting_date", "start_date") == [(DAY, date(2025, 2, 1))] * 2


def test_bad_number_refuses_dates_and_booleans_where_a_number_belongs(desk: Desk):
    header = ["gemeentecode", "peildatum", "doelgroep", "medewerkers", "opgeleid"]
    rows = {"opleiding": [header, ["GM0363", DAY, "basis", DAY, 1], ["GM0363", DAY, "intensief", 5, True]]}
    assert rules(desk.hand_in_bytes(xlsx(rows))) == ["bad_number"] * 2


def test_step8_done_untrained_is_not_said_when_the_same_workbook_reports_on_training(desk: Desk):
    rows = [STEPS_HEADER, ["GM0363", DAY, 8, "afgerond", date(2025, 3, 1), date(2025, 9, 1), None]]
    assert rules(desk.hand_in_bytes(xlsx({**FOUR_SHEETS, "stappen": rows}))) == []


def test_a_hidden_sheet_is_left_out_and_the_receipt_says_so(desk: Desk):
    def touch(workbook: xlsxwriter.Workbook) -> None:
        workbook.worksheets()[1].hide()

    receipt = desk.hand_in_bytes(xlsx({"stappen": STEPS, "oud": STEPS}, touch))
    assert counts(receipt) == "read 2 · accepted 2"
    assert any("oud" in note["nl"] for note in receipt["notes"])


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_bad_number_refuses_a_percentage_and_a_date_in_amounts_of_every_kind_of_workbook(desk: Desk, kind: str):
    rows = [COSTS[0], [*COSTS[1][:3], None, 0.79], [*COSTS[2][:3], None, date(2025, 1, 1)], [*COSTS[2][:2], 3, 5, 6]]
    percent = {"num_format": "0%"}
    if kind == "ods":
        cell = ods_cell("79%", valuetype="percentage", value="0.79")
        content = ods({"kosten": [rows[0], [*rows[1][:4], cell], *rows[2:]]})
    elif kind == "xls":
        style = xlwt.easyxf(num_format_str="0%")
        content = xls({"kosten": rows}, lambda book: book.get_sheet("kosten").write(1, 4, 0.79, style))
    else:
        content = xlsx({"kosten": rows}, lambda book: _write(book, 1, 4, 0.79, book.add_format(percent)))
    receipt = desk.hand_in_bytes(content, name=f"opgave.{kind}")
    assert [(problem["rule"], problem["row"], problem["column"]) for problem in receipt["problems"]] == [
        ("bad_number", 2, "gerealiseerd_eur"), ("bad_number", 3, "gerealiseerd_eur"),
    ]  # fmt: skip
    assert "79%" in messages(receipt)[0]
    assert desk.said(Table.COST, "step_number", "realised_cost_eur") == [(3, 6.0)]


@pytest.mark.parametrize(
    ("held", "shape", "nl", "en"),
    [(0.79, "0%", "0,79", "0.79"), (0.0456, "0.00%", "0,0456", "0.0456"), (79000.5, "0.0,", "79000,5", "79000.5"),
     (12500, "0.0,", "12500", "12500"), (1, "0%", "1", "1")],
)  # fmt: skip
def test_a_message_says_what_a_cell_holds_without_groups_of_thousands_and_superfluous_zeros(
    desk: Desk, held: float, shape: str, nl: str, en: str
):
    rows = [["gemeentecode", "peildatum", "stap", "gerealiseerd_eur"], [363, DAY, 1, None]]
    content = xlsx({"kosten": rows}, lambda book: _write(book, 1, 3, held, book.add_format({"num_format": shape})))
    receipt = desk.hand_in_bytes(content)
    assert rules(receipt) == ["bad_number"]
    assert f"wat erin zit is {nl}." in messages(receipt)[0]
    assert f"what it holds is {en}." in messages(receipt, "en")[0]


def _write(workbook: xlsxwriter.Workbook, row: int, column: int, *value: Any) -> None:
    workbook.worksheets()[0].write(row, column, *value)


def test_bad_number_refuses_a_number_that_shows_another_unit_and_a_note_says_what_is_shown(desk: Desk):
    def touch(workbook: xlsxwriter.Workbook) -> None:
        percentage = workbook.add_format({"num_format": "0%"})
        workbook.worksheets()[0].write_number(1, 6, 0.79, percentage)
        workbook.worksheets()[1].write_number(1, 3, 0.5, percentage)
        workbook.worksheets()[1].write_number(1, 4, 0.25, workbook.add_format({"num_format": "[h]:mm"}))

    steps = _steps(["GM0363", DAY, 1, "gestart", DAY, None, None])
    header = ["gemeentecode", "peildatum", "doelgroep", "medewerkers", "opgeleid"]
    receipt = desk.hand_in_bytes(xlsx({**steps, "opleiding": [header, ["GM0363", DAY, "basis", None, None]]}, touch))
    assert [(problem["rule"], problem["column"]) for problem in receipt["problems"]] == [
        ("bad_number", "medewerkers"), ("bad_number", "opgeleid"),
    ]  # fmt: skip
    assert "50%" in messages(receipt)[0]
    assert "6:00" in messages(receipt)[1]
    assert desk.said(Table.MILESTONE, "note") == [("79%",)]
