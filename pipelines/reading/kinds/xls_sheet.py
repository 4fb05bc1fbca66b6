"""The records of an XLS, and what those of a sheet say that calamine does not: errors, formulas, units, extent."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.format.raw import FileRejected, Limits
from pipelines.reading.tables.cell_values import cell_error, formula_without_value
from pipelines.reading.tables.number_formats import NumberFormat
from pipelines.reading.tables.sheet_facts import SheetFacts, check_text_volume

_COLUMN_INFO, _ROW = 0x007D, 0x0208
_END, _NOT_CALCULATED, _MULTIPLE_NUMBERS, _MERGES = 0x000A, 0x005E, 0x00BD, 0x00E5
_TEXT_CELL, _DIMENSIONS, _NUMBER, _BOOLEAN_OR_ERROR, _ONE_NUMBER, _BEGIN = (
    0x00FD,
    0x0200,
    0x0203,
    0x0205,
    0x027E,
    0x0809,
)
_FORMULAS: Final = frozenset([0x0006, 0x0206, 0x0406])
_OTHER_CELLS: Final = frozenset([0x00D6, _NUMBER, 0x0204, 0x0207, _ONE_NUMBER])
_CALCULATE_ON_OPENING: Final = 0x2  # flag of a formula: who wrote it did not calculate
_MAX_ROWS, _MAX_COLUMNS = 65_536, 256

_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


@dataclass(frozen=True)
class SheetReading:
    """What is to be known of the workbook to look through its sheets.

    `text_lengths`: of the shared texts. `formats`: those that may show another unit, by the number of a style.
    """

    limits: Limits
    text_lengths: Sequence[int]
    formats: Mapping[int, NumberFormat]


def records(stream: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record from a place on."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        end = start + 4 + length
        if end > len(stream):
            raise FileRejected("unreadable", "damaged")
        yield kind, stream[start + 4 : end]
        start = end


def sheet_facts(stream: bytes, sheets: Sequence[tuple[int, str]], reading: SheetReading) -> dict[str, SheetFacts]:
    """Look through the sheets that begin at these places. Raises FileRejected, or struct.error where it breaks off."""
    if len({place for place, _ in sheets}) < len(sheets):
        raise FileRejected("unreadable", "damaged")
    found: dict[str, SheetFacts] = {}
    left_bytes = 2 * len(stream)  # sheets do not overlap; if they did, reading them would never end
    text_volume = 0
    for place, name in sheets:
        scan = _SheetScan(SheetFacts(name), reading.formats)
        found[name] = scan.facts
        depth = 0
        for kind, data in records(stream, place):
            left_bytes -= len(data) + 4
            if left_bytes < 0:
                raise FileRejected("unreadable", "damaged")
            if kind == _BEGIN:
                depth += 1
            elif kind == _END:
                depth -= 1
                if depth <= 0:
                    break
            else:
                if kind == _TEXT_CELL:
                    text_volume += reading.text_lengths[struct.unpack_from("<I", data, 6)[0]]
                    check_text_volume(text_volume)
                scan.look_at(kind, data)
        scan.facts.check_extent(reading.limits)
    return found


class _SheetScan:
    """Takes the records of one sheet from first to last."""

    def __init__(self, facts: SheetFacts, formats: Mapping[int, NumberFormat]) -> None:
        """Begin at the top of a sheet."""
        self.facts = facts
        self.formats = formats
        self.is_calculated = True

    def look_at(self, kind: int, data: bytes) -> None:
        """One record of the sheet."""
        if kind in _FORMULAS:
            self._formula(data)
        elif kind == _BOOLEAN_OR_ERROR:
            place = self._reached(data)
            if data[7]:
                self.facts.overlays[place] = cell_error(_ERRORS.get(data[6], "#N/A"))
        elif kind == _TEXT_CELL or kind in _OTHER_CELLS:
            if kind != 0x0207:  # the text of the formula before it
                place = self._reached(data)
                if kind in (_NUMBER, _ONE_NUMBER):
                    self._number(place, struct.unpack_from("<H", data, 4)[0])
        elif kind == _MULTIPLE_NUMBERS:
            row, first_column = self._reached(data)
            last_column: int = struct.unpack_from("<H", data, len(data) - 2)[0]
            self._reach(row, last_column)
            for column in range(first_column, last_column + 1) if self.formats else ():
                self._number((row, column), struct.unpack_from("<H", data, 4 + 6 * (column - first_column))[0])
        elif kind == _ROW:
            if len(data) >= 14 and data[12] & 0x20:
                self.facts.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind == _COLUMN_INFO:
            first, last = struct.unpack_from("<HH", data)
            if len(data) >= 10 and data[8] & 0x01:
                self.facts.hidden_columns.update(range(first, min(last, _MAX_COLUMNS) + 1))
        elif kind == _NOT_CALCULATED:
            self.is_calculated = False
        elif kind == _DIMENSIONS:
            _check_dimensions(data)
        elif kind == _MERGES:
            for number in range(struct.unpack_from("<H", data)[0]):
                first_row, last_row, first_column, last_column = struct.unpack_from("<4H", data, 2 + 8 * number)
                self.facts.merges.append((first_row, first_column, last_row, last_column))

    def _formula(self, data: bytes) -> None:
        place = self._reached(data)
        if data[12:14] != b"\xff\xff":  # a number
            result, flags = struct.unpack_from("<dH", data, 6)
            if result == 0 and (flags & _CALCULATE_ON_OPENING or not self.is_calculated):
                self.facts.overlays[place] = formula_without_value("=…")
            else:
                self._number(place, struct.unpack_from("<H", data, 4)[0])
        elif data[6] == 2:
            self.facts.overlays[place] = cell_error(_ERRORS.get(data[8], "#N/A"))
        elif data[6] == 3:
            self.facts.overlays[place] = formula_without_value("=…")

    def _number(self, place: tuple[int, int], style: int) -> None:
        number_format = self.formats.get(style)
        if number_format is not None:
            self.facts.shown[place] = number_format.shown

    def _reached(self, data: bytes) -> tuple[int, int]:
        row, column = struct.unpack_from("<HH", data)
        self._reach(row, column)
        return row, column

    def _reach(self, row: int, column: int) -> None:
        if column >= _MAX_COLUMNS:
            raise FileRejected("unreadable", "damaged")
        self.facts.reach(row, column)


def _check_dimensions(data: bytes) -> None:
    """calamine reserves what is claimed here, and a claim that ends before it begins brings the process down."""
    first_row, rows, first_column, columns = struct.unpack_from("<4H" if len(data) < 14 else "<IIHH", data)
    if not (first_row <= rows <= _MAX_ROWS and first_column <= columns <= _MAX_COLUMNS):
        raise FileRejected("unreadable", "damaged")
