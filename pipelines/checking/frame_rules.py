"""The rules on whole rows, looked for in typed frames: each is a column of yes or no."""

from functools import cache
from typing import Any, Final

import polars as pl

from domain.statements import STATEMENT_COLUMNS, Table
from pipelines.checking.rules import FRAME_CHECKS, FrameCheck

_CONTEXT: Final = ("row_index", "today", "first_reporting_date", "inhabitant_count", "most_hours")
"""What the rules need besides the statement: the Dutch day of recording, the first reporting date of the programme, and
the size of the municipality."""


def broken_rules(table: Table, rows: pl.DataFrame) -> list[tuple[int, FrameCheck, dict[str, Any]]]:
    """Each broken rule with the index and values of its row, in the order of rows and rules.

    `rows` has the columns of a statement, row_index, today, first_reporting_date, inhabitant_count
    and most_hours. Where a value is not there, the rules on it are kept: what is missing was found while reading.
    """
    checks = _checks(table)
    keeps = [check.holds.fill_null(value=True).alias(name) for name, check in checks.items()]
    broken = (
        rows.select(*STATEMENT_COLUMNS[table], *_CONTEXT)
        .with_columns(keeps)
        .filter(~pl.all_horizontal(checks.keys()))
        .sort("row_index")
    )
    return [
        (row["row_index"], check, row)
        for row in broken.iter_rows(named=True)
        for name, check in checks.items()
        if not row[name]
    ]


@cache
def _checks(table: Table) -> dict[str, FrameCheck]:
    return {f"{check.rule}__{check.column}": check for check in FRAME_CHECKS if check.table is table}
