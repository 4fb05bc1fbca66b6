"""The rules for numbers: what is none, what is less than nothing, what is too much."""

import pytest

from domain.programme import Programme
from domain.statements import Table
from pipelines.format.columns import FORMATS, Column
from pipelines.format.raw import Cell
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.cells import ColumnReader
from pipelines.normalising.date_orders import DateOrder
from tests.pipelines.checking.drawn_rows import COSTS, PROFILE, TRAINING, refused
from tests.pipelines.desk import Desk, messages, rules


@pytest.mark.parametrize("number", ["NaN", "inf", "1e5", "12,5", "veel", "12 345", "50%"])
def test_bad_number_refuses_what_is_no_whole_number_of_people(desk: Desk, number: str):
    assert refused(desk, TRAINING, f"GM0363 | 31-12-2025 | basis | {number} | 0 | |", "opleiding") == ["bad_number"]


@pytest.mark.parametrize("number", ["NaN", "inf", "-inf", "1e5", "1.23.4", "duizend"])
def test_bad_number_refuses_what_is_no_amount(desk: Desk, number: str):
    assert refused(desk, COSTS, f"GM0363 | 31-12-2025 | 2 | | {number} |", "kosten") == ["bad_number"]


NUMBER_COLUMNS = [column for form in FORMATS.values() for column in form.columns if column.kind in ("count", "number")]


@pytest.mark.parametrize("column", NUMBER_COLUMNS, ids=lambda column: column.dutch)
@pytest.mark.parametrize(
    ("cell", "part"),
    [
        (Cell("79%", None, "79%"), "percentage"),
        (Cell("79 procent", None, "79 procent"), "percentage"),
        (Cell(0.79, None, "0.79", shown="79%"), "percentage_shown"),
        (Cell(1, None, "1", shown="100%"), "percentage_shown"),
        (Cell(12500, None, "12500", shown="12,5"), "shown_otherwise"),
    ],
)
def test_bad_number_refuses_what_is_a_percentage_or_is_shown_in_another_unit_in_every_number_column(
    programme: Programme, column: Column, cell: Cell, part: str
):
    reader = ColumnReader.of(column, [cell], Vocabulary(programme), order=DateOrder(), uses_1904=False)
    reading = reader.read(cell)
    assert (reading.value, reading.rule, reading.part) == (None, "bad_number", part)


def test_bad_number_shows_a_percentage_as_it_was_written_and_says_what_belongs_there(desk: Desk):
    receipt = desk.hand_in(f"{COSTS}\nGM0363 | 31-12-2025 | 2 | | 79 % |")
    assert receipt["problems"][0]["value"] == "79 %"
    assert "79 % is een percentage. Hier hoort een aantal of een bedrag." in messages(receipt)[0]


def test_a_cell_without_another_unit_is_read_beside_one_that_has_it(programme: Programme):
    cells = [Cell(0.79, None, "0.79", shown="79%"), Cell(0.79, None, "0.79")]
    column = FORMATS[Table.PROFILE].by_dutch["invultijd_min"]
    reader = ColumnReader.of(column, cells, Vocabulary(programme), order=DateOrder(), uses_1904=False)
    assert [reader.read(cell).value for cell in cells] == [None, 0.79]


@pytest.mark.parametrize("written", ["56.99999999999999", "57.00000000000001", "57,0", "57.0"])
def test_a_count_with_the_noise_of_a_spreadsheet_is_the_whole_number_that_was_meant(desk: Desk, written: str):
    receipt = desk.hand_in(f"{TRAINING}\nGM0363 | 31-12-2025 | basis | {written} | 12.000000000000002 | |")
    assert rules(receipt) == []
    assert desk.said(Table.TRAINING, "staff_in_scope_count", "trained_staff_count") == [(57, 12)]


@pytest.mark.parametrize("written", ["56.5", "56,5", "56.99", "56,999999"])
def test_bad_number_refuses_a_part_of_a_person(desk: Desk, written: str):
    assert refused(desk, TRAINING, f"GM0363 | 31-12-2025 | basis | {written} | 5 | |", "opleiding") == ["bad_number"]


def test_negative_number_refuses_less_than_nothing_in_every_number_column(desk: Desk):
    for cells in ("-5 | 0 | |", "50 | -5 | |", "50 | 5 | -1 |", "50 | 5 | | -1"):
        row = f"GM0363 | 31-12-2025 | basis | {cells}"
        assert refused(desk, TRAINING, row, "opleiding") == ["negative_number"]
    for cells in ("-1 | 100", "100 | € -1,50"):
        assert refused(desk, COSTS, f"GM0363 | 31-12-2025 | 2 | {cells} |", "kosten") == ["negative_number"]
    assert refused(desk, PROFILE, "GM0363 | 31-12-2025 | a | -15", "gemeente") == ["negative_number"]


def test_absurd_number_refuses_more_staff_than_inhabitants_and_more_than_a_billion_euro(desk: Desk):
    row = "GM0363 | 31-12-2025 | basis | 931299 | 5 | |"  # Amsterdam had 931,298 inhabitants in 2024
    assert refused(desk, TRAINING, row, "opleiding") == ["absurd_number"]
    assert refused(desk, TRAINING, "GM0363 | 31-12-2025 | basis | 50 | 5 | 1e9 |".replace("1e9", "999999999"),
                    "opleiding") == ["absurd_number"]  # fmt: skip
    assert refused(desk, COSTS, "GM0363 | 31-12-2025 | 2 | | 1.000.000.000,01 |", "kosten") == ["absurd_number"]
    assert refused(desk, COSTS, f"GM0363 | 31-12-2025 | 4 | | {'9' * 400} |", "kosten") == ["absurd_number"]
    assert refused(desk, PROFILE, "GM0363 | 31-12-2025 | a | 99999", "gemeente") == ["absurd_number"]


def test_absurd_number_says_what_the_bound_is(desk: Desk):
    training = desk.hand_in(f"{TRAINING}\nGM0363 | 31-12-2025 | basis | 931299 | 5 | 9999999 |")
    assert [message.split(": ", 1)[1].split(". ")[0] for message in messages(training)] == [
        "931299 kan niet kloppen: het is meer dan het aantal inwoners van Amsterdam (931.298)",
        "9999999 kan niet kloppen: het is meer dan tien uur per inwoner van Amsterdam (9.312.980)",
    ]
    assert "inhabitants of Amsterdam (931,298)" in messages(training, "en")[0]
    cost = desk.hand_in(f"{COSTS}\nGM0363 | 31-12-2025 | 2 | | 1.000.000.000,01 |")
    assert "meer dan 1.000.000.000 euro" in messages(cost)[0]
    minutes = desk.hand_in(f"{PROFILE}\nGM0363 | 31-12-2025 | a | 99999")
    assert "meer minuten dan er in dertig dagen zijn (43.200)" in messages(minutes)[0]


def test_trained_exceeds_staff_refuses_more_trained_than_there_are(desk: Desk):
    row = "GM0363 | 31-12-2025 | basis | 50 | 51 | |"
    assert refused(desk, TRAINING, row, "opleiding") == ["trained_exceeds_staff"]
