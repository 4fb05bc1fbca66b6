"""An ODS before its values are read: what its XML says that calamine does not, its extent, macros and links."""

import re
from collections.abc import Mapping
from typing import Final

from pipelines.format.raw import FileRejected, Limits
from pipelines.reading.kinds.first_bytes import ODS_MIME_TYPE
from pipelines.reading.kinds.ods_cell import can_calculate, overlay
from pipelines.reading.tables.sheet_facts import MAX_COLUMNS, SheetFacts, check_text_volume
from pipelines.reading.tables.workbook import Workbook
from pipelines.reading.unpacking.archive import repack
from pipelines.reading.unpacking.package import Package
from pipelines.reading.unpacking.workbook_safety import MANIFEST_PART
from pipelines.reading.unpacking.xml_parts import in_utf_8, stream

_CONTENT_PART: Final = "content.xml"
_OTHER_PARTS: Final = ("meta.xml", "styles.xml")  # may hold links and scripts; the first names who wrote the file
_LINK_ELEMENTS: Final = frozenset(
    ["table:table-source", "table:cell-range-source", "table:dde-link", "office:dde-source", "form:connection-resource"]
)
_HIDDEN: Final = ("collapse", "filter")  # by a person, by a filter
_MACRO_ELEMENTS: Final = frozenset(["script:event-listener", "ooo:module", "ooo:source-code"])
_INLINE: Final = frozenset(["text:span", "text:a", "text:s", "text:tab", "text:line-break", "text:ruby-base"])
_OUTSIDE: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|/|\.\./\.\./)", re.IGNORECASE)


def is_ods(package: Package) -> bool:
    """Whether a package is an ODS, or a template of one, by its own word."""
    stated = package.data("mimetype") or package.data(MANIFEST_PART)
    return package.find(_CONTENT_PART) is not None and ODS_MIME_TYPE in stated


def inspect_ods(package: Package, limits: Limits) -> Workbook:
    """Look through an ODS before its values are read. Raises FileRejected."""
    generator = ""
    for name in _OTHER_PARTS:
        if package.data(name):
            scan = _ContentScan(limits, generator)
            _go_through(package.data(name), scan)
            generator = scan.generator
    scan = _ContentScan(limits, generator)
    _go_through(package.data(_CONTENT_PART), scan)
    for facts in scan.sheets.values():
        facts.check_extent(limits)
    plain = {
        "mimetype": ODS_MIME_TYPE,
        MANIFEST_PART: b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        _CONTENT_PART: in_utf_8(package.data(_CONTENT_PART)),
    }
    return Workbook(repack(plain), scan.sheets)


def _go_through(data: bytes, scan: "_ContentScan") -> None:
    stream(data, scan.on_start, EndElementHandler=scan.on_end, CharacterDataHandler=scan.on_text)


class _ContentScan:
    """Goes through the sheets; rows and cells may be repeated, and count as often as they are."""

    def __init__(self, limits: Limits, generator: str) -> None:
        """Begin before the first sheet; `generator` is the program that wrote the file, as far as it is known."""
        self.limits = limits
        self.generator = generator
        self.sheets: dict[str, SheetFacts] = {}
        self.facts: SheetFacts | None = None
        self.depth = 0  # of tables: a table may stand inside a cell, and calamine does not go there
        self.row = self.column = 0
        self.row_repeats = 1
        self.is_row_hidden = False
        self.cell: dict[str, str] | None = None
        self.paragraphs: list[str] = []
        self.pieces: list[str] = []
        self.annotations = 0
        self.text_volume = 0

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: a table, a row, a cell, or what says that a file is not to be trusted."""
        if name not in _INLINE:
            self._flush()
        if name == "table:table":
            self._begin_table(attributes.get("table:name", ""))
        elif name == "table:table-row":
            self.row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self.column = 0
            self.is_row_hidden = attributes.get("table:visibility") in _HIDDEN
        elif name == "table:table-column":
            self._column(attributes)
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.cell = attributes
            self.paragraphs = []
        elif name == "office:annotation":
            self.annotations += 1
        elif name in _MACRO_ELEMENTS:
            raise FileRejected("unsafe_archive", "macro")
        elif name in _LINK_ELEMENTS:
            raise FileRejected("unsafe_archive", "external_link")
        if "xlink:href" in attributes:
            self._link(name, attributes["xlink:href"])

    def on_text(self, text: str) -> None:
        """A piece of the text of the element that was begun."""
        self.pieces.append(text)

    def on_end(self, name: str) -> None:
        """The end of an element."""
        if name in _INLINE:
            return
        text = self._flush()
        if name == "text:p" and self.cell is not None and not self.annotations:
            self.paragraphs.append(text)
        elif name == "office:annotation":
            self.annotations -= 1
        elif name == "meta:generator":
            self.generator = text.strip()
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif name == "table:table-row":
            if self.is_row_hidden and self.facts is not None:
                end = min(self.row + self.row_repeats, self.facts.last_row + 1)
                self.facts.hidden_rows.update(range(self.row, end))
            self.row += self.row_repeats
        elif name == "table:table":
            self.depth -= 1
            self.facts = None

    def _begin_table(self, name: str) -> None:
        self.depth += 1
        self.facts = SheetFacts(name)
        if self.depth == 1 and name not in self.sheets:
            self.sheets[name] = self.facts
        self.row = self.column = 0

    def _column(self, attributes: Mapping[str, str]) -> None:
        """What is said of a column, or of several alike, before the rows."""
        end = self.column + min(_repeats(attributes, "table:number-columns-repeated"), MAX_COLUMNS)
        if self.facts is not None and attributes.get("table:visibility") in _HIDDEN:
            self.facts.hidden_columns.update(range(self.column, end))
        self.column = end

    def _flush(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        return text

    def _link(self, element: str, target: str) -> None:
        """A hyperlink is text; a picture or object from outside the file is a link."""
        if element not in ("text:a", "draw:a", "form:button") and _OUTSIDE.match(target):
            raise FileRejected("unsafe_archive", "external_link")

    def _end_cell(self) -> None:
        attributes, self.cell = self.cell or {}, None
        repeats = _repeats(attributes, "table:number-columns-repeated")
        first, self.column = self.column, self.column + repeats
        text = "\n".join(self.paragraphs)
        has_value = "office:value-type" in attributes or "table:formula" in attributes or text != ""
        if self.facts is None or not has_value:
            return
        self.facts.reach(self.row, first)
        self.facts.reach(self.row + self.row_repeats - 1, first + repeats - 1)
        self.facts.check_extent(self.limits)
        self.text_volume += len(text) * repeats * self.row_repeats
        check_text_volume(self.text_volume)
        rows_spanned = _repeats(attributes, "table:number-rows-spanned")
        columns_spanned = _repeats(attributes, "table:number-columns-spanned")
        if rows_spanned > 1 or columns_spanned > 1:
            self.facts.merges.append((self.row, first, self.row + rows_spanned - 1, first + columns_spanned - 1))
        cell = overlay(attributes, text, is_calculated=can_calculate(self.generator))
        if cell is not None:
            for row in range(self.row, self.row + self.row_repeats):
                for column in range(first, first + repeats):
                    self.facts.overlays[row, column] = cell


def _repeats(attributes: Mapping[str, str], name: str) -> int:
    digits = attributes.get(name, "1")
    return max(1, int(digits)) if digits.isdecimal() and len(digits) < 10 else 1
