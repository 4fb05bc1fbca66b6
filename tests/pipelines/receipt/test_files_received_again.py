"""The same bytes twice, and rejected files."""

from datetime import datetime, timezone
from pathlib import Path

from domain.statements import KEY, Table
from tests.pipelines.desk import TODAY, Desk, counts, csv_of, rules

STEPS = "gemeentecode | peildatum | stap | status | startdatum | toelichting"
FIRST = (
    f"{STEPS}\nGM0363 | 31-12-2025 | 1 | gestart | 01-02-2025 | eerst\nGM0363 | 31-12-2025 | 2 | gestart | 01-02-2025 |"
)
CORRECTED = FIRST.replace("eerst", "later")


def test_the_same_bytes_again_are_a_duplicate_that_says_when_they_first_came_in(desk: Desk):
    first = desk.hand_in(FIRST)
    again = desk.hand_in(FIRST, name="kopie.csv", at=datetime(2026, 3, 2, tzinfo=timezone.utc))
    assert (again["outcome"], again["tables"], again["problems"]) == ("duplicate", {}, [])
    assert again["sequence"] is None
    assert "1 mrt 2026 10:30" in again["notes"][0]["nl"]
    assert str(first["sequence"]) in again["notes"][0]["nl"]
    assert desk.writer.reader.files().height == 1


def test_a_duplicate_after_a_correction_changes_nothing_and_says_that_the_correction_stands(desk: Desk):
    desk.hand_in(FIRST)
    desk.hand_in(CORRECTED)
    again = desk.hand_in(FIRST)
    assert again["outcome"] == "duplicate"
    assert any(": 1 van de uitspraken" in note["nl"] for note in again["notes"])
    assert desk.said(Table.MILESTONE, "note") == [("later",), (None,)]


def test_a_duplicate_after_a_withdrawal_says_that_the_withdrawal_stands(desk: Desk):
    first = desk.hand_in(FIRST)
    assert first["sequence"] is not None
    desk.writer.withdraw(statements=first["sequence"], reason="verkeerde gemeente", recorded_at=TODAY)
    again = desk.hand_in(FIRST)
    assert any(": 2 van de uitspraken" in note["nl"] for note in again["notes"])
    assert desk.said(Table.MILESTONE, *KEY[Table.MILESTONE]) == []


def test_a_duplicate_says_which_of_its_rows_are_still_open(desk: Desk):
    drawn = FIRST.replace("| 2 |", "| 12 |")
    desk.hand_in(drawn)
    again = desk.hand_in(drawn)
    assert again["outcome"] == "duplicate"
    assert any("nog open staan: 1" in note["nl"] for note in again["notes"])


def test_a_rejected_file_leaves_only_its_receipt_and_may_be_handed_in_again(desk: Desk, store):
    content = csv_of("naam | bedrag\nJan | 5")
    for _ in range(2):
        receipt = desk.hand_in_bytes(content)
        assert receipt["outcome"] == "rejected"
        assert len(receipt["problems"]) == 1
        assert receipt["problems"][0]["message"]["nl"].startswith("opgave.csv: ")
        assert receipt["tables"] == {}
    assert desk.writer.reader.files()["outcome"].to_list() == ["rejected", "rejected"]
    assert list(store.home.archive.iterdir()) == []


def test_files_in_one_command_have_their_own_moment_and_place(desk: Desk):
    first, second = desk.hand_in(FIRST), desk.hand_in(CORRECTED)
    assert (first["sequence"], second["sequence"]) == (1, 2)
    assert first["recorded_at"] == "2026-03-01T09:30:00Z"
    assert second["recorded_at"] == "2026-03-01T09:30:00.000001Z"


def test_a_file_name_is_kept_without_its_directory(desk: Desk):
    assert desk.hand_in(FIRST, name=str(Path("map") / "opgave.csv"))["file"] == "opgave.csv"
    assert desk.hand_in(CORRECTED, name="C:\\map\\opgave.csv")["file"] == "opgave.csv"


def test_today_is_the_dutch_day_of_recording(desk: Desk):
    row = "GM0363 | 01-07-2026 | 1 | gestart | 01-02-2025 |"
    evening = datetime(2026, 6, 30, 21, 59, tzinfo=timezone.utc)
    assert rules(desk.hand_in(f"{STEPS}\n{row}", at=evening)) == ["future_date"]
    midnight = datetime(2026, 6, 30, 22, 0, tzinfo=timezone.utc)
    assert counts(desk.hand_in(f"{STEPS}\n{row} x", at=midnight)) == "read 1 · accepted 1"
