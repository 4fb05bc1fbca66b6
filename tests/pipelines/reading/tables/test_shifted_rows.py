"""Rows whose amounts were split at a decimal comma, in a text file and in a workbook that was made of one."""

from datetime import date

import pytest

from pipelines.format.raw import RawFile
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import Rows, xlsx

COSTS = "gemeentecode,peildatum,stap,begroot_eur,gerealiseerd_eur,toelichting\n"
TRAINING = "gemeentecode,peildatum,doelgroep,medewerkers,opgeleid,uren,uitgestroomd\n"
DAY = date(2025, 12, 31)


def ragged(file: RawFile) -> list[int]:
    return [row.row_number for row in file.tables[0].rows if row.is_ragged]


def read(text: str) -> RawFile:
    return read_file(text.encode(), "opgave.csv")


@pytest.mark.parametrize(
    "row",
    [
        "GM0363,31-12-2025,1,12000,00,9500,",
        "GM0363,31-12-2025,1,12,000,9500,",
        "GM0363,31-12-2025,1,,9500,50,",
        "GM0363,31-12-2025,1,12000,00,9500,50,",
        "GM0363,31-12-2025,1,12000,00,9500,50,klaar",
    ],
)
def test_unquoted_comma_in_an_amount_refuses_the_row(row: str) -> None:
    good = 'GM0363,31-12-2025,2,"12000,00","9500,50",\n'
    assert ragged(read(COSTS + row + "\n" + good)) == [2]


def test_unquoted_comma_is_seen_in_a_file_that_leaves_out_empty_cells_at_the_end() -> None:
    file = read(COSTS + "GM0363,31-12-2025,1,12000,00,9500\nGM0363,31-12-2025,2,100,50\n")
    assert ragged(file) == [2, 3]
    file = read(TRAINING + "GM0363,31-12-2025,basis,420,210,1260,50\nGM0363,31-12-2025,intensief,42,21,12\n")
    assert ragged(file) == [2, 3]


def test_separators_at_the_end_of_every_row_and_the_header_are_no_shift() -> None:
    file = read(COSTS.strip() + ",,\n" + "GM0363,31-12-2025,1,12000,9500,,,\n")
    assert (ragged(file), file.notes) == ([], ())


def test_something_beyond_the_names_is_a_shift_also_where_the_header_has_separators_at_its_end() -> None:
    file = read(COSTS.strip() + ",,\n" + "GM0363,31-12-2025,1,12000,00,9500,50,\n")
    assert ragged(file) == [2]


@pytest.mark.parametrize(
    "rows",
    [
        [COSTS.strip().split(","), ["GM0363", DAY, 1, 12000, 0, 9500], ["GM0363", DAY, 2, 12000, 9500, 50]],
        [
            TRAINING.strip().split(","),
            *[["GM0363", DAY, who, 420, 210, 1260, 50, 12] for who in ("basis", "intensief")],
        ],
    ],
)
def test_row_that_was_split_before_it_came_into_a_workbook_is_refused(rows: Rows) -> None:
    file = read_file(xlsx({"Blad1": rows}), "opgave.xlsx")
    assert ragged(file) == [2, 3]
    assert [note.key for note in file.notes if note.key == "shifted_rows"] == ["shifted_rows"]


def test_note_that_is_a_number_beside_a_round_amount_is_a_note() -> None:
    rows = [COSTS.strip().split(","), ["GM0363", DAY, 1, 12000, 9500, 2025001]]
    assert ragged(read_file(xlsx({"kosten": rows}), "opgave.xlsx")) == []


def test_what_happened_is_said_once_where_most_rows_are_ragged_and_not_where_one_is() -> None:
    bad, good = "GM0363,31-12-2025,1,12000,00,9500,\n", "GM0363,31-12-2025,2,100,50,\n"
    assert [note.key for note in read(COSTS + bad + bad + good).notes] == ["shifted_rows"]
    assert read(COSTS + bad + good + good).notes == ()


def test_surplus_cells_in_a_file_with_semicolons_are_not_blamed_on_a_comma() -> None:
    file = read((COSTS + "GM0363,31-12-2025,1,100,50,,\n").replace(",", ";"))
    assert [note.key for note in file.notes] == ["surplus_cells"]
