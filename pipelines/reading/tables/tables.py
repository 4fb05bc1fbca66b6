"""The rows of a block to a raw table: data, and what is left out; and the parts of one table put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.format.columns import FORMATS, MUNICIPALITY_COLUMNS
from pipelines.format.raw import EMPTY_CELL, Cell, FileRejected, LeftOut, LeftOutReason, Note, RawRow, RawTable
from pipelines.reading.tables.blocks import BlockRow
from pipelines.reading.tables.headers import WHOLE_ROW, GridRow, Header, column_letters
from pipelines.reading.tables.left_out_rows import is_blank, is_total, may_be_footnote


@dataclass
class TableBuilder:
    """Takes the rows of one block from top to bottom and sorts them into data and what is left out.

    A row that may be a footnote waits: it is data as soon as data follows it. `is_beside`: the table shares its rows
    with another, which accounts for what is left out. `separator` is None on a sheet of a workbook.
    """

    header: Header
    sheet: str | None
    separator: str | None = None
    is_beside: bool = False
    rows: list[RawRow] = field(default_factory=list[RawRow])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    _waiting: list[GridRow] = field(default_factory=list[GridRow])
    unnamed: dict[int, str] = field(default_factory=dict[int, str])
    _last: tuple[Sequence[Cell], RawRow] | None = None

    def __post_init__(self) -> None:
        """Look once whether every column is known."""
        self._has_only_known = sorted(self.header.columns) == list(range(len(self.header.columns)))

    def add(self, row: BlockRow) -> None:
        """The next row of the block."""
        if (
            self._last is not None and row.cells is self._last[0] and row.part == "data" and not self._waiting
        ):  # dragged
            same = self._last[1]
            self.rows.append(RawRow(row.number, same.cells, same.is_ragged, same.extra_cells, same.has_surplus))
            return
        number, cells = row.number, self._within(row.cells)
        if row.part in ("header", "refused"):
            if number == self.header.second_row_number:
                self._leave_out(number, "header")
        elif is_blank(cells):
            self._leave_out(number, "blank")
        elif row.part == "title":
            self._leave_out(number, "title")
        elif is_total(cells, self.header):
            self._leave_out(number, "total")
        elif may_be_footnote(cells, self.header, is_text_file=self.separator is not None):
            self._waiting.append((number, row.cells))
        else:
            for waiting in self._waiting:
                self._add_data(*waiting)
            self._waiting.clear()
            self._add_data(number, row.cells)

    def table(self) -> RawTable:
        """The table, once all rows are in."""
        for row_number, _ in self._waiting:
            self._leave_out(row_number, "footnote")
        self._waiting.clear()
        unknown = {**self.header.unknown, **self.unnamed}
        return RawTable(
            table=self.header.table,
            sheet=self.sheet,
            header_row_number=self.header.row_number,
            headers=self.header.written,
            unknown_columns=tuple(unknown[position] for position in sorted(unknown)),
            rows=tuple(self.rows),
            left_out=tuple(self.left_out),
        )

    def _leave_out(self, row_number: int, reason: LeftOutReason) -> None:
        if not self.is_beside:
            self.left_out.append(LeftOut(row_number, reason))

    def _within(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells of the stretch that this table stands in; what stands beside it is of another table."""
        if self.header.span == WHOLE_ROW:
            return cells
        first, end = self.header.span
        return [cell if first <= place < end else EMPTY_CELL for place, cell in enumerate(cells)]

    def _add_data(self, row_number: int, whole: Sequence[Cell]) -> None:
        known: dict[str, Cell] = {}
        cells, width = self._within(whole), len(whole)
        for position, name in self.header.columns.items():
            known[name] = cells[position] if position < width else EMPTY_CELL
        has_surplus = self.separator is not None and self._has_surplus(whole)
        is_ragged = has_surplus or (self.separator is not None and width < self.header.width)
        extra = {} if self.is_beside else self._extra(cells)
        self.rows.append(RawRow(row_number, known, is_ragged, extra, has_surplus))
        self._last = (whole, self.rows[-1])

    def _has_surplus(self, cells: Sequence[Cell]) -> bool:
        """More cells than the row of names, or something beyond the last name.

        Where that row ends in separators, a program ends all rows alike: a few of them may be those of an amount.
        """
        count, width = self.header.cell_count, self.header.width
        if len(cells) > count or not is_blank(cells[width:]):
            return True
        return self.separator == "," and width < len(cells) < count

    def _extra(self, cells: Sequence[Cell]) -> Mapping[str, str]:
        """What stands under unknown columns, under no header at all, and beyond the header."""
        if self._has_only_known and len(cells) <= len(self.header.columns):
            return {}
        extra: dict[str, str] = {}
        for position, cell in enumerate(cells):
            if cell.is_empty or position in self.header.columns or position in self.header.others:
                continue
            name = self.header.unknown.get(position)
            if name is None:
                name = f"[{column_letters(position)}]"
                if not (self.separator is not None and position >= self.header.width):  # there it makes the row ragged
                    self.unnamed[position] = name
            extra[name] = cell.written
        return extra


def joined(parts: Sequence[RawTable]) -> tuple[list[RawTable], list[FileRejected]]:
    """The parts of each table as one, in the order of the file; parts that name other columns are refused.

    An absent column keeps what was said before and an empty one blanks it: so all parts must have the same columns.
    """
    tables: dict[str, RawTable] = {}
    refused: list[FileRejected] = []
    for part in parts:
        first = tables.get(part.table)
        if first is None:
            tables[part.table] = part
        elif _columns(first) != _columns(part):
            refused.append(_other_columns(first, part))
        else:
            tables[part.table] = _both(first, part)
    by_number = [
        replace(table, left_out=tuple(sorted(table.left_out, key=lambda row: row.row_number)))
        for table in tables.values()
    ]
    return by_number, refused


def in_order_of_format(tables: Sequence[RawTable]) -> tuple[RawTable, ...]:
    """The tables as the format has them, wherever they stood."""
    return tuple(sorted(tables, key=lambda table: list(FORMATS).index(table.table)))


def notes_of(tables: Sequence[RawTable]) -> list[Note]:
    """What the receipt says about columns that are not of the format."""
    notes: list[Note] = []
    for table in tables:
        if table.unknown_columns:
            columns = ", ".join(table.unknown_columns)
            notes.append(Note("unknown_columns", {"table": FORMATS[table.table].dutch, "columns": columns}))
    return notes


def _columns(table: RawTable) -> set[str]:
    return {name for name in table.headers if name not in MUNICIPALITY_COLUMNS}


def _both(first: RawTable, second: RawTable) -> RawTable:
    headers = {**second.headers, **first.headers}
    repeated = () if second.header_row_number == first.header_row_number else (
        LeftOut(second.header_row_number, "header"),
    )  # fmt: skip
    missing = dict.fromkeys(headers, EMPTY_CELL)
    rows = [replace(row, cells={**missing, **row.cells}) for row in (*first.rows, *second.rows)]
    return replace(
        first,
        headers=headers,
        unknown_columns=tuple(dict.fromkeys((*first.unknown_columns, *second.unknown_columns))),
        rows=tuple(rows),
        left_out=(*first.left_out, *repeated, *second.left_out),
    )


def _other_columns(first: RawTable, second: RawTable) -> FileRejected:
    numbers = [second.header_row_number, *(row.row_number for row in second.rows)]
    numbers += [row.row_number for row in second.left_out]
    differing = ", ".join(sorted(_columns(first) ^ _columns(second)))
    return FileRejected(
        "missing_columns", "other_columns", sheet=second.sheet, rows=(min(numbers), max(numbers)),
        table=FORMATS[second.table].dutch, columns=differing,
        row=second.header_row_number, first_row=first.header_row_number,
    )  # fmt: skip
