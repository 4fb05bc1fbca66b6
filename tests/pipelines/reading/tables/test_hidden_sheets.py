"""Hidden sheets are left out; what stands on them is said, and a table that is nowhere else is an error."""

import xlsxwriter

from tests.pipelines.desk import Desk
from tests.pipelines.made_files import Rows, xlsx

STEPS: Rows = [["gemeentecode", "peildatum", "stap", "status"], ["GM0363", "2025-12-31", 1, "niet gestart"]]
COSTS: Rows = [["gemeentecode", "peildatum", "stap", "gerealiseerd_eur"], ["GM0363", "2025-12-31", 1, 5],
               ["GM0363", "2025-12-31", 2, 7]]  # fmt: skip


def with_hidden(name: str, rows: Rows) -> bytes:
    def hide(book: xlsxwriter.Workbook) -> None:
        sheet = book.get_worksheet_by_name(name)
        assert sheet is not None
        sheet.hide()

    return xlsx({"stappen": STEPS, name: rows}, hide)


def test_a_table_on_a_hidden_sheet_is_left_out_and_a_note_says_how_many_rows_and_what_to_do(desk: Desk):
    receipt = desk.hand_in_bytes(with_hidden("kosten", COSTS))
    (said,) = [note["nl"] for note in receipt["notes"] if "kosten" in note["nl"]]
    assert (receipt["outcome"], receipt["tables"]["stappen"]["accepted"]) == ("accepted", 1)
    assert "ingevulde rijen die niet zijn gelezen: 2" in said
    assert "Maak het blad dan zichtbaar" in said


def test_a_hidden_sheet_with_a_table_that_is_visible_elsewhere_is_a_note_with_how_many_rows_were_not_read(desk: Desk):
    receipt = desk.hand_in_bytes(with_hidden("stappen oud", STEPS))
    said = [note["nl"] for note in receipt["notes"]]
    assert (receipt["outcome"], receipt["problems"]) == ("accepted", [])
    assert any("ingevulde rijen die niet zijn gelezen: 1" in text for text in said)


def test_a_hidden_sheet_without_a_filled_in_row_is_a_note(desk: Desk):
    keys = [COSTS[0], ["GM0363", "2025-12-31", 1, None]]
    for name, rows in {"kosten": keys, "lijsten": [["stap", "status"], [1, "gestart"]]}.items():
        receipt = desk.hand_in_bytes(with_hidden(name, rows), name=f"{name}.xlsx")
        assert receipt["problems"] == []
        assert f"Blad {name} is verborgen en is overgeslagen." in [note["nl"] for note in receipt["notes"]]
