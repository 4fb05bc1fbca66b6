"""The reports that stand out and the steps that were opened again, row by row; every number counted by hand."""

from datetime import date

import polars as pl

from domain.statements import Table
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.readings.in_progress import started
from metrics.readings.reopened import opened_again, reopened
from metrics.readings.stands_out import warned_rows
from metrics.standing.state import standings
from tests.metrics.drawn import known, register

AS_OF = date(2026, 9, 30)
COSTS = """
code   | on         | step | spent
GM0001 | 2025-12-31 | 1    | 5000
GM0001 | 2026-03-31 | 1    | 3200
GM0001 | 2026-06-30 | 1    | 9000
GM0002 | 2026-03-31 | 2    | 100
"""
STEPS = """
code   | on         | step | standing    | start      | target     | end
GM0001 | 2025-09-30 | 1    | finished    | 2025-01-01 |            | 2025-09-01
GM0001 | 2025-12-31 | 1    | started     | 2025-01-01 |            |
GM0001 | 2026-03-31 | 1    | finished    | 2025-01-01 |            | 2026-03-01
GM0002 | 2025-09-30 | 2    | started     | 2025-01-01 | 2025-06-30 |
GM0003 | 2025-09-30 | 2    | not_started | 2025-01-01 |            |
GM0004 | 2025-09-30 | 1    | finished    | 2025-01-01 |            | 2025-09-01
"""


def test_a_report_that_stands_out_is_told_with_its_rule_its_amount_and_what_it_is_held_against():
    rows = warned_rows(known(costs=COSTS), Request(AS_OF))
    assert rows.select("rule", "municipality_code", "step_number", "amount", "beside_amount", "beside_date").rows() == [
        ("cost_decreased", "GM0001", 1, 3200.0, 5000.0, date(2025, 12, 31))
    ]


def test_what_stood_out_in_a_report_with_a_newer_one_on_the_same_is_not_told_as_if_it_still_stood():
    newer = "GM0002 | 2026-03-31 | 2 | finished | 2025-01-01 | 2025-06-30 | 2026-03-01"
    still, settled = (
        warned_rows(known(said), Request(AS_OF)).filter(rule="target_passed")["is_latest"].to_list()
        for said in (STEPS, f"{STEPS.rstrip()}\n{newer}")
    )
    assert (still, settled) == ([True], [False])


def test_dates_that_stand_out_are_told_as_they_were_stated():
    rows = warned_rows(known(STEPS, training="code | on | group | staff | trained"), Request(AS_OF))
    found = {row["rule"]: row for row in rows.iter_rows(named=True)}
    assert found["step_reopened"]["reporting_date"] == date(2025, 12, 31)
    assert found["step_reopened"]["beside_date"] == date(2025, 9, 30)
    assert found["target_passed"]["own_target_date"] == date(2025, 6, 30)
    assert (found["start_without_begin"]["municipality_code"], found["start_without_begin"]["start_date"]) == (
        "GM0003",
        date(2025, 1, 1),
    )


def test_a_flag_of_the_file_stands_with_the_row_that_it_was_in():
    said = known(costs=COSTS)
    place = pl.col("municipality_code") == "GM0002"
    flagged = said.statements[Table.COST].with_columns(
        flags=pl.when(place).then(pl.lit("ambiguous_number")),
        row_number=pl.lit(7, pl.Int64),
        ledger_sequence=pl.lit(3, pl.Int64),
    )
    files = pl.DataFrame({"sequence": [3], "file_name": ["kosten.csv"]})
    object.__setattr__(said, "statements", {**said.statements, Table.COST: flagged})
    object.__setattr__(said, "files", files)
    rows = warned_rows(said, Request(AS_OF)).filter(pl.col("rule") == "ambiguous_number")
    assert rows.select("municipality_code", "amount", "file_name", "row_number").rows() == [
        ("GM0002", 100.0, "kosten.csv", 7)
    ]


def test_of_a_merged_municipality_the_row_says_who_said_it_and_who_shows_it():
    places = register("code | province | size_class | from | to\nGM0001 | A | 4 | | 2026-07-01\nGM0002 | A | 5 | |",
                      "on | old | new\n2026-07-01 | GM0001 | GM0002")  # fmt: skip
    rows = warned_rows(known(costs=COSTS, places=places), Request(AS_OF))
    assert rows.filter(pl.col("rule") == "cost_decreased").select("said_by", "municipality_code").rows() == [
        ("GM0001", "GM0002")
    ]


def test_the_rows_are_of_the_municipalities_that_the_figure_counts():
    said = known(STEPS, costs=COSTS)
    rows = warned_rows(said, Request(AS_OF))
    counted = figure("consistency", said, Request(AS_OF)).rows
    by_rule = dict(rows.group_by("rule").agg(pl.col("municipality_code").n_unique()).iter_rows())
    assert by_rule == {rule: n for rule, n in counted.select("rule", "numerator").iter_rows() if n}


def test_who_is_at_a_step_again_is_so_since_the_report_that_opened_it_and_not_since_the_first_start():
    again = """
GM0001 | 2026-06-30 | 1    | started     | 2025-01-01 |            |
GM0001 | 2026-07-31 | 1    | started     | 2025-01-01 |            |
"""
    said = known(f"{STEPS.rstrip()}{again}")
    opened = opened_again(said.statements[Table.MILESTONE])
    assert opened.rows() == [("GM0001", 1, date(2026, 3, 31), date(2026, 6, 30))]
    rows = started(standings(said, AS_OF), AS_OF, opened).sort("municipality_code")
    assert rows.select("municipality_code", "busy_days").rows() == [
        ("GM0001", (AS_OF - date(2026, 6, 30)).days),
        ("GM0002", None),  # its report is stale
    ]


def test_a_step_that_was_opened_again_is_told_with_who_and_when():
    found = reopened(known(STEPS), Request(AS_OF))
    assert found.rows() == [("GM0001", 1, date(2025, 9, 30), date(2025, 12, 31), "finished", date(2026, 3, 31))]
    before = reopened(known(STEPS), Request(date(2025, 12, 30)))
    assert before.is_empty()
    assert figure("reopened_steps", known(STEPS), Request(AS_OF)).rows["numerator"].sum() == found.height
