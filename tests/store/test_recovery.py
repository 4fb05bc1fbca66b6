"""A rebuild brings back all that can be proven, and goes on without the rest only when told to."""

import subprocess
import sys
from pathlib import Path

import pytest

from domain.statements import Table
from store.errors import NoStoreError, NotRecoveredError, StoreDamagedError, StoreNewerError
from store.head import read_head
from store.ledger import Ledger
from store.store import Store
from tests.store.damages import newer
from tests.store.released import unpacked
from tests.store.reports import moment, numbered

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    with store.writer(holder="test") as writer:
        for number in range(1, 6):
            writer.record(numbered(number), recorded_at=moment(number))
    return store


def without_line(store: Store, sequence: int) -> None:
    lines = store.home.ledger.path.read_bytes().splitlines(keepends=True)
    store.home.ledger.path.write_bytes(b"".join(lines[: sequence - 1] + lines[sequence:]))


def journal_of(store: Store, sequence: int) -> Path:
    return store.home.journal_file(Ledger(store.home.ledger.path).read().lines[sequence - 1])


@pytest.mark.parametrize("gone", [["ledger.jsonl"], ["ledger.jsonl", "current"]])
def test_the_ledger_of_a_store_of_0_1_0_is_made_again_to_the_byte(tmp_path: Path, gone: list[str]):
    store = Store(unpacked("0.1.0", tmp_path))
    ledger, shown = store.home.ledger.path.read_bytes(), store.fingerprint()
    for name in gone:
        (store.home.directory / name).unlink()
    assert any(finding.kind == "damage" for finding in store.verify())
    store.rebuild()
    assert store.home.ledger.path.read_bytes() == ledger
    assert store.fingerprint() == shown
    assert store.verify() == []


def test_no_empty_store_is_made_of_files_of_which_nothing_tells_the_line(tmp_path: Path):
    store = Store(unpacked("0.1.0", tmp_path))
    for path in (store.home.ledger.path, store.home.pointer, *store.home.generations.iterdir()):
        path.unlink()
    assert store.verify()
    with pytest.raises(NotRecoveredError, match="belong to no line"):
        store.rebuild()
    assert len(list(store.home.journal.iterdir())) > 10


def test_a_store_of_0_1_0_gets_a_copy_of_its_head_and_says_the_same(tmp_path: Path):
    store = Store(unpacked("0.1.0", tmp_path))
    shown, ledger = store.fingerprint(), store.home.ledger.path.read_bytes()
    assert store.loose_rights()
    store.migrate_layout()
    head = read_head(store.home.head)
    assert head is not None
    assert head.lines == len(ledger.splitlines())
    assert (store.loose_rights(), store.verify()) == ([], [])
    assert (store.fingerprint(), store.home.ledger.path.read_bytes()) == (shown, ledger)


def test_without_ledger_pointer_copy_and_generations_every_line_comes_back_from_the_journal(store: Store):
    ledger, shown = store.home.ledger.path.read_bytes(), store.fingerprint()
    for path in (store.home.ledger.path, store.home.pointer, store.home.head, *store.home.generations.iterdir()):
        path.unlink()
    assert any("gone" in finding.message["en"] for finding in store.verify())
    with pytest.raises(StoreDamagedError, match="wams rebuild"):
        store.reader()
    store.rebuild()
    assert store.home.ledger.path.read_bytes() == ledger
    assert store.fingerprint() == shown
    assert store.verify() == []


def test_what_cannot_come_back_is_named_and_everything_else_stays(store: Store):
    journal_of(store, 3).unlink()
    without_line(store, 3)
    before = {path: path.read_bytes() for path in store.home.directory.rglob("*") if path.is_file()}
    with pytest.raises(NotRecoveredError, match="lines 3 of the ledger"):
        store.rebuild()
    assert {path: path.read_bytes() for path in store.home.directory.rglob("*") if path.is_file()} == before
    told: list[str] = []
    store.rebuild(accept_loss=True, tell=lambda message: told.append(message["en"]))
    assert "lines 3 of the ledger" in told[-1]
    assert store.verify() == []
    with store.reader() as reader:
        assert reader.files()["sequence"].to_list() == [1, 2, 3, 4, 5, 6]
        assert reader.files()["outcome"].to_list()[2] == "lost"
        assert set(reader.history(Table.COST)["ledger_sequence"]) == {1, 2, 4, 5}
        assert reader.find_file(numbered(3).received_sha256) is None
    with store.writer(holder="test") as writer:  # so it can be handed in again
        assert writer.record(numbered(3), recorded_at=moment(9)).sequence == 7


def test_what_a_killed_writer_had_not_acknowledged_is_no_loss_and_is_removed_by_the_next(store: Store):
    code = """
import os, signal, sys
from pathlib import Path
from store.ledger import Ledger
from store.store import Store
from tests.store.reports import moment, numbered
with Store(Path(sys.argv[1])).writer(holder="doomed") as writer:
    Ledger.add = lambda self, line, *, at: os.kill(os.getpid(), signal.SIGKILL)
    writer.record(numbered(9), recorded_at=moment(9))
"""
    subprocess.run([sys.executable, "-c", code, str(store.home.directory)], cwd=PROJECT, check=False)
    assert len(list(store.home.journal.iterdir())) == 6
    assert store.verify() == []
    with store.writer(holder="test"):
        pass
    assert len(list(store.home.journal.iterdir())) == len(list(store.home.archive.iterdir())) == 5


def test_a_file_without_a_line_is_said_and_set_aside_only_when_told_to(store: Store):
    strange = store.home.archive / ("f" * 64)
    strange.write_bytes(b"of whom?")
    (finding,) = store.verify()
    assert (finding.file, finding.kind) == (f"archive/{strange.name}", "damage")
    told: list[str] = []
    store.rebuild(tell_wrong=lambda message: told.append(message["en"]))
    assert "--accept-loss" in told[-1]
    assert strange.exists()
    store.rebuild(accept_loss=True)
    assert store.verify() == []
    assert (store.home.directory / "set-aside" / "archive" / strange.name).read_bytes() == b"of whom?"


def test_a_ledger_that_a_newer_release_wrote_is_not_worked_back(store: Store):
    newer(store.home.ledger.path, store.home.ledger.path)
    before = store.home.ledger.path.read_bytes()
    assert [finding.kind for finding in store.verify()] == ["newer"]
    with pytest.raises(StoreNewerError, match="newer release"):
        store.rebuild(accept_loss=True)
    assert store.home.ledger.path.read_bytes() == before


def test_a_rebuild_where_there_is_no_store_makes_none(tmp_path: Path):
    for home in (tmp_path / "none", tmp_path / "empty", tmp_path / "file"):
        if home.name == "empty":
            home.mkdir()
        if home.name == "file":
            home.write_text("no store")
        (finding,) = Store(home).verify()
        assert "store" in finding.message["en"]
        with pytest.raises(NoStoreError):
            Store(home).rebuild()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file"]
    assert list((tmp_path / "empty").iterdir()) == []
