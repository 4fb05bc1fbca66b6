"""A report that was taken back is a draft again: what it said, where the form does not say that already."""

from datetime import date, timedelta

from pipelines.drafted_again import drafts_of
from tests.pipelines.desk import TODAY, Desk
from tests.pipelines.test_handed_over import CODE, DAY, FIELDS, over

STEPS = "gemeentecode | peildatum | stap | status | startdatum | einddatum"


def taken_back(desk: Desk, report: int) -> dict[date, dict[tuple[str, str, str], str]]:
    desk.writer.withdraw(statements=report, reason="verkeerd", recorded_at=TODAY + timedelta(hours=1))
    return {day: dict(fields) for day, fields in drafts_of(desk.writer.reader, desk.programme, CODE, report).items()}


def test_what_a_report_said_and_what_was_said_beside_it_stands_in_the_draft_of_its_day(desk: Desk) -> None:
    report = over(desk).report
    assert report is not None
    of_before = {place: text for place, text in FIELDS.items() if text}
    assert taken_back(desk, report) == {DAY: {**of_before, ("cost", "6", "gerealiseerd_eur"): "1200,5"}}


def test_what_stood_before_and_stands_again_is_no_part_of_the_draft(desk: Desk) -> None:
    over(desk)
    changed = over(desk, {("milestone", "6", "startdatum"): "02-03-2025", ("cost", "6", "toelichting"): "licentie"})
    assert changed.report is not None
    assert taken_back(desk, changed.report) == {
        DAY: {("milestone", "6", "startdatum"): "02-03-2025", ("cost", "6", "toelichting"): "licentie"}
    }


def test_a_refused_row_stands_in_the_draft_as_it_was_written_and_what_was_withheld_nowhere(desk: Desk) -> None:
    receipt = desk.hand_in(
        f"""{STEPS} | toelichting
        {CODE} | {DAY} | 3 | afgerond | 2025-02-01 |  | bijna
        {CODE} | {DAY} | 4 | gestart | 2025-02-01 |  | bel 06-12345678
        {CODE} | {DAY} | 5 | gestart | 2025-02-01 |  |
        {CODE} | {DAY} | 99 | gestart | 2025-02-01 |  |"""
    )
    (fields,) = taken_back(desk, receipt["sequence"]).values()
    assert {place[1:]: text for place, text in fields.items()} == {
        ("3", "status"): "afgerond", ("3", "startdatum"): "01-02-2025", ("3", "toelichting"): "bijna",
        ("4", "status"): "gestart", ("4", "startdatum"): "01-02-2025",
        ("5", "status"): "gestart", ("5", "startdatum"): "01-02-2025",
    }  # fmt: skip


def test_what_a_later_report_says_of_the_same_row_is_not_put_back_to_what_was_taken_back(desk: Desk) -> None:
    first = over(desk)
    over(desk, {("cost", "6", "gerealiseerd_eur"): "2000"})
    assert first.report is not None
    (fields,) = taken_back(desk, first.report).values()
    assert ("cost", "6", "gerealiseerd_eur") not in fields
    assert fields["milestone", "6", "status"] == "gestart"


def test_a_report_that_only_said_that_nothing_changed_leaves_no_draft(desk: Desk) -> None:
    over(desk)
    receipt = desk.hand_in(
        f"""{STEPS} | streefdatum
        {CODE} | {DAY + timedelta(days=31)} | 6 | gestart | 2025-03-01 | | 2025-10-01"""
    )
    assert taken_back(desk, receipt["sequence"]) == {}
