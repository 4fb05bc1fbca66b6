"""Columns under another name than that of the format: asked about by name, never read and never left out in silence."""

import pytest

from pipelines.format.raw import FileRejected, RawFile
from pipelines.reading.received_file import read_file
from tests.pipelines.desk import Desk, messages, rules

STEP = "gemeentecode;peildatum;stap;status"
COST = "gemeentecode;peildatum;stap;gerealiseerd_eur"
TRAINING = "gemeentecode;peildatum;doelgroep;medewerkers;opgeleid"


def read(header: str, row: str) -> RawFile:
    return read_file(f"{header}\n{row}\n".encode(), "opgave.csv")


def rejected(header: str, row: str) -> FileRejected:
    with pytest.raises(FileRejected) as rejection:
        read(header, row)
    return rejection.value


def step(name: str, value: str = "x") -> RawFile:
    return read(f"{STEP};{name}", f"GM0503;30-06-2026;1;gestart;{value}")


@pytest.mark.parametrize(
    ("header", "row", "name", "column"),
    [
        (COST, "GM0503;30-06-2026;1;100", "begroting", "begroot_eur"),
        (COST, "GM0503;30-06-2026;1;100", "begroot_eur_x1000", "begroot_eur"),
        (COST, "GM0503;30-06-2026;1;100", "Begroot (EUR)", "begroot_eur"),
        (TRAINING, "GM0503;30-06-2026;basis;100;50", "aantal uren", "uren"),
        (TRAINING, "GM0503;30-06-2026;basis;100;50", "vertrokken", "uitgestroomd"),
        (STEP, "GM0503;30-06-2026;1;gestart", "eindatum", "einddatum"),
        (STEP, "GM0503;30-06-2026;1;gestart", "Begindatum", "startdatum"),
        (STEP, "GM0503;30-06-2026;1;gestart", "wachten op", "wacht_op"),
        (STEP, "GM0503;30-06-2026;1;gestart", "steefdatum", "streefdatum"),
    ],
)
def test_a_filled_column_under_a_name_near_to_one_of_ours_is_an_error_that_names_both_and_the_rows_go_in(
    header: str, row: str, name: str, column: str
):
    file = read(f"{header};{name}", f"{row};7")
    (complaint,) = file.refused
    assert (complaint.rule, complaint.values["written"], complaint.values["column"]) == (
        "missing_columns", name, column
    )  # fmt: skip
    assert f"Bedoelt u {column}?" in complaint.message("nl")
    assert f"hernoem de kolom tot {column}" in complaint.remedy("nl")
    (table,) = file.tables
    assert [row.row_number for row in table.rows] == [2]
    assert column not in table.headers


def test_a_file_with_such_a_column_is_taken_in_in_part(desk: Desk):
    receipt = desk.hand_in("gemeentecode|peildatum|stap|status|eindatum\nGM0363|31-12-2025|1|niet gestart|01-02-2026")
    assert (receipt["outcome"], rules(receipt), receipt["tables"]["stappen"]["accepted"]) == (
        "partly", ["missing_columns"], 1
    )  # fmt: skip
    assert "de kolom eindatum niet" in messages(receipt)[0]


@pytest.mark.parametrize("name", ["contactpersoon", "regio", "afdeling", "prioriteit", "stapnaam", "gemeente"])
def test_a_column_that_is_near_to_none_of_ours_stays_a_note(name: str):
    file = step(name)
    assert ([note.key for note in file.notes], file.refused) == (["unknown_columns"], ())


def test_a_column_near_to_one_of_ours_in_which_nothing_stands_stays_a_note():
    file = step("begindatum", "")
    assert ([note.key for note in file.notes], file.refused) == (["unknown_columns"], ())


@pytest.mark.parametrize("name", ["opmerking", "Notities", "uitleg", "planning"])
def test_remarks_that_a_sender_keeps_for_itself_stay_a_note(name: str):
    file = step(name)
    assert ([note.key for note in file.notes], file.refused) == (["unknown_columns"], ())


def test_a_column_near_to_one_that_is_there_is_a_column_of_the_sender():
    file = read(f"{STEP};toelichting;toelichting intern", "GM0503;30-06-2026;1;gestart;a;b")
    assert ([note.key for note in file.notes], file.refused) == (["unknown_columns"], ())


def test_a_budget_under_another_name_beside_steps_and_costs_is_asked_about_for_the_costs():
    (complaint,) = read(f"{STEP};gerealiseerd_eur;begroting", "GM0503;30-06-2026;1;gestart;5;7").refused
    assert (complaint.values["table"], complaint.values["column"]) == ("kosten", "begroot_eur")


def test_a_column_that_stands_twice_is_never_to_be_deleted_where_its_values_are_those_of_another_table():
    rejection = rejected(f"{STEP};;stap;gerealiseerd_eur", "GM0503;30-06-2026;1;niet gestart;;4;100")
    assert (rejection.rule, rejection.values["columns"]) == ("duplicate_columns", "stap")
    assert "Zet ze dan op twee bladen of in twee bestanden" in rejection.remedy("nl")
    assert "Laat van elke kolom er één staan" not in rejection.remedy("nl")
    assert "Haal dan alleen een kolom weg waarin in elke rij hetzelfde staat als in de andere" in rejection.remedy("nl")


def test_two_tables_with_a_whole_key_each_and_an_empty_column_between_are_read_each_by_itself():
    header = f"{STEP};;{COST}"
    file = read(header, "GM0503;30-06-2026;1;gestart;;GM0503;30-06-2026;4;100")
    assert [(table.table, table.rows[0].cells["stap"].value) for table in file.tables] == [
        ("milestone", "1"), ("cost", "4")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "meant"),
    [
        ("gemeentecode;peildatum;doelgroep;aantal medewerkers;opgeleid", "GM0503;30-06-2026;basis;100;50",
         "aantal medewerkers → medewerkers"),
        ("gemeentecode;peildatum;stap;begroot_eur;Gerealiseerd (EUR)", "GM0503;30-06-2026;1;5;7",
         "Gerealiseerd (EUR) → gerealiseerd_eur"),
        ("Gemeente;peildatum;stap;status", "Delft;30-06-2026;1;gestart", "Gemeente → gemeentenaam"),
        ("gemeentecode;datum;stap;status", "GM0503;30-06-2026;1;gestart", "datum → peildatum"),
    ],
)  # fmt: skip
def test_a_missing_column_that_is_there_under_another_name_is_to_be_renamed_and_not_added(
    header: str, row: str, meant: str
):
    rejection = rejected(header, row)
    assert (rejection.rule, rejection.values["meant"]) == ("missing_columns", meant)
    assert meant in rejection.message("nl")
    assert rejection.remedy("nl").startswith("Hernoem de kolom als dat klopt")


def test_costs_beside_steps_of_which_a_column_has_another_name_are_to_be_renamed():
    (complaint,) = read(f"{STEP};begroot_eur;Gerealiseerd (EUR)", "GM0503;30-06-2026;1;gestart;5;7").refused
    assert (complaint.reason, complaint.values["meant"]) == ("beside_meant", "Gerealiseerd (EUR) → gerealiseerd_eur")
