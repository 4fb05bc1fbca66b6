"""The national file of the bench: as large as was asked for, and in order, so that nothing but work is measured."""

from datetime import datetime, timezone
from pathlib import Path

import polars as pl

from bench.intake import HEADER, Measured, write_national
from bench.spending import Cost
from domain.municipalities import Register
from domain.programme import Programme
from pipelines.intake import check
from store.store import Store

TODAY = datetime(2026, 11, 30, 9, 30, tzinfo=timezone.utc)


def test_every_row_of_the_national_file_is_accepted_without_a_remark(tmp_path: Path) -> None:
    file = tmp_path / "landelijk.csv"
    write_national(file, 5_000)
    with Store(tmp_path / "home").writer(holder="test") as writer:
        receipt = check(
            file.read_bytes(), file.name, reader=writer.reader,
            register=Register.load(), programme=Programme.load(), recorded_at=TODAY,
        )  # fmt: skip
    assert receipt["tables"]["stappen"]["accepted"] == 5_000
    assert (receipt["outcome"], receipt["problems"], receipt["notes"]) == ("accepted", [], [])


def test_the_national_file_holds_all_municipalities_each_day_and_goes_back_to_the_first_reporting_date(
    tmp_path: Path,
) -> None:
    file = tmp_path / "landelijk.csv"
    write_national(file, 30_000)
    rows = pl.read_csv(file, separator=";", infer_schema=False)
    assert rows.columns == HEADER.split(";")
    assert rows.height == 30_000
    assert rows["gemeentecode"].n_unique() == len(Register.load().on(TODAY.date()))
    assert rows["peildatum"].min() >= str(Programme.load().first_reporting_date)


def test_the_ratio_is_in_seconds_of_processor() -> None:
    measured = Measured(10, 500, ingest=Cost(3.0, 1), duckdb=Cost(1.5, 2))
    assert measured.ratio == 2.0
