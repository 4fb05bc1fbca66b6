"""Mergers and splits as a list: what each did to the register and to what its parts had said; drawn by hand."""

from datetime import date

from metrics.defining.request import Request
from metrics.readings.reorganised import reorganised
from tests.metrics.drawn import known, register

PLACES = """
code   | province | size_class | from       | to
GM0001 | Drenthe  | 4          |            | 2025-07-01
GM0002 | Drenthe  | 4          |            | 2025-07-01
GM0003 | Drenthe  | 5          | 2025-07-01 |
GM0004 | Utrecht  | 5          |            |
GM0005 | Utrecht  | 3          |            | 2025-01-01
GM0006 | Utrecht  | 4          |            |
"""
CHANGES = """
on         | old    | new    | split
2025-01-01 | GM0005 | GM0004 | yes
2025-01-01 | GM0005 | GM0006 | yes
2025-07-01 | GM0001 | GM0003 | no
2025-07-01 | GM0002 | GM0003 | no
"""
SAID = """
code   | on         | step | standing
GM0001 | 2025-03-31 | 1    | finished
GM0001 | 2025-03-31 | 2    | finished
GM0002 | 2025-03-31 | 1    | started
GM0003 | 2025-09-30 | 2    | started
GM0005 | 2024-12-31 | 1    | finished
"""


def test_every_merger_and_split_is_told_with_what_it_did_to_the_register_and_to_what_was_said():
    rows = reorganised(known(SAID, places=register(PLACES, CHANGES)), Request(date(2026, 3, 31)))
    assert [list(row) for row in rows.rows()] == [
        [date(2025, 7, 1), False, ["GM0001", "GM0002"], ["GM0003"], 4, 3, 2, 1, 1],
        [date(2025, 1, 1), True, ["GM0005"], ["GM0004", "GM0006"], 5, 4, 1, None, None],
    ]


def test_a_merger_after_the_date_is_not_told_yet():
    rows = reorganised(known(SAID, places=register(PLACES, CHANGES)), Request(date(2025, 6, 30)))
    assert rows["old_codes"].to_list() == [["GM0005"]]


def test_parts_that_never_reported_are_counted_as_such():
    rows = reorganised(known(places=register(PLACES, CHANGES)), Request(date(2026, 3, 31)))
    assert rows["part_count_with_report"].to_list() == [0, 0]
