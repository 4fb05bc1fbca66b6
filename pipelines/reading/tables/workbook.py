"""The sheets of a workbook to raw tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from domain.bilingual import LANGUAGES
from domain.statements import Table
from language.texts import say
from pipelines.format.columns import FORMATS
from pipelines.format.raw import EMPTY_CELL, Cell, FileRejected, Note, RawFile, RawSheet, RawTable
from pipelines.reading.tables.cell_values import RawValue, cell_as_shown, cell_of
from pipelines.reading.tables.grid import Found, read_grid, together
from pipelines.reading.tables.headers import GridRow
from pipelines.reading.tables.hidden_sheets import HiddenSheet, hidden_sheet
from pipelines.reading.tables.merged_cells import rows_below_a_merged_value, with_merged_cells
from pipelines.reading.tables.sheet_facts import SheetFacts
from pipelines.reading.tables.tables import in_order_of_format, notes_of
from pipelines.reading.tables.without_names import read_without_names

_OUR_SHEETS: Final = {"template.sheet": "template.title", "returned.sheet": "returned.title"}  # name and first words
_CALAMINE_PANIC: Final = "PanicException"  # pyo3 does not export the class


@dataclass(frozen=True)
class Workbook:
    """A workbook of which every part was checked: what calamine reads, and what it does not tell."""

    source: BytesIO
    sheets: Mapping[str, SheetFacts]
    uses_1904: bool = False


@dataclass
class _Sheets:
    """What the visible sheets gave, all that was read, hidden sheets, and what there is to say."""

    tables: list[RawTable] = field(default_factory=list[RawTable])
    refused: list[FileRejected] = field(default_factory=list[FileRejected])
    nearly: list[FileRejected] = field(default_factory=list[FileRejected])
    read: list[RawSheet] = field(default_factory=list[RawSheet])
    hidden: list[HiddenSheet] = field(default_factory=list[HiddenSheet])
    notes: list[Note] = field(default_factory=list[Note])


def read_workbook(workbook: Workbook, file_name: str) -> RawFile:
    """The tables of all visible sheets. Raises FileRejected."""
    sheets = _Sheets()
    for name, is_visible, rows in _visited(workbook):
        if is_visible:
            _add_visible(sheets, workbook.sheets[name], rows)
        else:
            sheets.hidden.append(hidden_sheet(name, rows))
    _leave_out_empty(sheets)
    _refuse_ambiguous(sheets.tables)
    if not any(table.rows for table in sheets.tables):
        raise _nothing_read(sheets)
    for hidden in sheets.hidden:
        sheets.notes += hidden.notes()
    tables = in_order_of_format([replace(table, uses_1904=workbook.uses_1904) for table in sheets.tables])
    notes = [*sheets.notes, *notes_of(tables)]
    return RawFile(file_name, tables, tuple(notes), tuple(sheets.read), tuple(sheets.refused))


def _add_visible(sheets: _Sheets, facts: SheetFacts, rows: list[GridRow]) -> None:
    sheets.read.append(RawSheet(facts.name, tuple(rows)))  # as they are: merged cells are filled in copies
    found = read_grid(rows, facts.name)
    if found.tables and facts.merges:
        below = rows_below_a_merged_value(facts, found.headers, rows)
        found = read_grid(with_merged_cells(facts, found.headers, rows), facts.name)
        found.tables = [_with_rows_below(table, below) for table in found.tables]
        sheets.notes.append(Note("merged_cells", {"sheet": facts.name}))
    if not found.has_names:
        found = read_without_names(rows, facts.name)
        sheets.notes += [Note("one_column_on_sheet", {"sheet": facts.name})] if found.tables else []
    if not found.tables and not found.refused and rows and not _is_ours(facts.name, rows):
        sheets.notes.append(Note("no_table_sheet", {"sheet": facts.name}))
    if found.tables:
        sheets.notes += [*found.notes, *_hidden_parts(facts, found)]
    sheets.tables += found.tables
    sheets.refused += found.refused
    sheets.nearly += found.nearly


def _is_ours(name: str, rows: list[GridRow]) -> bool:
    """Whether a sheet without a table is one that we wrote beside the tables: of that nothing need be said."""
    first = next((cell.written for cell in rows[0][1] if not cell.is_empty), "")
    return any(
        name == say(sheet, language) and first.startswith(say(title, language))
        for sheet, title in _OUR_SHEETS.items()
        for language in LANGUAGES
    )


def _with_rows_below(table: RawTable, numbers: set[int]) -> RawTable:
    """The table with those of its rows marked that a merged value reaches over."""
    if not numbers:
        return table
    rows = tuple(replace(row, is_below_merged=row.row_number in numbers) for row in table.rows)
    return replace(table, rows=rows)


def _hidden_parts(facts: SheetFacts, found: Found) -> list[Note]:
    """Rows and columns that are hidden are data all the same; who hid them may not expect that."""
    numbers = {row.row_number for table in found.tables for row in table.rows}
    hidden = sorted(numbers.intersection(row + 1 for row in facts.hidden_rows))
    notes: list[Note] = []
    if hidden:
        notes.append(Note("hidden_rows", {"sheet": facts.name, "count": len(hidden), "row": hidden[0]}))
    names = {
        position: name for header in found.headers for position, name in header.columns.items()
        if position in facts.hidden_columns
    }  # fmt: skip
    if names:
        columns = ", ".join(names[position] for position in sorted(names))
        notes.append(Note("hidden_columns", {"sheet": facts.name, "columns": columns}))
    return notes


def _nothing_read(sheets: _Sheets) -> FileRejected:
    """What was refused, else what is hidden, else that there is nothing."""
    if complaints := [*sheets.refused, *(() if sheets.tables else sheets.nearly)]:
        return together(complaints)
    if hidden := [sheet.name for sheet in sheets.hidden if sheet.has_names]:
        return FileRejected("no_table", "hidden_sheet", hidden=", ".join(hidden))
    return FileRejected("no_table", "no_rows" if sheets.tables else "no_header")


def _leave_out_empty(sheets: _Sheets) -> None:
    """A sheet with nothing but the names of a table that stands on another sheet is no second table."""
    filled = {table.table for table in sheets.tables if table.rows}
    for table in [table for table in sheets.tables if not table.rows and table.table in filled]:
        sheets.tables.remove(table)
        sheets.notes.append(Note("empty_sheet", {"sheet": table.sheet or "", "table": FORMATS[table.table].dutch}))


def _refuse_ambiguous(tables: list[RawTable]) -> None:
    names: dict[Table, str] = {}
    for table in tables:
        if table.table in names:
            raise FileRejected(
                "ambiguous_sheets", "sheets", table=FORMATS[table.table].dutch,
                first=names[table.table], second=table.sheet or "",
            )  # fmt: skip
        names[table.table] = table.sheet or ""


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


def _are_texts(values: Sequence[RawValue]) -> bool:
    """Whether equal values are the same: 1 and True and 1.0 are equal, and are not."""
    return all(isinstance(value, str) for value in values)


def _rows(sheet: CalamineSheet, facts: SheetFacts) -> list[GridRow]:
    """The rows of a sheet from its first cell to its last, each from column A on.

    Rows under one another with the same cells share them: a cell that is dragged down fills 190,000 of them.
    """
    start = sheet.start
    first_row, first_column = start if start is not None else (facts.first_row, 0)
    margin = [EMPTY_CELL] * first_column
    rows: dict[int, list[Cell]] = {}
    last: tuple[Sequence[RawValue], list[Cell]] = ([], [])
    for number, values in enumerate(sheet.iter_rows() if start is not None else ()):
        if number < first_row:
            continue
        if values != last[0] or not _are_texts(values):
            last = (values, [*margin, *map(cell_of, values)])
        rows[number] = last[1]
    for (row, column), cell in facts.overlays.items():
        cells = [*rows.get(row, ())]
        cells.extend([EMPTY_CELL] * (column + 1 - len(cells)))
        cells[column] = cell
        rows[row] = cells
    for (row, column), shown in facts.shown.items():
        cells = rows.get(row, [])
        if column < len(cells):
            rows[row] = [*cells[:column], cell_as_shown(cells[column], shown), *cells[column + 1 :]]
    for like, first, end in facts.repeats:
        rows.update(dict.fromkeys(range(first, end + 1), rows[like]))
    return [(number + 1, rows[number]) for number in sorted(rows)]
