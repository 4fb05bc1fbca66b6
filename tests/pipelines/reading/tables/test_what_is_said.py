"""What the receipt says of rows that are left out and of files without a table: the true reason, and what to do."""

import pytest

from pipelines.format.raw import FileRejected
from pipelines.reading.received_file import read_file
from tests.pipelines.desk import Desk, messages
from tests.pipelines.made_files import FOUR_SHEETS, Rows, xlsx

HEADER = ["gemeentecode", "peildatum", "stap", "status"]
ROW = ["GM0363", "2025-12-31", 1, "niet gestart"]


def notes(desk: Desk, rows: Rows) -> list[str]:
    return [note["nl"] for note in desk.hand_in_bytes(xlsx({"stappen": rows}))["notes"]]


def test_a_row_with_something_only_in_a_column_without_a_name_is_not_said_to_have_the_key_alone(desk: Desk):
    for beside in ([], ["GM0363", "2025-12-31", 2, None]):
        said = notes(desk, [HEADER, ROW, [*(beside or [None] * 4), *[None] * 6, "3 uur"]])
        assert any("in kolommen die we niet gebruiken: 1 (rij 3)" in text for text in said)
        assert not any("alleen de sleutel was ingevuld" in text for text in said)


def test_one_row_is_not_said_to_run_from_itself_to_itself():
    for reason, begin in {
        "nameless": "In rij 4 staan",
        "above": "In rij 4 staan",
        "other_names": "Rij 4 lijkt",
    }.items():
        said = FileRejected(
            "missing_columns", reason, rows=(4, 4), first_row=4, last_row=4, row=4, table="stappen"
        ).message("nl")
        assert said.startswith(begin)
        assert "tot en met" not in said


def test_more_rows_are_said_from_the_first_to_the_last():
    said = FileRejected("missing_columns", "nameless", rows=(4, 6), first_row=4, last_row=6, table="stappen")
    assert said.message("nl").startswith("In de rijen 4 tot en met 6 staan")


def test_a_form_in_which_nothing_was_filled_in_is_told_to_fill_in_a_row_and_not_to_use_the_form(desk: Desk):
    empty = {name: [rows[0], [None, None, "basis" if name == "opleiding" else 1]] for name, rows in FOUR_SHEETS.items()}
    (message,) = messages(desk.hand_in_bytes(xlsx({name: empty[name] for name in ("stappen", "opleiding", "kosten")})))
    assert "Vul minstens één rij in" in message
    assert "Gebruik het invulformulier" not in message


def test_a_table_with_a_column_for_each_step_is_told_that_each_step_has_a_row():
    text = "gemeentecode;peildatum;stap 1;stap 2;stap 3\nGM0503;30-06-2026;gestart;gestart;niet gestart\n"
    with pytest.raises(FileRejected) as rejection:
        read_file(text.encode(), "opgave.csv")
    assert rejection.value.message("nl").startswith("Hier heeft elke stap een eigen kolom (stap 1, stap 2, stap 3).")
    assert rejection.value.remedy("nl").startswith("Zet elke stap op een eigen rij")
    assert "toegangsvariant" not in rejection.value.message("nl")


def test_municipality_and_day_in_lines_above_the_names_are_named_as_the_columns_that_each_row_needs():
    text = "Gemeente: Delft\nPeildatum: 30-06-2026\nstap;status;startdatum\n1;gestart;01-01-2026\n2;niet gestart;\n"
    with pytest.raises(FileRejected) as rejection:
        read_file(text.encode(), "opgave.csv")
    assert "ontbreekt: gemeentecode/gemeentenaam, peildatum." in rejection.value.message("nl")
    assert "vul ze in elke rij in" in rejection.value.remedy("nl")
