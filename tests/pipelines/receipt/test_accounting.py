"""The intake accounts for every row of every sheet with a table, and stops rather than lose one."""

from dataclasses import replace
from datetime import date

import pytest

from pipelines.checking.checking import CheckedTable, checked
from pipelines.format.raw import FileRejected, LeftOut, RawFile
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.normalise import normalised
from pipelines.reading.received_file import read_file
from pipelines.receipt.accounting import assert_nothing_lost
from tests.pipelines.desk import Desk

TODAY = date(2026, 3, 1)
TEXT = (
    "Opgave\ngemeentecode;peildatum;stap;gerealiseerd_eur\nGM0363;31-12-2025;1;5\nTotaal;;;5\n"
    "\ngemeentecode;peildatum;stap;status\nGM0363;31-12-2025;1;niet gestart\n"
)


def results(desk: Desk, raw: RawFile) -> list[CheckedTable]:
    tables = normalised(raw.tables, Vocabulary(desk.programme), desk.register, today=TODAY)
    first_day = desk.programme.first_reporting_date
    return [
        checked(
            table, desk.writer.reader.statements(table.raw.table), desk.register, today=TODAY,
            first_reporting_date=first_day,
        )
        for table in tables
    ]  # fmt: skip


def test_rows_of_all_tables_titles_totals_blanks_and_headers_add_up_to_the_sheet(desk: Desk) -> None:
    raw = read_file(TEXT.encode(), "opgave.csv")
    assert_nothing_lost(results(desk, raw), raw)
    assert sum(len(table.rows) + len(table.left_out) + 1 for table in raw.tables) == len(raw.sheets[0].rows)


@pytest.mark.parametrize("lost", ["row", "left_out"])
def test_row_of_which_nothing_is_said_stops_the_intake(desk: Desk, lost: str) -> None:
    raw = read_file(TEXT.encode(), "opgave.csv")
    steps, costs = raw.tables
    costs = replace(costs, rows=()) if lost == "row" else replace(costs, left_out=costs.left_out[:1])
    shorter = replace(raw, tables=(steps, costs))
    with pytest.raises(AssertionError, match="nothing is said of rows"):
        assert_nothing_lost(results(desk, shorter), shorter)


def test_rows_that_were_refused_as_a_stretch_are_accounted_for(desk: Desk) -> None:
    raw = read_file(TEXT.encode(), "opgave.csv")
    steps, costs = raw.tables
    refused = FileRejected("missing_columns", "columns", rows=(2, 3), table="kosten", columns="stap")
    costs = replace(costs, rows=(), left_out=tuple(LeftOut(row, "blank") for row in (1, 4, 5)))
    stretched = replace(raw, tables=(steps, costs), refused=(refused,))
    assert_nothing_lost(results(desk, stretched), stretched)
