"""The one tool that is fetched before anything is locked: one version, checked as everything else."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from domain.places import PROJECT_DIRECTORY

LOCK = (PROJECT_DIRECTORY / "bin" / "uv.lock.txt").read_text(encoding="utf-8")
PINNED = re.findall(r"^uv==([\d.]+) \\$", LOCK, re.MULTILINE)
FETCHED = ".venv-uv/bin/uv"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing in it but what fetches uv."""
    shutil.copytree(PROJECT_DIRECTORY / "bin", tmp_path / "checkout" / "bin", ignore=lambda *_: ["script_check"])
    return tmp_path / "checkout"


def _asked(checkout: Path, *on_the_path: Path) -> "subprocess.CompletedProcess[str]":
    """In an empty environment, with an empty home."""
    home = checkout.parent / "home"
    home.mkdir(exist_ok=True)
    path = ":".join([*map(str, on_the_path), "/usr/local/bin", "/usr/bin", "/bin"])
    return subprocess.run(
        ["sh", "bin/have-uv"], cwd=checkout, env={"PATH": path, "HOME": str(home), "PYTHON": sys.executable},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def _a_uv_that_says(version: str, folder: Path) -> Path:
    folder.mkdir()
    (folder / "uv").write_text(f"#!/bin/sh\necho 'uv {version} (made up)'\n", encoding="utf-8")
    (folder / "uv").chmod(0o755)
    return folder


def test_the_lock_names_one_version_and_a_hash_for_each_wheel_and_no_address():
    assert len(PINNED) == 1
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", LOCK)) >= 15
    for name in ("uv.lock.txt", "have-uv", "set-up"):
        assert "://" not in (PROJECT_DIRECTORY / "bin" / name).read_text(encoding="utf-8")


def test_in_an_empty_environment_the_pinned_version_is_fetched_and_another_on_the_path_is_not_taken(checkout: Path):
    other = _a_uv_that_says(f"{PINNED[0]}1", checkout.parent / "other")
    found = _asked(checkout, other)
    assert (found.returncode, found.stdout) == (0, f"{FETCHED}\n"), found.stderr
    told = subprocess.run([checkout / FETCHED, "--version"], capture_output=True, text=True, check=True).stdout
    assert told.split()[1] == PINNED[0]


def test_once_there_it_is_not_fetched_again(checkout: Path):
    (checkout / ".venv-uv").mkdir()
    there = _a_uv_that_says(PINNED[0], checkout / ".venv-uv" / "bin")
    assert _asked(checkout).stdout == f"{FETCHED}\n"
    assert [path.name for path in there.iterdir()] == ["uv"]


def test_one_on_the_path_is_taken_when_it_is_that_version_and_then_nothing_is_fetched(checkout: Path):
    found = _asked(checkout, _a_uv_that_says(PINNED[0], checkout.parent / "same"))
    assert (found.returncode, found.stdout) == (0, "uv\n")
    assert not (checkout / ".venv-uv").exists()


@pytest.mark.long
def test_what_is_not_what_its_hash_says_is_not_installed(checkout: Path):
    lock = checkout / "bin" / "uv.lock.txt"
    lock.write_text(re.sub(r"sha256:[0-9a-f]{64}", "sha256:" + "0" * 64, LOCK), encoding="utf-8")
    found = _asked(checkout)
    assert found.returncode == 1
    assert f"uv {PINNED[0]} could not be fetched, or is not what bin/uv.lock.txt says it is" in found.stderr
    assert not (checkout / FETCHED).exists()
