"""What many rows have in common is said once, with the first and the last of them."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from domain.statements import Table
from tests.pipelines.desk import Desk, counts, messages, rules
from tests.pipelines.made_files import STEPS_HEADER, Rows, csv_file, xlsx

GOOD: Rows = [["GM0363", "31-12-2025", step, "niet gestart", None, None, None] for step in range(1, 7)]
FIRST_BELOW = len(GOOD) + 2
MOST_KILOBYTES = 200_000  # beside the libraries: how much of their files is mapped differs by 50 MB from copy to copy
MOST_SECONDS = 5.0


def _below(count: int, *rows: Sequence[object]) -> Rows:
    """Six good rows, and below them these rows in turn, `count` rows in all."""
    return [STEPS_HEADER, *GOOD, *(rows[number % len(rows)] for number in range(count))]


def _dragged(status: str) -> list[object]:
    return [None, None, None, status, None, None, None]


def _ranges(desk: Desk, rows: Rows) -> tuple[str, list[tuple[str, int, int | None]]]:
    receipt = desk.hand_in_bytes(xlsx({"stappen": rows}))
    return counts(receipt), [
        (problem["rule"], problem["row"], problem.get("row_to")) for problem in receipt["problems"]
    ]


def test_left_out_says_once_from_which_row_to_which_a_status_was_dragged_down(desk: Desk):
    receipt = desk.hand_in_bytes(xlsx({"stappen": _below(20_000, _dragged("niet gestart"))}))
    assert receipt["outcome"] == "accepted"
    assert counts(receipt) == "read 6 · accepted 6 · left_out 20000"
    (problem,) = receipt["problems"]
    assert (problem["rule"], problem["row"], problem["row_to"]) == ("left_out", FIRST_BELOW, FIRST_BELOW + 19_999)
    assert (problem["column"], problem["value"]) == ("status", "niet gestart")
    assert "rij 8 tot en met 20007, status: Hier staat alleen niet gestart, 20.000 keer onder elkaar" in str(problem)
    assert "Maak deze rijen leeg." in messages(receipt)[0]
    assert desk.refused("row_number") == []


def test_a_csv_that_was_dragged_down_is_said_once_as_well(desk: Desk):
    receipt = desk.hand_in_bytes(csv_file(_below(3_000, _dragged("gestart"))))
    assert (counts(receipt), rules(receipt)) == ("read 6 · accepted 6 · left_out 3000", ["left_out"])


def test_a_csv_may_begin_with_a_blank_line(desk: Desk):
    receipt = desk.hand_in_bytes(b"\r\n" + csv_file([STEPS_HEADER, *GOOD]))
    assert counts(receipt) == "read 6 · accepted 6 · left_out 1"


def test_a_few_cells_that_were_dragged_down_in_turn_are_left_out_as_one_range(desk: Desk):
    count, problems = _ranges(desk, _below(200, _dragged("gestart"), _dragged("niet gestart")))
    assert (count, problems) == ("read 6 · accepted 6 · left_out 200", [("left_out", 8, 207)])


def test_a_date_that_counts_on_while_it_is_dragged_down_is_left_out_as_one_range(desk: Desk):
    counting: Rows = [[None, None, None, None, 45_000 + day, None, None] for day in range(600)]
    count, problems = _ranges(desk, [STEPS_HEADER, *GOOD, *counting])
    assert (count, problems) == ("read 6 · accepted 6 · left_out 600", [("left_out", 8, 607)])


def test_rows_with_a_part_of_the_key_keep_the_first_of_them_in_quarantine(desk: Desk):
    row = [None, "31-12-2025", None, "niet gestart", None, None, None]
    count, problems = _ranges(desk, _below(500, row))
    assert count == "read 7 · accepted 6 · quarantined 1 · left_out 499"
    assert problems == [("missing_value", 8, None), ("missing_value", 8, None), ("left_out", 9, 507)]
    assert desk.refused("row_number") == [(8,)]


def test_two_rows_without_a_key_are_two_reports_of_which_the_key_was_forgotten(desk: Desk):
    count, problems = _ranges(desk, _below(2, _dragged("gestart")))
    assert count == "read 8 · accepted 6 · quarantined 2"
    assert {rule for rule, _, _ in problems} == {"missing_value"}


def test_different_rows_without_a_key_are_not_taken_for_one_that_was_dragged_down(desk: Desk):
    rows = [_dragged("gestart"), _dragged("niet gestart"), _dragged("afgerond")]
    count, _ = _ranges(desk, _below(11, *rows))
    assert count == "read 17 · accepted 6 · quarantined 11"


def test_a_dragged_cell_with_personal_data_is_refused_and_kept_nowhere(desk: Desk):
    row = [None, None, None, None, None, None, "bel 06-12345678"]
    receipt = desk.hand_in_bytes(xlsx({"stappen": _below(50, row)}))
    assert "personal_data" in rules(receipt)
    assert "12345678" not in str(receipt)


def test_a_file_in_which_all_is_dragged_down_is_rejected_and_says_what_it_saw(desk: Desk):
    receipt = desk.hand_in_bytes(xlsx({"stappen": [STEPS_HEADER, *([_dragged("gestart")] * 30)]}))
    assert (receipt["outcome"], rules(receipt)) == ("rejected", ["no_table", "left_out"])


def test_rows_under_one_another_that_break_one_rule_in_the_same_way_share_one_problem(desk: Desk):
    rows: Rows = [["GM0363", "31-12-2025", step + 100, "bijna", None, None, None] for step in range(20_000)]
    receipt = desk.hand_in_bytes(xlsx({"stappen": [STEPS_HEADER, *rows]}))
    assert counts(receipt) == "read 20000 · quarantined 20000"
    assert [(p["rule"], p["row"], p["row_to"]) for p in receipt["problems"]] == [
        ("unknown_step", 2, 20_001), ("unknown_status", 2, 20_001)
    ]  # fmt: skip
    assert "rij 2 tot en met 20001, status: bijna is geen status" in messages(receipt)[1]
    assert "als voorbeeld een van deze rijen" in messages(receipt)[0]


def test_the_rows_of_one_problem_are_kept_word_for_word_each(desk: Desk):
    rows: Rows = [["GM0363", "31-12-2025", step + 100, "bijna", None, None, None] for step in range(300)]
    desk.hand_in_bytes(xlsx({"stappen": [STEPS_HEADER, *rows]}))
    kept = desk.refused("row_number", "cells")
    assert len(kept) == 300
    assert '"stap":"399"' in kept[-1][1].replace(" ", "")


def test_the_rows_of_one_form_speak_each_for_themselves(desk: Desk):
    rows = "\n".join(f"GM0363 | 31-12-2025 | {step} | bijna" for step in range(1, 12))
    receipt = desk.hand_in(f"gemeentecode | peildatum | stap | status\n{rows}")
    assert [problem["row"] for problem in receipt["problems"]] == list(range(2, 13))


def test_conflicting_rows_names_the_first_of_many_rows_and_not_all(desk: Desk):
    rows: Rows = [["GM0363", "31-12-2025", 1, "niet gestart", None, None, f"nr {n}"] for n in range(5_000)]
    receipt = desk.hand_in_bytes(xlsx({"stappen": [STEPS_HEADER, *rows]}))
    assert counts(receipt) == "read 5000 · quarantined 5000"
    (problem,) = receipt["problems"]
    assert len(problem["message"]["nl"]) < 500


def test_rows_that_are_alike_are_read_once_and_hold_what_each_of_them_holds(desk: Desk):
    row = ["GM0363", "31-12-2025", 8, "niet gestart", None, None, "nog niets"]
    other = ["GM0363", "31-12-2025", 9, "niet gestart", None, None, "wel iets"]
    receipt = desk.hand_in_bytes(xlsx({"stappen": [*_below(1_000, row), other, *([row] * 1_000)]}))
    assert counts(receipt) == "read 2007 · accepted 8 · unchanged 1999"
    assert desk.said(Table.MILESTONE, "step_number", "note")[-2:] == [(8, "nog niets"), (9, "wel iets")]


@pytest.mark.long
def test_190000_dragged_rows_of_a_workbook_take_less_than_300_mb_and_5_seconds(tmp_path: Path):
    file = tmp_path / "opgave.xlsx"
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("stappen")
        for number, row in enumerate([STEPS_HEADER, *GOOD]):
            sheet.write_row(number, 0, row)
        for number in range(FIRST_BELOW - 1, FIRST_BELOW - 1 + 190_000):
            sheet.write_string(number, 3, "niet gestart")
    _assert_is_taken_in_quickly(file)


@pytest.mark.long
def test_190000_dragged_rows_of_a_csv_take_less_than_300_mb_and_5_seconds(tmp_path: Path):
    file = tmp_path / "opgave.csv"
    file.write_bytes(csv_file(_below(190_000, _dragged("niet gestart"))))
    _assert_is_taken_in_quickly(file)


def _assert_is_taken_in_quickly(file: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _INGEST, str(file)],
        env={**os.environ, "WAMS_HOME": str(file.parent / "home")}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    kilobytes, seconds = (float(number) for number in ran.stderr.split()[-2:])
    assert "190000" in ran.stdout
    assert kilobytes < MOST_KILOBYTES
    assert seconds < MOST_SECONDS


_INGEST = """
import re, sys, time
from cli.main import main
sys.argv = ["wams", "ingest", sys.argv[1]]
try:
    main()
except SystemExit:
    pass
status = open("/proc/self/status").read()
peak, files = (int(re.search(name + r":\\s+(\\d+)", status)[1]) for name in ("VmHWM", "RssFile"))
print(peak - files, time.process_time(), file=sys.stderr)
"""
