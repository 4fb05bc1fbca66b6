"""`wams reference`: boundaries from a file of your own, and what is in use."""

import json
from pathlib import Path
from typing import Any

from domain.municipalities import Register
from tests.cli.conftest import Wams

SQUARE = [[4.8, 52.3], [4.8, 52.4], [4.9, 52.4], [4.9, 52.3], [4.8, 52.3]]


def _file(folder: Path, *codes: str, ring: Any = SQUARE) -> Path:
    path = folder / "grenzen.geojson"
    geometry = {"type": "Polygon", "coordinates": [ring]}
    features = [{"type": "Feature", "id": code, "properties": {}, "geometry": geometry} for code in codes]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_boundaries_are_kept_beside_the_store_and_shown_as_loaded(wams: Wams, home: Path, tmp_path: Path) -> None:
    ended = wams("reference", "boundaries", _file(tmp_path, "GM0363"), "--json")
    assert ended.json["municipality_count"] == 1
    assert Path(ended.json["file"]) == home / "reference" / "boundaries.json"
    shown = wams("reference", "show", "--json")
    assert shown.status == 0
    assert shown.json["boundaries"]["source"] == "grenzen.geojson"
    assert shown.json["boundaries"]["sha256"] == ended.json["sha256"]
    assert shown.json["register"]["version"] == Register.load().version


def test_municipalities_that_are_left_without_a_boundary_end_with_1_and_are_named(wams: Wams, tmp_path: Path) -> None:
    ended = wams("reference", "boundaries", _file(tmp_path, "GM0363", "GM9999"), "--json")
    assert ended.status == 1
    assert ended.json["left_out"] == ["GM9999"]
    assert "GM0014" in ended.json["without_boundary"]
    assert "GM0363" not in ended.json["without_boundary"]


def test_a_file_that_is_refused_ends_with_3_says_what_to_do_and_changes_nothing(
    wams: Wams, home: Path, tmp_path: Path
) -> None:
    wams("reference", "boundaries", _file(tmp_path, "GM0363"))
    before = (home / "reference" / "boundaries.json").read_bytes()
    in_metres = [[120_000, 480_000], [120_000, 490_000], [130_000, 490_000], [120_000, 480_000]]
    ended = wams("reference", "boundaries", _file(tmp_path, "GM0363", ring=in_metres))
    assert ended.status == 3
    assert ended.err.startswith("grenzen.geojson: ")
    assert "EPSG:4326" in ended.err
    assert "Traceback" not in ended.err
    assert (home / "reference" / "boundaries.json").read_bytes() == before
    english = wams("reference", "boundaries", _file(tmp_path, "GM0363", ring=in_metres), WAMS_LANGUAGE="en")
    assert "Convert the file to WGS84" in english.err


def test_a_file_that_is_not_there_ends_with_2(wams: Wams, tmp_path: Path) -> None:
    ended = wams("reference", "boundaries", tmp_path / "weg.geojson")
    assert ended.status == 2
    assert "weg.geojson" in ended.err


def test_without_boundaries_show_says_how_to_load_them(wams: Wams) -> None:
    ended = wams("reference", "show")
    assert ended.status == 0
    assert "wams reference boundaries BESTAND" in ended.out
