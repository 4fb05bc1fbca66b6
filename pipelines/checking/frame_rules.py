"""The rules on whole rows, looked for with dataframely in typed frames."""

from functools import cache
from typing import Any, Final

import dataframely as dy
import polars as pl

from domain.statements import STATEMENT_COLUMNS, Table
from pipelines.checking.rules import FRAME_CHECKS, FrameCheck

_CONTEXT: Final[dict[str, pl.DataType]] = {
    "row_index": pl.Int64(),
    "today": pl.Date(),
    "first_reporting_date": pl.Date(),
    "inhabitant_count": pl.Int64(),
    "most_hours": pl.Int64(),
}
"""What the rules need besides the statement: the Dutch day of recording, the first reporting date of the programme, and
the size of the municipality."""


def broken_rules(table: Table, rows: pl.DataFrame) -> list[tuple[int, FrameCheck, dict[str, Any]]]:
    """Each broken rule with the index and values of its row, in the order of rows and rules.

    `rows` has the columns of a statement, row_index, today, first_reporting_date, inhabitant_count
    and most_hours.
    """
    schema, checks = _schema(table)
    if rows.select(_all_hold(table)).item():  # most files; a fifth of the time of finding out which row breaks what
        return []
    columns = [*STATEMENT_COLUMNS[table], *_CONTEXT]
    _, failures = schema.filter(rows.select(columns))
    return [
        (row["row_index"], check, row)
        for row in failures.details().sort("row_index").iter_rows(named=True)
        for name, check in checks.items()
        if row[name] == "invalid"
    ]


@cache
def _schema(table: Table) -> tuple[type[dy.Schema], dict[str, FrameCheck]]:
    checks = {f"{check.rule}__{check.column}": check for check in FRAME_CHECKS if check.table is table}
    members: dict[str, Any] = {name: _column(dtype) for name, dtype in {**STATEMENT_COLUMNS[table], **_CONTEXT}.items()}
    members |= {name: _rule(check.holds) for name, check in checks.items()}
    return type(f"{table.title()}Rows", (dy.Schema,), members), checks


@cache
def _all_hold(table: Table) -> pl.Expr:
    return pl.all_horizontal([check.holds.fill_null(value=True) for check in _schema(table)[1].values()]).all()


def _column(dtype: pl.DataType) -> dy.Column:
    kinds: dict[pl.DataType, type[dy.Column]] = {
        pl.String(): dy.String, pl.Int64(): dy.Int64, pl.Float64(): dy.Float64, pl.Date(): dy.Date,
    }  # fmt: skip
    return kinds[dtype](nullable=True)  # what is missing or unreadable was found while reading


def _rule(holds: pl.Expr) -> object:
    def keeps_the_rule(cls: type[dy.Schema]) -> pl.Expr:
        return holds

    return dy.rule()(keeps_the_rule)
