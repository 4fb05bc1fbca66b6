"""What the monitor is made of, as CycloneDX 1.6: python bin/bill_of_materials.py requirements.lock [OUT].

Every locked package with its version, the hashes that it may have, its licence as it says itself, and what asked for
it. What only checks and tests need is marked as excluded. The same lock gives the same bytes: no moment is in it.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.license import License, LicenseAcknowledgement
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)
NAME: Final = re.compile(r"^[A-Za-z0-9._-]+")
OURS: Final = "wams-monitor"


@dataclass(frozen=True)
class Locked:
    """One package of the lock; `asked_by`: the packages that need it, ours among them."""

    name: str
    version: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]


def main(lock: str, out: str | None = None) -> int:
    """Writes the bill to a file, or to standard output."""
    text = bill(Path(lock).read_text(encoding="utf-8"))
    if out is None:
        sys.stdout.write(text)
    else:
        Path(out).write_text(text, encoding="utf-8")
    return 0


def bill(lock: str) -> str:
    """The bill of this lock, as JSON."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = locked(lock)
    needed = needed_to_run(packages, about["dependencies"])
    monitor = Component(
        name=OURS, version=about["version"], type=ComponentType.APPLICATION, bom_ref=OURS,
        description=about["description"], licenses=[LicenseFactory().make_from_string("EUPL-1.2")],
    )  # fmt: skip
    made = [_component(one, is_needed=one.name in needed) for one in packages]  # one name may have two versions
    refs = [(one.asked_by, each.bom_ref) for one, each in zip(packages, made, strict=True)]
    asks = [
        Dependency(asking.bom_ref, [Dependency(ref) for asked_by, ref in refs if name in asked_by])
        for name, asking in [(OURS, monitor), *zip((one.name for one in packages), made, strict=True)]
    ]
    whole = Bom(
        components=made, dependencies=asks, serial_number=uuid5(NAMESPACE_URL, lock),
        metadata=BomMetaData(component=monitor),
    )  # fmt: skip
    whole.metadata.timestamp = None
    return make_outputter(whole, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2) + "\n"


def locked(lock: str) -> Sequence[Locked]:
    """Every package of a lock file of uv, in its order."""
    places = list(PACKAGE.finditer(lock))
    ends = [*(place.start() for place in places[1:]), len(lock)]
    return [_read(place, lock[place.start() : end]) for place, end in zip(places, ends, strict=True)]


def needed_to_run(packages: Sequence[Locked], asked: Iterable[str]) -> set[str]:
    """The names of those that the monitor runs with; the rest is for checks and tests."""
    found = {match[0].lower().replace("_", "-") for one in asked if (match := NAME.match(one))}
    while more := {one.name for one in packages if found & set(one.asked_by)} - found:
        found |= more
    return found


def _read(place: re.Match[str], text: str) -> Locked:
    via = text.partition("# via")[2]
    names = re.findall(r"(?:^ |#   )([A-Za-z0-9._-]+)", via, re.MULTILINE)
    return Locked(place["name"], place["version"], tuple(re.findall(r"sha256:([0-9a-f]{64})", text)), tuple(names))


def _component(one: Locked, *, is_needed: bool) -> Component:
    return Component(
        name=one.name, version=one.version, bom_ref=f"{one.name}=={one.version}",
        purl=PackageURL("pypi", name=one.name, version=one.version),
        scope=ComponentScope.REQUIRED if is_needed else ComponentScope.EXCLUDED,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in one.hashes],
        licenses=_licences(one.name),
    )  # fmt: skip


def _licences(name: str) -> Sequence[License]:
    """As the package says of itself; none where it says nothing, or is not installed on this kind of machine."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return []
    written = said.get("License-Expression") or said.get("License") or ""
    classes = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or [] if "License ::" in one]
    short = written.strip() if written and len(written) < 80 else next(iter(classes), "")
    declared = LicenseAcknowledgement.DECLARED
    return [LicenseFactory().make_from_string(short, license_acknowledgement=declared)] if short else []


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
