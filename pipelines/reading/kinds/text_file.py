"""A text file with separators (CSV) to raw tables."""

import csv
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Final

from pipelines.format.raw import Cell, FileRejected, Limits, Note, RawFile, RawSheet
from pipelines.reading.kinds.encodings import encoding_of
from pipelines.reading.tables.cell_values import CellCache
from pipelines.reading.tables.headers import SEARCHED_ROWS, GridRow, Header, best_header
from pipelines.reading.tables.tables import TableBuilder, check_columns, unknown_columns_note

_SEPARATORS: Final = (";", ",", "\t")
_SEPARATOR_LINES: Final = {f"sep={mark}": mark for mark in (*_SEPARATORS, "|")}
MAX_COLUMNS: Final = 16_384  # as many as a spreadsheet program has
_SEARCHED_RECORDS: Final = SEARCHED_ROWS * 4  # with the blank ones between


class TextFile:
    """The text of a received file, line by line; it is decoded anew on every pass, so it is never whole in memory."""

    def __init__(self, content: bytes) -> None:
        """Find out the encoding. Raises FileRejected."""
        self._content = content
        self._encoding = encoding_of(content)
        self.stated_separator = self._stated_separator()

    def records(self, separator: str) -> Iterator[list[str]]:
        """The records; a quoted cell may hold line ends. Raises csv.Error for quotes that do not match."""
        return csv.reader(self._lines(separator), delimiter=separator, strict=True)

    def _lines(self, separator: str) -> Iterator[str]:
        lines = self._all_lines()
        if self.stated_separator is not None:
            next(lines)
        for number, line in enumerate(lines, start=1):
            if len(line) > MAX_COLUMNS and line.count(separator) >= MAX_COLUMNS:
                raise FileRejected("too_large", "columns", row=number, limit=MAX_COLUMNS)
            yield line

    def _all_lines(self) -> Iterator[str]:
        return TextIOWrapper(BytesIO(self._content), encoding=self._encoding, newline="")

    def _stated_separator(self) -> str | None:
        """The separator of a first line "sep=;". A spreadsheet program does not count that line as a row."""
        first = next(self._all_lines(), "").strip("\r\n").strip('"').lower()
        return _SEPARATOR_LINES.get(first)


def read_text_file(content: bytes, file_name: str, limits: Limits) -> RawFile:
    """The one table of a text file. Raises FileRejected."""
    if not content.strip():
        raise FileRejected("no_table", "empty")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"%PDF", b"{\\rtf")):
        raise FileRejected("unreadable", "unknown_kind")
    file = TextFile(content)
    separator, header = _separator_and_header(file)
    _check_records(file, separator, header, limits)
    if header is None:
        raise FileRejected("no_table", "no_header")
    check_columns(header, sheet=None)
    return _read(file, separator, header, file_name)


def _read(file: TextFile, separator: str, header: Header, file_name: str) -> RawFile:
    builder = TableBuilder(header, None, is_text_file=True)
    cache = CellCache()
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for number, record in enumerate(file.records(separator), start=1):
        cells = tuple([cache.cell(text) for text in record])
        rows.append((number, cells))
        builder.add(number, cells)
    table = builder.table()
    if not table.rows:
        raise FileRejected("no_table", "no_rows")
    notes = [Note("separator_line")] if file.stated_separator is not None else []
    notes += [unknown_columns_note(table)] if table.unknown_columns else []
    return RawFile(file_name, (table,), tuple(notes), (RawSheet(None, rows),))


def _separator_and_header(file: TextFile) -> tuple[str, Header | None]:
    """The separator by which the header row has the most columns of a table."""
    candidates = (file.stated_separator,) if file.stated_separator is not None else _SEPARATORS
    headers = [(separator, best_header(_first_rows(file, separator))) for separator in candidates]
    return max(headers, key=lambda found: (False, 0, 0) if found[1] is None else found[1].rank)


def _first_rows(file: TextFile, separator: str) -> list[GridRow]:
    cache = CellCache()
    rows: list[GridRow] = []
    with suppress(csv.Error):  # with the wrong separator quotes need not match; the chosen one is checked in full
        for number, record in enumerate(islice(file.records(separator), _SEARCHED_RECORDS), start=1):
            rows.append((number, [cache.cell(text) for text in record]))
    return rows


def _check_records(file: TextFile, separator: str, header: Header | None, limits: Limits) -> None:
    """A first pass that keeps nothing: quotes that do not match, and too many rows.

    Without a header it goes no further than where a header was looked for: a quote there may be why none was found.
    """
    header_row_number = 0 if header is None else header.row_number
    searched = _SEARCHED_RECORDS if header is None else None
    row_count = number = 0
    try:
        for number, record in enumerate(islice(file.records(separator), searched), start=1):
            if number > header_row_number and any(record):
                row_count += 1
                if row_count > limits.row_count:
                    raise FileRejected("too_large", "rows", limit=limits.row_count)
    except csv.Error as error:
        raise FileRejected("unreadable", "quotes", row=number + 1) from error
