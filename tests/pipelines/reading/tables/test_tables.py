"""Where a table begins and ends: titles, totals, footnotes, blanks, and what is never taken for one of them."""

import pytest

from domain.statements import Table
from pipelines.format.raw import RawTable
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import FOUR_SHEETS, PROFILE, STEPS, TRAINING, csv_file, xlsx

HEADER = "gemeentenaam;peildatum;stap;begroot_eur;gerealiseerd_eur;toelichting\n"
ROW = "Ede;2025-12-31;1;10;5;\n"


def table(text: str) -> RawTable:
    return read_file(text.encode(), "opgave.csv").tables[0]


def left_out(text: str) -> list[tuple[int, str]]:
    return [(row.row_number, row.reason) for row in table(text).left_out]


def test_title_rows_above_the_header_are_left_out_and_counted() -> None:
    text = "Voortgangsopgave Wams;;;;;\n\nGemeente: Ede, 2025\n" + HEADER + ROW
    assert left_out(text) == [(1, "title"), (2, "blank"), (3, "title")]
    assert table(text).header_row_number == 4


@pytest.mark.parametrize("explained", [30, 500])
def test_header_is_found_however_much_is_explained_above_it(explained: int) -> None:
    made = table("uitleg\n" * explained + HEADER + ROW)
    assert [row.row_number for row in made.rows] == [explained + 2]
    assert len(made.left_out) == explained


@pytest.mark.parametrize(
    "total",
    ["Totaal;;;10;5;", "Totaal:;;;10;5;", "Totaal Nederland;;;10;5;", "Eindtotaal;;;;5;", ";;Som;10;5;", "TOTAAL;;;;;"],
)
def test_total_row_is_left_out(total: str) -> None:
    assert left_out(HEADER + ROW + total + "\n") == [(3, "total")]


@pytest.mark.parametrize(
    "data",
    [
        "Totaal-dorp;2025-12-31;1;10;5;",
        "Totaal-dorp;;;10;5;",
        "Totaal Dorp;;;10;5;",
        "Totaal;2025-12-31;;10;5;",
        "Totaal;;1;10;5;",
        "Totaal;;;10;5;zie brief",
        "Somberdorp;;;10;5;",
        ";;;10;5;",
        "Capelle aan den IJssel;;;;;",
        ";;;;;* zie onder",
        ";;;;5;",
        "Ede;;;;;",
    ],
)
def test_row_that_may_be_a_bad_statement_is_data_and_never_left_out(data: str) -> None:
    made = table(HEADER + ROW + data + "\n")
    assert [row.row_number for row in made.rows] == [2, 3]
    assert made.left_out == ()


@pytest.mark.parametrize(
    "note",
    [
        "Bron: eigen administratie",
        "* voorlopige cijfers",
        "Toelichting: zie brief, en bijlage",
        "Toelichting: zie brief; en bijlage",
        "Ingevuld door de afdeling bedrijfsvoering van onze gemeente",
        "(1) zonder btw",
    ],
)
def test_footnote_below_the_table_is_left_out(note: str) -> None:
    assert left_out(HEADER + ROW + "\n" + note + "\n") == [(3, "blank"), (4, "footnote")]


def test_footnote_with_data_below_it_is_no_footnote() -> None:
    made = table(HEADER + "* voorlopig;;;;;\n" + ROW)
    assert [row.row_number for row in made.rows] == [2, 3]


def test_total_and_footnote_and_trailing_blanks_are_all_counted() -> None:
    text = HEADER + ROW + "Totaal;;;10;5;\n\nBron: x\n;;;;;\n"
    assert left_out(text) == [(3, "total"), (4, "blank"), (5, "footnote"), (6, "blank")]


@pytest.mark.parametrize(
    ("rows", "expected"), [(STEPS, Table.MILESTONE), (TRAINING, Table.TRAINING), (PROFILE, Table.PROFILE)]
)
def test_table_is_recognised_by_its_columns(rows: list[list[object]], expected: Table) -> None:
    assert read_file(csv_file(rows), "kosten.csv").tables[0].table is expected


def test_budget_without_status_is_a_cost_table_and_status_without_euros_are_steps() -> None:
    assert table(HEADER + ROW).table is Table.COST
    assert table("gemeentecode;peildatum;stap;status;toelichting\n1;2;3;4;5\n").table is Table.MILESTONE


def test_four_tables_come_in_the_order_of_the_format_whatever_the_sheets_are_called() -> None:
    shuffled = dict(zip(["b", "a", "d", "c"], reversed(FOUR_SHEETS.values()), strict=True))
    assert [made.table for made in read_file(xlsx(shuffled), "opgave.xlsx").tables] == list(Table)


def test_column_without_a_name_is_an_unknown_column_of_a_workbook() -> None:
    rows = [[*STEPS[0]], [*STEPS[1], None, "kanttekening"], STEPS[2]]
    (made,) = read_file(xlsx({"stappen": rows}), "opgave.xlsx").tables
    assert made.unknown_columns == ("[I]",)
    assert made.rows[0].extra_cells == {"[I]": "kanttekening"}
    assert not made.rows[0].is_ragged


def test_unknown_columns_of_one_name_are_kept_apart() -> None:
    (row,) = table("gemeentecode;peildatum;stap;status;x;x\n1;2;3;4;een;twee\n").rows
    assert row.extra_cells == {"x": "een", "x [F]": "twee"}
