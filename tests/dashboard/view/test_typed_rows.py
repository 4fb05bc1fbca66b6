"""Rows as objects: a column is found by its name, and one that is not there is an error and no silence."""

from dataclasses import dataclass

import polars as pl
import pytest

from dashboard.view.typed_rows import row_of, rows_of


@dataclass(frozen=True)
class Stood:
    """A row with two of the columns."""

    step: int
    share: float | None


ROWS = pl.DataFrame({"share": [0.5, None], "other": ["a", "b"], "step": [1, 2]})


def test_a_row_has_the_columns_that_its_fields_name_whatever_their_order():
    assert rows_of(ROWS, Stood) == [Stood(1, 0.5), Stood(2, None)]
    assert row_of(ROWS.row(0, named=True), Stood) == Stood(1, 0.5)


def test_a_column_that_is_not_there_is_an_error():
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        rows_of(ROWS.drop("share"), Stood)
    with pytest.raises(KeyError):
        row_of({"step": 1}, Stood)


@dataclass(frozen=True)
class Withheld:
    """A row of which one column is not in every frame."""

    step: int
    why: str | None = None


def test_a_column_is_read_into_a_field_that_has_a_default_and_without_that_column_the_default_stands():
    assert rows_of(ROWS.with_columns(why=pl.lit("few")), Withheld) == [Withheld(1, "few"), Withheld(2, "few")]
    assert row_of({"step": 1, "why": "few"}, Withheld) == Withheld(1, "few")
    assert rows_of(ROWS, Withheld) == [Withheld(1), Withheld(2)]
    assert row_of(ROWS.row(0, named=True), Withheld) == Withheld(1)
