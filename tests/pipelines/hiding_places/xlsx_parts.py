"""Places in an XLSX that no program shows easily: parts added or edited, and the archive around them."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.pipelines.hiding_places.pictures import png, svg
from tests.pipelines.hiding_places.planted import Planted
from tests.pipelines.made_files import STEPS, edited, ole_file, parts_of, with_named_parts, xlsx

Made = Callable[[Planted], bytes]
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET: Final = "xl/worksheets/sheet1.xml"


def _book() -> bytes:
    return xlsx({"stappen": STEPS})


def _added(name: str, content: Callable[[Planted], bytes]) -> Made:
    """A part more."""
    return lambda p: with_named_parts(_book(), {name: content(p)})


def _xml(element: str) -> Callable[[Planted], bytes]:
    """A part of XML with the text in an element and an attribute."""
    return lambda p: f'<{element} xmlns="{_MAIN}" v="{p.text}"><t>{p.text}</t></{element}>'.encode()


def _edited(part: str, old: str, new: Callable[[Planted], str]) -> Made:
    return lambda p: edited(_book(), part, old.encode(), new(p).encode())


def _packed(change: Callable[[ZipFile, Planted], object]) -> Made:
    """The archive written anew, with something done to it."""

    def make(planted: Planted) -> bytes:
        content = BytesIO()
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            for name, data in parts_of(_book()).items():
                archive.writestr(name, data)
            change(archive, planted)
        return content.getvalue()

    return make


def _comment(archive: ZipFile, planted: Planted) -> None:
    archive.comment = planted.text.encode()


def _entry(archive: ZipFile, planted: Planted, *, comment: bytes = b"", extra: bytes = b"") -> None:
    entry = ZipInfo("xl/extra.xml")
    entry.comment, entry.extra = comment, extra
    archive.writestr(entry, b"<x/>")


def _unlisted(planted: Planted) -> bytes:
    """An entry between the others that the directory does not list."""
    data = planted.text.encode()
    header = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 0, zlib.crc32(data), len(data), len(data), 5, 0)
    hidden = header + b"x.txt" + data
    book = _book()
    place = book.index(b"PK\x01\x02")
    end = bytearray(book[book.rindex(b"PK\x05\x06") :])
    end[16:20] = struct.pack("<I", place + len(hidden))
    return book[:place] + hidden + book[place : book.rindex(b"PK\x05\x06")] + bytes(end)


def _renamed_in_header(planted: Planted) -> bytes:
    """A name in front of an entry that differs from the one in the directory."""
    name = f"xl/{planted.bsn}.xml".encode()
    listed = b"xl/" + b"x" * (len(name) - 7) + b".xml"
    book = with_named_parts(_book(), {listed.decode(): b"<x/>"})
    return book.replace(listed, name, 1)


def _document(planted: Planted) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", f"<w><t>{planted.text}</t></w>")
        archive.writestr("word/media/a.png", png(planted.text))
    return content.getvalue()


PARTS: Final[dict[str, Made]] = {
    "threaded comment": _added("xl/threadedComments/threadedComment1.xml", _xml("ThreadedComments")),
    "person": _added("xl/persons/person.xml", _xml("personList")),
    "custom XML": _added("customXml/item1.xml", _xml("item")),
    "properties of custom XML": _added("customXml/itemProps1.xml", _xml("datastoreItem")),
    "cache of a pivot table": _added("xl/pivotCache/pivotCacheDefinition1.xml", _xml("pivotCacheDefinition")),
    "records of a pivot table": _added("xl/pivotCache/pivotCacheRecords1.xml", _xml("pivotCacheRecords")),
    "pivot table": _added("xl/pivotTables/pivotTable1.xml", _xml("pivotTableDefinition")),
    "slicer": _added("xl/slicers/slicer1.xml", _xml("slicers")),
    "cache of a slicer": _added("xl/slicerCaches/slicerCache1.xml", _xml("slicerCacheDefinition")),
    "timeline": _added("xl/timelines/timeline1.xml", _xml("timelines")),
    "form control": _added("xl/ctrlProps/ctrlProp1.xml", _xml("formControlPr")),
    "drawn diagram": _added("xl/diagrams/data1.xml", _xml("dataModel")),
    "shapes on a chart": _added("xl/drawings/drawing9.xml", _xml("userShapes")),
    "style of a chart": _added("xl/charts/style1.xml", _xml("chartStyle")),
    "metadata of cells": _added("xl/metadata.xml", _xml("metadata")),
    "rich values": _added("xl/richData/rdrichvalue.xml", _xml("rvData")),
    "order of calculation": _added("xl/calcChain.xml", _xml("calcChain")),
    "old revisions": _added("xl/revisions/revisionLog1.xml", _xml("revisions")),
    "users of a shared workbook": _added("xl/revisions/userNames.xml", _xml("users")),
    "data model": _added("xl/model/item.data", lambda p: p.text.encode("utf-16-le")),
    "web extension": _added("xl/webextensions/webextension1.xml", _xml("webextension")),
    "digital signature": _added("_xmlsignatures/sig1.xml", _xml("Signature")),
    "printer settings": _added("xl/printerSettings/printerSettings1.bin", lambda p: p.text.encode("utf-16-le")),
    "thumbnail": _added("docProps/thumbnail.jpeg", lambda p: b"\xff\xd8\xff\xfe" + p.text.encode()),
    "picture that nothing shows": _added("xl/media/image9.png", lambda p: png(p.text)),
    "drawing in SVG": _added("xl/media/image9.svg", lambda p: svg(p.text)),
    "embedded object": _added("xl/embeddings/oleObject1.bin", lambda p: ole_file(p.text.encode() * 50, "Contents")),
    "embedded document": _added("xl/embeddings/Microsoft_Word_Document1.docx", _document),
    "embedded package that is no archive": _added(
        "xl/embeddings/package1.bin", lambda p: zlib.compress(p.text.encode())
    ),
    "part that nothing names": _added("notities.txt", lambda p: p.text.encode()),
    "name of a part": lambda p: with_named_parts(_book(), {f"xl/{p.mail}.xml": b"<x/>"}),
    "name of a folder": lambda p: with_named_parts(_book(), {f"{p.bsn}/{p.mail}/x.xml": b"<x/>"}),
    "refused: link to another workbook": _added("xl/externalLinks/externalLink1.xml", _xml("externalLink")),
    "refused: connection": _added("xl/connections.xml", _xml("connections")),
    "refused: query": _added("xl/queryTables/queryTable1.xml", _xml("queryTable")),
    "refused: macro": _added("xl/vbaProject.bin", lambda p: ole_file(p.text.encode() * 50, "dir")),
    "refused: ActiveX": _added("xl/activeX/activeX1.xml", _xml("ocx")),
    "refused: entity": _added("xl/extra.xml", lambda p: f'<!DOCTYPE x [<!ENTITY a "{p.text}">]><x>&a;</x>'.encode()),
    "refused: relationship with a file elsewhere": _added(
        "xl/worksheets/_rels/sheet9.xml.rels",
        lambda p: (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            b'Type="http://x/oleObject" TargetMode="External" Target="file:///'
            + p.mail.encode()
            + b'"/></Relationships>'
        ),
    ),
    "shared text that no cell uses": _edited(
        "xl/sharedStrings.xml", "</sst>", lambda p: f"<si><t>{p.text}</t></si></sst>"
    ),
    "reading aid of a shared text": _edited(
        "xl/sharedStrings.xml", "</t></si>", lambda p: f'</t><rPh sb="0" eb="1"><t>{p.text}</t></rPh></si>'
    ),
    "name of a cell style": _edited("xl/styles.xml", 'name="Normal"', lambda p: f'name="{p.text}"'),
    "name of the theme": _edited("xl/theme/theme1.xml", 'name="Office', lambda p: f'name="{p.text} Office'),
    "comment in the XML of a sheet": _edited(_SHEET, "<sheetData>", lambda p: f"<!-- {p.text} --><sheetData>"),
    "instruction in the XML of a sheet": _edited(_SHEET, "<sheetData>", lambda p: f"<?x {p.text}?><sheetData>"),
    "unknown element of a sheet": _edited(_SHEET, "</sheetData>", lambda p: f"</sheetData><x>{p.text}</x>"),
    "unknown attribute of a cell": _edited(_SHEET, '<c r="A1"', lambda p: f'<c r="A1" memo="{p.text}"'),
    "text between cells": _edited(_SHEET, "</row>", lambda p: f"{p.text}</row>"),
    "extension of a sheet": _edited(
        _SHEET, "</worksheet>", lambda p: f'<extLst><ext uri="x"><x>{p.text}</x></ext></extLst></worksheet>'
    ),
    "scenario": _edited(
        _SHEET,
        "</sheetData>",
        lambda p: (
            f'</sheetData><scenarios><scenario name="{p.mail}" comment="{p.text}" user="{p.mail}">'
            f'<inputCells r="A9" val="{p.text}"/></scenario></scenarios>'
        ),
    ),
    "protected range": _edited(
        _SHEET,
        "</sheetData>",
        lambda p: f'</sheetData><protectedRanges><protectedRange name="{p.mail}" sqref="A9"/></protectedRanges>',
    ),
    "text in the cell itself": _edited(
        _SHEET,
        "</sheetData>",
        lambda p: f'<row r="9"><c r="I9" t="inlineStr"><is><t>{p.text}</t></is></c></row></sheetData>',
    ),
    "value beside a shared text": _edited(
        _SHEET, "</sheetData>", lambda p: f'<row r="9"><c r="I9" t="str"><v>{p.text}</v></c></row></sheetData>'
    ),
    "who shares the workbook": _edited(
        "xl/workbook.xml", "<workbookPr", lambda p: f'<fileSharing userName="{p.mail}"/><workbookPr'
    ),
    "where the workbook stood": _edited(
        "xl/workbook.xml",
        "<workbookPr",
        lambda p: f'<x:absPath xmlns:x="http://x" url="C:\\Users\\{p.mail}\\{p.bsn}"/><workbookPr',
    ),
    "view of a person": _edited(
        "xl/workbook.xml",
        "</workbook>",
        lambda p: f'<customWorkbookViews><customWorkbookView name="{p.mail}"/></customWorkbookViews></workbook>',
    ),
    "comment on a name": _edited(
        "xl/workbook.xml",
        "</workbook>",
        lambda p: (
            f'<definedNames><definedName name="x" comment="{p.text}">stappen!$A$1</definedName></definedNames>'
            "</workbook>"
        ),
    ),
    "comment in the list of kinds": _edited("[Content_Types].xml", "</Types>", lambda p: f"<!-- {p.text} --></Types>"),
    "comment of the archive": _packed(_comment),
    "comment of an entry": _packed(lambda archive, p: _entry(archive, p, comment=p.text.encode())),
    "extra field of an entry": _packed(
        lambda archive, p: _entry(archive, p, extra=struct.pack("<HH", 0x7875, len(p.text)) + p.text.encode())
    ),
    "bytes behind the archive": lambda p: _book() + p.text.encode(),
    "bytes before the archive": lambda p: p.text.encode() + _book(),
    "entry that is not listed": _unlisted,
    "another name in front of an entry": _renamed_in_header,
}
