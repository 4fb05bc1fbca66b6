"""An XLSX before its values are read: where its parts are, what they say, and a plain package of them for calamine.

calamine looks for parts under the names that Excel gives them, and finds nothing, without a word, where another program
wrote other names, prefixes or encodings. So what the relationships lead to is packed anew under those names.
"""

import posixpath
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405 # a type; what is read goes through defusedxml
from xml.sax.saxutils import quoteattr  # nosec B406 # writes, and reads nothing

from pipelines.format.raw import FileRejected, Limits
from pipelines.reading.kinds.xlsx_sheet import SheetReading, sheet_facts
from pipelines.reading.tables.number_formats import PERCENTAGES, NumberFormat
from pipelines.reading.tables.sheet_facts import SheetFacts
from pipelines.reading.tables.workbook import Workbook
from pipelines.reading.unpacking.archive import repack
from pipelines.reading.unpacking.package import Package
from pipelines.reading.unpacking.workbook_safety import refuse_linking_formula
from pipelines.reading.unpacking.xml_parts import in_utf_8, local, stream, tree

_TRUE: Final = ("1", "true", "on")
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"


@dataclass
class _Book:
    """What the workbook part says: its sheets with the key of their part, and how dates and formulas stand."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])  # name, state, key
    uses_1904: bool = False
    is_to_be_calculated: bool = False


def inspect_xlsx(package: Package, workbook_part: str, limits: Limits) -> Workbook:
    """Look through an XLSX before its values are read. Raises FileRejected."""
    book = _book(tree(package.parts[workbook_part]))
    related = {found.key: found for found in package.related(workbook_part) if not found.is_external}
    strings = _part(package, workbook_part, "sharedstrings", "sharedStrings.xml")
    styles = _part(package, workbook_part, "styles", "styles.xml")
    reading = SheetReading(limits, _shared_text_lengths(strings), _formats(styles), book.is_to_be_calculated)
    facts: dict[str, SheetFacts] = {}
    sheets: list[tuple[str, str, bytes]] = []
    for name, state, key in book.sheets:
        target = related.get(key)
        if target is not None and target.kind != "worksheet":
            continue  # a sheet with a chart alone
        part = None if target is None else package.find(target.target)
        if part is None or name in facts:
            raise FileRejected("unreadable", "damaged")
        facts[name], data = sheet_facts(name, package.parts[part], reading)
        sheets.append((name, state, data))
    return Workbook(repack(_plain_package(sheets, strings, styles, uses_1904=book.uses_1904)), facts, book.uses_1904)


def _book(workbook: Element) -> _Book:
    book = _Book()
    for element in workbook.iter():
        kind = local(element.tag)
        if kind == "workbookPr":
            book.uses_1904 = element.get("date1904", "").casefold() in _TRUE
        elif kind == "calcPr":
            # who wrote the file did not calculate: Excel and LibreOffice leave these out of what they saved
            is_complete = element.get("calcCompleted", "1").casefold() in _TRUE
            book.is_to_be_calculated = element.get("fullCalcOnLoad", "").casefold() in _TRUE or not is_complete
        elif kind == "definedName" and element.text:
            refuse_linking_formula(element.text)
        elif kind == "sheets":
            book.sheets += [_sheet(sheet) for sheet in element if local(sheet.tag) == "sheet"]
    return book


def _sheet(element: Element) -> tuple[str, str, str]:
    key = next((value for name, value in element.items() if local(name) == "id"), "")
    return element.get("name", ""), element.get("state", "visible"), key


def _part(package: Package, workbook_part: str, kind: str, usual_name: str) -> bytes:
    """A part that belongs to the workbook; empty when there is none."""
    for found in package.related(workbook_part):
        if found.kind == kind and not found.is_external:
            return package.data(found.target)
    return package.data(posixpath.join(posixpath.dirname(workbook_part), usual_name))


def _shared_text_lengths(strings: bytes) -> list[int]:
    """The number of characters of each shared text."""
    lengths: list[int] = []
    pieces: list[str] = []

    def on_start(name: str, _: dict[str, str]) -> None:
        if local(name) == "si":
            pieces.clear()

    def on_end(name: str) -> None:
        if local(name) == "si":
            lengths.append(sum(map(len, pieces)))

    if strings:
        stream(strings, on_start, EndElementHandler=on_end, CharacterDataHandler=pieces.append)
    return lengths


def _formats(styles: bytes) -> dict[str, NumberFormat]:
    """The formats that may show another unit than a cell holds, by the number of a style as cells name it."""
    codes = {str(number): code for number, code in PERCENTAGES.items()}
    formats: dict[str, NumberFormat] = {}
    root = tree(styles) if styles else ()
    for group in root:
        for number, element in enumerate(group):
            if local(group.tag) == "numFmts":
                codes[element.get("numFmtId", "")] = element.get("formatCode", "")
            elif local(group.tag) == "cellXfs":
                number_format = NumberFormat(codes.get(element.get("numFmtId", ""), ""))
                if number_format.may_show_other_unit:
                    formats[str(number)] = number_format
    return formats


def _plain_package(
    sheets: list[tuple[str, str, bytes]], strings: bytes, styles: bytes, *, uses_1904: bool
) -> dict[str, bytes]:
    """The parts that hold values, under the names that Excel gives them, in UTF-8."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" state={quoteattr(state)} r:id="rId{number}"/>'
        for number, (name, state, _) in enumerate(sheets, start=1)
    )
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONSHIPS}"><workbookPr date1904="{uses_1904:d}"/>'
    parts = {
        "_rels/.rels": _relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f"{book}<sheets>{listed}</sheets></workbook>".encode(),
        "xl/_rels/workbook.xml.rels": _relationships(targets),
        **{f"xl/worksheets/sheet{number}.xml": in_utf_8(data) for number, (_, _, data) in enumerate(sheets, start=1)},
    }
    return parts | {
        name: in_utf_8(data) for name, data in (("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)) if data
    }


def _relationships(targets: list[tuple[str, str]]) -> bytes:
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'.encode()
