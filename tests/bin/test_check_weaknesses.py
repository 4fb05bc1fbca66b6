"""Known weaknesses in what is locked end the check; a list that cannot be reached is told and ends nothing."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from domain.places import PROJECT_DIRECTORY

SOUND = {"name": "polars", "version": "2.1", "vulns": []}
WEAK = {
    "name": "old", "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}],
}  # fmt: skip
UNSEEN = {"name": "far", "skip_reason": "not found"}


@pytest.fixture(scope="module")
def checking() -> ModuleType:
    path = PROJECT_DIRECTORY / "bin" / "check_weaknesses.py"
    spec = importlib.util.spec_from_file_location("check_weaknesses", path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_a_known_weakness_ends_the_check_and_says_where_it_is_mended(checking: ModuleType):
    lines, code = checking.judged([SOUND, WEAK])
    assert code == 1
    assert lines[0] == "old 1.0: PYSEC-1, mended in 1.1"


def test_what_could_not_be_asked_about_is_told_and_ends_nothing(checking: ModuleType):
    lines, code = checking.judged([SOUND, UNSEEN])
    assert code == 0
    assert lines == [
        "1 of 2 locked packages looked at, 0 known weaknesses",
        "the list of weaknesses could not be asked about 1: far",
    ]


def test_a_weakness_that_is_accepted_for_a_reason_ends_nothing(checking: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checking, "ACCEPTED", {"CVE-1": "we do not call it"})
    assert checking.judged([WEAK])[1] == 0


@pytest.mark.parametrize("written", ["", "no json", "{}"])
def test_no_answer_at_all_is_told_and_ends_nothing(
    checking: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], written: str
):
    def asked(*_: Any, **__: Any) -> Any:
        return subprocess.CompletedProcess([], 1, stdout=written, stderr="no way out\n")

    monkeypatch.setattr(subprocess, "run", asked)
    assert checking.main("requirements.lock") == 0
    assert "could not look: no way out" in capsys.readouterr().out


def test_the_code_is_looked_at_for_weaknesses_and_every_exception_has_its_reason():
    bandit = [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--configfile", "pyproject.toml"]
    rooms = ["office", "access", "door", "server.py", "streamlit_app.py"]
    ended = subprocess.run([*bandit, *rooms], cwd=PROJECT_DIRECTORY, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    every = [*rooms, "domain", "language", "store", "pipelines", "metrics", "dashboard", "studies", "bench", "cli"]
    bare = [
        f"{path.relative_to(PROJECT_DIRECTORY)}: {line.strip()}"
        for room in every
        for path in (PROJECT_DIRECTORY / room).rglob("*.py")
        for line in Path(path).read_text(encoding="utf-8").splitlines()
        if "# nosec" in line and not line.rstrip().split("# nosec")[1].partition("#")[2].strip()
    ]
    assert bare == []
