"""A writer does not write on in a store of which it can see that it is not whole."""

from pathlib import Path

import pytest

from store.errors import StoreDamagedError
from store.quick_look import see_whole
from store.store import Store
from tests.store.damages import Deed, a_line_less, cut, emptied, lines_swapped, longer, removed
from tests.store.released import unpacked
from tests.store.reports import moment, numbered


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    with store.writer(holder="test") as writer:
        for number in (1, 2, 3, 4):
            writer.record(numbered(number), recorded_at=moment(number))
    return store


def first(folder: Path) -> Path:
    return sorted(folder.iterdir())[0]


def refused_with_nothing_written(store: Store) -> str:
    before = {path: path.read_bytes() for path in store.home.directory.rglob("*") if path.is_file()}
    with pytest.raises(StoreDamagedError) as refusal, store.writer(holder="test") as writer:
        writer.record(numbered(9), recorded_at=moment(9))
    after = {path: path.read_bytes() for path in store.home.directory.rglob("*") if path.is_file()}
    assert {path for path in before | after if before.get(path) != after.get(path)} <= {store.home.lock}
    with pytest.raises(StoreDamagedError):
        store.see_writable()
    return refusal.value.message["nl"]


@pytest.mark.parametrize("deed", [lines_swapped, a_line_less])
def test_nothing_is_written_behind_lines_that_do_not_follow_each_other(store: Store, deed: Deed):
    deed(store.home.ledger.path, store.home.ledger.path)
    assert "wams rebuild" in refused_with_nothing_written(store)


@pytest.mark.parametrize("folder", ["journal", "archive"])
@pytest.mark.parametrize("deed", [removed, emptied, cut, longer])
def test_nothing_is_written_while_a_file_that_the_ledger_names_is_gone_or_of_another_size(
    store: Store, folder: str, deed: Deed
):
    path = first(store.home.directory / folder)
    deed(path, path)
    assert f"{folder}/{path.name}" in refused_with_nothing_written(store)


def test_a_redacted_line_and_a_store_of_the_first_release_are_whole(store: Store, tmp_path: Path):
    removed(store.home.journal_file(store.home.ledger.read().lines[1]), tmp_path)
    with pytest.raises(StoreDamagedError, match="is gone"):
        see_whole(store.home)
    store.rebuild(accept_loss=True)
    assert [line.sequence for line in store.home.ledger.read().lines if line.redacted] == [2]
    for whole in (store.home, Store(unpacked("0.1.0", tmp_path / "released")).home):
        before = whole.ledger.path.read_bytes()
        see_whole(whole)
        assert whole.ledger.path.read_bytes() == before
