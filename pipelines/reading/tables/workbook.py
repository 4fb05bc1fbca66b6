"""The sheets of a workbook to raw tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from domain.statements import Table
from pipelines.format.columns import FORMATS, KEY_COLUMNS
from pipelines.format.raw import EMPTY_CELL, Cell, FileRejected, Note, RawFile, RawSheet, RawTable
from pipelines.reading.tables.cell_values import cell_of
from pipelines.reading.tables.headers import GridRow, Header, best_header
from pipelines.reading.tables.sheet_facts import SheetFacts
from pipelines.reading.tables.tables import TableBuilder, check_columns, unknown_columns_note

_CALAMINE_PANIC: Final = "PanicException"  # pyo3 does not export the class


@dataclass(frozen=True)
class Workbook:
    """A workbook of which every part was checked: what calamine reads, and what it does not tell."""

    source: BytesIO
    sheets: Mapping[str, SheetFacts]
    uses_1904: bool = False


@dataclass
class _Sheets:
    """The visible sheets that hold a table, those that hold none, all that was read, and what there is to say."""

    tables: list[tuple[str, Header, list[GridRow]]] = field(default_factory=list[tuple[str, Header, list[GridRow]]])
    nearly: list[tuple[str, Header]] = field(default_factory=list[tuple[str, Header]])
    read: list[RawSheet] = field(default_factory=list[RawSheet])
    notes: list[Note] = field(default_factory=list[Note])


def read_workbook(workbook: Workbook, file_name: str) -> RawFile:
    """The tables of all visible sheets. Raises FileRejected."""
    sheets = _sheets(workbook)
    _refuse_incomplete(sheets)
    _refuse_ambiguous(sheets)
    tables = [_table(workbook, name, header, rows) for name, header, rows in sheets.tables]
    if not tables:
        raise FileRejected("no_table", "no_header")
    if not any(table.rows for table in tables):
        raise FileRejected("no_table", "no_rows")
    order = {table: number for number, table in enumerate(Table)}
    tables.sort(key=lambda table: order[table.table])
    notes = [*sheets.notes, *(unknown_columns_note(table) for table in tables if table.unknown_columns)]
    return RawFile(file_name, tuple(tables), tuple(notes), tuple(sheets.read))


def _sheets(workbook: Workbook) -> _Sheets:
    sheets = _Sheets()
    for name, is_visible, rows in _visited(workbook):
        header = best_header(rows) if is_visible else None
        if is_visible:
            sheets.read.append(RawSheet(name, tuple(rows)))  # as they are: merged cells are filled in copies
        if header is not None and (header.is_complete or header.is_clearly_meant):
            check_columns(header, sheet=name)
            _fill_merged(workbook.sheets[name], header, rows)
            if workbook.sheets[name].merges:
                sheets.notes.append(Note("merged_cells", {"sheet": name}))
            sheets.tables.append((name, header, rows))
            continue
        if not is_visible:
            sheets.notes.append(Note("hidden_sheet", {"sheet": name}))
        elif header is not None:
            sheets.nearly.append((name, header))
        if is_visible and rows:
            sheets.notes.append(Note("no_table_sheet", {"sheet": name}))
    return sheets


def _visited(workbook: Workbook) -> list[tuple[str, bool, list[GridRow]]]:
    """Name, whether it is visible, and rows of every sheet with cells."""
    try:
        with CalamineWorkbook.from_filelike(workbook.source) as opened:
            found: list[tuple[str, bool, list[GridRow]]] = []
            for sheet in opened.sheets_metadata:
                if sheet.typ is not SheetTypeEnum.WorkSheet:
                    continue
                if sheet.name not in workbook.sheets:
                    raise FileRejected("unreadable", "damaged")
                rows = _rows(opened.get_sheet_by_name(sheet.name), workbook.sheets[sheet.name])
                found.append((sheet.name, sheet.visible is SheetVisibleEnum.Visible, rows))
            return found
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise FileRejected("unreadable", "damaged") from error
    except BaseException as error:
        if type(error).__name__ == _CALAMINE_PANIC:  # a Rust panic is not an Exception
            raise FileRejected("unreadable", "damaged") from error
        raise


def _rows(sheet: CalamineSheet, facts: SheetFacts) -> list[GridRow]:
    """The rows of a sheet from its first cell to its last, each from column A on."""
    start = sheet.start
    first_row, first_column = start if start is not None else (facts.first_row, 0)
    margin = [EMPTY_CELL] * first_column
    rows: dict[int, list[Cell]] = {}
    if start is not None:
        for number, values in enumerate(sheet.to_python(), start=first_row):
            rows[number] = [*margin, *map(cell_of, values)]
    for (row, column), cell in facts.overlays.items():
        cells = rows.setdefault(row, [])
        cells.extend([EMPTY_CELL] * (column + 1 - len(cells)))
        cells[column] = cell
    return [(number + 1, rows[number]) for number in sorted(rows)]


def _fill_merged(facts: SheetFacts, header: Header, rows: list[GridRow]) -> None:
    """In columns of the key a merged cell holds for all its rows; in others that would count an amount twice."""
    if not facts.merges:
        return
    rows[:] = [(number, list(cells)) for number, cells in rows]
    by_number = {number: cells for number, cells in rows if isinstance(cells, list)}
    for first_row, first_column, last_row, _ in facts.merges:
        name = header.columns.get(first_column)
        source = by_number.get(first_row + 1)
        if name not in KEY_COLUMNS or first_row + 1 <= header.row_number or source is None:
            continue
        if first_column >= len(source):
            continue
        for number in range(first_row + 2, min(last_row + 1, rows[-1][0]) + 1):
            cells = by_number.get(number)
            if cells is not None and first_column < len(cells) and cells[first_column].is_empty:
                cells[first_column] = source[first_column]


def _refuse_incomplete(sheets: _Sheets) -> None:
    """A sheet that only looks a little like a table is the complaint when nothing in the file looks more like one."""
    if not sheets.tables and sheets.nearly:
        name, header = max(sheets.nearly, key=lambda near: near[1].rank)
        check_columns(header, sheet=name)


def _refuse_ambiguous(sheets: _Sheets) -> None:
    names: dict[Table, str] = {}
    for name, header, _ in sheets.tables:
        if header.table in names:
            raise FileRejected(
                "ambiguous_sheets",
                "sheets",
                table=FORMATS[header.table].dutch,
                first=names[header.table],
                second=name,
            )
        names[header.table] = name


def _table(workbook: Workbook, name: str, header: Header, rows: Sequence[GridRow]) -> RawTable:
    builder = TableBuilder(header, name)
    for row_number, cells in rows:
        builder.add(row_number, cells)
    return builder.table(uses_1904=workbook.uses_1904)
