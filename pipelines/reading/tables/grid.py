"""One sheet, or a text file, to the tables on it and to what on it had to be refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.format.columns import FORMATS
from pipelines.format.raw import Cell, FileRejected, Note, RawTable
from pipelines.reading.tables.beside import regions
from pipelines.reading.tables.blocks import Block, blocks_of
from pipelines.reading.tables.data_cells import FEWEST_CELLS, may_be_data
from pipelines.reading.tables.header_choice import Choice, missing_columns, refuse_duplicates, said_renamed
from pipelines.reading.tables.headers import GridRow, Header, NameScan
from pipelines.reading.tables.near_names import under_another_name
from pipelines.reading.tables.shifted_rows import shifted_notes, with_shifted_rows
from pipelines.reading.tables.tables import TableBuilder, joined


@dataclass
class Found:
    """What a sheet gave: its tables, what was refused, what the receipt says of it, and the headers that were read.

    `nearly`: what is said of names without a single row, where nothing else is found in the file. `has_names`: there
    is at least one row of names.
    """

    tables: list[RawTable] = field(default_factory=list[RawTable])
    refused: list[FileRejected] = field(default_factory=list[FileRejected])
    nearly: list[FileRejected] = field(default_factory=list[FileRejected])
    headers: list[Header] = field(default_factory=list[Header])
    has_names: bool = False
    notes: list[Note] = field(default_factory=list[Note])


def read_grid(rows: Sequence[GridRow], sheet: str | None, *, separator: str | None = None) -> Found:
    """All that stands on a sheet, or in a text file with this separator.

    Raises FileRejected where it cannot be told what stands under which name.
    """
    found = Found()
    parts: list[RawTable] = []
    with_names = NameScan().places(rows)
    for region in regions(rows, with_names, sheet, is_text_file=separator is not None):
        blocks = blocks_of(region, with_names if region is rows else NameScan().places(region))
        found.has_names = found.has_names or bool(blocks)
        for block in blocks:
            parts += _tables_of(block, sheet, found, separator)
    if parts:  # a table was found, so that names without rows are one that is missing
        found.refused, found.nearly = [*found.refused, *found.nearly], []
    tables, other_columns = joined(parts)
    found.refused += other_columns
    found.tables = [with_shifted_rows(table, separator) for table in tables]
    found.notes += [note for table in found.tables for note in shifted_notes(table, separator)]
    return found


def together(complaints: Sequence[FileRejected]) -> FileRejected:
    """All that is to be said of a file in which nothing could be read."""
    first, *others = complaints
    first.others = tuple(others)
    return first


def _tables_of(block: Block, sheet: str | None, found: Found, separator: str | None) -> list[RawTable]:
    found.refused += _refused_above(block, sheet)
    if not block.is_readable:
        (found.refused if block.data else found.nearly).append(_unread(block, sheet))
        return []
    parts: list[RawTable] = []
    for choice in block.choices:
        before = len(parts)
        for header in choice.read:
            refuse_duplicates(header, sheet=sheet)
            if header is not choice.read[0] and not any(_fills(cells, header) for _, cells in block.data):
                continue  # the columns are there, and nothing stands in them
            found.headers.append(header)
            builder = TableBuilder(header, sheet, separator, is_beside=header is not choice.read[0])
            for row in block.rows:
                builder.add(row)
            parts.append(builder.table())
            found.refused += _without_a_name(block, header, set(builder.unnamed), sheet)
        found.refused += _lacking(block, choice, sheet)
        found.refused += _under_another_name(parts[before], choice)
        found.notes += _shared_notes(choice)
    return parts


def _refused_above(block: Block, sheet: str | None) -> list[FileRejected]:
    """The rows that look like data and stand above names that are not surely theirs, by stretch."""
    refused: list[FileRejected] = []
    stretch: list[int] = []
    for row in [*block.rows, None]:
        if row is not None and row.part == "refused":
            stretch.append(row.number)
        elif stretch:
            refused.append(
                FileRejected(
                    "missing_columns",
                    "above",
                    sheet=sheet,
                    rows=(stretch[0], stretch[-1]),
                    first_row=stretch[0],
                    last_row=stretch[-1],
                    row=block.names.row_number,
                )
            )
            stretch = []
    return refused


def _unread(block: Block, sheet: str | None) -> FileRejected:
    rows = block.extent
    if block.nearly:
        return missing_columns(block.nearly, sheet=sheet, rows=rows)
    row = block.names.row_number
    return FileRejected("missing_columns", "other_names", sheet=sheet, rows=rows, row=row, last_row=rows[1])


def _lacking(block: Block, choice: Choice, sheet: str | None) -> list[FileRejected]:
    """Values of a table of which a column that it needs is not there."""
    refused: list[FileRejected] = []
    for header in choice.lacking:
        filled = [number for number, cells in block.data if _fills(cells, header)]
        if filled:
            meant = said_renamed(header)
            refused.append(
                FileRejected(
                    "missing_columns",
                    "beside_meant" if meant else "beside",
                    sheet=sheet,
                    rows=(filled[0], filled[-1]),
                    table=FORMATS[choice.read[0].table].dutch,
                    other_table=FORMATS[header.table].dutch,
                    present=", ".join(sorted(header.own)),
                    columns=", ".join(header.missing),
                    meant=meant,
                )
            )
    return refused


def _without_a_name(block: Block, header: Header, unnamed: set[int], sheet: str | None) -> list[FileRejected]:
    """What looks like data beside a table, in columns that have no name; a remark there is an unknown column."""
    if len(unnamed) < FEWEST_CELLS:
        return []
    beside = [
        number for number, cells in block.data
        if may_be_data([cells[place] for place in sorted(unnamed) if place < len(cells)])
    ]  # fmt: skip
    if not beside:
        return []
    rows, table = (beside[0], beside[-1]), FORMATS[header.table].dutch
    return [
        FileRejected(
            "missing_columns", "nameless", sheet=sheet, rows=rows, table=table, first_row=rows[0], last_row=rows[1]
        )
    ]


def _under_another_name(first: RawTable, choice: Choice) -> list[FileRejected]:
    """The unknown columns of a row stand with its first table, and may be meant for any table in it."""
    present = {name for header in (*choice.read, *choice.lacking) for name in header.columns.values()}
    return under_another_name(first, present, [header.table for header in choice.read])


def _shared_notes(choice: Choice) -> list[Note]:
    """Whose the note of a row is where two tables that have notes share it."""
    first = choice.read[0]
    if first.position("toelichting") is None:
        return []
    named = {"table": FORMATS[first.table].dutch}
    return [
        Note("shared_note", {**named, "other_table": FORMATS[header.table].dutch})
        for header in choice.read[1:]
        if "toelichting" in FORMATS[header.table].by_dutch
    ]


def _fills(cells: Sequence[Cell], header: Header) -> bool:
    return any(
        name in header.own and position < len(cells) and not cells[position].is_empty
        for position, name in header.columns.items()
    )
