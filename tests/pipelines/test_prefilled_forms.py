"""The report workbook: filled in with what was said last, marked with it, and handed in with or without news."""

from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from domain.statements import Table
from pipelines.format.prefilled import CONFIRMATION_LABEL, MARK_LABEL
from pipelines.format.template import write_template
from tests.pipelines.desk import Desk, counts, messages, rules
from tests.pipelines.made_files import Rows, ods, xls, xlsx

FILLED_ON = date(2026, 2, 28)
LATER = datetime(2026, 3, 20, 9, 30, tzinfo=timezone.utc)
Sheets = dict[str, list[list[Any]]]
Change = Callable[[Sheets], None]

SAID = {
    "stappen": [
        ["gemeentecode", "peildatum", "stap", "status", "startdatum", "einddatum", "wacht_op", "toelichting"],
        ["GM0363", date(2025, 12, 31), 1, "afgerond", date(2025, 3, 1), date(2025, 9, 1), None, "klaar,\nen nu?"],
        ["GM0363", date(2025, 12, 31), 2, "gestart", date(2025, 10, 1), None, "rijk+vng", "='is tekst'"],
    ],
    "opleiding": [
        ["gemeentecode", "peildatum", "doelgroep", "medewerkers", "opgeleid", "uren"],
        ["GM0363", date(2025, 12, 31), "basis", 120, 60, 0.1 + 0.2],
    ],
    "kosten": [
        ["gemeentecode", "peildatum", "stap", "begroot_eur", "gerealiseerd_eur"],
        ["GM0363", date(2025, 12, 31), 1, 3703.55, 1200.1],
    ],
    "gemeente": [
        ["gemeentecode", "peildatum", "toegangsvariant", "invultijd_min"],
        ["GM0363", date(2025, 12, 31), "b", 45],
    ],
}  # fmt: skip


@pytest.fixture
def form(desk: Desk, tmp_path: Path) -> bytes:
    """The form of Amsterdam, written on 28 February 2026 with what it said about 31 December 2025."""
    assert rules(desk.hand_in_bytes(xlsx(SAID))) == []
    return _form(desk, tmp_path)


def _form(desk: Desk, folder: Path, code: str = "GM0363") -> bytes:
    out = folder / "formulier.xlsx"
    write_template(
        out, register=desk.register, programme=desk.programme, reader=desk.writer.reader, code=code, today=FILLED_ON
    )
    return out.read_bytes()


def _sheets(form: bytes, folder: Path) -> Sheets:
    (folder / "gelezen.xlsx").write_bytes(form)
    book = CalamineWorkbook.from_path(str(folder / "gelezen.xlsx"))
    return {
        name: [
            [None if value == "" else value for value in row]
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in book.sheet_names
    }


def _cell_beside(sheets: Sheets, label: str) -> Any:
    return next(row[1] for row in sheets["Uitleg"] if row[0] == label)


def _confirm(sheets: Sheets) -> None:
    next(row for row in sheets["Uitleg"] if row[0] == CONFIRMATION_LABEL)[1] = "ja"


def _set(sheet: str, row: int, column: str, value: Any) -> Change:
    def change(sheets: Sheets) -> None:
        sheets[sheet][row][sheets[sheet][0].index(column)] = value

    return change


def _saved(form: bytes, folder: Path, *changes: Change) -> bytes:
    """The form as a spreadsheet program saves it: cells alone, written anew."""
    sheets = _sheets(form, folder)
    for change in changes:
        change(sheets)
    return xlsx(sheets)


def test_minutes_are_never_prefilled_and_all_else_is(form: bytes, tmp_path: Path):
    sheets = _sheets(form, tmp_path)
    profile = dict(zip(sheets["gemeente"][0], sheets["gemeente"][1], strict=True))
    assert (profile["toegangsvariant"], profile["invultijd_min"]) == ("b", None)
    assert (profile["peildatum"], sheets["kosten"][1][sheets["kosten"][0].index("begroot_eur")]) == (FILLED_ON, 3703.55)


def test_minutes_that_were_said_of_a_day_stay_when_a_form_about_that_day_leaves_them_empty(
    desk: Desk, form: bytes, tmp_path: Path
):
    desk.hand_in_bytes(_saved(form, tmp_path, _set("gemeente", 1, "invultijd_min", 11)))
    again = desk.hand_in_bytes(_saved(_form(desk, tmp_path), tmp_path, _set("kosten", 1, "gerealiseerd_eur", 1300)))
    assert counts(again, "gemeente") == "read 1 · unchanged 1"
    assert desk.said(Table.PROFILE, "reporting_date", "completion_minutes")[1] == (FILLED_ON, 11.0)
    desk.hand_in_bytes(_saved(_form(desk, tmp_path), tmp_path, _set("gemeente", 1, "invultijd_min", 14)))
    assert desk.said(Table.PROFILE, "reporting_date", "completion_minutes")[1] == (FILLED_ON, 14.0)


def test_of_our_own_explanation_it_is_not_said_that_no_table_stands_on_it(desk: Desk, form: bytes, tmp_path: Path):
    receipt = desk.hand_in_bytes(_saved(form, tmp_path, _set("kosten", 1, "gerealiseerd_eur", 1300)))
    assert not [note["nl"] for note in receipt["notes"] if "geen tabel" in note["nl"]]


def test_the_first_sheet_carries_a_mark_and_a_cell_to_say_that_nothing_has_changed(form: bytes, tmp_path: Path):
    sheets = _sheets(form, tmp_path)
    assert len(_cell_beside(sheets, MARK_LABEL)) == 16
    assert _cell_beside(sheets, CONFIRMATION_LABEL) is None


def test_nothing_changed_rejects_our_own_form_as_it_was_given_out_and_says_what_to_do(desk: Desk, form: bytes):
    receipt = desk.hand_in_bytes(form, name="formulier.xlsx")
    assert (receipt["outcome"], rules(receipt)) == ("rejected", ["nothing_changed"])
    assert "Is er niets veranderd?" in messages(receipt)[0]
    assert "ja bij niets_veranderd" in messages(receipt)[0]
    assert len(desk.said(Table.MILESTONE, "step_number")) == 2


@pytest.mark.parametrize("save", [xlsx, ods, xls], ids=["xlsx", "ods", "xls"])
def test_nothing_changed_is_seen_after_another_program_saved_the_form(
    desk: Desk, form: bytes, tmp_path: Path, save: Callable[[dict[str, Rows]], bytes]
):
    receipt = desk.hand_in_bytes(save({**_sheets(form, tmp_path)}))
    assert (receipt["outcome"], rules(receipt)) == ("rejected", ["nothing_changed"])


def test_a_form_that_was_sorted_is_unchanged_all_the_same(desk: Desk, form: bytes, tmp_path: Path):
    def turn(sheets: Sheets) -> None:
        sheets["stappen"][1:3] = sheets["stappen"][2:0:-1]

    assert rules(desk.hand_in_bytes(_saved(form, tmp_path, turn))) == ["nothing_changed"]


def test_with_the_confirmation_the_standing_statements_count_again_for_the_new_peildatum(
    desk: Desk, form: bytes, tmp_path: Path
):
    receipt = desk.hand_in_bytes(_saved(form, tmp_path, _confirm), at=LATER)
    assert receipt["outcome"] == "accepted"
    assert counts(receipt) == "read 2 · accepted 2 · left_out 9"
    assert desk.said(Table.MILESTONE, "reporting_date", "step_number") == [
        (date(2025, 12, 31), 1), (FILLED_ON, 1), (date(2025, 12, 31), 2), (FILLED_ON, 2)
    ]  # fmt: skip
    assert desk.said(Table.PROFILE, "reporting_date", "completion_minutes") == [
        (date(2025, 12, 31), 45.0), (FILLED_ON, None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        _set("kosten", 1, "gerealiseerd_eur", 1300),
        _set("gemeente", 1, "invultijd_min", 5),
        _set("stappen", 3, "status", "niet gestart"),
        _set("stappen", 2, "toelichting", None),
        _set("stappen", 2, "startdatum", "31-02-2025"),
        _set("stappen", 5, "toelichting", "bijna"),
    ],
    ids=["an amount", "the minutes", "a step never said before", "a cell emptied", "a bad date", "half a row"],
)
def test_a_form_in_which_one_cell_was_changed_is_a_report(desk: Desk, form: bytes, tmp_path: Path, change: Change):
    receipt = desk.hand_in_bytes(_saved(form, tmp_path, change))
    assert receipt["outcome"] in ("accepted", "partly")
    assert "nothing_changed" not in rules(receipt)


def test_who_changes_only_the_peildatum_says_that_it_holds_on_that_day(desk: Desk, form: bytes, tmp_path: Path):
    def other_day(sheets: Sheets) -> None:
        for name in SAID:
            for row in sheets[name][1:]:
                row[sheets[name][0].index("peildatum")] = date(2026, 2, 1)

    receipt = desk.hand_in_bytes(_saved(form, tmp_path, other_day))
    assert (receipt["outcome"], counts(receipt)) == ("accepted", "read 2 · accepted 2 · left_out 9")


def test_a_file_without_the_mark_is_never_refused_for_saying_the_same(desk: Desk, form: bytes, tmp_path: Path):
    def without_first_sheet(sheets: Sheets) -> None:
        del sheets["Uitleg"]

    receipt = desk.hand_in_bytes(_saved(form, tmp_path, without_first_sheet))
    assert (receipt["outcome"], counts(receipt)) == ("accepted", "read 2 · accepted 2 · left_out 9")
    again = desk.hand_in_bytes(xlsx(SAID, options={"default_date_format": "d-m-yyyy"}), at=LATER)
    assert again["outcome"] in ("accepted", "duplicate")


def test_a_confirmation_beside_a_change_is_said_and_the_change_counts(desk: Desk, form: bytes, tmp_path: Path):
    receipt = desk.hand_in_bytes(_saved(form, tmp_path, _confirm, _set("kosten", 1, "gerealiseerd_eur", 1300)))
    assert receipt["outcome"] == "accepted"
    assert any("toch is er iets veranderd" in note["nl"] for note in receipt["notes"])
    assert (1300.0,) in desk.said(Table.COST, "realised_cost_eur")


def test_a_form_for_a_municipality_that_said_nothing_yet_has_no_mark_and_is_untouched(desk: Desk, tmp_path: Path):
    form = _form(desk, tmp_path, code="GM0518")
    assert MARK_LABEL not in [row[0] for row in _sheets(form, tmp_path)["Uitleg"]]
    assert rules(desk.hand_in_bytes(form)) == ["no_table"]
