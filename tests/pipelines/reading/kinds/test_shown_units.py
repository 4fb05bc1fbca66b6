"""A cell that shows another unit than it holds carries both, in every kind of workbook; other formats do nothing."""

from datetime import time, timedelta
from typing import Any

import pytest
import xlwt

from pipelines.format.raw import Cell
from pipelines.reading.received_file import read_file
from pipelines.reading.tables.number_formats import NumberFormat
from tests.pipelines.made_files import COSTS, TRAINING, ods, ods_cell, xls, xlsx

OTHER_UNIT = [  # format, what the cell holds, what is shown
    ("0%", 0.79, "79%"), ("0.00%", 0.125, "12,50%"), ("0.0#%", 0.125, "12,5%"), ("0%", -0.5, "-50%"),
    ("0%;[Red]-0%", -0.5, "-50%"), ('0"%"', 79, "79%"), ("0\\%", 79, "79%"), ("0.0‰", 3, "3,0‰"),
    ("#,##0,", 12500, "13"), ("0.0,", 12500, "12,5"), ('0.0,,"mln"', 1_250_000, "1,3mln"),
    ('#,##0.0, "k"', 12500, "12,5 k"), ('[>=1000]0.0,"k";0', 12500, "12,5k"), ('0"000"', 12, "12000"),
    ("[$$-409]#,##0.00", 1234.5, "$1.234,50"), ("£#,##0", 3, "£3"), ("[$USD] 0", 3, "USD 3"),
    ('_("$"* #,##0.00_)', 5, "$5,00"), ('0" dagen"', 3, "3 dagen"), ("0\\ \\d\\g\\n", 3, "3 dgn"),
    ('0;-0;"n.v.t."', 0, "n.v.t."), ('General" fte"', 3.5, "3,5 fte"),
]  # fmt: skip
SAME_UNIT = [
    ("General", 3.5), ("0", 3), ("#,##0.00", 12.5), ("#,##0.00;[Red]-#,##0.00", -3), ("0.00E+00", 1234), ("# ?/?", 0.5),
    ("@", 3), ("[$€-2]\\ #,##0.00", 3), ('"€"\\ #,##0.00', 4), ("[$-413]0", 3), ('0" €"', 3), ('#,##0",-"', 4),
    ('_ "€"\\ * #,##0.00_ ;_ "€"\\ * \\-#,##0.00_ ;_ "€"\\ * "-"??_ ;_ @_ ', 0), ("#,##0 ;(#,##0)", -3),
    ('0.0" uur"', 3), ('#,##0" EUR"', 2), ('[>=1000]0.0,"k";0', 500), ('"stap "0', 8), ("dd-mm-yyyy", 45000),
]  # fmt: skip


@pytest.mark.parametrize(("code", "held", "shown"), OTHER_UNIT)
def test_format_that_shows_another_unit_is_told_with_what_it_shows(code: str, held: float, shown: str) -> None:
    assert NumberFormat(code).may_show_other_unit
    assert NumberFormat(code).shown(held) == shown


@pytest.mark.parametrize(("code", "held"), SAME_UNIT)
def test_format_that_rounds_or_says_euro_or_hours_shows_the_number_itself(code: str, held: float) -> None:
    assert NumberFormat(code).shown(held) is None


def amount(content: bytes) -> Cell:
    (table,) = read_file(content, "opgave").tables
    return table.rows[0].cells["gerealiseerd_eur"]


def xlsx_amount(value: Any, code: str) -> Cell:
    def touch(book: Any) -> None:
        sheet = book.get_worksheet_by_name("kosten")
        write = sheet.write_formula if isinstance(value, str) else sheet.write
        write(1, 4, value, book.add_format({"num_format": code}), *([0.79] if isinstance(value, str) else []))

    return amount(xlsx({"kosten": COSTS}, touch))


def xls_amount(value: Any, code: str) -> Cell:
    style = xlwt.easyxf(num_format_str=code)

    def touch(book: xlwt.Workbook) -> None:
        book.get_sheet("kosten").write(1, 4, value, style)

    return amount(xls({"kosten": COSTS}, touch))


def ods_amount(shown: str | None, **attributes: str) -> Cell:
    return amount(ods({"kosten": [COSTS[0], [*COSTS[1][:4], ods_cell(shown, **attributes)]]}))


@pytest.mark.parametrize("of", [xlsx_amount, xls_amount])
@pytest.mark.parametrize(
    ("code", "held", "shown"),
    [("0%", 0.79, "79%"), ("0.00%", 0.125, "12,50%"), ("0.0,", 12500, "12,5"), ('0" dagen"', 3, "3 dagen")],
)
def test_cell_of_an_excel_workbook_carries_what_it_shows(of: Any, code: str, held: float, shown: str) -> None:
    cell = of(held, code)
    assert (cell.value, cell.shown) == (held, shown)


@pytest.mark.parametrize("of", [xlsx_amount, xls_amount])
def test_cell_of_an_excel_workbook_in_euro_carries_nothing_else(of: Any) -> None:
    assert of(12.5, '"€" #,##0.00').shown is None
    assert of(12.5, "#,##0.00").shown is None


def test_result_of_a_formula_and_numbers_in_one_record_carry_what_they_show() -> None:
    assert xlsx_amount("=D2/100", "0%").shown == "79%"
    percent = xlwt.easyxf(num_format_str="0%")

    def touch(book: xlwt.Workbook) -> None:
        for column in (3, 4):  # whole numbers side by side stand in one record
            book.get_sheet("kosten").write(1, column, 2, percent)

    assert amount(xls({"kosten": COSTS}, touch)).shown == "200%"


@pytest.mark.parametrize(
    ("shown", "attributes"),
    [
        ("79%", {"valuetype": "percentage", "value": "0.79"}),
        ("$ 5,00", {"valuetype": "currency", "currency": "USD", "value": "5"}),
        ("12,5", {"valuetype": "float", "value": "12500"}),
        ("3 dagen", {"valuetype": "float", "value": "3"}),
        ("12:30", {"valuetype": "time", "timevalue": "PT12H30M00S"}),
        ("26:30", {"valuetype": "time", "timevalue": "PT26H30M00S"}),
    ],
)
def test_cell_of_an_ods_carries_what_it_shows(shown: str, attributes: dict[str, str]) -> None:
    assert ods_amount(shown, **attributes).shown == shown


def test_percentage_of_an_ods_without_a_text_is_still_one() -> None:
    cell = ods_amount(None, valuetype="percentage", value="0.125")
    assert (cell.value, cell.shown) == (0.125, "12,5%")


@pytest.mark.parametrize(
    ("shown", "attributes"),
    [
        ("€ 1.234,50", {"valuetype": "currency", "currency": "EUR", "value": "1234.5"}),
        ("1,234.50", {"valuetype": "float", "value": "1234.5"}),
        ("1.235", {"valuetype": "float", "value": "1234.6"}),
        ("(12)", {"valuetype": "float", "value": "-12"}),
        ("1,2E+04", {"valuetype": "float", "value": "12345"}),
        ("0,5 uur", {"valuetype": "float", "value": "0.5"}),
        ("-", {"valuetype": "float", "value": "0"}),
        ("", {"valuetype": "float", "value": "5"}),
    ],
)
def test_cell_of_an_ods_that_shows_its_own_number_carries_nothing_else(shown: str, attributes: dict[str, str]) -> None:
    assert ods_amount(shown, **attributes).shown is None


def test_time_and_duration_are_a_number_of_days_and_show_hours() -> None:
    rows = [[*TRAINING[0], "uren"], [*TRAINING[1], None]]

    def hours(value: Any, code: str) -> Cell:
        def touch(book: Any) -> None:
            sheet = book.get_worksheet_by_name("opleiding")
            sheet.write(1, 5, value, book.add_format({"num_format": code}))

        return read_file(xlsx({"opleiding": rows}, touch), "opgave").tables[0].rows[0].cells["uren"]

    assert (hours(timedelta(hours=36), "[h]:mm").value, hours(timedelta(hours=36), "[h]:mm").shown) == (1.5, "36:00")
    assert hours(time(12, 30), "h:mm").shown == "12:30"


def test_percentage_that_is_dragged_down_is_one_in_every_row() -> None:
    def touch(book: Any) -> None:
        sheet = book.get_worksheet_by_name("kosten")
        percentage = book.add_format({"num_format": "0%"})
        for row in range(1, 701):
            sheet.write_row(row, 0, ["Ede", 46022, 1])
            sheet.write_number(row, 4, 0.79, percentage)

    (table,) = read_file(xlsx({"kosten": [COSTS[0]]}, touch), "opgave").tables
    assert [row.cells["gerealiseerd_eur"].shown for row in table.rows] == ["79%"] * 700
