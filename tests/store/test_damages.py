"""Whatever happens to a file of the store: it is said, never in a traceback, and what is said to do helps."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cli.main import main
from domain.statements import Table
from store.store import Store
from tests.store.damages import DAMAGES, Damage, newer, newer_schema, telling, unreadable
from tests.store.kill_jobs import confirmation, said_of
from tests.store.reports import moment, numbered, rejection

NOBODY = 65534


@dataclass(frozen=True)
class Prepared:
    """A store as it is, as it was one session before, and what it says."""

    now: Path
    earlier: Path
    said: str


@dataclass(frozen=True)
class Ended:
    status: int
    told: str


Wams = Callable[..., Ended]


@pytest.fixture(scope="module")
def prepared() -> Generator[Prepared]:
    with tempfile.TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)
        now, earlier = Path(directory) / "now", Path(directory) / "earlier"
        store = Store(now)
        for number in (1, 2, 3):
            with store.writer(holder="test") as writer:
                writer.record(numbered(2 * number), recorded_at=moment(2 * number))
                writer.record(numbered(2 * number + 1), recorded_at=moment(2 * number + 1))
                if number == 2:
                    writer.record(rejection("kapot.xlsx"), recorded_at=moment(6))
                    writer.withdraw(statements=1, reason="dubbel", recorded_at=moment(7))
                if number == 3:
                    for minutes, about in enumerate((3, 7), start=8):
                        for one in said_of(about, 7):
                            writer.say_beside(replace(one, municipality_code="GM0006"), recorded_at=moment(minutes))
                    writer.say_beside(confirmation(7, "GM0006"), recorded_at=moment(10))
            if number == 2:
                shutil.copytree(now, earlier)
        yield Prepared(now, earlier, said(store))


@pytest.fixture
def home(prepared: Prepared) -> Generator[Path]:
    """A copy that somebody without special rights owns, so that a file can be made unreadable."""
    directory = Path(tempfile.mkdtemp())
    home = directory / "home"
    shutil.copytree(prepared.now, home)
    if os.geteuid() == 0:
        for path in (directory, home, *home.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    yield home
    shutil.rmtree(directory)


@pytest.fixture
def wams(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Wams:
    """`wams("verify")` runs the command in this process; a traceback or an error that nobody foresaw is a failure."""

    def run(*words: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["wams", *words])
        monkeypatch.setenv("WAMS_HOME", str(home))
        monkeypatch.setenv("WAMS_LANGUAGE", "en")
        with pytest.raises(SystemExit) as ended, without_rights():
            main()
        told = "".join(capfd.readouterr())
        assert "Traceback" not in told
        assert "not foreseen" not in told, told
        assert ended.value.code in (0, 1, 2, 3)
        return Ended(int(ended.value.code or 0), told)

    return run


@contextmanager
def without_rights() -> Generator[None]:
    """As somebody who may read what he may read: for root every file is readable."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def said(store: Store) -> str:
    """Everything that stands and everything that was ever said, in words that two stores can be compared by."""
    with store.reader() as reader:
        told = [*(reader.history(table) for table in Table), reader.files(), reader.beside()]
        return "\n".join(frame.write_ndjson() for frame in told)


def file_of(home: Path, name: str) -> Path:
    store = Store(home).home
    named = {"ledger": store.ledger.path, "current": store.pointer, "head": store.head, "lock": store.lock,
             "journal": store.journal, "archive": store.archive, "generations": store.generations,
             "home": store.directory}  # fmt: skip
    if name in named:
        return named[name]
    folder = {"journal_file": store.journal, "archive_file": store.archive, "generation": store.generations}[name]
    return sorted(folder.iterdir())[-1]


def do(damage: Damage, home: Path, prepared: Prepared) -> None:
    for name in damage.files.split():
        path = file_of(home, name)
        damage.deed(path, prepared.earlier / path.relative_to(home) if name != "generation" else earliest(prepared))
        if os.geteuid() == 0 and path.exists():
            os.chown(path, NOBODY, NOBODY)


def earliest(prepared: Prepared) -> Path:
    return sorted(file_of(prepared.earlier, "generations").iterdir())[0]


def put_back(home: Path, prepared: Prepared) -> None:
    """What a backup is for: every file as it was."""
    if home.is_file():
        home.unlink()
    for path in (home, *home.rglob("*")):
        if path.exists() and path.is_file() != (prepared.now / path.relative_to(home)).is_file():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(prepared.now, home, dirs_exist_ok=True)
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def take_away(damage: Damage, home: Path) -> None:
    path = file_of(home, damage.files)
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def remedied(told: str, damage: Damage, home: Path, prepared: Prepared, wams: Wams) -> str:
    """Does what was said to do; returns what was told after that."""
    if "chmod -R u+rwX" in told:
        for path in (file_of(home, damage.files), *file_of(home, damage.files).rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
        return ""
    if "ake it away" in told:
        take_away(damage, home)
    if "wams rebuild" in told or "ake it away" in told:
        ended = wams("rebuild")
        if "--accept-loss" in ended.told:
            ended = wams("rebuild", "--accept-loss")
        return ended.told if ended.status == 0 else remedied(ended.told, damage, home, prepared, wams)
    assert "from a backup" in told or "Update the monitor" in told, told
    put_back(home, prepared)
    return ""


def test_there_are_at_least_sixty_damages():
    assert len({str(damage) for damage in DAMAGES}) >= 60


EACH_TIME = telling()


@pytest.mark.parametrize(
    "damage",
    [pytest.param(one, id=str(one), marks=[] if one in EACH_TIME else [pytest.mark.long]) for one in DAMAGES],
)
def test_a_damage_is_said_and_what_is_said_to_do_helps(damage: Damage, home: Path, prepared: Prepared, wams: Wams):
    if damage.deed is unreadable:  # so that nothing has to be looked up any more by somebody who may not
        wams("verify"), wams("status"), wams("rebuild")
    do(damage, home, prepared)
    found = wams("verify")
    assert found.status == 1
    assert "All is well" not in found.told
    assert ("newer release" in found.told) == (damage.deed in (newer, newer_schema))
    for command in (["status"], ["quarantine", "list"], ["correct", "list"]):
        wams(*command)
    told = remedied(found.told, damage, home, prepared, wams)
    after = wams("verify")
    assert "All is well" in after.told
    assert after.status == 0
    assert said(Store(home)) == prepared.said or "Went on without" in told
