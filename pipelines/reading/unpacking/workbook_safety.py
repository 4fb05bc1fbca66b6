"""Macros, links to other files and passwords in a workbook that is an archive (XLSX or ODS)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pipelines.format.raw import FileRejected
from pipelines.reading.unpacking.xml_parts import local, tree

_MACRO_PARTS: Final = re.compile(
    r"(?:^|/)(?:vbaproject[^/]*\.bin|vbadata\.xml)$|(?:^|/)(?:macrosheets|dialogsheets|activex)/|(?:^|//)(?:basic|scripts)/",
    re.IGNORECASE,
)
_LINK_PARTS: Final = re.compile(r"(?:^|/)(?:externallinks|querytables)/|(?:^|/)connections\.xml$", re.IGNORECASE)
_LINKING_FORMULA: Final = re.compile(
    r"\b(?:WEBSERVICE|RTD|DDE)\s*\(|'(?:file|https?|ftp|smb):|\[(?:file|https?):", re.IGNORECASE
)


def refuse_macros(parts: Mapping[str, bytes]) -> None:
    """Raises FileRejected when a part is a macro, or when a part says that there are macros."""
    for name, data in parts.items():
        if _MACRO_PARTS.search(name):
            raise FileRejected("unsafe_archive", "macro")
        if name.rpartition("//")[2] == "[Content_Types].xml":
            stated = data.lower()
            if b"macroenabled" in stated or b"vbaproject" in stated:
                raise FileRejected("unsafe_archive", "macro")


def refuse_links(parts: Mapping[str, bytes]) -> None:
    """Raises FileRejected when the workbook takes data or pictures from elsewhere; a plain hyperlink is allowed."""
    if any(_LINK_PARTS.search(name) for name in parts):
        raise FileRejected("unsafe_archive", "external_link")
    for kind, _ in external_targets(parts):
        if kind != "hyperlink":
            raise FileRejected("unsafe_archive", "external_link")


def refuse_linking_formula(formula: str) -> None:
    """Raises FileRejected when a formula fetches something from outside the workbook."""
    if _LINKING_FORMULA.search(formula):
        raise FileRejected("unsafe_archive", "external_link")


def external_targets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Kind and target of every relationship of an XLSX with something outside it."""
    for name, data in parts.items():
        if not name.lower().endswith(".rels"):
            continue
        for relationship in tree(data).iter():
            if relationship.get("TargetMode", "").casefold() == "external":
                yield relationship.get("Type", "").rpartition("/")[2].casefold(), relationship.get("Target", "")


def refuse_encrypted_document(manifest: bytes) -> None:
    """Raises FileRejected when the manifest of an ODS says that a part is encrypted."""
    if any(local(element.tag) == "encryption-data" for element in tree(manifest).iter()):
        raise FileRejected("encrypted", "password")
