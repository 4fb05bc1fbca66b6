"""What is kept of a received file: the cells that were read, without the rows that held personal data.

The container itself (an XLSX, an ODS, a text file) is kept nowhere: its other parts are a place to hide things in. The
archive is one canonical form of JSON lines in UTF-8, so that equal cells give equal bytes: a line per sheet,
`{"sheet":"stappen"}` (null for a text file), and below it a line per row, `{"row":2,"cells":{"A":"GM0363","D":1}}`. A
text, a number and a truth value stand as they are; a date, a formula without a value and a cell error are named:
`{"date":"2025-12-31"}`, `{"formula":"=A1"}`, `{"cell_error":"#N/A"}`.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.format.raw import Cell, RawFile, RawSheet
from pipelines.normalising.normalise import NormalisedTable
from pipelines.normalising.personal_data import holds_personal_data
from pipelines.reading.tables.headers import column_letters
from pipelines.receipt.problems import safe_text

_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


@dataclass(frozen=True)
class ArchivedCells:
    """The bytes to archive, and the number of rows that are not in them because they held personal data."""

    content: bytes
    held_back_count: int


def archived_cells(raw: RawFile, tables: Iterable[NormalisedTable]) -> ArchivedCells:
    """Every cell of the visible sheets, in the order of the file, but for rows that hold personal data."""
    judged, refused = _judged_rows(tables)
    lines: list[str] = []
    held_back_count = 0
    for sheet in raw.sheets:
        lines.append(_WRITTEN({"sheet": None if sheet.name is None else safe_text(sheet.name)}))
        of_tables, held_back = judged.get(sheet.name, set()), refused.get(sheet.name, set())
        for row_number, cells in _filled(sheet):
            if row_number in held_back or (row_number not in of_tables and _holds_personal_data(cells.values())):
                held_back_count += 1
            else:
                lines.append(_WRITTEN({"row": row_number, "cells": {at: _plain(cell) for at, cell in cells.items()}}))
    lines.append("")
    return ArchivedCells("\n".join(lines).encode(), held_back_count)


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


def _filled(sheet: RawSheet) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    """The rows with something in them, and their cells by column."""
    letters: list[str] = []
    for row_number, cells in sheet.rows:
        if len(cells) > len(letters):
            letters = [column_letters(position) for position in range(len(cells))]
        filled = _by_letters(letters, cells)
        if filled:
            yield row_number, filled


def _by_letters(letters: Sequence[str], cells: Sequence[Cell]) -> dict[str, Cell]:
    return {at: cell for at, cell in zip(letters, cells, strict=False) if cell.value is not None or cell.fault}


def _holds_personal_data(cells: Iterable[Cell]) -> bool:
    """A cell by itself, or what the cells of a row say together ("BSN" beside a number)."""
    written = [cell.written for cell in cells]
    return any(map(holds_personal_data, written)) or holds_personal_data(" | ".join(written))


def _plain(cell: Cell) -> object:
    """The cell as JSON has it."""
    value = cell.value
    if cell.fault is not None:
        return {cell.fault: cell.written}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, float) and not math.isfinite(value):
        return cell.written
    return value
