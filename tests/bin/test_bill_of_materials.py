"""What the monitor is made of: every locked package, with what it may be, and the same bytes each time."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from domain.places import PROJECT_DIRECTORY

LOCK = PROJECT_DIRECTORY / "requirements.lock"
SMALL = f"""\
polars==2.1.0 \\
    --hash=sha256:{"a" * 64} \\
    --hash=sha256:{"b" * 64}
    # via wams-monitor (pyproject.toml)
polars-runtime-32==2.1.0 \\
    --hash=sha256:{"c" * 64}
    # via polars
pytest==9.2.0 ; sys_platform == 'linux' \\
    --hash=sha256:{"d" * 64}
    # via
    #   wams-monitor (pyproject.toml)
    #   pytest-xdist
pytest-xdist==3.8.0 \\
    --hash=sha256:{"e" * 64}
    # via wams-monitor (pyproject.toml)
"""


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bill_of_materials", PROJECT_DIRECTORY / "bin/bill_of_materials.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found  # dataclasses look their module up
    spec.loader.exec_module(found)
    return found


def _read(made: ModuleType, lock: str) -> dict[str, Any]:
    return json.loads(made.bill(lock))


def test_every_locked_package_is_in_it_at_its_version_with_each_hash_that_it_may_have(made: ModuleType):
    found = {
        (one["name"], one["version"]): {each["content"] for each in one["hashes"]}
        for one in _read(made, LOCK.read_text(encoding="utf-8"))["components"]
    }
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    heads = [tuple(line.split()[0].split("==")) for line in lines if "==" in line and line[0] not in " #"]
    assert sorted(found) == sorted(heads)
    hashes = {line.strip().removeprefix("--hash=sha256:")[:64] for line in lines if "--hash=sha256:" in line}
    assert set().union(*found.values()) == hashes


def test_it_says_what_the_monitor_runs_with_and_what_checks_and_tests_alone_need(made: ModuleType):
    found = _read(made, SMALL)
    assert {one["name"]: one["scope"] for one in found["components"]} == {
        "polars": "required", "polars-runtime-32": "required", "pytest": "excluded", "pytest-xdist": "excluded",
    }  # fmt: skip


def test_it_says_who_asks_for_what(made: ModuleType):
    asks = {one["ref"]: one.get("dependsOn", []) for one in _read(made, SMALL)["dependencies"]}
    assert asks["polars==2.1.0"] == ["polars-runtime-32==2.1.0"]
    assert asks["pytest-xdist==3.8.0"] == ["pytest==9.2.0"]
    assert "pytest==9.2.0" in asks["wams-monitor"]


def test_the_same_lock_gives_the_same_bytes_and_they_are_cyclonedx(made: ModuleType):
    assert made.bill(SMALL) == made.bill(SMALL)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made.bill(SMALL)) is None


def test_a_file_is_written_whole(made: ModuleType, tmp_path: Path):
    lock, out = tmp_path / "small.lock", tmp_path / "sbom.json"
    lock.write_text(SMALL, encoding="utf-8")
    assert made.main(str(lock), str(out)) == 0
    assert out.read_text(encoding="utf-8") == made.bill(SMALL)
