"""More than one table on a sheet, names of columns in odd places, and what is never taken for a title."""

from datetime import date

import pytest

from domain.statements import Table
from pipelines.format.raw import FileRejected, RawFile
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import xlsx

STEPS = "gemeentecode;gemeentenaam;peildatum;stap;status;toelichting\n"
COSTS = "gemeentecode;gemeentenaam;peildatum;stap;begroot_eur;gerealiseerd_eur;toelichting\n"
TRAINING = "gemeentecode;gemeentenaam;peildatum;doelgroep;medewerkers;opgeleid\n"
DAY = date(2025, 12, 31)


def step(number: int, status: str = "gestart") -> str:
    return f"GM0363;Amsterdam;31-12-2025;{number};{status};\n"


def cost(number: int, budget: str = "100", spent: str = "50") -> str:
    return f"GM0363;Amsterdam;31-12-2025;{number};{budget};{spent};\n"


def read(text: str) -> RawFile:
    return read_file(text.encode(), "opgave.csv")


def rejected(content: bytes | str) -> FileRejected:
    with pytest.raises(FileRejected) as rejection:
        read_file(content if isinstance(content, bytes) else content.encode(), "opgave")
    return rejection.value


def values(file: RawFile, table: Table, column: str) -> list[tuple[int, str]]:
    (made,) = [made for made in file.tables if made.table is table]
    return [(row.row_number, row.cells[column].written) for row in made.rows]


def left_out(file: RawFile, table: Table) -> list[tuple[int, str]]:
    (made,) = [made for made in file.tables if made.table is table]
    return [(row.row_number, row.reason) for row in made.left_out]


def refused(file: RawFile) -> list[tuple[str, str, tuple[int, int] | None]]:
    return [(complaint.rule, complaint.reason, complaint.rows) for complaint in file.refused]


def test_header_sorted_into_the_data_has_data_above_it_and_below() -> None:
    file = read(step(1) + step(2) + STEPS + step(3))
    assert values(file, Table.MILESTONE, "stap") == [(1, "1"), (2, "2"), (4, "3")]
    assert (left_out(file, Table.MILESTONE), file.refused) == ([], ())


def test_row_of_sorted_data_without_a_date_is_data_too() -> None:
    file = read("GM0363;Amsterdam;;2;gestart;\n" + step(1) + STEPS + step(3))
    assert [number for number, _ in values(file, Table.MILESTONE, "stap")] == [1, 2, 4]


def test_rows_that_stand_apart_above_the_header_are_refused_and_named_and_never_a_title() -> None:
    file = read("Opgave 2025\n" + cost(1) + cost(2) + "\n" + STEPS + step(3))
    assert refused(file) == [("missing_columns", "above", (2, 3))]
    assert values(file, Table.MILESTONE, "stap") == [(6, "3")]
    assert left_out(file, Table.MILESTONE) == [(1, "title"), (4, "blank")]


@pytest.mark.parametrize(
    "title",
    [
        "Voortgangsopgave Wams;;;;;\n",
        "Gemeente;GM0363;Datum;31-12-2025\n",
        "gemeentenaam;Amsterdam;peildatum;31-12-2025\n",
        "Amsterdam;31-12-2025\n",
    ],
)
def test_title_that_names_the_municipality_and_the_day_is_a_title(title: str) -> None:
    file = read(title + "\n" + STEPS + step(1))
    assert left_out(file, Table.MILESTONE) == [(1, "title"), (2, "blank")]
    assert file.refused == ()


def test_title_between_two_tables_belongs_to_the_table_below_it() -> None:
    file = read(STEPS + step(1) + "\nKosten 2025\n" + COSTS + cost(1) + "Totaal;;;;100;50;\n* voorlopig\n")
    assert left_out(file, Table.MILESTONE) == [(3, "blank")]
    assert left_out(file, Table.COST) == [(4, "title"), (7, "total"), (8, "footnote")]


def test_second_header_of_the_same_table_in_another_order_holds_for_the_rows_below_it() -> None:
    other = "toelichting;gerealiseerd_eur;begroot_eur;stap;peildatum;gemeentenaam;gemeentecode\n"
    file = read(COSTS + cost(1, "100", "50") + other + ";7;8;2;31-12-2025;Amsterdam;GM0363\n")
    assert values(file, Table.COST, "begroot_eur") == [(2, "100"), (4, "8")]
    assert values(file, Table.COST, "gerealiseerd_eur") == [(2, "50"), (4, "7")]
    assert left_out(file, Table.COST) == [(3, "header")]


def test_second_header_of_the_same_table_with_other_columns_is_refused_because_an_empty_column_would_blank() -> None:
    file = read(COSTS + cost(1) + "gemeentecode;peildatum;stap;gerealiseerd_eur\nGM0363;31-12-2025;2;7\n")
    assert values(file, Table.COST, "stap") == [(2, "1")]
    assert refused(file) == [("missing_columns", "other_columns", (3, 4))]


def test_second_header_in_words_we_do_not_know_refuses_the_rows_below_it() -> None:
    file = read(COSTS + cost(1) + "Gemeente;Naam;Datum;Stap;Uitgegeven;Budget;Opmerking\n" + cost(2))
    assert values(file, Table.COST, "stap") == [(2, "1")]
    assert refused(file) == [("missing_columns", "other_names", (3, 4))]


def test_second_header_without_a_column_that_it_needs_refuses_its_rows_and_names_the_column() -> None:
    file = read(STEPS + step(1) + "\n" + COSTS.replace("_eur", "") + cost(1) + cost(2))
    (complaint,) = file.refused
    assert (complaint.values["table"], complaint.values["columns"], complaint.rows) == (
        "kosten", "gerealiseerd_eur", (4, 6)
    )  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "gemeente;;peil;stap;begroot;gerealiseerd;\ncode;naam;datum;;eur;eur;toelichting\n",
        "gemeentecode;;;stap;;gerealiseerd_eur;\n;gemeentenaam;peildatum;;begroot_eur;;toelichting\n",
        COSTS + "verplicht;;verplicht (dd-mm-jjjj);1 t/m 11;euro;euro, verplicht;tekst\n",
    ],
    ids=["together", "spread", "explained"],
)
def test_names_over_two_rows_and_a_row_that_explains_them_are_one_header(header: str) -> None:
    file = read(header + cost(1))
    assert values(file, Table.COST, "gerealiseerd_eur") == [(3, "50")]
    assert left_out(file, Table.COST) == [(2, "header")]


def test_row_below_the_header_that_may_be_data_is_no_explanation_of_it() -> None:
    file = read(COSTS + "GM0363;naam;datum;1;euro;euro;tekst\n" + cost(2))
    assert [number for number, _ in values(file, Table.COST, "stap")] == [2, 3]


def test_names_that_are_only_explained_above_a_table_are_a_title() -> None:
    file = read("gemeentecode;peildatum;stap\nde code;de dag;het nummer\n\n" + STEPS + step(1))
    assert left_out(file, Table.MILESTONE) == [(1, "title"), (2, "title"), (3, "blank")]


@pytest.mark.parametrize("gap", [";", ";;"], ids=["touching", "apart"])
def test_tables_beside_one_another_under_one_row_are_each_read(gap: str) -> None:
    lines = [(STEPS, COSTS), (step(1), cost(1)), (step(2), cost(2)), (step(3), ";;;;;;")]
    file = read("".join(left.strip() + gap + right.strip() + "\n" for left, right in lines))
    assert values(file, Table.MILESTONE, "stap") == [(2, "1"), (3, "2"), (4, "3")]
    assert values(file, Table.COST, "begroot_eur") == [(2, "100"), (3, "100")]


def beside(*, apart: int) -> bytes:
    """Steps at the left from row 1 on, costs at the right from row 3 on."""
    names = [text.strip().split(";") for text in (STEPS, COSTS)]
    left = [names[0], *[["GM0363", "Amsterdam", DAY, number, "gestart", None] for number in (1, 2, 3)]]
    left += [[None] * 6] * 2
    right = [[], [], names[1], *[["GM0363", "Amsterdam", DAY, number, 100, 50, None] for number in (1, 2, 3)]]
    return xlsx({"blad": [[*one, *[None] * apart, *other] for one, other in zip(left, right, strict=True)]})


def test_tables_beside_one_another_with_an_empty_column_between_are_each_read_wherever_they_begin() -> None:
    file = read_file(beside(apart=1), "opgave.xlsx")
    assert values(file, Table.MILESTONE, "stap") == [(2, "1"), (3, "2"), (4, "3")]
    assert values(file, Table.COST, "stap") == [(4, "1"), (5, "2"), (6, "3")]


def test_tables_beside_one_another_that_cannot_be_told_apart_are_refused() -> None:
    rejection = rejected(beside(apart=0))
    assert (rejection.rule, rejection.reason, rejection.values["row"]) == ("duplicate_columns", "beside_on_sheet", 3)


def test_columns_of_another_table_without_all_that_it_needs_are_an_error_and_no_unknown_column() -> None:
    file = read(STEPS.strip() + ";begroot_eur\n" + step(1).strip() + ";100\n" + step(2).strip() + ";\n")
    (complaint,) = file.refused
    assert (complaint.reason, complaint.rows) == ("beside", (2, 2))
    assert (complaint.values["other_table"], complaint.values["columns"]) == ("kosten", "gerealiseerd_eur")
    assert values(file, Table.MILESTONE, "stap") == [(2, "1"), (3, "2")]


def test_columns_of_another_table_in_which_nothing_stands_are_no_error() -> None:
    assert read(STEPS.strip() + ";begroot_eur\n" + step(1).strip() + ";\n").refused == ()


@pytest.mark.parametrize(
    ("column", "value", "table", "said"),
    [
        ("toegangsvariant", "b", Table.PROFILE, "toegangsvariant"),
        ("invultijd_min", "35", Table.PROFILE, "invultijd_min"),
        ("gerealiseerd_eur", "12", Table.COST, "gerealiseerd_eur"),
    ],
)
def test_columns_of_any_other_table_are_read_into_it_where_the_key_suffices(
    column: str, value: str, table: Table, said: str
) -> None:
    file = read(STEPS.strip() + f";{column}\n" + step(1).strip() + f";{value}\n")
    assert values(file, table, said) == [(2, value)]
    assert all(not made.unknown_columns for made in file.tables)


@pytest.mark.parametrize("column", ["costs", "kosten", "begroot", "bedrag_in_euro"])
def test_file_of_costs_under_another_name_is_not_told_to_add_a_status(column: str) -> None:
    rejection = rejected(f"gemeentecode;peildatum;stap;{column}\nGM0363;31-12-2025;1;5\n")
    assert (rejection.values["table"], rejection.values["columns"]) == ("kosten", "gerealiseerd_eur")


def test_where_it_cannot_be_told_which_table_was_meant_both_are_named() -> None:
    said = rejected("gemeentecode;peildatum;stap\nGM0363;31-12-2025;1\n").message("nl")
    assert "stappen ontbreekt: status" in said
    assert "kosten? Dan ontbreekt: gerealiseerd_eur" in said


def test_data_below_a_total_a_footnote_or_a_blank_row_is_data() -> None:
    file = read(COSTS + cost(1) + "Totaal;;;;100;50;\n" + cost(2) + "* voorlopig;;;;;;\n\n" + cost(3))
    assert [number for number, _ in values(file, Table.COST, "stap")] == [2, 4, 5, 7]
    assert left_out(file, Table.COST) == [(3, "total"), (6, "blank")]


def test_header_whose_column_occurs_twice_is_refused_wherever_it_stands() -> None:
    rejection = rejected(STEPS + step(1) + "\n" + COSTS.strip() + ";Gerealiseerd EUR\n" + cost(1).strip() + ";9\n")
    assert (rejection.rule, rejection.values["columns"]) == ("duplicate_columns", "gerealiseerd_eur")
