"""A package of parts that say what they are and how they hang together (OPC): the form of an XLSX, by its own word.

Where a part lies and what it is called is the choice of the program that wrote it; only the relationships tell. Names
are compared without regard to case, as the standard says.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from pipelines.reading.unpacking.xml_parts import local, tree

_TYPES_PART: Final = "[Content_Types].xml"
_MAIN_KIND: Final = "officedocument"


@dataclass(frozen=True)
class Relationship:
    """What a part has to do with another: `kind` is the last word of its type, in lower case ("worksheet").

    `target` is the name of a part, or what lies outside the package as it is written there.
    """

    key: str
    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of a package by name. Raises FileRejected where a part that says how things stand is damaged."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Take the parts of this package alone."""
        self.parts = parts
        self._names = {unquote(name).casefold(): name for name in parts}

    def find(self, name: str) -> str | None:
        """The name of a part as it is written, whatever the case of `name`."""
        return self._names.get(unquote(name).casefold())

    def data(self, name: str) -> bytes:
        """The bytes of a part, whatever the case of its name; empty when there is none."""
        found = self.find(name)
        return b"" if found is None else self.parts[found]

    @property
    def main_part(self) -> str | None:
        """The name of the part that the package is about, by its first relationships or else by its content type."""
        for relationship in self.related(""):
            if relationship.kind == _MAIN_KIND and not relationship.is_external:
                return self.find(relationship.target)
        types = ((name, kind) for name, kind in self.content_types().items() if kind.endswith(("main+xml", ".main")))
        return next((name for name, _ in types), self.find("xl/workbook.xml"))

    def related(self, part: str) -> Iterator[Relationship]:
        """What a part has relationships with; those of the package itself for ""."""
        folder, name = posixpath.split(part)
        yield from self._relationships(posixpath.join(folder, "_rels", f"{name}.rels"), folder)

    def all_related(self) -> Iterator[tuple[str, Relationship]]:
        """Every relationship of every part, and the part it is of; that part need not be there."""
        for name in self.parts:
            folder, file_name = posixpath.split(name)
            if file_name.casefold().endswith(".rels"):
                of_folder = posixpath.dirname(folder)
                for relationship in self._relationships(name, of_folder):
                    yield posixpath.join(of_folder, file_name[: -len(".rels")]), relationship

    def _relationships(self, part: str, folder: str) -> Iterator[Relationship]:
        data = self.data(part)
        for element in tree(data).iter() if data else ():
            if local(element.tag) != "Relationship":
                continue
            target = element.get("Target", "")
            is_external = element.get("TargetMode", "").casefold() == "external"
            yield Relationship(
                element.get("Id", ""),
                element.get("Type", "").rstrip("/").rpartition("/")[2].casefold(),
                target if is_external else _part_name(folder, target),
                is_external,
            )

    def content_types(self, *, by_suffix: bool = True) -> dict[str, str]:
        """What each part says it is, in lower case; parts of which nothing is said are left out.

        `by_suffix`: also what is said of all parts with a suffix at once, which need not hold for each of them.
        """
        data = self.data(_TYPES_PART)
        of_part: dict[str, str] = {}
        of_suffix: dict[str, str] = {}
        for element in tree(data).iter() if data else ():
            kind = element.get("ContentType", "").casefold()
            if local(element.tag) == "Override":
                of_part[element.get("PartName", "").lstrip("/").casefold()] = kind
            elif local(element.tag) == "Default" and by_suffix:
                of_suffix[element.get("Extension", "").casefold()] = kind
        types = {
            name: of_part.get(key, of_suffix.get(posixpath.splitext(key)[1].lstrip("."), ""))
            for key, name in self._names.items()
        }
        return {name: kind for name, kind in types.items() if kind}


def packages(parts: Mapping[str, bytes]) -> Iterator[Package]:
    """The package itself, and every one inside it ("outer//inner")."""
    by_place: dict[str, dict[str, bytes]] = {"": {}}
    for name, data in parts.items():
        place, _, inner = name.rpartition("//")
        by_place.setdefault(place, {})[inner] = data
    return map(Package, by_place.values())


def _part_name(folder: str, target: str) -> str:
    path = unquote(target.replace("\\", "/").partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
