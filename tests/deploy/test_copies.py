"""A copy is whole, and what is put back from it is well and says the same: the drill of deploy/."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from domain.places import PROJECT_DIRECTORY
from domain.principal import OWNER, Role
from domain.settings import Settings
from office.acts import Way
from office.identity import Appointment, Identity
from office.office import Office
from tests.dashboard import example
from tests.dashboard.somebody import now

WAMS = Path(sys.executable).with_name("wams")
ADVISER = Identity("werk", None, "adviser")


def _ran(script: str, to: Path, home: Path, status: int = 0, **surroundings: str) -> str:
    """What a script says."""
    told = {"WAMS_HOME": str(home), "WAMS_COMMAND": str(WAMS), "PATH": os.environ["PATH"], **surroundings}
    asked = ["sh", str(PROJECT_DIRECTORY / "deploy" / script), str(to)]
    done = subprocess.run(asked, env=told, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout.strip() or done.stderr.strip()


def _figure(home: Path) -> object:
    asked = [str(WAMS), "metric", "step_completion", "--by", "step", "--as-of", "2026-09-30"]
    said = subprocess.run(asked, env={**os.environ, "WAMS_HOME": str(home)}, capture_output=True, text=True, check=True)
    return json.loads(said.stdout)["rows"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store and an office with somebody in it."""
    made = tmp_path_factory.mktemp("house") / "wams"
    example.build(made)
    with Office.open(Settings(), made) as office:
        office.people.admit(OWNER, ADVISER, Appointment(Role.VNG), display_name="Ada", way=Way.COMMAND_LINE, now=now())
    return made


def test_what_is_put_back_from_a_copy_verifies_and_gives_the_same_figures_and_knows_the_same_people(
    home: Path, tmp_path: Path
):
    copy = Path(_ran("copy-store", tmp_path / "copies", home).splitlines()[-1])
    assert copy.stat().st_mode & 0o077 == 0
    back = tmp_path / "back"
    _ran("restore-store", copy, back)  # which ends with `wams verify`
    assert _figure(back) == _figure(home)
    with Office.open(Settings(), back) as office:
        assert office.people.recognised(ADVISER) is not None


def test_of_the_copies_the_newest_stay_and_nothing_else_is_touched(home: Path, tmp_path: Path):
    to = tmp_path / "copies"
    for name in ("20260101T020000Z", "20260102T020000Z", "of-somebody-else"):
        (to / name).mkdir(parents=True)
    made = Path(_ran("copy-store", to, home, WAMS_COPIES_KEPT="2").splitlines()[-1])
    assert {one.name for one in to.iterdir()} == {"20260102T020000Z", "of-somebody-else", made.name}


def test_where_there_is_no_store_no_copy_is_made_and_nothing_is_put_back_over_what_is_there(home: Path, tmp_path: Path):
    assert "no ledger" in _ran("copy-store", tmp_path / "copies", tmp_path / "nothing", status=1)
    assert not (tmp_path / "copies").exists()
    copy = tmp_path / "copy"
    copy.mkdir()
    assert "is no copy" in _ran("restore-store", copy, tmp_path / "new", status=1)
    for name in ("ledger.jsonl", "office.copy"):
        (copy / name).touch()
    assert "is not empty" in _ran("restore-store", copy, home, status=1)


def test_a_copy_that_breaks_off_leaves_nothing_that_looks_like_one(home: Path, tmp_path: Path):
    to = tmp_path / "copies"
    _ran("copy-store", to, home, status=1, WAMS_COMMAND="false")
    assert list(to.iterdir()) == []
