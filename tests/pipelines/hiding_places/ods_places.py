"""Places in an ODS: parts edited and added, and elements that LibreOffice writes."""

from collections.abc import Callable
from typing import Final

from tests.pipelines.hiding_places.pictures import png, svg
from tests.pipelines.hiding_places.planted import Planted
from tests.pipelines.made_files import STEPS, edited, ods, ods_cell, parts_of, with_named_parts

Made = Callable[[Planted], bytes]
_SHEET: Final = "<office:spreadsheet>"
_LAST: Final = "</office:spreadsheet>"


def _book() -> bytes:
    return ods({"stappen": STEPS})


def _within(old: str, new: Callable[[Planted], str], part: str = "content.xml") -> Made:
    """Something put before what stands in a part, without declared names of its own."""
    return lambda p: edited(_book(), part, old.encode(), new(p).encode() + old.encode())


def _added(name: str, content: Callable[[Planted], bytes]) -> Made:
    return lambda p: with_named_parts(_book(), {name: content(p)})


def _in_cell(element: Callable[[Planted], str]) -> Made:
    """Something in a cell of the table, beside its text."""
    return _within("<text:p>klaar</text:p>", element)


def _rows(*rows: list[object]) -> list[list[object]]:
    return [*map(list, STEPS), *rows]


def _styled(element: Callable[[Planted], str]) -> Made:
    return _within("</office:document-styles>", element, "styles.xml")


def _meta(element: Callable[[Planted], str]) -> Made:
    return _within("</office:meta>", element, "meta.xml")


def _manifest(planted: Planted) -> bytes:
    book = _book()
    data = parts_of(book)["META-INF/manifest.xml"]
    entry = f'<manifest:file-entry manifest:full-path="{planted.mail}" manifest:media-type="{planted.text}"/>'
    return with_named_parts(
        book, {"META-INF/manifest.xml": data.replace(b"</manifest:manifest>", entry.encode() + b"</manifest:manifest>")}
    )


ODS_PLACES: Final[dict[str, Made]] = {
    "cell of a hidden sheet": lambda p: ods({"stappen": STEPS, "geheim": [[p.text]]}, hidden=["geheim"]),
    "name of a hidden sheet": lambda p: ods({"stappen": STEPS, p.mail: [["x"]]}, hidden=[p.mail]),
    "name of a visible sheet": lambda p: ods({"stappen": STEPS, p.mail: [["x"]]}),
    "cell of another sheet": lambda p: ods({"stappen": STEPS, "uitleg": [[None, p.text]]}),
    "note of the table": lambda p: ods({"stappen": _rows(["GM0363", "31-12-2025", 3, "gestart", None, None, p.text])}),
    "cell beyond the table": lambda p: ods({"stappen": _rows([], [None] * 9 + [p.text])}),
    "value that is not shown": lambda p: ods({"stappen": _rows([], [None] * 9 + [ods_cell("x", stringvalue=p.text)])}),
    "annotation": _in_cell(lambda p: f"<office:annotation><text:p>{p.text}</text:p></office:annotation>"),
    "author of an annotation": _in_cell(
        lambda p: f'<office:annotation office:display="false"><text:p>{p.mail}</text:p></office:annotation>'
    ),
    "text box": _in_cell(
        lambda p: f"<draw:frame><draw:text-box><text:p>{p.text}</text:p></draw:text-box></draw:frame>"
    ),
    "description of a drawing": _in_cell(
        lambda p: f"<draw:frame><svg:title>{p.mail}</svg:title><svg:desc>{p.text}</svg:desc></draw:frame>"
    ),
    "title of a link": _in_cell(
        lambda p: f'<text:p><text:a xlink:href="mailto:{p.mail}" office:title="{p.text}">x</text:a></text:p>'
    ),
    "name of a range": _within(
        _LAST,
        lambda p: (
            f'<table:named-expressions><table:named-range table:name="{p.mail}" '
            'table:cell-range-address="stappen.A1"/></table:named-expressions>'
        ),
    ),
    "expression under a name": _within(
        _LAST,
        lambda p: (
            '<table:named-expressions><table:named-expression table:name="x" '
            f'table:expression="&quot;{p.text}&quot;"/></table:named-expressions>'
        ),
    ),
    "help of a validation": _within(
        "<table:table ",
        lambda p: (
            f'<table:content-validations><table:content-validation table:name="v" table:condition="of:{p.text}">'
            f'<table:help-message table:title="{p.mail}"><text:p>{p.text}</text:p></table:help-message>'
            f'<table:error-message table:title="{p.mail}"><text:p>{p.text}</text:p></table:error-message>'
            "</table:content-validation></table:content-validations>"
        ),
    ),
    "labels": _within(
        _LAST,
        lambda p: (
            f'<table:label-ranges><table:label-range table:label-cell-range-address="{p.mail}"/></table:label-ranges>'
        ),
    ),
    "name and filter of a database range": _within(
        _LAST,
        lambda p: (
            f'<table:database-ranges><table:database-range table:name="{p.mail}"><table:filter>'
            f'<table:filter-condition table:value="{p.text}"/></table:filter></table:database-range>'
            "</table:database-ranges>"
        ),
    ),
    "pivot table": _within(
        _LAST,
        lambda p: (
            f'<table:data-pilot-tables><table:data-pilot-table table:name="{p.mail}"><table:data-pilot-field>'
            f'<table:data-pilot-member table:name="{p.text}"/></table:data-pilot-field></table:data-pilot-table>'
            "</table:data-pilot-tables>"
        ),
    ),
    "tracked changes": _within(
        "<table:table ",
        lambda p: (
            f"<table:tracked-changes><table:cell-content-change><office:change-info><text:p>{p.mail}</text:p>"
            f"</office:change-info><table:previous><table:change-track-table-cell><text:p>{p.text}</text:p>"
            "</table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>"
        ),
    ),
    "scenario": _within("<table:table-row", lambda p: f'<table:scenario table:comment="{p.text}"/>'),
    "form": _within(
        "<table:table-row",
        lambda p: (
            f'<office:forms><form:form form:name="{p.mail}">'
            f"<form:textarea>{p.text}</form:textarea>"
            "</form:form></office:forms>"
        ),
    ),
    "description of a sheet": _within(
        "<table:table-row", lambda p: f"<table:title>{p.mail}</table:title><table:desc>{p.text}</table:desc>"
    ),
    "comment in the XML": _within(_LAST, lambda p: f"<!-- {p.text} -->"),
    "instruction in the XML": _within(_LAST, lambda p: f"<?x {p.text}?>"),
    "text between elements": _within(_LAST, lambda p: p.text),
    "number style": lambda p: edited(
        _book(),
        "content.xml",
        b"<office:automatic-styles/>",
        b'<office:automatic-styles><number:number-style style:name="N1"><number:text>'
        + p.text.encode()
        + b"</number:text></number:number-style></office:automatic-styles>",
    ),
    "name of a style": _styled(
        lambda p: f'<office:styles><style:style style:display-name="{p.text}"/></office:styles>'
    ),
    "page header": _styled(
        lambda p: f"<office:master-styles><style:header><text:p>{p.text}</text:p></style:header></office:master-styles>"
    ),
    "page footer": _styled(
        lambda p: f"<office:master-styles><style:footer><text:p>{p.text}</text:p></style:footer></office:master-styles>"
    ),
    "title of the document": _meta(lambda p: f"<dc:title>{p.text}</dc:title>"),
    "subject of the document": _meta(lambda p: f"<dc:subject>{p.text}</dc:subject>"),
    "description of the document": _meta(lambda p: f"<dc:description>{p.text}</dc:description>"),
    "author of the document": _meta(lambda p: f"<meta:initial-creator>{p.text}</meta:initial-creator>"),
    "printed by": _meta(lambda p: f"<meta:printed-by>{p.text}</meta:printed-by>"),
    "keyword": _meta(lambda p: f"<meta:keyword>{p.text}</meta:keyword>"),
    "own property": _meta(lambda p: f'<meta:user-defined meta:name="{p.mail}">{p.text}</meta:user-defined>'),
    "template of the document": _meta(lambda p: f'<meta:template xlink:title="{p.text}"/>'),
    "settings": _added("settings.xml", lambda p: f"<settings><item>{p.text}</item></settings>".encode()),
    "thumbnail": _added("Thumbnails/thumbnail.png", lambda p: png(p.text)),
    "picture": _added("Pictures/a.png", lambda p: png(p.text)),
    "drawing": _added("Pictures/a.svg", lambda p: svg(p.text)),
    "chart": _added("Object 1/content.xml", lambda p: f"<x><t>{p.text}</t></x>".encode()),
    "replacement of an object": _added("ObjectReplacements/Object 1", lambda p: p.text.encode("utf-16-le")),
    "toolbars": _added("Configurations2/toolbar/x.xml", lambda p: f"<x>{p.text}</x>".encode()),
    "triples": _added("manifest.rdf", lambda p: f"<rdf>{p.text}</rdf>".encode()),
    "manifest": _manifest,
    "signature": _added("META-INF/documentsignatures.xml", lambda p: f"<x>{p.text}</x>".encode()),
    "versions": _added("VersionList.xml", lambda p: f'<x v="{p.text}"/>'.encode()),
    "part that nothing names": _added("notities.txt", lambda p: p.text.encode()),
    "bytes behind the archive": lambda p: _book() + p.text.encode(),
    "refused: macro": _added("Basic/Standard/Module1.xml", lambda p: f"<x>{p.text}</x>".encode()),
    "refused: event listener": _within(
        "<table:table-row",
        lambda p: f'<office:event-listeners><script:event-listener xlink:href="x:{p.mail}"/></office:event-listeners>',
    ),
    "refused: linked data": _within(_LAST, lambda p: f'<table:dde-link office:name="{p.mail}"/>'),
}
