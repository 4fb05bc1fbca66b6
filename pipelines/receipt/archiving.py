"""What is kept of a received file: the cells that were read, without the rows that held personal data.

The container itself (an XLSX, an ODS, a text file) is kept nowhere: its other parts are a place to hide things in. The
archive is one canonical form of JSON lines in UTF-8, so that equal cells give equal bytes: a line per sheet,
`{"sheet":"stappen"}` (null for a text file), and below it a line per row, `{"row":2,"cells":{"A":"GM0363","D":1}}`. A
text, a number and a truth value stand as they are; a date, a formula without a value and a cell error are named:
`{"date":"2025-12-31"}`, `{"formula":"=A1"}`, `{"cell_error":"#N/A"}`; so is a value that is shown as something else:
`{"held":0.79,"shown":"79%"}`.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Final

from pipelines.format.raw import Cell, RawFile, RawSheet
from pipelines.normalising.normalise import NormalisedTable
from pipelines.normalising.personal_data import (
    holds_beside_header,
    holds_personal_data,
    is_of_organisations,
    says_bsn,
)
from pipelines.reading.tables.headers import column_letters
from pipelines.receipt.problems import safe_text

_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_LONGEST_HEADER: Final = 60  # characters; a sentence that names the KvK is no header


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
        columns = _Columns(judged.get(sheet.name, set()), refused.get(sheet.name, set()))
        held_back_count += sum(not _write_row(content, columns, *row) for row in _filled(sheet))
    return ArchivedCells(content.getvalue(), held_back_count)


def _write_row(content: BytesIO, columns: "_Columns", row_number: int, cells: dict[str, Cell]) -> bool:
    """Writes a row unless it holds personal data; says whether it did."""
    is_kept = not columns.holds_personal_data(row_number, cells)
    if is_kept:
        content.write(f'{{"row":{row_number},"cells":{columns.written(cells)}}}\n'.encode())
    columns.note_headers(row_number, cells)
    return is_kept


def _line(written: object) -> bytes:
    return f"{_WRITTEN(written)}\n".encode()


@dataclass
class _Columns:
    """What the columns of one sheet are known to hold, going down the sheet.

    `judged` are the rows that were read as data, and so judged cell by cell; `refused` those that held personal data.
    """

    judged: set[int]
    refused: set[int]
    of_organisations: set[str] = field(default_factory=set[str])
    headers: dict[str, str] = field(default_factory=dict[str, str])
    _last: tuple[dict[str, Cell], str] | None = None  # rows that a cell was dragged down to share their cells

    def written(self, cells: dict[str, Cell]) -> str:
        """The cells as JSON, without numbers of organisations."""
        if self._last is None or self._last[0] is not cells:
            kept = {at: _plain(cell) for at, cell in cells.items() if at not in self.of_organisations}
            self._last = (cells, _WRITTEN(kept))
        return self._last[1]

    def holds_personal_data(self, row_number: int, cells: dict[str, Cell]) -> bool:
        """Whether a row may not be kept: a cell by itself, under its header, or the row as one text."""
        if row_number in self.refused or row_number in self.judged:
            return row_number in self.refused
        written = {at: cell.written for at, cell in cells.items() if cell.written}
        if any(holds_beside_header(self.headers.get(at, ""), text) for at, text in written.items()):
            return True
        return holds_personal_data(" | ".join(text for at, text in written.items() if at not in self.of_organisations))

    def note_headers(self, row_number: int, cells: dict[str, Cell]) -> None:
        """Remember what the cells of a row that is no data say of the cells below them."""
        if row_number in self.judged:
            return
        for at, cell in cells.items():
            if isinstance(cell.value, str) and len(cell.value) <= _LONGEST_HEADER:
                if is_of_organisations(cell.value):
                    self.of_organisations.add(at)
                    self.headers[at] = cell.value
                elif says_bsn(cell.value):
                    self.headers[at] = cell.value


def _judged_rows(tables: Iterable[NormalisedTable]) -> tuple[dict[str | None, set[int]], dict[str | None, set[int]]]:
    """By sheet, the rows that were read as data (and so judged, column by column), and those refused for it."""
    judged: dict[str | None, set[int]] = {}
    refused: dict[str | None, set[int]] = {}
    for table in tables:
        judged.setdefault(table.raw.sheet, set()).update(row.row_number for row in table.raw.rows)
        refused.setdefault(table.raw.sheet, set()).update(
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
            filled, last = _by_letters(letters, cells), cells
        if filled:
            yield row_number, filled


def _by_letters(letters: Sequence[str], cells: Sequence[Cell]) -> dict[str, Cell]:
    return {at: cell for at, cell in zip(letters, cells, strict=False) if cell.value is not None or cell.fault}


def _plain(cell: Cell) -> object:
    """The cell as JSON has it."""
    if cell.fault is not None:
        return {cell.fault: cell.written}
    value: object = cell.value
    if isinstance(value, date):
        value = {"date": value.isoformat()}
    elif isinstance(value, float) and not math.isfinite(value):
        value = cell.written
    return value if cell.shown is None else {"held": value, "shown": safe_text(cell.shown)}
