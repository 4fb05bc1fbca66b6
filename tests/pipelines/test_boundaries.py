"""A file with boundaries is used as it is meant, or refused with what is wrong and what to do."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from dashboard.screens.national.atlas.boundaries import outlines_of
from domain.bilingual import LANGUAGES
from pipelines.boundaries import (
    MOST_BYTES,
    MOST_POINTS,
    BoundariesRefusedError,
    boundaries_file,
    keep_boundaries,
    load_boundaries,
    read_boundaries,
)

KNOWN = {"GM0363", "GM0301", "GM0501"}
SQUARE = [[4.8, 52.3], [4.8, 52.4], [4.9, 52.4], [4.9, 52.3], [4.8, 52.3]]


def _feature(code: str | None, coordinates: Any, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", **({"id": code} if code else {}), "properties": properties, "geometry": geometry}


def _content(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _fault(content: bytes) -> str:
    with pytest.raises(BoundariesRefusedError) as refused:
        read_boundaries(content, "grenzen.geojson", KNOWN)
    messages = [refused.value.message[language] for language in LANGUAGES]
    assert all(message.startswith("grenzen.geojson: ") for message in messages)
    assert messages[0] != messages[1]
    return refused.value.fault


@pytest.mark.parametrize("properties", [{"statcode": "GM0363"}, {"gemeentecode": "0363"}, {"CODE": "GM0363"}])
def test_a_municipality_is_found_by_its_code_wherever_that_stands(properties: dict[str, str]):
    found = read_boundaries(_content(_feature(None, [SQUARE], **properties)), "a.geojson", KNOWN)
    assert list(found.municipalities) == ["GM0363"]
    assert found.municipalities["GM0363"] == [[(4.8, 52.3), (4.8, 52.4), (4.9, 52.4), (4.9, 52.3)]]


def test_islands_and_holes_are_rings_of_the_same_municipality():
    hole = [[4.82, 52.32], [4.88, 52.32], [4.88, 52.38], [4.82, 52.32]]
    island = [[[5.0, 52.0], [5.0, 52.1], [5.1, 52.1], [5.0, 52.0]]]
    content = _content(_feature("GM0363", [[SQUARE, hole], island], "MultiPolygon"), _feature("GM0363", [SQUARE]))
    found = read_boundaries(content, "a.geojson", KNOWN)
    assert [len(ring) for ring in found.municipalities["GM0363"]] == [4, 3, 3, 4]


def test_codes_that_the_register_does_not_know_are_left_out_and_named():
    found = read_boundaries(_content(_feature("GM0363", [SQUARE]), _feature("GM9999", [SQUARE])), "a.geojson", KNOWN)
    assert (list(found.municipalities), found.left_out) == (["GM0363"], ("GM9999",))


@pytest.mark.parametrize("content", [b"", b"naam;code", b"[]", b'{"type": "Polygon"}', b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_geojson_is_refused(content: bytes):
    assert _fault(content) == "not_geojson"


def test_a_file_without_areas_is_refused():
    assert _fault(_content(_feature("GM0363", [4.8, 52.3], "Point"))) == "no_polygons"
    assert _fault(_content({"type": "Feature", "geometry": None})) == "no_polygons"


def test_areas_without_a_code_and_with_unknown_codes_only_are_refused_apart():
    assert _fault(_content(_feature(None, [SQUARE], naam="Amsterdam", jaar="2024"))) == "no_codes"
    assert _fault(_content(_feature("GM9999", [SQUARE]))) == "unknown_codes"


@pytest.mark.parametrize(
    "ring",
    [[[120_000, 480_000], [120_000, 490_000], [130_000, 490_000]], [[52.3, 4.8], [52.4, 4.8], [52.4, 4.9]]],
    ids=["in metres", "latitude first"],
)
def test_points_that_do_not_lie_in_the_netherlands_are_refused_with_the_coordinate_system(ring: list[list[float]]):
    assert _fault(_content(_feature("GM0363", [ring]))) == "wrong_crs"


@pytest.mark.parametrize(
    "ring", [[["a", "b"]], [[4.8]], [4.8, 52.3], None, [[math.nan, 52.3]], [[True, 52.3]], [[None, None]]]
)
def test_points_that_are_no_two_numbers_are_refused(ring: Any):
    assert _fault(_content(_feature("GM0363", [ring]))) == "bad_coordinates"


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    assert _fault(b" " * (MOST_BYTES + 1)) == "too_large"


def test_what_was_kept_is_loaded_again(tmp_path: Path):
    found = read_boundaries(_content(_feature("GM0363", [SQUARE]), _feature("GM9999", [SQUARE])), "a.geojson", KNOWN)
    path = keep_boundaries(found, tmp_path)
    assert path == boundaries_file(tmp_path)
    assert load_boundaries(path) == found


def test_more_points_than_can_be_seen_are_thinned_and_neighbours_keep_the_border_they_share():
    count = MOST_POINTS
    border = [[5.0 + 0.0004 * math.sin(place / 7), 52.0 + place / count] for place in range(count)]
    west = [*border, [4.9, 53.0], [4.9, 52.0]]
    east = [*border, [5.1, 53.0], [5.1, 52.0]]
    found = read_boundaries(_content(_feature("GM0363", [west]), _feature("GM0301", [east])), "a.geojson", KNOWN)
    assert found.point_count <= MOST_POINTS
    left, right = (set(found.municipalities[code][0]) for code in ("GM0363", "GM0301"))
    assert left - right == {(4.9, 53.0), (4.9, 52.0)}


def test_the_map_gets_whole_numbers_that_close_on_the_same_places():
    neighbour = [[4.9, 52.3], [4.9, 52.4], [5.0, 52.4], [5.0, 52.3]]
    found = outlines_of({"GM0363": [[(x, y) for x, y in SQUARE]], "GM0301": [[(x, y) for x, y in neighbour]]})
    west, east = (_points(found.rings[code]) for code in ("GM0363", "GM0301"))
    assert len(west) == len(east) == 4
    assert len(set(west) & set(east)) == 2
    assert max(x for x, _ in east) == found.grid[0]
    assert min(y for _, y in west) == 0


def _points(text: str) -> list[tuple[int, int]]:
    """The one ring of a packed boundary whose numbers are below 2**14, decoded by hand."""
    import base64

    numbers, number, shift = [], 0, 0
    for byte in base64.b64decode(text):
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(number)
            number, shift = 0, 0
    steps = [-(one + 1) // 2 if one % 2 else one // 2 for one in numbers[1:]]
    x = y = 0
    points = []
    for right, down in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + right, y + down
        points.append((x, y))
    assert len(points) == numbers[0]
    return points
