"""Workbooks: values keep their types, and what calamine does not tell is found in the file itself."""

from datetime import date, datetime

import pytest
import xlwt

from domain.statements import Table
from pipelines.format.raw import Cell, RawFile, RawTable
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import (
    COSTS,
    FOUR_SHEETS,
    STEPS,
    STEPS_HEADER,
    edited,
    ods,
    ods_cell,
    parts_of,
    with_named_parts,
    xls,
    xlsx,
)

EXPLANATION = [["Zo vult u deze opgave in"], [], ["stap", "het nummer van de stap"], ["status", "hoe ver u bent"]]


def read(content: bytes) -> RawFile:
    return read_file(content, "opgave")


def steps(content: bytes) -> RawTable:
    return next(table for table in read(content).tables if table.table is Table.MILESTONE)


def notes(content: bytes) -> list[tuple[str, object]]:
    return [(note.key, note.values.get("sheet")) for note in read(content).notes]


@pytest.mark.parametrize("content", [xlsx(), ods(), xls()], ids=["xlsx", "ods", "xls"])
def test_workbook_gives_four_tables_with_typed_values(content: bytes) -> None:
    tables = {table.table: table for table in read(content).tables}
    assert set(tables) == set(Table)
    first = tables[Table.MILESTONE].rows[0]
    assert first.row_number == 2
    assert first.cells["gemeentecode"] == Cell("GM0363", None, "GM0363")
    assert first.cells["peildatum"] == Cell(date(2025, 12, 31), None, "2025-12-31")
    assert first.cells["stap"].value == 1
    assert tables[Table.COST].rows[0].cells["begroot_eur"].value == 3703.5
    assert tables[Table.MILESTONE].rows[1].cells["toelichting"].is_empty


def test_text_and_numbers_in_one_column_stay_what_they_are() -> None:
    rows = [COSTS[0], [*COSTS[1][:3], 3703.5, "€ 1.250,00"], [*COSTS[2][:3], "1.234", 3703]]
    first, second = read(xlsx({"kosten": rows})).tables[0].rows
    assert (first.cells["begroot_eur"].value, first.cells["gerealiseerd_eur"].value) == (3703.5, "€ 1.250,00")
    assert (second.cells["begroot_eur"].value, second.cells["gerealiseerd_eur"].written) == ("1.234", "3703")


def test_text_with_an_apostrophe_before_it_is_text() -> None:
    rows = [STEPS_HEADER, ["0363", date(2025, 12, 31), "=1", "gestart", None, None, "'x"]]
    (row,) = read(xlsx({"stappen": rows})).tables[0].rows
    assert (row.cells["gemeentecode"].value, row.cells["stap"].value) == ("0363", "=1")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_cell_error_is_a_fault_and_not_an_empty_cell(error: str) -> None:
    content = xlsx(
        {"stappen": STEPS}, lambda book: book.get_worksheet_by_name("stappen").write_formula(2, 4, "=1", None, error)
    )
    cell = steps(content).rows[1].cells["startdatum"]
    assert (cell.value, cell.fault, cell.written, cell.is_empty) == (None, "cell_error", error, False)


def formula_in_e3(value: bytes) -> bytes:
    """Steps with a formula in E3 of which the value is written like this."""
    made = xlsx(
        {"stappen": STEPS}, lambda book: book.get_worksheet_by_name("stappen").write_formula(2, 4, "=A1&B1", None, 7)
    )
    return edited(made, "xl/worksheets/sheet1.xml", b'<c r="E3"><f>A1&amp;B1</f><v>7</v></c>', value)


@pytest.mark.parametrize("value", [b'<c r="E3"><f>A1&amp;B1</f></c>', b'<c r="E3"><f>A1&amp;B1</f><v/></c>'])
def test_formula_without_a_value_is_a_fault(value: bytes) -> None:
    cell = steps(formula_in_e3(value)).rows[1].cells["startdatum"]
    assert (cell.value, cell.fault, cell.written) == (None, "formula", "=A1&B1")


def test_formula_with_a_value_is_its_value_and_an_empty_text_is_a_value() -> None:
    assert steps(formula_in_e3(b'<c r="E3"><f>A1</f><v>7</v></c>')).rows[1].cells["startdatum"].value == 7
    assert steps(formula_in_e3(b'<c r="E3" t="str"><f>A1</f><v></v></c>')).rows[1].cells["startdatum"].is_empty


def test_faults_are_found_in_cells_without_a_reference_and_with_a_prefix() -> None:
    part = "xl/worksheets/sheet1.xml"
    made = xlsx(
        {"stappen": STEPS}, lambda book: book.get_worksheet_by_name("stappen").write_formula(2, 4, "=1", None, "#N/A")
    )
    sheet = parts_of(made)[part]
    for column in b"ABCDEFG":
        for row in b"123":
            sheet = sheet.replace(b' r="%c%c"' % (column, row), b"")
    row = steps(with_named_parts(made, {part: sheet})).rows[1]
    assert row.cells["startdatum"].fault == "cell_error"


def test_faults_of_an_ods_are_found() -> None:
    rows = [
        COSTS[0],
        ["Ede", date(2025, 12, 31), 1, ods_cell(formula="of:=1+1"), ods_cell("#DIV/0!", formula="of:=1/0")],
        [
            "Ede",
            date(2025, 12, 31),
            2,
            ods_cell("Err:502", valuetype="float", value="0"),
            ods_cell(5, formula="of:=4+1"),
        ],
    ]
    first, second = read(ods({"kosten": rows})).tables[0].rows
    assert [first.cells[name].fault for name in ("begroot_eur", "gerealiseerd_eur")] == ["formula", "cell_error"]
    assert [second.cells[name].fault for name in ("begroot_eur", "gerealiseerd_eur")] == ["cell_error", None]
    assert first.cells["begroot_eur"].written == "=1+1"


def test_text_of_an_ods_without_a_type_is_read_as_a_person_sees_it() -> None:
    untyped = ods_cell("Ede", valuetype=None)
    untyped.removeAttribute("valuetype")
    (row, _) = read(ods({"kosten": [COSTS[0], [untyped, *COSTS[1][1:]], COSTS[2]]})).tables[0].rows
    assert row.cells["gemeentenaam"].value == "Ede"


def test_formula_of_an_xls_that_was_never_calculated_is_a_fault() -> None:
    content = xls({"stappen": STEPS}, lambda book: book.get_sheet("stappen").write(2, 4, xlwt.Formula("1+1")))
    assert steps(content).rows[1].cells["startdatum"].fault == "formula"


def test_error_cell_of_an_xls_is_a_fault() -> None:
    def touch(book: xlwt.Workbook) -> None:
        book.get_sheet("stappen").row(2).set_cell_error(4, "#DIV/0!")

    assert steps(xls({"stappen": STEPS}, touch)).rows[1].cells["startdatum"].fault == "cell_error"


def test_dates_of_a_1904_workbook_are_right_and_serials_are_known_to_count_from_1904() -> None:
    table = steps(xlsx({"stappen": STEPS}, options={"date_1904": True}))
    assert table.uses_1904
    assert table.rows[0].cells["peildatum"].value == date(2025, 12, 31)
    assert not steps(xlsx()).uses_1904


def test_dates_of_a_1904_xls_are_right() -> None:
    def touch(book: xlwt.Workbook) -> None:
        book.dates_1904 = True

    assert steps(xls({"stappen": STEPS}, touch)).uses_1904


def test_moment_with_a_time_is_a_datetime_and_a_bare_serial_is_a_number() -> None:
    rows = [STEPS_HEADER, ["363", datetime(2025, 12, 31, 9, 30), 1, "gestart", 45657, None, None]]
    (row,) = steps(xlsx({"stappen": rows})).rows
    assert row.cells["peildatum"].value == datetime(2025, 12, 31, 9, 30)
    assert row.cells["startdatum"].value == 45657


def test_hidden_sheets_are_left_out_and_named() -> None:
    def hide(book: object) -> None:
        book.get_worksheet_by_name("kosten").hide()  # type: ignore[attr-defined]
        book.get_worksheet_by_name("gemeente").very_hidden()  # type: ignore[attr-defined]

    assert [table.table for table in read(xlsx(touch=hide)).tables] == [Table.MILESTONE, Table.TRAINING]
    assert notes(xlsx(touch=hide)) == [("hidden_table", "kosten"), ("hidden_table", "gemeente")]


def test_hidden_sheets_of_ods_and_xls_are_left_out_and_named() -> None:
    def hide(book: xlwt.Workbook) -> None:
        book.get_sheet("kosten").visibility = 1
        book.get_sheet("gemeente").visibility = 2

    assert notes(xls(touch=hide)) == [("hidden_table", "kosten"), ("hidden_table", "gemeente")]
    assert notes(ods(hidden=["kosten"])) == [("hidden_table", "kosten")]


def test_hidden_copy_of_a_table_is_no_second_table() -> None:
    made = xlsx({"stappen": STEPS, "vorige": STEPS}, lambda book: book.get_worksheet_by_name("vorige").hide())
    assert len(read(made).tables) == 1


def test_hidden_rows_are_read() -> None:
    made = xlsx(
        {"stappen": STEPS}, lambda book: book.get_worksheet_by_name("stappen").set_row(1, None, None, {"hidden": True})
    )
    assert [row.row_number for row in steps(made).rows] == [2, 3]


def test_sheet_that_explains_is_a_note_and_no_error() -> None:
    made = xlsx({"uitleg": EXPLANATION, "lijsten": [["stap", "status"], [1, "gestart"]], **FOUR_SHEETS})
    assert notes(made) == [("no_table_sheet", "uitleg"), ("no_table_sheet", "lijsten")]


def test_list_of_municipalities_beside_the_tables_is_a_note() -> None:
    made = xlsx({"codes": [["gemeentecode", "gemeentenaam"], ["GM0363", "Amsterdam"]], "stappen": STEPS})
    assert notes(made) == [("no_table_sheet", "codes")]


def test_cell_merged_over_rows_holds_for_all_of_them_in_the_key_and_for_one_in_amounts() -> None:
    rows = [COSTS[0], ["Ede", date(2025, 12, 31), 1, 5, 3], [None, date(2025, 12, 31), 2, None, None]]

    def merge(book: object) -> None:
        sheet = book.get_worksheet_by_name("kosten")  # type: ignore[attr-defined]
        sheet.merge_range(1, 0, 2, 0, "Ede")
        sheet.merge_range(1, 3, 2, 3, 5)

    made = xlsx({"kosten": rows}, merge)
    second = read(made).tables[0].rows[1]
    assert second.cells["gemeentenaam"].value == "Ede"
    assert second.cells["begroot_eur"].is_empty
    assert notes(made) == [("merged_cells", "kosten")]
    assert read(made).sheets[0].rows[2][1][0].is_empty  # as it was read, nothing is filled in


def test_table_that_does_not_begin_in_a1_has_the_row_numbers_a_person_sees() -> None:
    moved = [[], [], [], *([None, None, *row] for row in STEPS)]
    for content in (xlsx({"stappen": moved}), ods({"stappen": moved}), xls({"stappen": moved})):
        assert [row.row_number for row in steps(content).rows] == [5, 6]


def test_all_cells_of_visible_sheets_are_read_and_of_hidden_sheets_none() -> None:
    def touch(book: object) -> None:
        other = book.add_worksheet("uitleg")  # type: ignore[attr-defined]
        other.write(3, 1, "hoe u dit invult")
        secret = book.add_worksheet("geheim")  # type: ignore[attr-defined]
        secret.write(3, 3, "NL91ABNA0417164300")
        secret.hide()

    file = read(xlsx({"stappen": [["Opgave"], *STEPS], "kosten": COSTS}, touch=touch))
    assert [sheet.name for sheet in file.sheets] == ["stappen", "kosten", "uitleg"]
    texts = [[cell.written for cell in cells if not cell.is_empty] for _, cells in file.sheets[0].rows]
    assert texts[0] == ["Opgave"]
    assert texts[2] == ["GM0363", "2025-12-31", "1", "afgerond", "2025-03-01", "2025-09-01", "klaar"]
    assert [(number, cells[1].written) for number, cells in file.sheets[2].rows] == [(4, "hoe u dit invult")]


def test_comment_in_an_ods_is_not_part_of_its_cell() -> None:
    from odf.office import Annotation
    from odf.text import P

    cell = ods_cell("klaar")
    annotation = Annotation()
    annotation.addElement(P(text="bel 06-12345678"))
    cell.addElement(annotation)
    file = read(ods({"stappen": [STEPS[0], [*STEPS[1][:6], cell]]}))
    assert file.tables[0].rows[0].cells["toelichting"].value == "klaar"
    assert "bel 06-12345678" not in [cell.written for _, cells in file.sheets[0].rows for cell in cells]
