"""What was kept of received files by earlier releases, as it is kept now: cells, without rows with personal data."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from domain.municipalities import Register
from pipelines.format.raw import COMMAND_LINE_LIMITS, Cell, FileRejected, RawFile, RawSheet
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.normalise import normalised
from pipelines.normalising.personal_data import (
    holds_beside_header,
    holds_personal_data,
    is_of_organisations,
    says_bsn,
)
from pipelines.reading.received_file import read_file
from pipelines.receipt.archiving import ArchivedCells, archived_cells
from pipelines.receipt.sheet_columns import AMOUNTS


def cells_of_container(
    content: bytes, file_name: str, words: Vocabulary, register: Register, *, today: date
) -> ArchivedCells:
    """The cells of a file that was archived as it was received. Raises FileRejected when it is not read any more."""
    row_put_right = _row_put_right(content)
    if row_put_right is not None:
        return archived_cells(row_put_right, [])
    raw = read_file(content, file_name, limits=COMMAND_LINE_LIMITS)
    return archived_cells(raw, normalised(raw.tables, words, register, today=today))


def _row_put_right(content: bytes) -> RawFile | None:
    """A refused row that was taken in with its cells changed was archived as one line of JSON."""
    if not content.startswith(b'{"cells":{'):
        return None
    try:
        cells: dict[str, str] = json.loads(content)["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise FileRejected("unreadable", "damaged") from error
    rows = [(number, [Cell(text, None, text) for text in texts]) for number, texts in ((1, cells), (2, cells.values()))]
    return RawFile("", (), (), (RawSheet(None, rows),))


def rows_looked_at_again(content: bytes) -> ArchivedCells:
    """Rows or cells that were archived without personal data, looked at with all spellings that are known now."""
    kept: list[str] = []
    held_back_count = 0
    headers: dict[str, str] = {}
    for line in content.decode("utf-8").splitlines():
        written: dict[str, Any] = json.loads(line)
        if "cells" not in written:
            headers = {}
            kept.append(line)
        elif _holds_personal_data(written["cells"], headers):
            held_back_count += 1
        else:
            kept.append(line)
            headers |= _headers_in(written["cells"])
    return ArchivedCells("".join(f"{line}\n" for line in kept).encode(), held_back_count)


def _holds_personal_data(cells: Mapping[str, object], headers: Mapping[str, str]) -> bool:
    """Of cells by letter the header was seen above; in archives of release 0.1.0 they go by the name of the column."""
    for at, text in _texts(cells):
        header = headers.get(at, at)
        if header in AMOUNTS:
            found = holds_personal_data(text, is_number_column=True)
        elif is_of_organisations(header) or says_bsn(header):
            found = holds_beside_header(header, text)
        else:
            found = holds_personal_data(text)
        if found:
            return True
    return False


def _texts(cells: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The texts and numbers of a row with where they stand."""
    for at, value in cells.items():
        if isinstance(value, dict):
            yield from ((at, str(text)) for kind, text in value.items() if kind != "date")
        elif value is not None and not isinstance(value, bool):
            yield at, f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _headers_in(cells: Mapping[str, object]) -> dict[str, str]:
    headers = {at: text.strip().casefold() for at, text in cells.items() if isinstance(text, str)}
    return {at: text for at, text in headers.items() if text in AMOUNTS or is_of_organisations(text) or says_bsn(text)}
