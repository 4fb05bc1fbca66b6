"""What stands out, told of the very cell that it was seen in."""

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.screens.municipality.warnings import answered
from dashboard.subjects.stands_out import StandsOut, rows_told, with_cells
from domain.municipalities import Register
from domain.programme import Programme
from pipelines.intake import take_in
from store.store import Store

HEADER = "gemeentecode;peildatum;stap;begroot_eur;gerealiseerd_eur"
ROW = StandsOut(
    "ambiguous_number", "cost", "GM0363", "GM0363", 2, None, date(2026, 2, 28), None, 45001.0, None, None, None, None,
    "kosten.csv", 2, 1, is_latest=True,
)  # fmt: skip


def told_of(written: str, home: Path) -> StandsOut:
    with Store(home).writer(holder="test") as writer:
        content = f"{HEADER}\nGM0363;28-02-2026;2;{written}\n".encode()
        known: Any = {"register": Register.load(), "programme": Programme.load()}
        now = datetime(2026, 3, 1, tzinfo=timezone.utc)
        return with_cells(ROW, take_in(content, "kosten.csv", writer=writer, recorded_at=now, **known))


def test_of_a_number_that_can_be_read_in_two_ways_it_says_in_which_field_it_stood_and_as_it_was_written(tmp_path: Path):
    row = told_of("50.000;45001", tmp_path)
    assert rows_told([row], "nl") == "stap 2: begroot: er stond “50.000” (kosten.csv, rij 2)"
    assert row.amount is None  # what was spent is in no doubt


def test_the_amount_of_a_doubted_row_is_told_where_that_amount_is_what_is_doubted(tmp_path: Path):
    row = told_of("50001;45.001", tmp_path)
    assert (row.cells, row.amount) == ((("realised_cost_eur", "45.001"),), 45001.0)


def test_what_the_municipality_answered_stands_with_what_it_was_asked_about_in_that_report_alone():
    said = {"report_sequence": [1, 2], "table": ["cost"] * 2, "rule": ["ambiguous_number"] * 2, "subject": ["2", "2"],
            "text": ["het klopt", "een ander"]}  # fmt: skip
    row = answered(ROW, pl.DataFrame(said))
    assert rows_told([row], "nl").endswith("; het antwoord van de gemeente: “het klopt”")
    assert answered(replace(ROW, ledger_sequence=3), pl.DataFrame(said)).answer == ""
