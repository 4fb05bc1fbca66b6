"""What the XML of one sheet of an XLSX says that calamine does not: errors, formulas without a value, units, extent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipelines.format.raw import FileRejected, Limits
from pipelines.reading.kinds.repeated_rows import without_repeats
from pipelines.reading.tables.cell_values import cell_error, formula_without_value
from pipelines.reading.tables.number_formats import NumberFormat
from pipelines.reading.tables.sheet_facts import MAX_COLUMNS, SheetFacts, check_text_volume
from pipelines.reading.unpacking.archive import MAX_UNPACKED_BYTES
from pipelines.reading.unpacking.workbook_safety import refuse_linking_formula
from pipelines.reading.unpacking.xml_parts import local, stream

_ZERO: Final = re.compile(r"\s*[-+]?0*\.?0*(?:[eE][-+]?\d+)?\s*")
_MAX_ARRAYS: Final = 1_000  # of more, every 0 counts as filled by one: to look each up would take too long
_TRUE: Final = ("1", "true")
_TITLE_ROWS: Final = 1_000  # a table may begin far down; the exact count is made when all rows are gone through


@dataclass(frozen=True)
class SheetReading:
    """What is to be known of the workbook to look through a sheet.

    `text_lengths`: of the shared texts. `formats`: those that may show another unit, by style. `is_to_be_calculated`:
    who wrote it says that the formulas are still to be calculated; a 0 beside one is no result then.
    """

    limits: Limits
    text_lengths: Sequence[int]
    formats: Mapping[str, NumberFormat]
    is_to_be_calculated: bool


def sheet_facts(name: str, data: bytes, reading: SheetReading) -> tuple[SheetFacts, bytes]:
    """Look through a sheet: what is known of it, and its XML without the rows that repeat one. Raises FileRejected."""
    _refuse_long_tail(data, reading.limits)
    data, repeats = without_repeats(data, longest_text=max(reading.text_lengths, default=0))
    facts = SheetFacts(name)
    scan = _SheetScan(facts, reading.formats)
    stream(data, scan.on_start)
    facts.check_extent(reading.limits)
    may_be_too_much = scan.shared_text_count * max(reading.text_lengths, default=0) > MAX_UNPACKED_BYTES
    if scan.has_formulas_or_errors or may_be_too_much:
        closer = _CloserScan(facts, reading)
        stream(data, closer.on_start, EndElementHandler=closer.on_end, CharacterDataHandler=closer.on_text)
        check_text_volume(closer.text_volume)
    facts.repeat(repeats)
    return facts, data


def _refuse_long_tail(data: bytes, limits: Limits) -> None:
    """A sheet far too long is seen at its last row, without going through all the rows before it."""
    tail = data[data.rfind(b"<row ") :]
    match = re.match(rb'<row [^>]*?\br="(\d{1,9})"', tail)
    if match and b"<v>" in tail and int(match[1]) > limits.row_count + _TITLE_ROWS:
        raise FileRejected("too_large", "rows", limit=limits.row_count)


class _SheetScan:
    """Where cells hold something. Only start tags are looked at, because a sheet may have a million cells."""

    def __init__(self, facts: SheetFacts, formats: Mapping[str, NumberFormat]) -> None:
        """Begin at the top of a sheet."""
        self.facts = facts
        self.formats = formats
        self.format: NumberFormat | None = None
        self.has_formulas_or_errors = False
        self.shared_text_count = 0
        self.row = self.column = -1

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: a row, a cell, its value or its formula; how far the sheet reaches follows from these."""
        if ":" in name:
            name = local(name)
        if name == "v" or name == "is":
            self.facts.reach(self.row, self.column)
            if self.format is not None:
                self.facts.shown[self.row, self.column] = self.format.shown
        elif name == "c":
            self._cell(attributes)
        elif name == "row":
            self.row = _number(attributes.get("r"), self.row + 2) - 1
            self.column = -1
            if attributes.get("hidden") in _TRUE:
                self.facts.hidden_rows.add(self.row)
        elif name == "col":
            if attributes.get("hidden") in _TRUE:
                first, last = (_number(attributes.get(name), 0) for name in ("min", "max"))
                self.facts.hidden_columns.update(range(first - 1, min(last, MAX_COLUMNS)))
        elif name == "f":
            self.has_formulas_or_errors = True
            self.facts.reach(self.row, self.column)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
        else:
            self.row, self.column = _position(reference)
        kind = attributes.get("t")
        if kind == "s":
            self.shared_text_count += 1
        elif kind == "e":
            self.has_formulas_or_errors = True
        if self.formats:
            self.format = self.formats.get(attributes.get("s", "0"))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if last:
            self.facts.merges.append((*_position(first), *_position(last)))


class _CloserScan:
    """Cells that hold an error, formulas of which the result is not in the file, and how much text cells repeat."""

    def __init__(self, facts: SheetFacts, reading: SheetReading) -> None:
        """Begin at the top of a sheet."""
        self.facts = facts
        self.text_lengths = reading.text_lengths
        self.is_to_be_calculated = reading.is_to_be_calculated
        self.text_volume = 0
        self.row = self.column = -1
        self.kind: str | None = None
        self.formula: str | None = None
        self.value: str | None = None
        self.inside: str | None = None
        self.arrays: list[tuple[int, int, int, int]] = []  # cells that one formula fills

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: a row, a cell, its value or its formula; what stands inside follows in `on_text`."""
        name = local(name)
        if name == "row":
            self.row = _number(attributes.get("r"), self.row + 2) - 1
            self.column = -1
        elif name == "c":
            reference = attributes.get("r")
            if reference is None:
                self.column += 1
            else:
                self.row, self.column = _position(reference)
            self.kind = attributes.get("t")
            self.formula = self.value = None
        elif name == "f":
            self.inside, self.formula = "f", ""
            first, _, last = attributes.get("ref", "").partition(":")
            if last and attributes.get("t") == "array":
                self.arrays.append((*_position(first), *_position(last)))
        elif name == "v":
            self.inside, self.value = "v", ""

    def on_text(self, text: str) -> None:
        """A piece of the value or of the formula that was begun."""
        if self.inside == "f":
            self.formula = (self.formula or "") + text
        elif self.inside == "v":
            self.value = (self.value or "") + text

    def on_end(self, name: str) -> None:
        """The end of an element; at the end of a cell everything about it is known."""
        name = local(name)
        if name in ("f", "v"):
            self.inside = None
        elif name == "c":
            place = (self.row, self.column)
            if self.formula is not None:
                refuse_linking_formula(self.formula)
            if self.kind == "s":
                number = _number(self.value, -1)
                self.text_volume += self.text_lengths[number] if 0 <= number < len(self.text_lengths) else 0
            elif self.kind == "e":
                self.facts.overlays[place] = cell_error(self.value or "#N/A")
            elif not self._is_calculated(place):
                self.facts.overlays[place] = formula_without_value(self.formula or "…")

    def _is_calculated(self, place: tuple[int, int]) -> bool:
        """Whether a value is no formula's, or the result of one.

        Programs that cannot calculate write no value, or a 0 and the wish that whoever opens the file calculates; a 0
        without that wish is a result. Of kind "str" an empty value is one too: an empty text.
        """
        if self.formula is not None and not self.value:
            return self.kind == "str" and self.value is not None
        may_be_unknown = self.is_to_be_calculated and self.kind in (None, "n") and _is_zero(self.value or "1")
        return not (may_be_unknown and (self.formula is not None or self._is_filled(place)))

    def _is_filled(self, place: tuple[int, int]) -> bool:
        """Whether the formula of another cell fills this one."""
        row, column = place
        return len(self.arrays) > _MAX_ARRAYS or any(
            first_row <= row <= last_row and first_column <= column <= last_column
            for first_row, first_column, last_row, last_column in self.arrays
        )


def _is_zero(written: str) -> bool:
    return _ZERO.fullmatch(written) is not None


def _position(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a reference like "B7"."""
    letters = reference.rstrip("0123456789")
    return _number(reference[len(letters) :], 0) - 1, _column(letters)


@cache
def _column(letters: str) -> int:
    if not letters.isalpha() or not letters.isascii() or len(letters) > 3:
        raise FileRejected("unreadable", "damaged")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def _number(digits: str | None, otherwise: int) -> int:
    return int(digits) if digits is not None and digits.isdecimal() and len(digits) < 10 else otherwise
