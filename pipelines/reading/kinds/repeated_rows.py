"""Rows of an XLSX that are dragged down are read once: 190,000 alike would take 100 MB to lay out.

Of a long run of rows that differ in nothing but their number, the first stays in the XML that is read; the numbers of
the others are kept, and they get the cells of the first. Rows with formulas or errors stay as they are.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipelines.reading.tables.sheet_facts import Repeat
from pipelines.reading.unpacking.archive import MAX_UNPACKED_BYTES

FEWEST_ROWS: Final = 500  # fewer cost nothing
_ROW: Final = re.compile(rb'<row r="([0-9]{1,7})"([^>]*)>(.*?)</row>', re.DOTALL)
_PLACE: Final = re.compile(rb'( r="[A-Z]{1,3})[0-9]{1,7}"')
_NOT_TO_TOUCH: Final = (b"<f", b't="e"', b"hidden", b"<![CDATA[", b"<row")


class _Run(NamedTuple):
    repeat: Repeat
    start: int  # where the rows that are taken out begin and end in the XML
    end: int


def without_repeats(data: bytes, *, longest_text: int) -> tuple[bytes, list[Repeat]]:
    """The XML of a sheet made shorter, and what was taken out of it.

    `longest_text`: of the shared texts; a long one in many cells is counted and refused elsewhere, cell by cell.
    """
    row_count = data.count(b"<row ")
    if row_count < FEWEST_ROWS or row_count * longest_text > MAX_UNPACKED_BYTES:
        return data, []
    runs = [run for run in _runs(data) if run.repeat.last - run.repeat.first + 1 >= FEWEST_ROWS]
    return (_cut(data, runs) if runs else data), [run.repeat for run in runs]


def _cut(data: bytes, runs: list[_Run]) -> bytes:
    kept: list[bytes] = []
    place = 0
    for run in runs:
        kept.append(data[place : run.start])
        place = run.end
    return b"".join([*kept, data[place:]])


def _runs(data: bytes) -> Iterator[_Run]:
    """Rows under one another that are alike and touch, from the second one on."""
    like: tuple[bytes, bytes] | None = None
    run: _Run | None = None
    number = end = -1
    for match in _ROW.finditer(data):
        row = int(match[1]) - 1
        content = (match[2], _PLACE.sub(rb'\1"', match[3]))
        if content == like and row == number + 1 and match.start() == end:
            first = run.repeat if run else Repeat(number, row, row)
            run = _Run(first._replace(last=row), run.start if run else match.start(), match.end())
        else:
            if run:
                yield run
            run, like = None, None if any(mark in match[0][4:] for mark in _NOT_TO_TOUCH) else content
        number, end = row, match.end()
    if run:
        yield run
