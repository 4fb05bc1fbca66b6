"""A text file with separators (CSV) to raw tables."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Final

from pipelines.format.raw import FileRejected, Limits, Note, RawFile, RawSheet
from pipelines.reading.kinds.encodings import encoding_of
from pipelines.reading.kinds.quoted_records import records, refuse_rows_in_a_cell
from pipelines.reading.kinds.text_in_columns import FEWEST_BYTES, read_in_columns
from pipelines.reading.tables.cell_values import CellCache, cell_of
from pipelines.reading.tables.grid import Found, read_grid, together
from pipelines.reading.tables.headers import FEWEST_NAMES, GridRow, NameScan, best_header
from pipelines.reading.tables.tables import in_order_of_format, notes_of
from pipelines.reading.tables.without_names import may_hold_names, read_without_names, split_line

_SEPARATORS: Final = (";", ",", "\t")
_OTHER_SEPARATORS: Final = ("|", ":", "~", "^", " ")  # not read, but no reason to complain of quotes
_SEPARATOR_LINES: Final = {f"sep={mark}": mark for mark in (*_SEPARATORS, "|")}
MAX_COLUMNS: Final = 16_384  # as many as a spreadsheet program has
_SEARCHED_RECORDS: Final = 120  # beyond these, only lines that hold a word of the key are looked at
_WORDS_OF_THE_KEY: Final = ("gemeente", "peil")
_MOST_LINES: Final = 50  # with names of columns in them; the first ones tell by which separator


class TextFile:
    """The text of a received file, line by line; it is decoded anew on every pass, so it is never whole in memory."""

    def __init__(self, content: bytes) -> None:
        """Find out the encoding. Raises FileRejected."""
        self._content = content
        self._encoding = encoding_of(content)
        self.stated_separator = self._stated_separator()

    def records(self, separator: str) -> Iterator[list[str]]:
        """The records; a quoted cell may hold line ends. Raises FileRejected for quotes that do not match."""
        return records(self.lines(separator), separator)

    def lines(self, separator: str) -> Iterator[str]:
        """The lines as they are. Raises FileRejected for a line of too many cells."""
        lines = self._all_lines()
        if self.stated_separator is not None:
            next(lines)
        for number, line in enumerate(lines, start=1):
            if len(line) > MAX_COLUMNS and line.count(separator) >= MAX_COLUMNS:
                raise FileRejected("too_large", "columns", row=number, limit=MAX_COLUMNS)
            yield line

    def in_utf8(self) -> bytes | None:
        """All lines in UTF-8 without byte order mark; None where they end in more than one way."""
        content = self._content
        if self._encoding != "utf-8-sig":
            content = content.decode(self._encoding).encode()
        content = content.removeprefix(BOM_UTF8)
        if content.count(b"\r") != content.count(b"\r\n"):
            return None
        return content if self.stated_separator is None else content.partition(b"\n")[2]

    def may_hold(self, word: str) -> bool:
        """Whether a word of plain letters stands anywhere, in any case. It costs a hundredth of reading the lines."""
        lowered = self._content.lower()
        return any(word.encode(encoding) in lowered for encoding in ("utf-8", "utf-16-le", "utf-16-be"))

    def _all_lines(self) -> Iterator[str]:
        return TextIOWrapper(BytesIO(self._content), encoding=self._encoding, newline="")

    def _stated_separator(self) -> str | None:
        """The separator of a first line "sep=;". A spreadsheet program does not count that line as a row."""
        first = next(self._all_lines(), "").strip("\r\n").strip('"').lower()
        return _SEPARATOR_LINES.get(first)


def read_text_file(content: bytes, file_name: str, limits: Limits) -> RawFile:
    """The tables of a text file. Raises FileRejected."""
    if not content.strip():
        raise FileRejected("no_table", "empty")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"%PDF", b"{\\rtf")):
        raise FileRejected("unreadable", "unknown_kind")
    file = TextFile(content)
    separator = _separator(file)
    if separator is None:
        _refuse_quotes_without_header(file)
        raise FileRejected("no_table", "no_header")
    if len(content) >= FEWEST_BYTES:
        raw = _read_in_columns(file, separator, file_name, limits)
        if raw is not None:
            return raw
    _check_row_count(file, separator, limits)
    return _read(file, separator, file_name)


@dataclass
class _Split:
    """Makes rows of cells of records; `was_quoted_whole`: one of them was a whole line between quotes."""

    separator: str
    was_quoted_whole: bool = False

    def __call__(self, records: Iterable[tuple[int, list[str]]]) -> list[GridRow]:
        """The rows of numbered records."""
        cache = CellCache()
        rows: list[GridRow] = []
        last: list[str] | None = None
        for number, record in records:
            if record == last:  # dragged down: rows that are alike share their cells
                rows.append((number, rows[-1][1]))
                continue
            last = record
            texts = split_line(record[0], self.separator) if len(record) == 1 else None
            self.was_quoted_whole = self.was_quoted_whole or texts is not None
            rows.append((number, tuple([cache.cell(text) for text in texts or record])))
        return rows


def _read_in_columns(file: TextFile, separator: str, file_name: str, limits: Limits) -> RawFile | None:
    """A file that holds nothing but one table in order; None where it has to be read row by row."""
    content, header = file.in_utf8(), best_header(_first_rows(file, separator))
    if content is None or header is None:
        return None
    split = _Split(separator)
    read = read_in_columns(content, separator, header, split, row_limit=limits.row_count)
    return None if read is None else _raw_file(file, file_name, read.found, read.sheet, split)


def _read(file: TextFile, separator: str, file_name: str) -> RawFile:
    split = _Split(separator)
    rows = split(enumerate(file.records(separator), start=1))
    found = read_grid(rows, None, separator=separator)
    if not found.has_names:
        found = read_without_names(rows, None)
        if not found.tables and not found.refused:
            _refuse_quotes_without_header(file)
        found.notes = [Note("one_column"), *found.notes] if found.tables else found.notes
    _refuse_rows_in_cells(rows, found, separator)
    if not any(table.rows for table in found.tables):
        raise _nothing_read(found)
    return _raw_file(file, file_name, found, rows, split)


def _raw_file(file: TextFile, file_name: str, found: Found, rows: Sequence[GridRow], split: _Split) -> RawFile:
    notes = [Note("separator_line")] if file.stated_separator is not None else []
    notes += [Note("one_column")] if split.was_quoted_whole else []
    tables = in_order_of_format(found.tables)
    sheets = (RawSheet(None, rows),)
    return RawFile(file_name, tables, (*notes, *found.notes, *notes_of(tables)), sheets, tuple(found.refused))


def _nothing_read(found: Found) -> FileRejected:
    if complaints := [*found.refused, *(() if found.tables else found.nearly)]:
        return together(complaints)
    return FileRejected("no_table", "no_rows" if found.tables else "no_header")


def _separator(file: TextFile) -> str | None:
    """The separator by which the names of columns are the most of a table; None where there are no names."""
    candidates = (file.stated_separator,) if file.stated_separator is not None else _SEPARATORS
    first = {separator: _first_rows(file, separator) for separator in candidates}
    headers = {separator: best_header(rows) for separator, rows in first.items()}
    if not any(header is not None and header.is_complete for header in headers.values()):
        named = _rows_of_names(file, candidates)
        headers = {separator: best_header([*first[separator], *named[separator]]) for separator in candidates}
    ranks = {separator: header.rank for separator, header in headers.items() if header is not None}
    if ranks:
        return max(ranks, key=lambda separator: ranks[separator])
    return next((separator for separator, rows in first.items() if may_hold_names(rows)), None)


def _rows_of_names(file: TextFile, separators: Sequence[str]) -> dict[str, list[GridRow]]:
    """By separator, the lines anywhere in the file that hold names of columns: much may be explained above them."""
    scan = NameScan()
    found: dict[str, list[GridRow]] = {separator: [] for separator in separators}
    if not all(map(file.may_hold, _WORDS_OF_THE_KEY)):
        return found
    for line in file.lines(separators[0]):
        folded = line.casefold()
        if not all(word in folded for word in _WORDS_OF_THE_KEY):
            continue
        for separator, rows in found.items():
            texts = [text.strip().strip('"') for text in line.split(separator)]
            if len(rows) < _MOST_LINES and sum(map(scan.is_name, texts)) >= FEWEST_NAMES:
                rows.append((0, [cell_of(text) for text in texts]))
    return found


def _check_row_count(file: TextFile, separator: str, limits: Limits) -> None:
    """A first pass that keeps nothing: quotes that do not match, and too many rows."""
    row_count = -1  # one of them holds the names
    for record in file.records(separator):
        if any(record):
            row_count += 1
            if row_count > limits.row_count:
                raise FileRejected("too_large", "rows", limit=limits.row_count)


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


def _refuse_rows_in_cells(rows: Sequence[GridRow], found: Found, separator: str) -> None:
    """Raises FileRejected when a quoted cell holds rows of a table that was found, or the columns of another."""
    for number, cells in rows:
        if any("\n" in cell.written or "\r" in cell.written for cell in cells):
            record = [cell.written for cell in cells]
            _refuse_header_in_a_cell(record, separator, row=number)
            for header in found.headers:
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
    """Raises FileRejected when a quote that stands open above a header has taken it in."""
    for text in record:
        if "\n" in text or "\r" in text:
            lines = [
                [cell_of(cell) for cell in line.split(separator)] for line in text.splitlines()[:_SEARCHED_RECORDS]
            ]
            header = best_header(enumerate(lines, start=1))
            if header is not None and header.is_complete:
                raise FileRejected("unclosed_quote", "rows", row=row)
