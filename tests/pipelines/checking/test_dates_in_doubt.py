"""Dates in doubt: the order of day and month, judged per column and per file, a time, a mistyped year."""

from datetime import date, datetime

import pytest

from domain.statements import Table
from tests.pipelines.checking.drawn_rows import STEPS
from tests.pipelines.desk import Desk, counts, messages, rules
from tests.pipelines.made_files import STEPS_HEADER, xlsx

BAD = "bad_date"


def _found(desk: Desk, *rows: str) -> list[tuple[str, int, str]]:
    receipt = desk.hand_in("\n".join([STEPS, *rows]))
    errors = [problem for problem in receipt["problems"] if problem["severity"] == "error"]
    return [(problem["rule"], problem["row"], problem["column"]) for problem in errors]


def _step(number: int, peildatum: str, start: str = "", end: str = "") -> str:
    return f"GM0363 | | {peildatum} | {number} | {'afgerond' if end else 'gestart'} | {start} | | {end} | |"


def test_a_column_with_dates_that_are_only_month_first_and_none_only_day_first_is_refused_as_a_whole(desk: Desk):
    found = _found(
        desk,
        _step(1, "31-12-2025", "03/25/2025"),
        _step(2, "31-12-2025", "03/04/2025"),
        _step(3, "31-12-2025", "05/05/2025"),
    )
    assert found == [(BAD, 2, "startdatum"), (BAD, 3, "startdatum"), (BAD, 4, "startdatum")]
    assert desk.said(Table.MILESTONE, "step_number") == []


def test_a_date_in_a_row_that_was_refused_tells_of_its_column_too(desk: Desk):
    receipt = desk.hand_in_bytes(
        b"peildatum,gemeentecode,stap,begroot_eur,gerealiseerd_eur\n"
        b"09/08/2025,GM0363,1,3500,1\n02/28/2026,GM0344,3,12,375,1"  # a decimal comma has shifted the row
    )
    assert rules(receipt) == ["bad_date", "ragged_row"]
    assert desk.said(Table.COST, "reporting_date") == []


def test_a_date_in_a_row_that_has_shifted_tells_of_its_column_too(desk: Desk):
    receipt = desk.hand_in_bytes(b"gemeentecode;peildatum;toegangsvariant\n;GM0363;06/30/2025;e\nGM0518;09/08/2025;d")
    assert rules(receipt) == ["ragged_row", "bad_date"]
    assert desk.said(Table.PROFILE, "reporting_date") == []


def test_a_date_in_a_row_that_was_left_out_tells_of_its_column_too(desk: Desk):
    receipt = desk.hand_in_bytes(b"invultijd_min;gemeentecode;peildatum\n42;GM0344;09/08/2025\n;GM0363;02/28/2026")
    assert rules(receipt) == ["bad_date"]
    assert desk.said(Table.PROFILE, "reporting_date") == []


def test_the_message_on_a_month_first_column_says_so_and_what_to_do(desk: Desk):
    receipt = desk.hand_in("\n".join([STEPS, _step(1, "01/31/2026", "03/04/2025")]))
    assert len(receipt["problems"]) == 2
    for message in messages(receipt):
        assert "met de maand voorop" in message
        assert "de dag voorop (31-12-2025)" in message


def test_where_some_dates_are_only_day_first_the_impossible_ones_alone_are_refused(desk: Desk):
    found = _found(
        desk,
        _step(1, "31-12-2025", "25/03/2025"),
        _step(2, "31-12-2025", "03/25/2025"),
        _step(3, "31-12-2025", "03/04/2025"),
    )
    assert found == [(BAD, 3, "startdatum")]
    assert desk.said(Table.MILESTONE, "step_number", "start_date") == [(1, date(2025, 3, 25)), (3, date(2025, 4, 3))]


def test_ambiguous_date_warns_of_what_exists_in_both_orders_in_a_column_that_has_both(desk: Desk):
    days = ["01/09/2025", "02/13/2025", "13/02/2025", "05/05/2025", "04/05/2025", "3 april 2025", "01-02-2025"]
    rows = [_step(step, "31-12-2025", day) for step, day in enumerate(days, start=1)]
    receipt = desk.hand_in("\n".join([STEPS, *rows]))
    found = [(problem["rule"], problem["row"], problem["column"]) for problem in receipt["problems"]]
    assert sorted(found) == [("ambiguous_date", 2, "startdatum"), ("ambiguous_date", 6, "startdatum"),
                             (BAD, 3, "startdatum")]  # fmt: skip
    by_row = {problem["row"]: problem["message"] for problem in receipt["problems"]}
    assert "Wij lezen de dag voorop, dus 1 sep 2025." in by_row[2]["nl"]
    assert "We read the day first, so 4 May 2025." in by_row[6]["en"]
    assert "de maand lijkt voorop te staan" in by_row[3]["nl"]
    flags = {1: "ambiguous_date", 5: "ambiguous_date"}
    assert desk.said(Table.MILESTONE, "step_number", "flags") == [(n, flags.get(n)) for n in (1, 3, 4, 5, 6, 7)]


def test_ambiguous_date_warns_in_a_column_that_cannot_tell_where_others_of_the_file_have_both_orders(desk: Desk):
    both = [_step(1, "31-12-2025", "03/25/2025"), _step(2, "31-12-2025", "25/03/2025", "04/05/2025")]
    assert rules(desk.hand_in("\n".join([STEPS, *both]))) == [BAD, "ambiguous_date"]
    apart = [_step(1, "25/12/2025", "03/25/2025"), _step(2, "25/12/2025", "", "04/05/2025")]
    assert rules(desk.hand_in("\n".join([STEPS, *apart])), row=3) == ["ambiguous_date", "start_missing"]


def test_a_column_that_cannot_tell_is_refused_where_another_of_the_file_is_month_first(desk: Desk):
    found = _found(desk, _step(1, "2025-12-31", "03/25/2025"), _step(2, "2025-12-31", "", "03/04/2025"))
    assert found == [(BAD, 2, "startdatum"), (BAD, 3, "einddatum")]


def test_dates_with_another_mark_between_come_from_another_hand(desk: Desk):
    assert _found(desk, _step(1, "12/31/2025", "01-02-2025")) == [(BAD, 2, "peildatum")]
    assert _found(desk, _step(2, "31-12-2025", "12/31/2025"), _step(3, "31-12-2025", "11-11-2025")) == [
        (BAD, 2, "startdatum")
    ]


def test_a_column_that_is_day_first_stands_by_itself_beside_a_month_first_one(desk: Desk):
    found = _found(desk, _step(1, "25/12/2025", "03/25/2025", "04/05/2025"), _step(2, "25/12/2025", "", "04/05/2025"))
    assert found == [(BAD, 2, "startdatum")]
    assert desk.said(Table.MILESTONE, "step_number", "end_date") == [(2, date(2025, 5, 4))]


def test_a_column_in_which_nothing_tells_is_read_day_first(desk: Desk):
    assert _found(desk, _step(1, "04/12/2025", "03/04/2025")) == []
    assert desk.said(Table.MILESTONE, "reporting_date", "start_date") == [(date(2025, 12, 4), date(2025, 4, 3))]


def test_dates_that_can_be_read_in_one_way_only_are_read_in_a_month_first_file(desk: Desk):
    found = _found(desk, _step(1, "2025-12-31", "03/25/2025"), _step(2, "2025-12-31", "3 april 2025"))
    assert found == [(BAD, 2, "startdatum")]
    assert desk.said(Table.MILESTONE, "step_number", "start_date") == [(2, date(2025, 4, 3))]


def test_a_column_with_the_day_before_the_month_behind_the_year_is_refused_as_a_whole(desk: Desk):
    found = _found(desk, _step(1, "31-12-2025", "2025-25-03"), _step(2, "31-12-2025", "2025-03-04"))
    assert found == [(BAD, 2, "startdatum"), (BAD, 3, "startdatum")]


@pytest.mark.parametrize("start", ["25/03/2025 14:30", "2025-03-25 14:30:00", "25 maart 2025 om 14.30 uur"])
def test_a_date_with_a_time_behind_it_is_the_day_that_stands_there(desk: Desk, start: str):
    assert _found(desk, _step(1, "31-12-2025 23:59", start)) == []
    assert desk.said(Table.MILESTONE, "reporting_date", "start_date") == [(date(2025, 12, 31), date(2025, 3, 25))]


def test_a_date_with_a_time_in_another_zone_is_refused_and_the_message_says_why(desk: Desk):
    receipt = desk.hand_in("\n".join([STEPS, _step(1, "2025-12-30T23:00:00Z")]))
    assert rules(receipt) == [BAD]
    assert "tijdzone" in messages(receipt)[0]


def test_real_date_cells_beside_month_first_texts_are_doubted_when_none_has_a_day_that_is_no_month(desk: Desk):
    header_and = [STEPS_HEADER, ["GM0363", "2025-12-31", 1, "gestart", "03/25/2025", None, None]]
    swapped = ["GM0363", "2025-12-31", 2, "gestart", datetime(2025, 4, 3), None, None]
    assert rules(desk.hand_in_bytes(xlsx({"stappen": [*header_and, swapped]}))) == [BAD, BAD]
    typed = ["GM0363", "2025-12-31", 3, "gestart", datetime(2025, 4, 23), None, None]
    receipt = desk.hand_in_bytes(xlsx({"stappen": [*header_and, swapped, typed]}))
    assert (rules(receipt), counts(receipt)) == ([BAD, "ambiguous_date"], "read 3 · accepted 2 · quarantined 1")


def test_implausible_date_refuses_a_peildatum_before_the_first_reporting_date_of_the_programme(desk: Desk):
    receipt = desk.hand_in(f"{STEPS}\nGM0363 | | 31-12-2022 | 1 | niet gestart | | | | |")
    assert rules(receipt) == ["implausible_date"]
    assert "31 dec 2022 ligt voor de eerste dag waarover een gemeente iets kan opgeven (1 jan 2023)" in str(receipt)
    assert rules(desk.hand_in(f"{STEPS}\nGM0363 | | 01-01-2023 | 1 | niet gestart | | | | |")) == []


@pytest.mark.parametrize("year", ["2062", "2205", "0206", "2016"])
def test_a_mistyped_year_of_a_peildatum_is_refused_and_the_message_asks_to_look_at_the_year(desk: Desk, year: str):
    receipt = desk.hand_in(f"{STEPS}\nGM0363 | | 31-01-{year} | 1 | niet gestart | | | | |")
    assert receipt["tables"]["stappen"]["quarantined"] == 1
    assert "jaar" in messages(receipt)[0]
    assert "year" in messages(receipt, "en")[0].casefold()
