"""What was planted is found in no byte of the store: journal, ledger, archive, generation, nor in a receipt."""

import hashlib
import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
import xlsxwriter

from domain.statements import Table
from pipelines.format.withheld import WITHHELD_CELL
from store.store import Store
from tests.pipelines.desk import TODAY, Desk, counts, csv_of
from tests.pipelines.made_files import FOUR_SHEETS, STEPS, csv_file, xlsx
from tests.pipelines.normalising.notes import PERSONAL
from tests.store.kept import held

LONG = pytest.mark.long
PLANTED = {
    "bsn": "123456782",
    "e-mail": "jan.jansen@voorbeeld.nl",
    "phone": "06-12345678",
    "iban": "NL91ABNA0417164300",
}
COLUMNS = ("gemeentenaam", "peildatum", "stap", "status", "startdatum", "wacht_op", "toelichting", "contact")
PLACES = ("hidden sheet", "other sheet", "comment", "title", "footnote", "property")
HEADER = "gemeentecode | gemeentenaam | peildatum | stap | status | startdatum | wacht_op | toelichting | contact"


def _everything_in(home: Path) -> bytes:
    """Every byte under the store, zip archives unpacked."""
    found: list[bytes] = []
    for path in sorted(home.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found += [path.name.encode(), content]
            if is_zipfile(BytesIO(content)):
                with ZipFile(BytesIO(content)) as archive:
                    found += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(found)


def _assert_nowhere(value: str, store: Store, *receipts: object) -> None:
    with store.reader() as reader:
        assert reader.files().height  # a generation was published, so it is among the files looked at
    everything = _everything_in(store.home.directory)
    for spelling in (value, value.casefold(), value.replace("-", ""), value.replace(" ", "")):
        assert spelling.encode() not in everything
        assert spelling not in json.dumps(receipts, ensure_ascii=False)


def _each(places: tuple[str, ...]) -> list[Any]:
    """Each place with one kind of data each time, the kinds in turn; with every kind in the long run."""
    return [
        pytest.param(place, value, id=f"{place}-{kind}", marks=[] if (at - turn) % len(PLANTED) == 0 else LONG)
        for at, place in enumerate(places)
        for turn, (kind, value) in enumerate(PLANTED.items())
    ]


@pytest.mark.parametrize(("column", "value"), _each(COLUMNS))
def test_personal_data_in_any_cell_is_kept_nowhere(store: Store, register, programme, column: str, value: str):
    values = ["GM0363", "", "31-12-2025", "1", "gestart", "01-02-2025", "", "", ""]
    cells = dict(zip(HEADER.split(" | "), values, strict=True))
    cells[column] = f"{value}" if column in ("peildatum", "stap") else f"Zie {value} en verder"
    content = csv_of(f"{HEADER}\n{' | '.join(cells.values())}\nGM0363 | | 31-12-2025 | 2 | gestart | | | |")
    with store.writer(holder="test") as writer:
        desk = Desk(writer, register, programme)
        receipt = desk.hand_in_bytes(content)
        assert counts(receipt) == "read 2 · accepted 1 · quarantined 1"
        assert receipt["problems"][0]["rule"] == "personal_data"
        assert receipt["problems"][0]["value"] is None
        again = desk.hand_in_bytes(content)
        assert again["outcome"] == "duplicate"
    _assert_nowhere(value, store, receipt, again)
    assert not store.home.archived_file(hashlib.sha256(content).hexdigest()).exists()


def test_the_archive_has_the_cells_without_the_rows_that_hold_personal_data_beside_the_hash_of_what_was_received(
    store: Store, register, programme
):
    content = csv_of(
        """gemeentecode | peildatum | stap | status | startdatum | toelichting
        GM0363 | 31-12-2025 | 1 | gestart | 01-02-2025 | bel 06-12345678
        GM0363 | 31-12-2025 | 2 | gestart | 01-02-2025 | alles goed"""
    )
    with store.writer(holder="test") as writer:
        receipt = Desk(writer, register, programme).hand_in_bytes(content)
        (line,) = writer.reader.files().select("received_sha256", "archive_sha256", "archive_kind").rows(named=True)
    assert line["received_sha256"] == receipt["sha256"] == hashlib.sha256(content).hexdigest()
    assert line["archive_kind"] == "cells"
    archived = store.home.archived_file(line["archive_sha256"]).read_bytes()
    assert [json.loads(row).get("row") for row in archived.decode().splitlines()] == [None, 1, 3]
    assert receipt["notes"][0]["nl"] == "Rijen met persoonsgegevens, die wij nergens bewaren: 1."


@pytest.mark.parametrize(("place", "value"), _each(PLACES))
def test_personal_data_anywhere_else_in_a_workbook_is_kept_nowhere_and_refuses_no_row(
    store: Store, register, programme, place: str, value: str
):
    sheets = dict(FOUR_SHEETS)
    if place == "title":
        sheets["stappen"] = [[f"Opgave van {value}"], [], *STEPS]
    if place == "footnote":
        sheets["stappen"] = [*STEPS, [], [f"* Vragen aan {value}"]]

    def touch(workbook: xlsxwriter.Workbook) -> None:
        if place.endswith("sheet"):
            sheet = workbook.add_worksheet("notities")
            sheet.write_string(0, 0, value)
            if place == "hidden sheet":
                sheet.hide()
        if place == "comment":
            workbook.worksheets()[0].write_comment(1, 1, f"Zie {value}")
        if place == "property":
            workbook.set_properties({"comments": f"Van {value}"})

    content = xlsx(sheets, touch)
    with store.writer(holder="test") as writer:
        receipt = Desk(writer, register, programme).hand_in_bytes(content, name="opgave.xlsx")
        assert writer.reader.files()["archive_kind"].to_list() == ["cells"]
    assert receipt["outcome"] == "accepted"
    assert counts(receipt).startswith("read 2 · accepted 2")
    _assert_nowhere(value, store, receipt)


@pytest.mark.parametrize("value", PLANTED.values(), ids=PLANTED.keys())
def test_personal_data_in_a_file_name_a_header_or_a_rejected_file_is_kept_nowhere(
    store: Store, register, programme, value: str
):
    row = "GM0363;31-12-2025;1;gestart;01-02-2025;x"
    good = f"gemeentecode;peildatum;stap;status;startdatum;{value}\n{row}\n".encode()
    twice = f"gemeentecode;peildatum;stap;status;{value};{value}\n{row}\n".encode()
    with store.writer(holder="test") as writer:
        desk = Desk(writer, register, programme)
        receipts = [
            desk.hand_in_bytes(good, name=f"opgave {value}.csv"),
            desk.hand_in_bytes(twice, name=f"opgave_{value}.csv"),
            desk.hand_in_bytes(f"{value};{value}\n1;2\n".encode(), name=f"{value}.csv"),
            desk.hand_in_bytes(xlsx({value: [["stap", value, value]]}), name=f"{value}.xlsx"),
        ]
    assert [receipt["outcome"] for receipt in receipts] == ["accepted", "accepted", "rejected", "rejected"]
    assert receipts[0]["file"] == "[weggelaten, withheld].csv"
    _assert_nowhere(value, store, *receipts)


def test_what_was_withheld_is_said_in_the_language_of_the_line_and_the_line_still_says_what_is_the_matter(
    store: Store, register, programme
):
    header = ["gemeentecode", "peildatum", "stap", "status", "x@y.nl"]
    sheets = {"06-12345678": [header, ["GM0363", "31-12-2025", 1, "bijna", "hoi"]], "IBANNL91ABNA0417164300": [["x"]]}
    with store.writer(holder="test") as writer:
        receipt = Desk(writer, register, programme).hand_in_bytes(xlsx(sheets), name="opgave.xlsx")
    assert {(text["nl"], text["en"]) for text in receipt["notes"]} == {
        ("Op blad [weggelaten: persoonsgegeven] staat geen tabel van de opgave; het is overgeslagen.",
         "Sheet [withheld: personal data] holds no table of the report; it was left out."),
        ("In de tabel stappen gebruiken we deze kolommen niet: [weggelaten: persoonsgegeven].",
         "In the table stappen we do not use these columns: [withheld: personal data]."),
        ("Rijen met persoonsgegevens, die wij nergens bewaren: 1.",
         "Rows with personal data, which we keep nowhere: 1."),
    }  # fmt: skip
    (problem,) = receipt["problems"]
    assert problem["message"]["nl"].startswith("opgave.xlsx, blad [weggelaten: persoonsgegeven], rij 2, status: bijna ")
    assert problem["message"]["en"].startswith("opgave.xlsx, sheet [withheld: personal data], row 2, status: bijna ")


def test_a_native_number_that_is_a_bsn_in_a_text_cell_of_a_workbook_is_kept_nowhere(store: Store, register, programme):
    header = ["gemeentecode", "peildatum", "stap", "gerealiseerd_eur", "toelichting"]
    rows = [header, ["GM0363", date(2025, 12, 31), 6, 123456782, 123456782], ["GM0363", date(2025, 12, 31), 7, 5, "ok"]]
    with store.writer(holder="test") as writer:
        receipt = Desk(writer, register, programme).hand_in_bytes(xlsx({"kosten": rows}), name="opgave.xlsx")
        assert counts(receipt, "kosten") == "read 2 · accepted 1 · quarantined 1"
        cells = json.loads(writer.reader.quarantine()["cells"][0])
    assert cells["toelichting"] == WITHHELD_CELL
    assert float(cells["gerealiseerd_eur"]) == 123456782  # the amount is no BSN
    assert Table.COST  # the amount may be kept, so the store is not searched for its digits


def test_a_row_whose_cells_shifted_keeps_no_bsn_in_a_number_column(store: Store, register, programme):
    header = "gemeentecode;peildatum;stap;toelichting;begroot_eur;gerealiseerd_eur"
    content = f"{header}\nGM0363;31-12-2025;6;zie;123456782;100;200\n".encode()
    with store.writer(holder="test") as writer:
        receipt = Desk(writer, register, programme).hand_in_bytes(content)
    assert [problem["rule"] for problem in receipt["problems"]] == ["ragged_row", "personal_data"]
    _assert_nowhere("123456782", store, receipt)


def test_a_reason_with_personal_data_is_refused(store: Store, register, programme):
    from pipelines import quarantine

    with store.writer(holder="test") as writer:
        desk = Desk(writer, register, programme)
        desk.hand_in("gemeentecode | peildatum | stap | status\nGM0363 | 31-12-2025 | 12 | gestart")
        with pytest.raises(ValueError, match="without personal data"):
            quarantine.dismiss("1-milestone-2", reason="Jan mailt jan@voorbeeld.nl", writer=writer, recorded_at=TODAY)
    _assert_nowhere("jan@voorbeeld.nl", store)


@pytest.mark.parametrize("column", ["peildatum", "stap", "medewerkers", "opgeleid", "uren", "uitgestroomd"])
def test_nine_digits_that_pass_the_check_are_kept_nowhere_where_no_euros_are_meant(
    store: Store, register, programme, column: str
):
    header = ["gemeentecode", "peildatum", "doelgroep", "medewerkers", "opgeleid", "uren", "uitgestroomd", "stap"]
    values = dict(zip(header, ["GM0363", date(2025, 12, 31), "basis", 120, 60, 5, 2, 1], strict=True))
    good = list(values.values())
    values[column] = 123456782
    sheet = [header, list(values.values()), [*good[:2], "intensief", *good[3:]]]
    with store.writer(holder="test") as writer:
        receipt = Desk(writer, register, programme).hand_in_bytes(xlsx({"opleiding": sheet}), name="opgave.xlsx")
    assert counts(receipt, "opleiding") == "read 2 · accepted 1 · quarantined 1"
    _assert_nowhere("123456782", store, receipt)


def test_every_spelling_in_every_column_is_kept_nowhere(store: Store, register, programme):
    header = ["gemeentecode", "peildatum", "stap", "status", "startdatum", "wacht_op", "toelichting", "contact"]
    good = ["GM0363", "31-12-2025", "1", "gestart", "01-02-2025", "vng", "goed", "x"]
    texts = sorted({text for _, text in PERSONAL})
    rows = [[text if at == place else cell for at, cell in enumerate(good)]
            for place, _ in enumerate(header) for text in texts]  # fmt: skip
    with store.writer(holder="test") as writer:
        receipt = Desk(writer, register, programme).hand_in_bytes(
            csv_file([header, [*good[:2], "2", *good[3:]], *rows])
        )
    assert counts(receipt) == f"read {len(rows) + 1} · accepted 1 · quarantined {len(rows)}"
    places = (*store.home.journal.iterdir(), *store.home.archive.iterdir(), store.home.ledger.path)
    kept = [json.dumps(receipt, ensure_ascii=False).encode(), *map(held, places)]
    spelled = {text: json.dumps(text.strip(), ensure_ascii=False)[1:-1] for text in texts}
    assert [text for text, written in spelled.items() if any(written.encode() in each for each in kept)] == []
