"""What is kept of a file that was taken in: its cells in one canonical form, never its container."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from store.store import Store
from tests.pipelines.desk import Desk, csv_of
from tests.pipelines.made_files import COSTS, STEPS, csv_file, ods, xls, xlsx
from tests.pipelines.receipt.archived import archived_lines
from tests.store.kept import held_under

DRAWN = """Opgave van Amsterdam
gemeentecode | peildatum | stap | status | startdatum | kleur
GM0363 | 31-12-2025 | 1 | gestart | 01-02-2025 | rood
GM0363 | 31-12-2025 | 2 | gestart | | """


def _take_in(store: Store, register, programme, content: bytes, name: str = "opgave.xlsx") -> dict:
    with store.writer(holder="test") as writer:
        return Desk(writer, register, programme).hand_in_bytes(content, name=name)


def test_every_row_that_was_read_is_archived_with_its_number_and_columns(store: Store, register, programme):
    _take_in(store, register, programme, csv_of(DRAWN), "opgave.csv")
    sheet, *rows = archived_lines(store)
    assert sheet == {"sheet": None}
    assert [(row["row"], " ".join(f"{at}={text}" for at, text in row["cells"].items())) for row in rows] == [
        (1, "A=Opgave van Amsterdam"),
        (2, "A=gemeentecode B=peildatum C=stap D=status E=startdatum F=kleur"),
        (3, "A=GM0363 B=31-12-2025 C=1 D=gestart E=01-02-2025 F=rood"),
        (4, "A=GM0363 B=31-12-2025 C=2 D=gestart"),
    ]


def test_cells_of_a_workbook_are_archived_by_sheet_and_with_their_type(store: Store, register, programme):
    def touch(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("uitleg")
        sheet.write_boolean(1, 27, True)
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")
        book.get_worksheet_by_name("kosten").write_formula(5, 0, "=B3", None, "")

    _take_in(store, register, programme, xlsx({"stappen": STEPS[:2], "kosten": COSTS}, touch))
    lines = archived_lines(store)
    assert [line["sheet"] for line in lines if "sheet" in line] == ["stappen", "kosten", "uitleg"]
    steps = {"A": "GM0363", "B": {"date": "2025-12-31"}, "D": "afgerond", "E": {"date": "2025-03-01"}}
    assert lines[2]["cells"] == {**steps, "C": 1, "F": {"date": "2025-09-01"}, "G": "klaar"}
    assert lines[5]["cells"]["D"] == 3703.5
    assert lines[7:] == [
        {"row": 6, "cells": {"A": {"formula": "=B3"}}},
        {"sheet": "uitleg"},
        {"row": 2, "cells": {"AB": True}},
        {"row": 3, "cells": {"A": {"cell_error": "#DIV/0!"}}},
    ]


@pytest.mark.parametrize("make", [xlsx, ods, xls])
def test_the_same_cells_give_the_same_archive_whatever_held_them(tmp_path: Path, register, programme, make):
    of_kind, of_xlsx = Store(tmp_path / "kind"), Store(tmp_path / "xlsx")
    rows = [STEPS[0], ["GM0363", date(2025, 12, 31), "1", "gestart", date(2025, 3, 1), None, "é"]]
    _take_in(of_kind, register, programme, make({"stappen": rows}))
    _take_in(of_xlsx, register, programme, xlsx({"stappen": rows}))
    assert archived_lines(of_kind) == archived_lines(of_xlsx)


def test_the_container_is_kept_nowhere(store: Store, register, programme):
    for content, name in ((csv_file(), "a.csv"), (xlsx(), "b.xlsx"), (ods(), "c.ods"), (xls(), "d.xls")):
        _take_in(store, register, programme, content, name)
    kept = [path.read_bytes() for path in store.home.directory.rglob("*") if path.is_file()]
    for content in (csv_file(), xlsx(), ods(), xls()):
        assert hashlib.sha256(content).digest() not in {hashlib.sha256(found).digest() for found in kept}
    assert not any(found.startswith((b"PK", b"\xd0\xcf\x11\xe0")) for found in kept)


def test_of_a_rejected_file_no_cell_is_kept(store: Store, register, programme):
    receipt = _take_in(store, register, programme, csv_of("a | b\nGM0363 | 1"), "opgave.csv")
    assert receipt["outcome"] == "rejected"
    assert list(store.home.archive.iterdir()) == []


def test_a_row_put_right_is_archived_as_it_was_put_right(store: Store, register, programme):
    from pipelines import quarantine
    from tests.pipelines.desk import TODAY

    with store.writer(holder="test") as writer:
        Desk(writer, register, programme).hand_in(
            "gemeentecode | peildatum | stap | status\nGM0363 | 31-12-2025 | 1 | gestart\nGM0363 | 31-12-2025 | 12 | x"
        )
        quarantine.retry("1-milestone-3", {"stap": "2", "status": "gestart"}, writer=writer, register=register,
                         programme=programme, recorded_at=TODAY)  # fmt: skip
    archived = archived_lines(store, sequence=2)
    assert archived[-1] == {"row": 3, "cells": {"A": "GM0363", "B": "31-12-2025", "C": "2", "D": "gestart"}}


def test_equal_cells_give_equal_bytes(tmp_path: Path, register, programme):
    hashes = set()
    for name in ("a", "b"):
        store = Store(tmp_path / name)
        _take_in(store, register, programme, xlsx())
        with store.reader() as reader:
            hashes.update(reader.files()["archive_sha256"])
    assert len(hashes) == 1


def test_a_column_of_organisation_numbers_is_left_out_and_said_and_no_row_is_refused_for_it(
    store: Store, register, programme
):
    drawn = """gemeentecode | peildatum | stap | status | startdatum | RSIN | kvk-nummer
    GM0363 | 31-12-2025 | 1 | gestart | 01-02-2025 | 123456782 | 12345678
    GM0363 | 31-12-2025 | 12 | gestart | 01-02-2025 | 111222333 | 12345678"""
    receipt = _take_in(store, register, programme, csv_of(drawn), "opgave.csv")
    assert [problem["rule"] for problem in receipt["problems"]] == ["unknown_step"]
    assert any("RSIN, kvk-nummer" in note["nl"] for note in receipt["notes"])
    kept = held_under(store.home.directory)
    assert b"123456782" not in kept
    assert b"111222333" not in kept
    assert list(archived_lines(store)[2]["cells"]) == ["A", "B", "C", "D", "E"]


def test_under_a_header_that_says_bsn_a_number_without_its_first_zero_is_held_back_on_any_sheet(
    store: Store, register, programme
):
    def touch(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("lijst")
        sheet.write_row(0, 0, ["naam", "BSN"])
        sheet.write_row(1, 0, ["Jan", 12345672])
        sheet.write_row(2, 0, ["totaal", 1])

    receipt = _take_in(store, register, programme, xlsx({"stappen": STEPS}, touch))
    lines = archived_lines(store)
    assert lines[lines.index({"sheet": "lijst"}) + 1 :] == [
        {"row": 1, "cells": {"A": "naam", "B": "BSN"}}, {"row": 3, "cells": {"A": "totaal", "B": 1}},
    ]  # fmt: skip
    assert any(note["nl"] == "Rijen met persoonsgegevens, die wij nergens bewaren: 1." for note in receipt["notes"])


def test_an_amount_of_nine_digits_is_archived_though_it_passes_the_check_of_a_bsn(store: Store, register, programme):
    rows = [COSTS[0], ["Ede", date(2025, 12, 31), 1, 123456782, "111222333"]]
    receipt = _take_in(store, register, programme, xlsx({"kosten": rows}))
    assert receipt["outcome"] == "accepted"
    assert archived_lines(store)[2]["cells"]["D"] == 123456782
    assert archived_lines(store)[2]["cells"]["E"] == "111222333"


def test_a_cell_beside_a_table_that_holds_personal_data_keeps_its_row_out_of_the_archive_and_refuses_none(
    store: Store, register, programme
):
    def touch(book: xlsxwriter.Workbook) -> None:
        sheet = book.get_worksheet_by_name("stappen")
        sheet.write_row(0, 10, ["gemeentecode", "peildatum", "stap", "gerealiseerd_eur"])
        sheet.write_row(1, 10, ["GM0363", "2025-12-31", 1, 5])
        sheet.write_row(2, 10, ["GM0363", "2025-12-31", 2, 5])
        sheet.write_string(2, 8, "jan@voorbeeld.nl")

    _take_in(store, register, programme, xlsx({"stappen": STEPS}, touch))
    assert [line.get("row") for line in archived_lines(store)] == [None, 1, 2]
