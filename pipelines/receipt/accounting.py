"""Every row is accounted for: read, left out with a reason, or named as refused. Never a row less."""

from collections.abc import Sequence

from pipelines.checking.checking import CheckedTable, Verdict
from pipelines.format.raw import RawFile


def assert_nothing_lost(results: Sequence[CheckedTable], raw: RawFile) -> None:
    """Raises AssertionError when the counts of a table, or the rows of a sheet with a table, do not add up."""
    for result in results:
        counts = result.counts
        rows = len(result.source.raw.rows) + len(result.source.raw.left_out)
        if counts["read"] != sum(counts[verdict] for verdict in Verdict) or counts["read"] + counts["left_out"] != rows:
            raise AssertionError(f"{raw.file_name}: the rows of {result.table} do not add up: {counts}, {rows} rows")
    with_table = {table.sheet for table in raw.tables}
    for sheet in raw.sheets:
        accounted = _accounted(raw, sheet.name)
        lost = [number for number, _ in sheet.rows if number not in accounted]
        if sheet.name in with_table and lost:
            raise AssertionError(f"{raw.file_name}, {sheet.name}: nothing is said of rows {lost[:5]}")


def _accounted(raw: RawFile, sheet: str | None) -> set[int]:
    """The numbers of the rows of a sheet that were read, left out or refused, and of the names of columns."""
    numbers: set[int] = set()
    for table in raw.tables:
        if table.sheet == sheet:
            numbers.add(table.header_row_number)
            numbers.update(row.row_number for row in table.rows)
            numbers.update(row.row_number for row in table.left_out)
    for complaint in raw.refused:
        if complaint.sheet == sheet and complaint.rows is not None:
            numbers.update(range(complaint.rows[0], complaint.rows[1] + 1))
    return numbers
