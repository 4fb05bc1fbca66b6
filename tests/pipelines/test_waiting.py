"""A refused row waits in the form of its own day as it was written, until it is put right."""

from datetime import date
from pathlib import Path
from typing import Any

from domain.statements import Table
from pipelines.drafted import filled_in, report_of
from pipelines.entered import Entered, check_entered, take_in_entered
from pipelines.format.template import write_template
from pipelines.format.waiting import waiting_rows
from tests.pipelines.desk import TODAY, Desk
from tests.pipelines.test_returned import comments_of, sheets_of

CODE, DAY = "GM0363", date(2025, 12, 31)
Fields = dict[tuple[str, str, str], str]
COSTS: Fields = {("cost", "3", "begroot_eur"): "20000", ("cost", "3", "gerealiseerd_eur"): "veel"}
STEP: Fields = {
    ("milestone", "11", "status"): "afgerond", ("milestone", "11", "startdatum"): "01-02-2025",
    ("milestone", "11", "einddatum"): "31-02-2025",
}  # fmt: skip
GOOD: Fields = {("milestone", "5", "status"): "gestart", ("milestone", "5", "startdatum"): "01-03-2025"}


def draft(desk: Desk, fields: Fields, *, key: str = "een", with_waiting: bool = False, seconds: int = 0) -> Entered:
    return report_of(
        fields, key=key, reader=desk.writer.reader, programme=desk.programme, code=CODE, reporting_date=DAY,
        with_waiting=with_waiting, used_seconds=seconds,
    )  # fmt: skip


def known(desk: Desk) -> dict[str, Any]:
    return {"register": desk.register, "programme": desk.programme, "recorded_at": TODAY}


def taken_in(desk: Desk, fields: Fields, key: str) -> dict[str, Any]:
    return take_in_entered(draft(desk, fields, key=key, seconds=120), writer=desk.writer, **known(desk))


def test_a_refused_row_stands_in_the_form_as_it_was_written_with_its_good_cells(desk: Desk) -> None:
    taken_in(desk, {**COSTS, **STEP, **GOOD}, "een")
    waiting = filled_in(desk.writer.reader, desk.programme, CODE, DAY).waiting
    assert set(waiting) == {(Table.COST, "3"), (Table.MILESTONE, "11")}
    costs, step = waiting[Table.COST, "3"].cells, waiting[Table.MILESTONE, "11"].cells
    assert (costs["begroot_eur"], costs["gerealiseerd_eur"]) == ("20000", "veel")
    assert (step["status"], step["startdatum"], step["einddatum"]) == ("afgerond", "01-02-2025", "31-02-2025")
    told = check_entered(draft(desk, {}, with_waiting=True), reader=desk.writer.reader, **known(desk))["problems"]
    assert [(one["rule"], one["column"]) for one in told] == [
        ("bad_date", "einddatum"), ("bad_number", "gerealiseerd_eur"),
    ]  # fmt: skip
    assert waiting_rows(desk.writer.reader, desk.programme, CODE, date(2026, 1, 31)) == {}


def test_a_refused_cell_of_a_workbook_stands_in_the_form_as_well_in_its_words(desk: Desk) -> None:
    desk.hand_in(
        "gemeentecode | peildatum | stap | status | startdatum | einddatum | wacht_op\n"
        "GM0363 | 31-12-2025 | 11. | Gereed | 2025-02-01 | 31-02-2025 | VNG"
    )
    (row,) = waiting_rows(desk.writer.reader, desk.programme, CODE, DAY).values()
    assert dict(row.cells) == {
        "status": "afgerond", "startdatum": "01-02-2025", "einddatum": "31-02-2025", "wacht_op": "vng",
    }  # fmt: skip


def test_handing_in_again_leaves_a_refused_row_in_which_nobody_typed_waiting_as_it_is(desk: Desk) -> None:
    desk.hand_in(
        "gemeentecode | peildatum | stap | status | startdatum\nGM0363 | 30-9-2025 | 11 | gestart | 01-02-2025"
    )
    taken_in(desk, {**STEP, **GOOD}, "een")
    again = taken_in(desk, {("milestone", "5", "startdatum"): "02-03-2025"}, "twee")
    assert again["tables"]["stappen"]["quarantined"] == 0
    assert [row[0] for row in desk.refused("step_number")] == [11]
    said = desk.said(Table.MILESTONE, "reporting_date", "step_number")
    assert (DAY, 11) not in said  # what was said before is not said anew over what waits
    assert (DAY, 5) in said


def test_what_is_typed_in_a_refused_row_is_put_over_what_was_written_there_and_clears_it(desk: Desk) -> None:
    taken_in(desk, {**COSTS, **GOOD}, "een")
    taken_in(desk, {("cost", "3", "gerealiseerd_eur"): "12000"}, "twee")
    assert desk.said(Table.COST, "step_number", "budgeted_eur", "realised_cost_eur") == [(3, 20000.0, 12000.0)]
    assert waiting_rows(desk.writer.reader, desk.programme, CODE, DAY) == {}


def test_a_receipt_names_what_is_in_order_now_in_words_and_not_by_a_number_of_ours(desk: Desk) -> None:
    taken_in(desk, {**COSTS, **GOOD}, "een")
    again = taken_in(desk, {("cost", "3", "gerealiseerd_eur"): "12000"}, "twee")
    assert [note["nl"] for note in again["notes"]] == ["Eerder niet aangenomen en nu in orde: 1 (kosten 3)."]


def test_a_refused_profile_waits_although_the_time_that_the_form_took_is_measured(desk: Desk) -> None:
    taken_in(desk, {**GOOD, ("profile", "", "toegangsvariant"): "zz"}, "een")
    taken_in(desk, {("milestone", "5", "startdatum"): "02-03-2025"}, "twee")
    assert set(waiting_rows(desk.writer.reader, desk.programme, CODE, DAY)) == {(Table.PROFILE, "")}


def test_the_prefilled_workbook_holds_a_refused_row_as_it_was_written_with_a_remark_why(
    desk: Desk, tmp_path: Path
) -> None:
    taken_in(desk, {**COSTS, **STEP, **GOOD}, "een")
    out = tmp_path / "werkblad.xlsx"
    facts: dict[str, Any] = {"register": desk.register, "programme": desk.programme, "reader": desk.writer.reader}
    write_template(out, code=CODE, today=DAY, **facts)
    sheets, remarks = sheets_of(out.read_bytes()), comments_of(out.read_bytes())
    costs, steps = (
        [dict(zip(rows[0], row, strict=True)) for row in rows] for rows in (sheets["kosten"], sheets["stappen"])
    )
    assert (costs[3]["begroot_eur"], costs[3]["gerealiseerd_eur"]) == (20000, "veel")
    assert (steps[11]["einddatum"], steps[5]["einddatum"]) == ("31-02-2025", "")
    assert set(remarks) == {("kosten", "F4"), ("stappen", "H12")}
    assert "geen getal" in remarks["kosten", "F4"]
    assert desk.hand_in_bytes(out.read_bytes())["outcome"] == "partly"  # and it is told once more, not put aside


def test_what_was_withheld_from_a_refused_row_is_not_filled_in(desk: Desk) -> None:
    taken_in(
        desk, {**GOOD, ("milestone", "6", "status"): "gestart", ("milestone", "6", "toelichting"): "06-12345678"}, "een"
    )
    waiting = waiting_rows(desk.writer.reader, desk.programme, CODE, DAY)
    assert "toelichting" not in waiting[Table.MILESTONE, "6"].cells
    assert waiting[Table.MILESTONE, "6"].cells["status"] == "gestart"
