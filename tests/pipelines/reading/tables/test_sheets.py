"""Which sheets hold a table, which are an explanation, and which look like data and cannot be read."""

from datetime import date

import pytest
import xlsxwriter
import xlwt

from domain.statements import Table
from pipelines.format.raw import FileRejected, RawFile
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import COSTS, FOUR_SHEETS, STEPS, Rows, parts_of, with_named_parts, xls, xlsx
from tests.pipelines.made_files import ods as ods_of

DAY = date(2025, 12, 31)
EXPLANATION: Rows = [["Zo vult u deze opgave in"], [], ["stap", "het nummer van de stap"], ["status", "hoe ver u bent"]]
ALTERED = {
    "renamed": [["gemeentecode", "peildatum", "stap", "begroot", "gerealiseerd"], ["GM0363", DAY, 1, 5, 3]],
    "deleted": [["GM0363", DAY, 1, 5, 3], ["GM0363", DAY, 2, 5, 3]],
    "translated": [["municipality", "reporting date", "step", "budget", "spent"], ["Amsterdam", DAY, 1, 5, 3]],
    "without a date": [["gemeentecode", "stap", "begroot_eur", "gerealiseerd_eur"], ["GM0363", 1, 5, 3]],
    "without who": [["peildatum", "stap", "begroot_eur", "gerealiseerd_eur"], [DAY, 1, 5, 3]],
}


def read(content: bytes) -> RawFile:
    return read_file(content, "opgave")


def notes(file: RawFile) -> list[tuple[str, object]]:
    return [(note.key, note.values.get("sheet")) for note in file.notes]


@pytest.mark.parametrize("name", sorted(ALTERED))
def test_sheet_of_a_table_with_altered_headers_is_missing_columns_and_the_others_go_in(name: str) -> None:
    file = read(xlsx({"stappen": STEPS, "kosten": ALTERED[name]}))
    assert [(complaint.rule, complaint.sheet) for complaint in file.refused] == [("missing_columns", "kosten")]
    assert [table.table for table in file.tables] == [Table.MILESTONE]
    assert ("no_table_sheet", "kosten") not in notes(file)


@pytest.mark.parametrize("sheet", ["Blad2", "uitgaven 2025", "Costs (2)"])
@pytest.mark.parametrize("name", ["renamed", "deleted"])
def test_sheet_that_looks_like_data_is_never_an_explanation_whatever_it_is_called(sheet: str, name: str) -> None:
    file = read(xlsx({"stappen": STEPS, sheet: ALTERED[name]}))
    assert [(complaint.rule, complaint.sheet) for complaint in file.refused] == [("missing_columns", sheet)]


def test_sheet_with_names_in_other_words_is_known_by_who_when_and_what() -> None:
    rows = [["Gemeente", "Datum", "Stap", "Kosten"], ["Amsterdam", DAY, 1, 5]]
    assert [complaint.reason for complaint in read(xlsx({"stappen": STEPS, "Blad2": rows})).refused] == [
        "no_names_on_sheet"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        EXPLANATION,
        [["stap", "status"], [1, "gestart"]],
        [["gemeentecode", "gemeentenaam"], ["GM0363", "Amsterdam"]],
        [["gemeentecode", "gemeentenaam", "provincie", "inwoners"], ["GM0363", "Amsterdam", "Noord-Holland", 930000]],
        [["gemeentecode", "gemeentenaam", "ingangsdatum", "inwoners"], ["GM0363", "Amsterdam", DAY, 930000]],
        [["Activiteit", "Wie", "Start", "Uren"], ["overleg", "Team Wmo", DAY, 4]],
        [["gemeentecode", "peildatum", "stap"]],
    ],
)
def test_explanation_list_of_codes_and_planning_are_a_note_and_no_error(rows: Rows) -> None:
    file = read(xlsx({"anders": rows, **FOUR_SHEETS}))
    assert (notes(file), file.refused) == ([("no_table_sheet", "anders")], ())


def test_sheet_of_a_table_without_one_of_our_names_is_told_which_names_it_needs() -> None:
    (complaint,) = read(xlsx({"stappen": STEPS, "kosten": ALTERED["translated"]})).refused
    assert complaint.message("nl").endswith(
        "Voor de tabel kosten zijn nodig: gemeentecode/gemeentenaam, peildatum, stap, gerealiseerd_eur."
    )


def test_sheet_with_only_the_names_of_a_table_on_another_sheet_is_no_second_table() -> None:
    file = read(xlsx({"stappen": STEPS, "stappen 2027": [STEPS[0]]}))
    assert ([table.sheet for table in file.tables], notes(file)) == (["stappen"], [("empty_sheet", "stappen 2027")])


def test_text_on_a_sheet_that_is_called_after_a_table_is_a_note() -> None:
    file = read(xlsx({"stappen": STEPS, "kosten": [["Dit jaar zijn er nog geen kosten."]]}))
    assert (notes(file), file.refused) == ([("no_table_sheet", "kosten")], ())


def test_all_that_is_wrong_is_said_where_no_sheet_can_be_read() -> None:
    with pytest.raises(FileRejected) as rejection:
        read(xlsx({"kosten": ALTERED["renamed"], "stappen": [row[:3] for row in STEPS]}))
    found = [rejection.value, *rejection.value.others]
    assert [(complaint.sheet, complaint.values["columns"]) for complaint in found] == [
        ("kosten", "gerealiseerd_eur"), ("stappen", "status")
    ]  # fmt: skip


def test_two_sheets_of_one_table_are_refused_with_a_remedy_that_loses_no_row() -> None:
    with pytest.raises(FileRejected) as rejection:
        read(xlsx({"stappen": STEPS, "stappen (2)": STEPS}))
    assert "Zet de rijen van beide bladen onder elkaar" in rejection.value.remedy("nl")
    assert "erberg" not in rejection.value.remedy("nl")
    assert "verwijder" not in rejection.value.remedy("nl")


@pytest.mark.parametrize("costs", [[12, 5], [None, None]], ids=["filled", "empty"])
def test_costs_beside_the_steps_and_on_their_own_sheet_are_one_table_on_two_sheets(costs: list[int | None]) -> None:
    steps = [[*STEPS[0], "begroot_eur", "gerealiseerd_eur"], [*STEPS[1], *costs], [*STEPS[2], None, None]]
    content = xlsx({"stappen": steps, "kosten": COSTS})
    if costs[0] is None:
        assert {table.table: table.sheet for table in read(content).tables}[Table.COST] == "kosten"
        return
    with pytest.raises(FileRejected) as rejection:
        read(content)
    assert rejection.value.rule == "ambiguous_sheets"
    assert rejection.value.message("nl").startswith("De tabel kosten staat op blad stappen en op blad kosten.")


def hidden_steps(book: xlsxwriter.Workbook) -> None:
    book.get_worksheet_by_name("stappen").hide()


def test_hidden_sheet_with_the_only_table_is_named_with_what_to_do() -> None:
    with pytest.raises(FileRejected) as rejection:
        read(xlsx({"voorblad": EXPLANATION, "stappen": STEPS}, hidden_steps))
    assert (rejection.value.reason, rejection.value.values["hidden"]) == ("hidden_sheet", "stappen")
    assert "zichtbaar" in rejection.value.remedy("nl")


def test_hidden_sheet_without_a_table_is_not_blamed() -> None:
    with pytest.raises(FileRejected) as rejection:
        read(xlsx({"voorblad": EXPLANATION, "stappen": EXPLANATION}, hidden_steps))
    assert rejection.value.reason == "no_header"


def filtered_xlsx() -> bytes:
    def hide(book: xlsxwriter.Workbook) -> None:
        sheet = book.get_worksheet_by_name("stappen")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(4, 5, None, None, {"hidden": True})

    return xlsx({"stappen": STEPS}, hide)


def filtered_xls() -> bytes:
    def hide(book: xlwt.Workbook) -> None:
        sheet = book.get_sheet("stappen")
        sheet.row(1).hidden = True
        sheet.col(4).hidden = sheet.col(5).hidden = True

    return xls({"stappen": STEPS}, hide)


def filtered_ods() -> bytes:
    content = ods_of({"stappen": STEPS})
    part = parts_of(content)["content.xml"]
    columns = b'<table:table-column table:number-columns-repeated="4"/>'
    columns += b'<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    start = part.index(b"<table:table-row")
    part = part[:start] + columns + part[start:]
    second = part.index(b"<table:table-row", part.index(b"<table:table-row") + 1)
    part = part[:second] + part[second:].replace(
        b"<table:table-row", b'<table:table-row table:visibility="filter"', 1
    )  # fmt: skip
    return with_named_parts(content, {"content.xml": part})


@pytest.mark.parametrize("build", [filtered_xlsx, filtered_xls, filtered_ods])
def test_rows_and_columns_that_a_filter_or_a_person_hides_are_read_and_named(build: object) -> None:
    assert callable(build)
    file = read(build())
    assert [row.row_number for row in file.tables[0].rows] == [2, 3]
    said = [note.message("nl") for note in file.notes]
    assert any("verborgen, bijvoorbeeld door een filter: 1 (vanaf rij 2)" in text for text in said)
    assert any("kolommen van de tabel verborgen: startdatum, einddatum" in text for text in said)


def test_everything_in_one_column_with_something_split_off_is_refused_with_how_to_split_it() -> None:
    rows = [["gemeentecode;peildatum;stap;gerealiseerd_eur"], ["GM0363;31-12-2025;1;9500", "50"]]
    with pytest.raises(FileRejected) as rejection:
        read(xlsx({"Blad1": rows}))
    assert rejection.value.reason == "one_column_on_sheet"
    assert "Tekst naar kolommen" in rejection.value.remedy("nl")


def test_lines_that_stand_between_quotes_as_a_whole_are_read_below_a_header_that_does_not() -> None:
    content = 'gemeentecode;peildatum;stap;status\n"GM0363;31-12-2025;1;gestart"\n"GM0363;31-12-2025;2;""gestart"""\n'
    file = read(content.encode())
    assert [row.cells["status"].written for row in file.tables[0].rows] == ["gestart", "gestart"]
    assert [note.key for note in file.notes] == ["one_column"]


def test_merged_cell_of_the_key_holds_below_each_header_of_a_sheet() -> None:
    rows = [*COSTS, [], ["gemeentenaam", "peildatum", "doelgroep", "medewerkers", "opgeleid"],
            ["Ede", DAY, "basis", 5, 3], [None, DAY, "intensief", 4, 2]]  # fmt: skip

    def merge(book: xlsxwriter.Workbook) -> None:
        book.get_worksheet_by_name("blad").merge_range(5, 0, 6, 0, "Ede")

    training = read(xlsx({"blad": rows}, merge)).tables[0]
    assert [row.cells["gemeentenaam"].value for row in training.rows] == ["Ede", "Ede"]


def test_empty_column_between_the_columns_of_a_table_is_harmless() -> None:
    rows = [[*row[:2], None, *row[2:]] for row in STEPS]
    (table,) = read(xlsx({"stappen": rows})).tables
    assert [row.cells["stap"].value for row in table.rows] == [1, 2]
    assert table.unknown_columns == ()
