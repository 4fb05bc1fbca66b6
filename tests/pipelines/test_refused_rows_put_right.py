"""`wams quarantine resolve`: a refused row taken in with its cells put right, or closed with a reason."""

from datetime import date
from typing import Any

import pytest
import xlsxwriter

from domain.statements import Table
from pipelines import quarantine
from pipelines.quarantine import NotOpenError
from tests.pipelines.desk import TODAY, Desk, counts, rules
from tests.pipelines.made_files import xlsx

STEPS = "gemeentecode | peildatum | stap | status | startdatum | einddatum | toelichting"
UNFINISHED = f"{STEPS}\nGM0363 | 31-12-2025 | 1 | afgerond | 01-02-2025 | | klaar"


def _retry(desk: Desk, quarantine_id: str, **changes: str) -> dict[str, Any]:
    return quarantine.retry(
        quarantine_id, changes, writer=desk.writer, register=desk.register, programme=desk.programme, recorded_at=TODAY
    )


def test_a_row_put_right_goes_in_and_is_no_longer_open(desk: Desk):
    desk.hand_in(UNFINISHED)
    receipt = _retry(desk, "1-milestone-2", einddatum="2025-12-01")
    assert (receipt["outcome"], receipt["file"], receipt["sequence"]) == ("accepted", "opgave.csv", 2)
    assert counts(receipt) == "read 1 · accepted 1"
    assert desk.said(Table.MILESTONE, "end_date", "note", "row_number") == [(date(2025, 12, 1), "klaar", 2)]
    assert desk.refused("quarantine_id") == []
    assert desk.refused("quarantine_id", "status", only_open=False) == [("1-milestone-2", "cleared")]


def test_a_row_of_which_the_key_was_wrong_is_closed_as_well(desk: Desk):
    desk.hand_in(f"{STEPS}\n| 31-12-2025 | 12 | gestart | 01-02-2025 | |")
    _retry(desk, "1-milestone-2", gemeentecode="GM0363", stap="11")
    assert desk.refused("quarantine_id") == []
    assert desk.said(Table.MILESTONE, "municipality_code", "step_number") == [("GM0363", 11)]


def test_a_row_that_still_breaks_a_rule_stays_open_as_it_was_and_nothing_is_recorded(desk: Desk):
    desk.hand_in(UNFINISHED)
    receipt = _retry(desk, "1-milestone-2", einddatum="31-02-2025")
    assert (rules(receipt), receipt["sequence"]) == (["bad_date"], None)
    assert desk.refused("quarantine_id", "rules") == [("1-milestone-2", ["end_missing"])]
    assert desk.writer.reader.files().height == 1


def test_a_changed_row_that_is_still_refused_says_that_the_old_one_stays_open_and_that_nothing_was_recorded(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | 31-13-2025 | 1 | gestart | 01-02-2025 | | hoi")
    before = desk.refused("quarantine_id", "status", "cells", only_open=False)
    for changes in ({"toelichting": "mail x@y.nl"}, {"toelichting": "mail x@y.nl", "peildatum": "31-12-2025"}):
        receipt = _retry(desk, "1-milestone-2", **changes)
        assert (receipt["outcome"], receipt["sequence"]) == ("rejected", None)
        assert [note["nl"] for note in receipt["notes"]] == [
            "De verbeterde rij is nog niet in orde. 1-milestone-2 blijft open zoals zij was; er is niets vastgelegd."
        ]
    assert desk.refused("quarantine_id", "status", "cells", only_open=False) == before
    assert desk.writer.reader.files().height == 1
    _retry(desk, "1-milestone-2", peildatum="31-12-2025")
    assert desk.said(Table.MILESTONE, "note") == [("hoi",)]


def test_an_absent_column_still_keeps_what_was_said(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | 31-12-2025 | 1 | gestart | 01-02-2025 | | begin")
    desk.hand_in("gemeentecode | peildatum | stap | status\nGM0363 | 31-12-2025 | 1 | bijna")
    receipt = _retry(desk, "2-milestone-2", status="afgerond", einddatum="01-12-2025")
    assert counts(receipt) == "read 1 · corrections 1"
    assert desk.said(Table.MILESTONE, "start_date", "end_date", "note") == [
        (date(2025, 2, 1), date(2025, 12, 1), "begin")
    ]


def test_a_withheld_cell_is_empty_when_the_row_is_put_right(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | 31-12-2025 | 1 | gestart | 01-02-2025 | | bel 06-12345678")
    _retry(desk, "1-milestone-2", startdatum="02-02-2025")
    assert desk.said(Table.MILESTONE, "start_date", "note") == [(date(2025, 2, 2), None)]


def test_a_workbooks_own_numbers_and_dates_read_the_same_when_the_row_is_put_right(desk: Desk):
    header = ["gemeentecode", "peildatum", "stap", "begroot_eur", "gerealiseerd_eur"]
    desk.hand_in_bytes(xlsx({"kosten": [header, ["GM0363", date(2025, 12, 31), 99, 1.234, 3703.5]]}))
    receipt = _retry(desk, "1-cost-2", stap="6")
    assert rules(receipt) == []
    assert desk.said(Table.COST, "reporting_date", "budgeted_eur", "realised_cost_eur") == [
        (date(2025, 12, 31), 1.234, 3703.5)
    ]


def test_an_english_column_reads_the_same_when_one_of_its_rows_is_put_right(desk: Desk):
    desk.hand_in(
        """gemeentecode | peildatum | stap | begroot_eur | gerealiseerd_eur
        GM0363 | 31-12-2025 | 99 | 1,234 | 1.234
        GM0363 | 31-12-2025 | 7 | 1,234.50 | 1234.5678"""
    )
    _retry(desk, "1-cost-2", stap="6")
    assert desk.said(Table.COST, "budgeted_eur", "realised_cost_eur") == [(1234.0, 1.234), (1234.5, 1234.5678)]


def test_a_percentage_is_still_refused_when_another_cell_of_its_row_is_put_right(desk: Desk):
    as_share = {"num_format": "0%"}
    header = ["gemeentecode", "peildatum", "stap", "gerealiseerd_eur"]

    def touch(workbook: xlsxwriter.Workbook) -> None:
        workbook.worksheets()[0].write_number(1, 3, 0.79, workbook.add_format(as_share))

    desk.hand_in_bytes(xlsx({"kosten": [header, ["GM0363", date(2025, 12, 31), 99, None]]}, touch))
    receipt = _retry(desk, "1-cost-2", stap="6")
    assert receipt["outcome"] == "rejected"
    assert desk.said(Table.COST, "step_number") == []


def test_a_date_whose_day_and_month_were_in_doubt_is_refused_until_it_is_written_again(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | 01/31/2026 | 1 | gestart | 03/04/2025 | |")
    assert _retry(desk, "1-milestone-2", peildatum="31-01-2026")["outcome"] == "rejected"
    assert _retry(desk, "1-milestone-2", peildatum="31-01-2026", startdatum="04-03-2025")["outcome"] == "accepted"
    assert desk.said(Table.MILESTONE, "start_date") == [(date(2025, 3, 4),)]


def test_a_row_is_dismissed_with_a_reason(desk: Desk):
    desk.hand_in(UNFINISHED)
    assert quarantine.dismiss("1-milestone-2", reason="proefregel", writer=desk.writer, recorded_at=TODAY) == 2
    assert desk.refused("quarantine_id", "status", only_open=False) == [("1-milestone-2", "dismissed")]
    assert desk.said(Table.MILESTONE, "standing") == []


def test_what_is_not_open_or_no_column_is_refused(desk: Desk):
    desk.hand_in(UNFINISHED)
    with pytest.raises(NotOpenError):
        _retry(desk, "1-milestone-99", einddatum="2025-12-01")
    with pytest.raises(ValueError, match="stappen has no column eindatum"):
        _retry(desk, "1-milestone-2", eindatum="2025-12-01")
    with pytest.raises(ValueError, match="reason"):
        quarantine.dismiss("1-milestone-2", reason=" ", writer=desk.writer, recorded_at=TODAY)
