"""What the XML of an XLSX says that calamine does not: errors, formulas without a value, extent, 1904.

Not seen: whether the value beside a formula is still right. A program that cannot calculate may write 0 there.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipelines.format.raw import FileRejected, Limits
from pipelines.reading.tables.cell_values import cell_error, formula_without_value
from pipelines.reading.tables.sheet_facts import SheetFacts, check_text_volume
from pipelines.reading.unpacking.archive import MAX_UNPACKED_BYTES
from pipelines.reading.unpacking.workbook_safety import refuse_linking_formula
from pipelines.reading.unpacking.xml_parts import local, stream, tree

WORKBOOK_PART: Final = "xl/workbook.xml"
_RELATIONSHIPS_PART: Final = "xl/_rels/workbook.xml.rels"
_STRINGS_PART: Final = "xl/sharedStrings.xml"
_TITLE_ROWS: Final = 1_000  # a table may begin far down; the exact count is made when all rows are gone through


@dataclass(frozen=True)
class XlsxParts:
    """Facts of the sheets by name, and whether dates count from 1904."""

    sheets: Mapping[str, SheetFacts]
    uses_1904: bool


def inspect_xlsx(parts: Mapping[str, bytes], limits: Limits) -> XlsxParts:
    """Look through the parts of an XLSX before its values are read. Raises FileRejected."""
    workbook = tree(parts[WORKBOOK_PART])
    targets = {
        relationship.get("Id", ""): _part_name(relationship.get("Target", ""))
        for relationship in (tree(parts[_RELATIONSHIPS_PART]) if _RELATIONSHIPS_PART in parts else [])
    }
    text_lengths = _shared_text_lengths(parts)
    sheets: dict[str, SheetFacts] = {}
    uses_1904 = False
    for element in workbook.iter():
        kind = local(element.tag)
        if kind == "workbookPr":
            uses_1904 = element.get("date1904", "").casefold() in ("1", "true", "on")
        elif kind == "definedName" and element.text:
            refuse_linking_formula(element.text)
        elif kind == "sheet":
            name = element.get("name", "")
            part = targets.get(next((value for key, value in element.items() if local(key) == "id"), ""), "")
            if part in parts:
                sheets[name] = _sheet_facts(name, parts[part], limits, text_lengths)
    return XlsxParts(sheets, uses_1904)


def _part_name(target: str) -> str:
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target))


def _shared_text_lengths(parts: Mapping[str, bytes]) -> list[int]:
    """The number of characters of each shared text."""
    lengths: list[int] = []
    pieces: list[str] = []

    def on_start(name: str, _: dict[str, str]) -> None:
        if local(name) == "si":
            pieces.clear()

    def on_end(name: str) -> None:
        if local(name) == "si":
            lengths.append(sum(map(len, pieces)))

    if _STRINGS_PART in parts:
        stream(parts[_STRINGS_PART], on_start, EndElementHandler=on_end, CharacterDataHandler=pieces.append)
    return lengths


def _sheet_facts(name: str, data: bytes, limits: Limits, text_lengths: list[int]) -> SheetFacts:
    _refuse_long_tail(data, limits)
    facts = SheetFacts(name)
    scan = _SheetScan(facts)
    stream(data, scan.on_start)
    facts.check_extent(limits)
    may_be_too_much = scan.shared_text_count * max(text_lengths, default=0) > MAX_UNPACKED_BYTES
    if scan.has_formulas_or_errors or may_be_too_much:
        closer = _CloserScan(facts, text_lengths)
        stream(data, closer.on_start, EndElementHandler=closer.on_end, CharacterDataHandler=closer.on_text)
        check_text_volume(closer.text_volume)
    return facts


def _refuse_long_tail(data: bytes, limits: Limits) -> None:
    """A sheet far too long is seen at its last row, without going through all the rows before it."""
    tail = data[data.rfind(b"<row ") :]
    match = re.match(rb'<row [^>]*?\br="(\d{1,9})"', tail)
    if match and b"<v>" in tail and int(match[1]) > limits.row_count + _TITLE_ROWS:
        raise FileRejected("too_large", "rows", limit=limits.row_count)


class _SheetScan:
    """Where cells hold something. Only start tags are looked at, because a sheet may have a million cells."""

    def __init__(self, facts: SheetFacts) -> None:
        """Begin at the top of a sheet."""
        self.facts = facts
        self.has_formulas_or_errors = False
        self.shared_text_count = 0
        self.row = self.column = -1

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: a row, a cell, its value or its formula; how far the sheet reaches follows from these."""
        if ":" in name:
            name = local(name)
        if name == "v" or name == "is":
            self.facts.reach(self.row, self.column)
        elif name == "c":
            self._cell(attributes)
        elif name == "row":
            self.row = _number(attributes.get("r"), self.row + 2) - 1
            self.column = -1
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

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if last:
            self.facts.merges.append((*_position(first), *_position(last)))


class _CloserScan:
    """Cells that hold an error, formulas of which the result is not in the file, and how much text cells repeat."""

    def __init__(self, facts: SheetFacts, text_lengths: list[int]) -> None:
        """Begin at the top of a sheet."""
        self.facts = facts
        self.text_lengths = text_lengths
        self.text_volume = 0
        self.row = self.column = -1
        self.kind: str | None = None
        self.formula: str | None = None
        self.value: str | None = None
        self.inside: str | None = None

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
            elif self.formula is not None and not self.value and (self.kind != "str" or self.value is None):
                # of kind "str" with an empty value the result is known: an empty text
                self.facts.overlays[place] = formula_without_value(self.formula)


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
