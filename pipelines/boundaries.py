"""Boundaries of municipalities from a GeoJSON file: read, checked, made small, kept beside the store.

They are optional. The project ships its own tile map; whoever wants real boundaries brings a file.
"""

import hashlib
import json
import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast

from domain.bilingual import LANGUAGES, Language
from language.formats import decimal, integer, listing
from language.texts import say
from store.durable import make_directory, write_whole

MOST_BYTES: Final = 100_000_000  # the whole country in full detail is about 60 MB
MOST_POINTS: Final = 40_000  # more is slow to draw, and is not seen at the size of the map
GRIDS: Final = (0.001, 0.002, 0.005)  # degrees; the last is about one pixel of the map
LONGITUDES: Final = (2.0, 8.0)  # a box around the Netherlands in Europe
LATITUDES: Final = (50.0, 54.5)
_CODE: Final = re.compile(r"GM\d{4}")
_BARE_CODE: Final = re.compile(r"\d{4}")
_CODE_NAMES: Final = frozenset({"code", "statcode", "gemeentecode", "gm_code", "gemeente_code", "municipality_code"})
_SHOWN: Final = 5  # codes named in a message

Fault = Literal["too_large", "not_geojson", "no_polygons", "no_codes", "unknown_codes", "wrong_crs", "bad_coordinates"]
Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Boundaries:
    """Code -> rings of (longitude, latitude), the last point not repeated; `left_out`: codes that nobody knows."""

    source: str
    sha256: str
    municipalities: dict[str, list[Ring]]
    left_out: tuple[str, ...] = ()

    @property
    def point_count(self) -> int:
        """How many points the rings of all municipalities have together; what a browser must draw."""
        return sum(len(ring) for rings in self.municipalities.values() for ring in rings)


class BoundariesRefusedError(ValueError):
    """A file that is not used; `message` says in both languages what is wrong and what to do."""

    def __init__(self, fault: Fault, file_name: str, **values: object) -> None:
        """`values` fill the text of the fault."""
        self.fault: Fault = fault
        self.message: dict[Language, str] = {
            language: f"{file_name}: "
            + say(f"boundaries.{fault}", language, **{name: _written(one, language) for name, one in values.items()})
            for language in LANGUAGES
        }
        super().__init__(self.message["en"])


def boundaries_file(home: Path) -> Path:
    """Where the boundaries of a store lie."""
    return home / "reference" / "boundaries.json"


def read_boundaries(content: bytes, file_name: str, known_codes: Collection[str]) -> Boundaries:
    """The boundaries in a GeoJSON file (WGS84). Raises BoundariesRefusedError.

    A municipality is found by a code such as GM0363, as the id of a feature or in its properties.
    """
    if len(content) > MOST_BYTES:
        raise BoundariesRefusedError("too_large", file_name, most=MOST_BYTES // 1_000_000)
    found = list(_coded(_features(content, file_name), file_name))
    if not found:
        raise BoundariesRefusedError("no_codes", file_name)
    unknown = sorted({code for code, _ in found if code not in known_codes})
    rings: dict[str, list[Ring]] = {}
    for code, geometry in found:
        if code in known_codes:
            rings.setdefault(code, []).extend(_rings(geometry, code, file_name))
    if not rings:
        raise BoundariesRefusedError("unknown_codes", file_name, codes=unknown[:_SHOWN])
    return Boundaries(file_name, hashlib.sha256(content).hexdigest(), _made_small(rings), tuple(unknown))


def keep_boundaries(boundaries: Boundaries, home: Path) -> Path:
    """Keeps them for this store, in the place of those that were there. Raises StoreUnwritableError."""
    path = boundaries_file(home)
    make_directory(path.parent)
    record = {
        "source": boundaries.source,
        "sha256": boundaries.sha256,
        "municipalities": boundaries.municipalities,
        "left_out": boundaries.left_out,
    }
    write_whole(path, json.dumps(record, separators=(",", ":")).encode("utf-8"))
    return path


def load_boundaries(path: Path) -> Boundaries:
    """What `keep_boundaries` kept."""
    record = json.loads(path.read_text(encoding="utf-8"))
    rings = {code: [[(x, y) for x, y in ring] for ring in found] for code, found in record["municipalities"].items()}
    return Boundaries(record["source"], record["sha256"], rings, tuple(record["left_out"]))


def _features(content: bytes, file_name: str) -> list[dict[str, Any]]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BoundariesRefusedError("not_geojson", file_name) from error
    features = cast(dict[str, Any], document).get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise BoundariesRefusedError("not_geojson", file_name)
    areas = [one for one in cast(list[Any], features) if _is_area(one)]
    if not areas:
        raise BoundariesRefusedError("no_polygons", file_name)
    return areas


def _is_area(feature: Any) -> bool:
    geometry = cast(dict[str, Any], feature).get("geometry") if isinstance(feature, dict) else None
    return isinstance(geometry, dict) and cast(dict[str, Any], geometry).get("type") in ("Polygon", "MultiPolygon")


def _coded(features: Sequence[Mapping[str, Any]], file_name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for feature in features:
        code = _code_of(feature)
        if code is not None:
            yield code, feature["geometry"]


def _code_of(feature: Mapping[str, Any]) -> str | None:
    properties = feature.get("properties")
    named = cast(dict[str, Any], properties) if isinstance(properties, dict) else {}
    for value in (feature.get("id"), *named.values()):
        if isinstance(value, str) and _CODE.fullmatch(value.strip()):
            return value.strip()
    for name, value in named.items():
        if name.lower() in _CODE_NAMES and _BARE_CODE.fullmatch(str(value).strip()):
            return f"GM{str(value).strip()}"
    return None


def _rings(geometry: Mapping[str, Any], code: str, file_name: str) -> Iterator[Ring]:
    written = geometry.get("coordinates")
    polygons = [written] if geometry["type"] == "Polygon" else written
    try:
        for polygon in cast(list[Any], polygons):
            for ring in polygon:
                yield [_point(one, code, file_name) for one in ring]
    except (TypeError, IndexError, KeyError) as error:
        raise BoundariesRefusedError("bad_coordinates", file_name, code=code) from error


def _point(written: Any, code: str, file_name: str) -> tuple[float, float]:
    x, y = written[0], written[1]
    if any(isinstance(one, bool) or not isinstance(one, int | float) or not math.isfinite(one) for one in (x, y)):
        raise BoundariesRefusedError("bad_coordinates", file_name, code=code)
    if not (LONGITUDES[0] <= x <= LONGITUDES[1] and LATITUDES[0] <= y <= LATITUDES[1]):
        raise BoundariesRefusedError("wrong_crs", file_name, code=code, x=float(x), y=float(y))
    return float(x), float(y)


def _made_small(rings: Mapping[str, Sequence[Ring]]) -> dict[str, list[Ring]]:
    """On the finest grid that leaves few enough points. Two neighbours share their points, so no gap opens."""
    small: dict[str, list[Ring]] = {}
    for grid in GRIDS:
        small = {code: [kept for ring in found if (kept := _on_grid(ring, grid))] for code, found in rings.items()}
        if sum(len(ring) for found in small.values() for ring in found) <= MOST_POINTS:
            break
    return {code: found for code, found in sorted(small.items()) if found}


def _on_grid(ring: Ring, grid: float) -> Ring:
    points = [(round(round(x / grid) * grid, 4), round(round(y / grid) * grid, 4)) for x, y in ring]
    kept = [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept if len(kept) > 2 else []


def _written(value: object, language: Language) -> str:
    if isinstance(value, list):
        return listing([str(one) for one in cast(list[object], value)], language)
    if isinstance(value, float):
        return decimal(value, language, 1)
    return integer(value, language) if isinstance(value, int) else str(value)
