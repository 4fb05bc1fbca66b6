"""What is kept of a received file: the cells that were read, without the rows that held personal data.

The container itself (an XLSX, an ODS, a text file) is kept nowhere: its other parts are a place to hide things in. The
archive is one canonical form of JSON lines in UTF-8, so that equal cells give equal bytes: a line per sheet,
`{"sheet":"stappen"}` (null for a text file), and below it a line per row, `{"row":2,"cells":{"A":"GM0363","D":1}}`. A
text, a number and a truth value stand as they are; a date, a formula without a value and a cell error are named:
`{"date":"2025-12-31"}`, `{"formula":"=A1"}`, `{"cell_error":"#N/A"}`; so is a value that is shown as something else:
`{"held":0.79,"shown":"79%"}`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import polars as pl

from pipelines.format.coded_cells import row_numbers
from pipelines.format.raw import Cell, RawFile, RawSheet
from pipelines.format.sheet_in_columns import SheetInColumns
from pipelines.normalising.normalise import NormalisedTable
from pipelines.reading.tables.headers import column_letters
from pipelines.receipt.archive_lines import by_letters, row_cells, row_line, written
from pipelines.receipt.archived_columns import write_in_columns
from pipelines.receipt.problems import safe_text
from pipelines.receipt.sheet_columns import SheetColumns


@dataclass(frozen=True)
class ArchivedCells:
    """The bytes to archive, and the number of rows that are not in them because they held personal data."""

    content: bytes
    held_back_count: int


def archived_cells(raw: RawFile, tables: Iterable[NormalisedTable]) -> ArchivedCells:
    """Every cell of the visible sheets, in the order of the file, but for rows that hold personal data.

    Nor are columns of numbers of organisations in it: some of those are made of a BSN, and none is of use here.
    """
    judged, refused = _judged_rows(tables)
    content = BytesIO()
    held_back_count = 0
    for sheet in raw.sheets:
        content.write(_line({"sheet": None if sheet.name is None else safe_text(sheet.name)}))
        of_sheet, held_back = judged.get(sheet.name, pl.Series(dtype=pl.Int64)), refused.get(sheet.name, set())
        if isinstance(sheet.rows, SheetInColumns):
            held_back_count += write_in_columns(content, sheet.rows, judged=of_sheet, refused=held_back)
        else:
            held_back_count += _write_rows(content, sheet, SheetColumns(set(of_sheet), held_back))
    return ArchivedCells(content.getvalue(), held_back_count)


def _write_rows(content: BytesIO, sheet: RawSheet, columns: SheetColumns) -> int:
    """Writes the rows of a sheet; returns how many were held back."""
    held_back_count = 0
    last: Mapping[str, Cell] | None = None
    as_text, says_more = "", False
    for row_number, cells in _filled(sheet):
        if columns.hold_personal_data(row_number, cells):
            held_back_count += 1
        else:
            if cells is not last or says_more:  # rows that a cell was dragged down to share their cells
                kept = {at: cell for at, cell in cells.items() if at not in columns.of_organisations}
                as_text, last = row_cells(kept), cells
            content.write(f"{row_line(row_number, as_text)}\n".encode())
        known = len(columns.of_organisations)
        columns.note_headers(row_number, cells)
        says_more = len(columns.of_organisations) > known
    return held_back_count


def _line(said: object) -> bytes:
    return f"{written(said)}\n".encode()


def _judged_rows(tables: Iterable[NormalisedTable]) -> tuple[dict[str | None, pl.Series], dict[str | None, set[int]]]:
    """By sheet, the rows that were read as data (and so judged, column by column), and those refused for it."""
    judged: dict[str | None, pl.Series] = {}
    refused: dict[str | None, set[int]] = {}
    for table in tables:
        numbers, sheet = row_numbers(table.raw.rows), table.raw.sheet
        judged[sheet] = pl.concat([judged[sheet], numbers]) if sheet in judged else numbers
        refused.setdefault(sheet, set()).update(
            table.rows[index].row_number
            for index, findings in table.findings.items()
            if any(finding.rule == "personal_data" for finding in findings)
        )
    return judged, refused


def _filled(sheet: RawSheet) -> Iterator[tuple[int, dict[str, Cell]]]:
    """The rows with something in them, and their cells by column."""
    letters: list[str] = []
    filled: dict[str, Cell] = {}
    last: Sequence[Cell] = ()
    for row_number, cells in sheet.rows:
        if len(cells) > len(letters):
            letters = [column_letters(position) for position in range(len(cells))]
        if cells != last:
            filled, last = by_letters(letters, cells), cells
        if filled:
            yield row_number, filled
