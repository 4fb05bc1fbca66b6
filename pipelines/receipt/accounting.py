"""Every row is accounted for: read, left out with a reason, or named as refused. Never a row less."""

from collections.abc import Sequence

import polars as pl

from pipelines.checking.checking import CheckedTable, Verdict
from pipelines.format.coded_cells import row_numbers
from pipelines.format.raw import RawFile
from pipelines.format.sheet_in_columns import sheet_numbers


def assert_nothing_lost(results: Sequence[CheckedTable], raw: RawFile) -> None:
    """Raises AssertionError when the counts of a table, or the rows of a sheet with a table, do not add up."""
    for result in results:
        counts = result.counts
        rows = len(result.source.raw.rows) + len(result.source.raw.left_out)
        if counts["read"] != sum(counts[verdict] for verdict in Verdict) or counts["read"] + counts["left_out"] != rows:
            raise AssertionError(f"{raw.file_name}: the rows of {result.table} do not add up: {counts}, {rows} rows")
    with_table = {table.sheet for table in raw.tables}
    for sheet in raw.sheets:
        if sheet.name in with_table:
            numbers = sheet_numbers(sheet.rows)
            lost = numbers.filter(~numbers.is_in(_accounted(raw, sheet.name).implode()))
            if len(lost):
                raise AssertionError(f"{raw.file_name}, {sheet.name}: nothing is said of rows {lost[:5].to_list()}")


def _accounted(raw: RawFile, sheet: str | None) -> pl.Series:
    """The numbers of the rows of a sheet that were read, left out or refused, and of the names of columns."""
    tables = [table for table in raw.tables if table.sheet == sheet]
    numbers = [table.header_row_number for table in tables]
    numbers += [row.row_number for table in tables for row in table.left_out]
    for complaint in raw.refused:
        if complaint.sheet == sheet and complaint.rows is not None:
            numbers += range(complaint.rows[0], complaint.rows[1] + 1)
    return pl.concat([pl.Series(numbers, dtype=pl.Int64), *(row_numbers(table.rows) for table in tables)])
