"""Who reports: representativeness with its test, reporting burden, revised statements."""

from datetime import date, datetime, timezone
from pathlib import Path

import polars as pl
import pytest

from domain.statements import Table
from metrics.defining.request import Request
from metrics.durations.log_rank import chi_square_tail
from metrics.figures import figure
from metrics.standing.known import Known
from metrics.trust.reporters import spread
from tests.metrics.drawn import known, register

REFERENCE = Path(__file__).resolve().parents[2] / "reference"
CASES = pl.read_csv(REFERENCE / "chi_square.csv").to_dicts()
AS_OF = date(2026, 4, 30)


@pytest.mark.parametrize("case", [case for case in CASES if case["case"] == "tail"])
def test_the_upper_tail_is_what_r_gives(case):
    found = chi_square_tail(case["chi_square"], case["df"])
    assert found == pytest.approx(case["p_value"], rel=1e-8, abs=1e-300)


@pytest.mark.parametrize("case", [case for case in CASES if case["case"] != "tail"], ids=lambda case: case["case"])
def test_the_spread_of_reporters_is_tested_as_r_does(case):
    reporters, everybody = ([int(one) for one in case[name].split()] for name in ("reporters", "everybody"))
    found = spread(reporters, everybody)
    assert found.chi_square == pytest.approx(case["chi_square"], rel=1e-8, abs=1e-12)
    assert found.p_value == pytest.approx(case["p_value"], rel=1e-8)
    assert found.degrees_of_freedom == case["df"]


def test_cells_that_expect_fewer_than_five_are_counted():
    assert spread([0, 1, 4], [1, 3, 9]).thin_cell_count == 5
    assert spread([10, 20, 30], [20, 40, 60]).thin_cell_count == 0


@pytest.mark.parametrize(
    ("reporters", "everybody"), [([0, 0], [3, 4]), ([3, 4], [3, 4]), ([2], [5]), ([], []), ([1, 0], [2, 0])]
)
def test_where_there_is_nothing_to_compare_there_is_no_chance(reporters, everybody):
    found = spread(reporters, everybody)
    assert (found.chi_square, found.p_value) == (None, None)


TWENTY = register(
    "code | province | size_class\n"
    + "\n".join(f"GM{n:04d} | {'Drenthe' if n % 2 else 'Utrecht'} | {4 if n <= 12 else 5}" for n in range(1, 21))
)
REPORTED = "code | on | step | standing\n" + "\n".join(
    f"GM{n:04d} | 2026-01-31 | 1 | started" for n in (1, 2, 3, 4, 5, 6, 7, 8, 13, 14)
)


def test_reporters_stand_beside_everybody_with_one_chance_for_all_groups():
    rows = figure("representativeness", known(REPORTED, places=TWENTY), Request(AS_OF, by=("size_class",))).rows
    columns = (
        "size_class",
        "numerator",
        "denominator",
        "value",
        "reporter_share",
        "population_share",
        "expected_count",
    )
    assert rows.select(columns).rows() == [(4, 8, 12, 8 / 12, 0.8, 0.6, 6.0), (5, 2, 8, 2 / 8, 0.2, 0.4, 4.0)]
    # by hand: (8-6)²/6 · 2 + (2-4)²/4 · 2
    assert rows["p_value"].to_list() == [pytest.approx(chi_square_tail(4 / 6 * 2 + 4 / 4 * 2, 1), rel=1e-12)] * 2
    assert rows["thin_cell_count"].to_list() == [2, 2]


def test_when_nobody_reports_there_is_no_share_of_reporters_and_no_chance():
    rows = figure("representativeness", known("", places=TWENTY), Request(AS_OF, by=("province",))).rows
    assert rows["reporter_share"].to_list() == [None, None]
    assert rows["p_value"].to_list() == [None, None]
    assert rows["value"].to_list() == [0.0, 0.0]  # none of ten is observed


MINUTES = known(
    profiles="""
    code   | on         | completion_minutes
    GM0001 | 2025-12-31 | 30
    GM0001 | 2026-03-31 | 10
    GM0002 | 2026-03-31 | 45
    GM0002 | 2026-06-30 | 500
    GM0003 | 2026-03-31 |
    """
)


def test_the_burden_is_the_middle_of_the_reports_that_state_their_minutes():
    row = figure("reporting_burden", MINUTES, Request(AS_OF)).rows.row(0, named=True)
    assert (row["denominator"], row["unknown_count"]) == (3, 2)
    assert (row["q1"], row["median"], row["q3"], row["value"]) == (20, 30, 37.5, 30)


def test_minutes_that_nobody_stated_are_unknown_rather_than_zero():
    rows = figure("reporting_burden", MINUTES, Request(AS_OF, by=("municipality",))).rows.to_dicts()
    by_code = {row["municipality"]: (row["value"], row["value_status"], row["denominator"]) for row in rows}
    assert by_code["GM0003"] == by_code["GM0004"] == (None, "not_reported", 0)


def revised() -> Known:
    """Three keys, of which one was said twice and one withdrawn."""
    said = known(
        """
        code   | on         | step | standing
        GM0001 | 2026-01-31 | 1    | started
        GM0001 | 2026-01-31 | 1    | finished
        GM0001 | 2026-03-31 | 1    | finished
        GM0002 | 2026-01-31 | 2    | started
        """
    )
    at = datetime(2026, 4, 1, tzinfo=timezone.utc)
    is_withdrawn = pl.col("municipality_code") == "GM0002"
    history = {
        table: frame.with_columns(withdrawn_at=pl.when(is_withdrawn).then(pl.lit(at, pl.Datetime("us", "UTC"))))
        for table, frame in said.statements.items()
    }
    return Known(said.statements, said.files, said.register, said.programme, said.known_on, history)


def test_a_statement_is_revised_when_it_was_said_again_or_withdrawn():
    row = figure("revisions", revised(), Request(AS_OF)).rows.row(0, named=True)
    assert (row["numerator"], row["denominator"], row["value"]) == (2, 3, 2 / 3)
    rows = figure("revisions", revised(), Request(AS_OF, by=("municipality",))).rows
    assert rows["value"].to_list() == [1 / 2, 1.0, None, None]
    assert rows["value_status"].to_list() == ["observed", "observed", "not_reported", "not_reported"]


def test_a_statement_dated_after_the_as_of_date_is_not_counted():
    row = figure("revisions", revised(), Request(date(2026, 2, 28))).rows.row(0, named=True)
    assert (row["numerator"], row["denominator"]) == (2, 2)


def test_without_a_history_nothing_is_known_of_revisions():
    row = figure("revisions", MINUTES, Request(AS_OF)).rows.row(0, named=True)
    assert (row["value"], row["value_status"]) == (None, "not_reported")
    assert set(Table) == set(MINUTES.statements)
