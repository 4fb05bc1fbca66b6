"""Text files as spreadsheet programs in the Netherlands save them."""

import unicodedata

import pytest

from domain.statements import Table
from pipelines.format.raw import RawTable
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import STEPS, csv_file, csv_text

NAMES = [
    ["gemeentenaam", "peildatum", "stap", "status", "toelichting"],
    ["Súdwest-Fryslân", "2025-12-31", "1", "gestart", "€ é"],
]


def table(content: bytes | str) -> RawTable:
    file = read_file(content if isinstance(content, bytes) else content.encode(), "opgave.csv")
    (only,) = file.tables
    return only


def values(content: bytes | str, column: str) -> list[object]:
    return [row.cells[column].value for row in table(content).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_names(encoding: str) -> None:
    assert values(csv_file(NAMES, encoding=encoding), "gemeentenaam") == ["Súdwest-Fryslân"]
    assert values(csv_file(NAMES, encoding=encoding), "toelichting") == ["€ é"]


def test_utf_16_in_the_other_byte_order_is_read() -> None:
    assert values(b"\xfe\xff" + csv_file(NAMES, encoding="utf-16-be"), "gemeentenaam") == ["Súdwest-Fryslân"]


def test_decomposed_text_is_stored_composed() -> None:
    decomposed = unicodedata.normalize("NFD", csv_text(NAMES))
    assert values(decomposed, "gemeentenaam") == ["Súdwest-Fryslân"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_separators_and_line_ends_give_the_same_rows(separator: str, line_end: str) -> None:
    rows = table(csv_text(STEPS, separator, line_end)).rows
    assert [row.row_number for row in rows] == [2, 3]
    assert rows[0].cells["toelichting"].value == "klaar"


def test_decimal_commas_do_not_split_a_file_with_semicolons() -> None:
    content = "gemeentecode;peildatum;stap;gerealiseerd_eur;begroot_eur\n363;2025-12-31;1;1.234,50;3,5\n"
    assert values(content, "gerealiseerd_eur") == ["1.234,50"]
    assert not table(content).rows[0].is_ragged


def test_separator_line_decides_and_is_not_a_row() -> None:
    file = read_file(b"sep=;\r\n" + csv_file(), "opgave.csv")
    assert [row.row_number for row in file.tables[0].rows] == [2, 3]
    assert [note.key for note in file.notes] == ["separator_line"]


def test_row_numbers_are_those_of_a_spreadsheet_program_also_after_a_line_end_in_quotes() -> None:
    header = "gemeentecode;peildatum;stap;status;toelichting\n"
    content = header + '363;2025-12-31;1;gestart;"een\ntwee"\n\n363;2025-12-31;2;gestart;x\n'
    rows = table(content).rows
    assert [(row.row_number, row.cells["toelichting"].value) for row in rows] == [(2, "een\ntwee"), (4, "x")]


def test_row_with_too_few_cells_is_ragged_and_not_lost() -> None:
    (row,) = table("gemeentecode;peildatum;stap;status;toelichting\n363;2025-12-31;1;gestart\n").rows
    assert row.is_ragged
    assert row.cells["status"].value == "gestart"
    assert row.cells["toelichting"].is_empty


def test_row_with_too_many_cells_is_ragged_and_keeps_them_word_for_word() -> None:
    (row,) = table("gemeentecode;peildatum;stap;status\n363;2025-12-31;1;gestart;nog; iets\n").rows
    assert row.is_ragged
    assert row.extra_cells == {"[E]": "nog", "[F]": " iets"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_at_the_end_of_the_header_and_of_all_rows_alike_are_harmless(separator: str) -> None:
    content = "gemeentecode;peildatum;stap;status;;\n363;2025-12-31;1;gestart;;\n".replace(";", separator)
    (row,) = table(content).rows
    assert not row.is_ragged


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_row_with_more_cells_than_the_header_row_is_ragged_also_when_they_are_empty(separator: str) -> None:
    content = "gemeentecode;peildatum;stap;status;;\n363;2025-12-31;1;gestart;;;\n".replace(";", separator)
    (row,) = table(content).rows
    assert row.is_ragged


@pytest.mark.parametrize(
    "written", ["=1+1", "+31", "-5", "@x", "\tx", "<script>alert(1)</script>", "'; drop table x; --"]
)
def test_text_that_looks_like_a_program_is_plain_text(written: str) -> None:
    rows = [NAMES[0], [*NAMES[1][:4], written]]
    assert values(csv_file(rows), "toelichting") == [written]


@pytest.mark.parametrize("written", ["#N/A", "#VERW!", "#DIV/0!", "Err:502"])
def test_error_that_was_exported_as_text_is_a_cell_error(written: str) -> None:
    (row,) = table(csv_file([NAMES[0], [*NAMES[1][:4], written]])).rows
    assert (row.cells["toelichting"].fault, row.cells["toelichting"].written) == ("cell_error", written)


def test_columns_are_known_by_name_whatever_the_case_order_and_spelling() -> None:
    content = "STATUS;Stap;Peil datum;Gemeente-Code;wacht op;Kleur\ngestart;1;2025-12-31;363;vng;rood\n"
    made = table(content)
    assert made.table is Table.MILESTONE
    assert made.headers["gemeentecode"] == "Gemeente-Code"
    assert made.unknown_columns == ("Kleur",)
    assert made.rows[0].extra_cells == {"Kleur": "rood"}


def test_header_only_of_quotes_and_diacritics_is_recognised() -> None:
    content = '"Gemeentecode";"Peildátum";"STAP";"Gerealiseerd EUR"\n"363";"2025-12-31";"1";"5"\n'
    assert table(content).table is Table.COST


def test_windows_1252_capital_with_apostrophe_is_read_when_nothing_else_is_utf_8() -> None:
    assert values(csv_file([NAMES[0], ["Één ‘x’", *NAMES[1][1:]]], encoding="cp1252"), "gemeentenaam") == ["Één ‘x’"]
