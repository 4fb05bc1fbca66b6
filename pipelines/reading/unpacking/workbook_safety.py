"""Macros, links to other files and passwords in a workbook that is an archive (XLSX or ODS)."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from pipelines.format.raw import FileRejected
from pipelines.reading.unpacking.package import Package, packages
from pipelines.reading.unpacking.xml_parts import local, tree

_MACRO_PARTS: Final = re.compile(
    r"(?:^|/)(?:vbaproject[^/]*\.bin|vbadata\.xml)$|(?:^|/)(?:macrosheets|dialogsheets|activex)/|(?:^|//)scripts/"
    r"|(?:^|//)basic/(?!(?:[^/]+/)?script-l[bc]\.xml$)",  # the lists of libraries and modules may be empty
    re.IGNORECASE,
)
_MACRO_TYPES: Final = re.compile(r"macrosheet|dialogsheet|ms-office\.vbaproject")  # what a part says it is
_MACRO_NAME: Final = "_VBA_PROJECT".encode("utf-16-le")  # stands in every container of macros
_MACRO_RELATIONSHIPS: Final = frozenset(["vbaproject", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet"])
_LINK_PARTS: Final = re.compile(r"(?:^|/)querytables/|(?:^|/)connections\.xml$", re.IGNORECASE)
_LINK_TYPES: Final = re.compile(r"\.(?:querytable|connections)\+xml$")
_EXTERNAL_LINK_PARTS: Final = re.compile(r"(?:^|/)externallinks/[^/]+$", re.IGNORECASE)
_ADD_IN: Final = re.compile(r"\.(?:xla|xlam|xll)$", re.IGNORECASE)
MANIFEST_PART: Final = "META-INF/manifest.xml"
_LINKING_FORMULA: Final = re.compile(
    r"\b(?:WEBSERVICE|RTD|DDE)\s*\(|'(?:file|https?|ftp|smb):|\[(?:file|https?):", re.IGNORECASE
)


def refuse_macros(parts: Mapping[str, bytes]) -> None:
    """Raises FileRejected when a part is a macro, by its name, its content type or its relationships.

    That the kind of workbook may hold macros ("macroEnabled") is no sign of one.
    """
    if any(_MACRO_PARTS.search(name) for name in parts):
        raise FileRejected("unsafe_archive", "macro")
    for package in packages(parts):
        stated = package.content_types(by_suffix=False).values()
        # what is said of all .bin parts may outlive the macro, and then holds for the settings of a printer
        by_suffix = [name for name, kind in package.content_types().items() if _MACRO_TYPES.search(kind)]
        if any(map(_MACRO_TYPES.search, stated)) or any(_MACRO_NAME in package.parts[name] for name in by_suffix):
            raise FileRejected("unsafe_archive", "macro")
        if any(
            relationship.kind in _MACRO_RELATIONSHIPS and package.find(relationship.target) is not None
            for _, relationship in package.all_related()
        ):
            raise FileRejected("unsafe_archive", "macro")


def refuse_links(parts: Mapping[str, bytes]) -> None:
    """Raises FileRejected when the workbook takes data or pictures from elsewhere.

    A plain hyperlink is allowed, and so is the name of an add-in of which functions are used: no data comes from there.
    """
    if any(_LINK_PARTS.search(name) for name in parts):
        raise FileRejected("unsafe_archive", "external_link")
    for package in packages(parts):
        types = package.content_types()
        links = {name for name in package.parts if _is_external_link(name, types)}
        allowed = {name for name in links if _is_add_in(package, name)}
        if links != allowed or any(_LINK_TYPES.search(kind) for kind in types.values()):
            raise FileRejected("unsafe_archive", "external_link")
        for part, relationship in package.all_related():
            if relationship.is_external and relationship.kind != "hyperlink" and package.find(part) not in allowed:
                raise FileRejected("unsafe_archive", "external_link")


def _is_external_link(name: str, types: Mapping[str, str]) -> bool:
    return types.get(name, "").endswith(".externallink+xml") or _EXTERNAL_LINK_PARTS.search(name) is not None


def is_name_of_add_in(path: str) -> bool:
    """Whether a path or address leads to an add-in of a spreadsheet program rather than to a file with data."""
    return _ADD_IN.search(unquote(path).partition("?")[0].strip()) is not None


def _is_add_in(package: Package, part: str) -> bool:
    """Whether a part that describes a link names add-ins alone, and holds no values of cells elsewhere."""
    targets = [relationship.target for relationship in package.related(part) if relationship.is_external]
    elements = {local(element.tag) for element in tree(package.data(part)).iter()}
    has_data = not elements.isdisjoint({"cell", "ddeLink", "oleLink"})
    return bool(targets) and not has_data and all(map(is_name_of_add_in, targets))


def refuse_linking_formula(formula: str) -> None:
    """Raises FileRejected when a formula fetches something from outside the workbook."""
    if _LINKING_FORMULA.search(formula):
        raise FileRejected("unsafe_archive", "external_link")


def refuse_encrypted_document(parts: Mapping[str, bytes]) -> None:
    """Raises FileRejected when the manifest of an ODS says that a part, or the package as a whole, is encrypted.

    To be asked before anything else: an encrypted part is no XML.
    """
    manifest = Package(parts).data(MANIFEST_PART)
    if manifest and any(local(element.tag) == "encryption-data" for element in tree(manifest).iter()):
        raise FileRejected("encrypted", "password")
