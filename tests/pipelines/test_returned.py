"""A report given back as a workbook: each refused cell in its place, marked and commented, good to hand in again."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree
from python_calamine import CalamineWorkbook

from domain.statements import Table
from pipelines.entered import Entered, take_in_entered
from pipelines.format.template import write_template
from pipelines.returned import returned_workbook
from tests.pipelines.desk import TODAY, Desk, rules
from tests.pipelines.made_files import Rows, csv_file, xlsx
from tests.pipelines.test_entered import ROWS

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY = date(2025, 12, 31)
SPOILED: dict[str, Rows] = {
    "stappen": [
        ["Stappen van Amsterdam"],
        ["gemeentecode", "peildatum", "stap", "status", "startdatum", "einddatum", "toelichting"],
        ["GM0363", DAY, 1, "afgerond", date(2025, 3, 1), None, "klaar"],
        ["GM0363", DAY, 2, "gestart", date(2025, 10, 1), None, "=1+1 staat hier als tekst"],
        ["GM0363", DAY, 3, "bijna", None, None, None],
        ["GM0363", DAY, 4, "gestart", None, None, None],
    ],
    "kosten": [
        ["peildatum", "gemeentecode", "stap", "begroot_eur", "gerealiseerd_eur"],
        [DAY, "GM0363", 1, 3703.5, -5],
        [DAY, "GM0363", 2, "tien", 20],
    ],
}  # fmt: skip
AT = {
    ("stappen", "F3"): ["end_missing"], ("stappen", "D5"): ["unknown_status"], ("stappen", "E6"): ["start_missing"],
    ("kosten", "E2"): ["negative_number"], ("kosten", "D3"): ["bad_number"],
}  # fmt: skip

WORDS = {
    "end_missing": "Einddatum ontbreekt", "unknown_status": "Onbekende status",
    "start_missing": "Begonnen zonder startdatum", "negative_number": "Getal onder nul",
    "bad_number": "Onleesbaar getal",
}  # fmt: skip


def handed_in(desk: Desk, content: bytes, name: str = "opgave.xlsx") -> tuple[dict[str, Any], bytes]:
    """The receipt, and the workbook that is given back."""
    receipt = desk.hand_in_bytes(content, name=name)
    archived = desk.writer.reader.files().filter(sequence=receipt["sequence"])["archive_sha256"][0]
    archive = desk.writer.home.archived_file(archived).read_bytes()
    return receipt, returned_workbook(archive, receipt, "nl")


def sheets_of(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def comments_of(content: bytes) -> dict[tuple[str, str], str]:
    """Every comment by its sheet and cell."""
    found: dict[tuple[str, str], str] = {}
    with ZipFile(BytesIO(content)) as parts:
        names = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
        for number, name in enumerate(names, start=1):
            links = f"xl/worksheets/_rels/sheet{number}.xml.rels"
            if links not in parts.namelist():
                continue
            targets = [part.get("Target", "") for part in ElementTree.fromstring(parts.read(links))]
            for target in (target for target in targets if "comments" in target):
                comments = ElementTree.fromstring(parts.read(f"xl/{target.removeprefix('../')}"))
                for comment in comments.iter(f"{MAIN}comment"):
                    found[name, comment.get("ref")] = "".join(text.text or "" for text in comment.iter(f"{MAIN}t"))
    return found


def test_every_refused_and_odd_row_is_found_at_its_own_cell_marked_with_a_symbol_rule_in_words_and_remedy(
    desk: Desk,
) -> None:
    receipt, given_back = handed_in(desk, xlsx(SPOILED))
    comments = comments_of(given_back)
    assert set(comments) == set(AT)
    for at, text in comments.items():
        problem = next(one for one in receipt["problems"] if one["rule"] == AT[at][0])
        symbol = {"error": "■", "warning": "▲"}[problem["severity"]]
        assert text == f"{symbol} {WORDS[problem['rule']]}\n{problem['message']['nl']}"


def test_what_was_handed_in_stands_at_its_own_cells_and_a_text_stays_a_text(desk: Desk) -> None:
    _, given_back = handed_in(desk, xlsx(SPOILED))
    sheets = sheets_of(given_back)
    for name, rows in SPOILED.items():
        for row, written in zip(rows, sheets[name], strict=True):
            assert ["" if cell is None else cell for cell in row] == written[: len(row)]
    with ZipFile(BytesIO(given_back)) as parts:
        assert not any(
            b"<f>" in parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")
        )


def test_the_first_sheet_lists_what_was_refused_first_and_leads_to_each_cell(desk: Desk) -> None:
    receipt, given_back = handed_in(desk, xlsx(SPOILED))
    first = [row for row in next(iter(sheets_of(given_back).values())) if row[0] in ("■", "▲")]
    assert [row[0] for row in first] == ["■"] * 4 + ["▲"]
    assert {row[2] for row in first} == {problem["message"]["nl"] for problem in receipt["problems"]}
    with ZipFile(BytesIO(given_back)) as parts:
        links = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml")).iter(f"{MAIN}hyperlink")
        assert {link.get("location") for link in links} == {f"'{sheet}'!{cell}" for sheet, cell in AT}


def test_the_corrected_workbook_goes_in(desk: Desk, tmp_path: Path) -> None:
    _, given_back = handed_in(desk, xlsx(SPOILED))
    sheets = sheets_of(given_back)
    sheets["stappen"][2][5], sheets["stappen"][4][3] = date(2025, 9, 1), "gestart"
    sheets["kosten"][1][4], sheets["kosten"][2][3] = 5, 10
    filled = {name: [[None if cell == "" else cell for cell in row] for row in rows] for name, rows in sheets.items()}
    receipt = desk.hand_in_bytes(xlsx(filled), name="verbeterd.xlsx")
    assert (receipt["outcome"], set(rules(receipt))) == ("accepted", {"start_missing"})
    assert desk.refused("rules") == []
    assert desk.said(Table.COST, "step_number", "budgeted_eur", "realised_cost_eur") == [(1, 3703.5, 5), (2, 10, 20)]


def test_untouched_it_says_the_same_again_and_adds_nothing(desk: Desk) -> None:
    _, given_back = handed_in(desk, xlsx(SPOILED))
    receipt = desk.hand_in_bytes(given_back, name="terug.xlsx")
    said_once = {rule for found in AT.values() for rule in found} - {"start_missing"}  # its row is unchanged
    assert set(rules(receipt)) == said_once
    assert {name: counts["accepted"] for name, counts in receipt["tables"].items()} == {"stappen": 0, "kosten": 0}


def test_a_text_file_and_our_own_form_come_back_as_workbooks_too(desk: Desk, tmp_path: Path) -> None:
    _, given_back = handed_in(desk, csv_file(SPOILED["kosten"]), "kosten.csv")
    assert set(comments_of(given_back)) == {("kosten", "E2"), ("kosten", "D3")}
    form = tmp_path / "formulier.xlsx"
    how = {"register": desk.register, "programme": desk.programme, "reader": desk.writer.reader}
    write_template(form, **how, code="GM0363", today=date(2026, 2, 1))
    sheets = sheets_of(form.read_bytes())
    filled = {name: [[None if cell == "" else cell for cell in row] for row in rows] for name, rows in sheets.items()}
    filled["kosten"][1][4] = 77
    _, again = handed_in(desk, xlsx(filled), "formulier.xlsx")
    assert list(sheets_of(again))[1:] == list(sheets)


def test_a_row_with_personal_data_comes_back_empty_with_the_reason_and_without_the_data(desk: Desk) -> None:
    rows = [*SPOILED["stappen"][:2], ["GM0363", DAY, 5, "gestart", DAY, None, "bel piet.jansen@gemeente.example"]]
    _, given_back = handed_in(desk, xlsx({"stappen": rows, "kosten": SPOILED["kosten"]}))
    comments = comments_of(given_back)
    assert comments["stappen", "G3"].startswith("■ Persoonsgegevens")
    with ZipFile(BytesIO(given_back)) as parts:
        assert not any(b"piet.jansen" in parts.read(name) for name in parts.namelist())
    assert len(sheets_of(given_back)["stappen"]) == 2  # the title and the header; the row is not there


def test_a_report_that_was_typed_in_the_form_comes_back_too_and_goes_in_when_it_is_put_right(desk: Desk) -> None:
    how: dict[str, Any] = {"register": desk.register, "programme": desk.programme, "recorded_at": TODAY}
    receipt = take_in_entered(Entered("GM0363", DAY, ROWS, "een"), writer=desk.writer, **how)
    archived = desk.writer.reader.files()["archive_sha256"][-1]
    given_back = returned_workbook(desk.writer.home.archived_file(archived).read_bytes(), receipt, "nl")
    assert [(at, text.split()[1]) for at, text in comments_of(given_back).items()] == [(("stappen", "F4"), "Einddatum")]
    sheets = sheets_of(given_back)
    sheets["stappen"][3][5] = "01-09-2025"
    filled = {name: [[None if cell == "" else cell for cell in row] for row in rows] for name, rows in sheets.items()}
    again = desk.hand_in_bytes(xlsx(filled), name="verbeterd.xlsx")
    assert (again["outcome"], desk.refused("rules")) == ("accepted", [])
    assert [row[1] for row in desk.said(Table.MILESTONE, "step_number", "standing")] == [
        "finished", "started", "finished",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["een/twee:drie", "WAT WIJ ZAGEN", "x" * 40, "'stappen'"])
def test_a_sheet_whose_name_no_workbook_can_have_comes_back_under_one_that_it_can(name: str) -> None:
    archive = f'{{"sheet":"{name}"}}\n{{"row":1,"cells":{{"A":"los"}}}}\n'.encode() * 2
    again = sheets_of(returned_workbook(archive, {"problems": []}, "nl"))
    assert len(again) == 3
    assert list(again.values())[1:] == [[["los"]], [["los"]]]


def test_of_what_was_rejected_whole_there_is_nothing_to_give_back() -> None:
    with pytest.raises(ValueError, match="nothing was kept"):
        returned_workbook(b"", {"problems": []}, "nl")
