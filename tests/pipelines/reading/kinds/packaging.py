"""The same workbook in other packaging: all of it valid, none of it as Excel writes it."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO, RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from tests.pipelines.made_files import COSTS, packed, parts_of, xlsx

TRANSITIONAL = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"


def workbook() -> bytes:
    """Costs of Ede: an amount, 79% in a percentage format, an error, and a formula that nobody calculated."""

    def touch(book: xlsxwriter.Workbook) -> None:
        sheet: Any = book.get_worksheet_by_name("kosten")
        sheet.write_number(2, 3, 0.79, book.add_format({"num_format": "0%"}))
        sheet.write_formula(2, 4, "=NA()", None, "#N/A")
        sheet.write_formula(3, 4, "=D4*2")
        chart: Any = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=kosten!$D$2:$D$3"})
        book.add_chartsheet("grafiek").set_chart(chart)

    return xlsx({"kosten": [*COSTS[:2], [*COSTS[2][:3], None, None], [*COSTS[2][:2], 3, 500, None]]}, touch)


def _renamed(names: Callable[[str], str], order: Callable[[list[str]], list[str]] = list) -> bytes:
    parts = parts_of(workbook())
    return packed({names(name): parts[name] for name in order(list(parts))})


def _rewritten(*changes: tuple[str, str], only: str = "") -> bytes:
    """Texts replaced in every part of XML, or in those of which the name ends so."""
    parts = parts_of(workbook())
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and name.endswith(only):
            text = data.decode()
            for old, new in changes:
                text = text.replace(old, new)
            parts[name] = text.encode()
    return packed(parts)


def _strict() -> bytes:
    return _rewritten(
        (f"{TRANSITIONAL}spreadsheetml/2006/main", f"{STRICT}spreadsheetml/main"),
        (f"{TRANSITIONAL}officeDocument/2006/relationships", f"{STRICT}officeDocument/relationships"),
    )


def _moved(target: str) -> bytes:
    """Everything in other folders and under other names; `target` is how the relationships name a sheet."""
    parts = parts_of(workbook())
    places = {
        "xl/workbook.xml": "boek/inhoud/werkmap.xml",
        "xl/_rels/workbook.xml.rels": "boek/inhoud/_rels/werkmap.xml.rels",
        "xl/worksheets/sheet1.xml": "boek/bladen/blad 1.xml",
        "xl/sharedStrings.xml": "boek/teksten.xml",
        "xl/styles.xml": "boek/inhoud/opmaak.xml",
    }
    related = parts["xl/_rels/workbook.xml.rels"].decode()
    for old, new in (
        ("worksheets/sheet1.xml", target), ("sharedStrings.xml", "../teksten.xml"), ("styles.xml", "opmaak.xml")
    ):  # fmt: skip
        related = related.replace(f'Target="{old}"', f'Target="{new}"')
    parts["xl/_rels/workbook.xml.rels"] = related.encode()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'"xl/workbook.xml"', b'"/boek/inhoud/werkmap.xml"')
    return packed({places.get(name, name): data for name, data in parts.items()})


def _with_prefixes() -> bytes:
    parts = parts_of(workbook())
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        text = re.sub(r"<(/?)(?=\w)", r"<\1x:", parts[name].decode())
        text = text.replace('xmlns="', 'xmlns:x="').replace("xmlns:r=", "xmlns:rel=").replace("r:id=", "rel:id=")
        parts[name] = text.encode()
    return packed(parts)


def _in_encoding(encoding: str) -> bytes:
    parts = parts_of(workbook())
    for name, data in parts.items():
        if name.startswith("xl/") and name.endswith((".xml", ".rels")):
            text = data.decode().replace("UTF-8", encoding)
            parts[name] = text.encode(encoding, errors="xmlcharrefreplace")
    return packed(parts)


def _without_references() -> bytes:
    parts = parts_of(workbook())
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb'(<(?:c|row)) r="[A-Z]*\d+"', rb"\1", parts[name])
    return packed(parts)


class _Stream(RawIOBase):
    """Takes bytes and cannot go back, as a program that writes to a network."""

    def __init__(self) -> None:
        self.content = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self.content += data
        return len(data)


def _streamed() -> bytes:
    """Sizes stand behind the parts instead of before them."""
    stream = _Stream()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in parts_of(workbook()).items():
            archive.writestr(name, data)
    return bytes(stream.content)


def _large_fields() -> bytes:
    """Sizes in the fields for archives over 4 GB, as some programs always write them."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, data in parts_of(workbook()).items():
            with archive.open(ZipInfo(name), "w", force_zip64=True) as part:
                part.write(data)
    return content.getvalue()


def _with_comment() -> bytes:
    content = BytesIO(workbook())
    with ZipFile(content, "a") as archive:
        archive.comment = b"gemaakt door de salarisadministratie"
    return content.getvalue()


PACKAGINGS: Mapping[str, Callable[[], bytes]] = {
    "as Excel writes it": workbook,
    "strict OOXML": _strict,
    "other folders and names": lambda: _moved("../bladen/blad%201.xml"),
    "absolute targets": lambda: _moved("/boek/bladen/blad 1.xml"),
    "absolute targets in the usual place": lambda: _rewritten(
        ('Target="worksheets', 'Target="/xl/worksheets'), only="workbook.xml.rels"
    ),
    "part names in capitals": lambda: _renamed(str.upper),
    "folders as Windows separates them": lambda: _renamed(lambda name: name.replace("/", "\\")),
    "a slash before each name": lambda: _renamed(lambda name: f"/{name}"),
    "content types last": lambda: _renamed(str, lambda names: names[::-1]),
    "no content types": lambda: packed(
        {name: data for name, data in parts_of(workbook()).items() if name != "[Content_Types].xml"}
    ),
    "prefixes on all elements": _with_prefixes,
    "UTF-16": lambda: _in_encoding("UTF-16"),
    "ISO 8859-1": lambda: _in_encoding("ISO-8859-1"),
    "no references of cells": _without_references,
    "sizes behind the parts": _streamed,
    "fields for large archives": _large_fields,
    "bytes before the archive": lambda: b"\r\n\0mail-gateway 1.0\0" + workbook(),
    "a comment behind the archive": _with_comment,
}
