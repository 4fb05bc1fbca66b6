"""The records of a text file with separators, and what is wrong with its quotes: open, stray, or around whole rows."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipelines.format.columns import MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN
from pipelines.format.raw import FileRejected
from pipelines.reading.tables.headers import Header, column_letters

MAX_CELL_CHARACTERS: Final = 1_000_000  # 4 MB in memory; a shorter text that is too long is refused with its row alone
csv.field_size_limit(MAX_CELL_CHARACTERS)  # by default 131,072, which a pasted document reaches

_DATE: Final = re.compile(r"\s*(?:\d{1,4}[-/. ]\s?(?:\d{1,2}|[a-z]{3,9}\.?)[-/. ]\s?\d{1,4}|\d{5})\s*", re.IGNORECASE)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class _Lines:
    """Hands out lines, and knows which were handed out since the last record was complete."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Begin before the first line."""
        self._lines = lines
        self.taken = 0
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken += 1
            self.last = line
            yield line


def records(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    """The records of a text; a quoted cell may hold line ends and separators.

    Raises FileRejected with the number of the record: unclosed_quote, or too_large for a text that has no end.
    """
    source = _Lines(lines)
    row = 1
    try:
        for record in csv.reader(source, delimiter=separator, strict=True):
            yield record
            source.taken = 0
            row += 1
    except csv.Error as error:
        raise _complaint(str(error), source, separator, row=row) from error


def refuse_rows_in_a_cell(record: Sequence[str], header: Header, separator: str, *, row: int) -> None:
    """Raises FileRejected when a quoted cell of a record holds rows: two quotes that stand open look like one cell.

    Rows they are when the record, taken apart at its line ends, gives rows as wide as the header with a municipality
    and a date where the header has them. A note of several lines with some separators in it does not.
    """
    for position, text in enumerate(record):
        if "\n" not in text and "\r" not in text:
            continue
        first, *lines = (line.split(separator) for line in _LINE_END.split(text))
        between, last = lines[:-1], lines[-1]
        ends = ([*record[:position], *first], [*last, *record[position + 1 :]])
        if any(_is_row(cells, header) for cells in between) or all(_is_row(cells, header) for cells in ends):
            raise FileRejected("unclosed_quote", "rows", row=row)


def _is_row(cells: Sequence[str], header: Header) -> bool:
    if len(cells) < header.width:
        return False
    named = [cells[position] for position, name in header.columns.items() if name in MUNICIPALITY_COLUMNS]
    dates = [cells[position] for position, name in header.columns.items() if name == REPORTING_DATE_COLUMN]
    return any(text.strip() for text in named) and any(_DATE.fullmatch(text) for text in dates)


def _complaint(error: str, source: _Lines, separator: str, *, row: int) -> FileRejected:
    """What was found, in our words: the words of the csv module are the only sign of what it stumbled over."""
    if error.startswith("field larger") and source.taken == 1:
        cells = source.last.split(separator)
        longest = max(range(len(cells)), key=lambda position: len(cells[position]))
        return FileRejected(
            "too_large", "cell", row=row, column=column_letters(longest), limit=MAX_CELL_CHARACTERS
        )  # fmt: skip
    is_stray = "expected after" in error and source.taken == 1
    return FileRejected("unclosed_quote", "stray" if is_stray else "open", row=row)
