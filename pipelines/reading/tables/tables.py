"""A sheet of cells to a raw table: title rows, header, data, and what is left out below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.format.columns import FORMATS
from pipelines.format.raw import EMPTY_CELL, Cell, FileRejected, LeftOut, LeftOutReason, Note, RawRow, RawTable
from pipelines.reading.tables.headers import GridRow, Header, column_letters
from pipelines.reading.tables.left_out_rows import is_blank, is_total, may_be_footnote


@dataclass
class TableBuilder:
    """Takes the rows of one sheet from top to bottom and sorts them into data and what is left out.

    A row that may be a footnote waits: it is data as soon as data follows it.
    """

    header: Header
    sheet: str | None
    is_text_file: bool = False
    rows: list[RawRow] = field(default_factory=list[RawRow])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    _waiting: list[GridRow] = field(default_factory=list[GridRow])
    _unnamed: dict[int, str] = field(default_factory=dict[int, str])

    def __post_init__(self) -> None:
        """Look once whether every column is known."""
        self._has_only_known = sorted(self.header.columns) == list(range(len(self.header.columns)))

    def add(self, row_number: int, cells: Sequence[Cell]) -> None:
        """The next row of the sheet."""
        if is_blank(cells):
            self._leave_out(row_number, "blank")
        elif row_number < self.header.row_number:
            self._leave_out(row_number, "title")
        elif row_number == self.header.row_number:
            return
        elif is_total(cells, self.header):
            self._leave_out(row_number, "total")
        elif may_be_footnote(cells, self.header, is_text_file=self.is_text_file):
            self._waiting.append((row_number, cells))
        else:
            for waiting in self._waiting:
                self._add_data(*waiting)
            self._waiting.clear()
            self._add_data(row_number, cells)

    def table(self, *, uses_1904: bool = False) -> RawTable:
        """The table, once all rows are in."""
        for row_number, _ in self._waiting:
            self._leave_out(row_number, "footnote")
        self._waiting.clear()
        unknown = {**self.header.unknown, **self._unnamed}
        return RawTable(
            table=self.header.table,
            sheet=self.sheet,
            header_row_number=self.header.row_number,
            headers=self.header.written,
            unknown_columns=tuple(unknown[position] for position in sorted(unknown)),
            rows=tuple(self.rows),
            left_out=tuple(sorted(self.left_out, key=lambda row: row.row_number)),
            uses_1904=uses_1904,
        )

    def _leave_out(self, row_number: int, reason: LeftOutReason) -> None:
        self.left_out.append(LeftOut(row_number, reason))

    def _add_data(self, row_number: int, cells: Sequence[Cell]) -> None:
        known: dict[str, Cell] = {}
        width = len(cells)
        for position, name in self.header.columns.items():
            known[name] = cells[position] if position < width else EMPTY_CELL
        extra = self._extra(cells)
        is_ragged = self.is_text_file and (
            width < self.header.width or any(not cell.is_empty for cell in cells[self.header.width :])
        )
        self.rows.append(RawRow(row_number, known, is_ragged, extra))

    def _extra(self, cells: Sequence[Cell]) -> Mapping[str, str]:
        """What stands under unknown columns, under no header at all, and beyond the header."""
        if self._has_only_known and len(cells) <= len(self.header.columns):
            return {}
        extra: dict[str, str] = {}
        for position, cell in enumerate(cells):
            if cell.is_empty or position in self.header.columns:
                continue
            name = self.header.unknown.get(position)
            if name is None:
                name = f"[{column_letters(position)}]"
                if not (self.is_text_file and position >= self.header.width):  # there it makes the row ragged
                    self._unnamed[position] = name
            extra[name] = cell.written
        return extra


def check_columns(header: Header, *, sheet: str | None) -> None:
    """Raises FileRejected when a required column is missing or a column is there twice."""
    reason = "columns" if sheet is None else "sheet"
    table = FORMATS[header.table].dutch
    if header.missing:
        raise FileRejected("missing_columns", reason, sheet=sheet, table=table, columns=", ".join(header.missing))
    if header.duplicates:
        columns = ", ".join(dict.fromkeys(header.duplicates))
        raise FileRejected("duplicate_columns", reason, sheet=sheet, table=table, columns=columns)


def unknown_columns_note(table: RawTable) -> Note:
    """What the receipt says about columns that are not of the format."""
    return Note("unknown_columns", {"table": FORMATS[table.table].dutch, "columns": ", ".join(table.unknown_columns)})
