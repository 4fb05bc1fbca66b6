"""A text file with separators (CSV) to raw tables."""

from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Final

from pipelines.format.raw import Cell, FileRejected, Limits, Note, RawFile, RawSheet
from pipelines.reading.kinds.encodings import encoding_of
from pipelines.reading.kinds.quoted_records import records, refuse_rows_in_a_cell
from pipelines.reading.tables.cell_values import CellCache, cell_of
from pipelines.reading.tables.headers import SEARCHED_ROWS, GridRow, Header, best_header
from pipelines.reading.tables.tables import TableBuilder, check_columns, unknown_columns_note

_SEPARATORS: Final = (";", ",", "\t")
_OTHER_SEPARATORS: Final = ("|", ":", "~", "^", " ")  # not read, but no reason to complain of quotes
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
        """The records; a quoted cell may hold line ends. Raises FileRejected for quotes that do not match."""
        return records(self._lines(separator), separator)

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
    if header is None:
        _refuse_quotes_without_header(file)
        raise FileRejected("no_table", "no_header")
    _check_records(file, separator, header, limits)
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
    try:
        for number, record in enumerate(islice(file.records(separator), _SEARCHED_RECORDS), start=1):
            rows.append((number, [cache.cell(text) for text in record]))
    except FileRejected as rejection:
        if rejection.reason == "columns":
            raise
    return rows  # with the wrong separator quotes need not match; the chosen one is checked in full


def _check_records(file: TextFile, separator: str, header: Header, limits: Limits) -> None:
    """A first pass that keeps nothing: quotes that do not match or that hold whole rows, and too many rows."""
    row_count = 0
    for number, record in enumerate(file.records(separator), start=1):
        if number > header.row_number and any(record):
            row_count += 1
            if row_count > limits.row_count:
                raise FileRejected("too_large", "rows", limit=limits.row_count)
            refuse_rows_in_a_cell(record, header, separator, row=number)


def _refuse_quotes_without_header(file: TextFile) -> None:
    """Raises FileRejected when quotes may be why no header was found.

    They are not when the file can be read by any separator, whether it is one of ours or not; then they are in order.
    """
    separators = (file.stated_separator,) if file.stated_separator is not None else (*_SEPARATORS, *_OTHER_SEPARATORS)
    complaints: list[FileRejected] = []
    for separator in separators:
        try:
            for number, record in enumerate(islice(file.records(separator), _SEARCHED_RECORDS), start=1):
                _refuse_header_in_a_cell(record, separator, row=number)
        except FileRejected as rejection:
            if rejection.rule != "unclosed_quote" or rejection.reason == "rows":
                raise
            complaints.append(rejection)
        else:
            return
    raise max(complaints, key=lambda complaint: int(complaint.values["row"]))


def _refuse_header_in_a_cell(record: list[str], separator: str, *, row: int) -> None:
    """Raises FileRejected when a quote that stands open above the header has taken it in."""
    for text in record:
        if "\n" in text or "\r" in text:
            lines = [
                [cell_of(cell) for cell in line.split(separator)] for line in text.splitlines()[:_SEARCHED_RECORDS]
            ]
            if best_header(enumerate(lines, start=1)) is not None:
                raise FileRejected("unclosed_quote", "rows", row=row)
