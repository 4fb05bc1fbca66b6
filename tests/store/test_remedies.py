"""What a repair did is said, and each message names the remedy that works."""

import os
from pathlib import Path

import pytest

from store.errors import StoreDamagedError, StoreUnwritableError
from store.store import Store
from tests.store.damages import Deed, a_line_less, a_number_behind, an_object_behind, last_line_twice, lines_swapped
from tests.store.reports import moment, numbered


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    for number in (1, 2, 3, 4):
        with store.writer(holder="test") as writer:
            writer.record(numbered(number), recorded_at=moment(number))
    return store


def rebuilt(store: Store) -> list[str]:
    told: list[str] = []
    store.rebuild(
        tell=lambda message: told.append(message["nl"]), tell_wrong=lambda message: told.append(message["nl"])
    )
    return told


@pytest.mark.parametrize("deed", [last_line_twice, a_number_behind, an_object_behind])
def test_what_stands_behind_the_last_acknowledged_line_is_set_aside_in_a_file_of_its_own(store: Store, deed: Deed):
    ledger = store.home.ledger.path
    truth = ledger.read_bytes()
    deed(ledger, ledger)
    surplus = ledger.read_bytes()[len(truth) :]
    aside = store.home.directory / "set-aside" / f"ledger.jsonl.surplus-at-{len(truth)}"
    (told,) = rebuilt(store)
    assert store.home.relative(aside) in told
    assert "Er is niets verloren" in told
    assert (aside.read_bytes(), ledger.read_bytes()) == (surplus, truth)
    assert store.verify() == []


def test_lines_that_were_swapped_are_put_in_order_and_the_rebuild_says_so(store: Store):
    ledger = store.home.ledger.path
    truth = ledger.read_bytes()
    lines_swapped(ledger, ledger)
    (told,) = rebuilt(store)
    assert "is weer in orde" in told
    assert "set-aside/ledger.jsonl." in told
    assert ledger.read_bytes() == truth


def test_damage_of_the_ledger_that_a_rebuild_mends_says_rebuild_and_no_backup(store: Store):
    ledger = store.home.ledger.path
    a_line_less(ledger, ledger)
    for finding in store.verify():
        assert "wams rebuild" in finding.message["nl"]
        assert "reservekopie" not in finding.message["nl"]
    rebuilt(store)
    assert store.verify() == []


def test_a_ledger_that_was_emptied_is_said_once(store: Store):
    store.home.ledger.path.write_bytes(b"")
    assert [finding.message["nl"].split(",")[0] for finding in store.verify()] == [
        "ledger.jsonl (het logboek) is weg of leeg"
    ]


def test_a_file_in_the_place_of_the_generations_is_to_be_taken_away(store: Store):
    for file in store.home.generations.iterdir():
        file.unlink()
    store.home.generations.rmdir()
    store.home.generations.write_text("x")
    for command in (store.reader, store.rebuild):
        with pytest.raises(StoreDamagedError, match="Take it away"):
            command()
    store.home.generations.unlink()
    rebuilt(store)
    assert store.verify() == []


def test_a_folder_in_the_place_of_the_lock_is_to_be_taken_away(store: Store):
    store.home.lock.unlink()
    store.home.lock.mkdir()
    with pytest.raises(StoreUnwritableError, match="Take it away"):
        store.rebuild()


def test_a_store_that_can_be_read_and_not_written_is_whole_and_verify_says_that_it_is_closed(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    opened = os.open

    def closed(path: Path, flags: int, *rest: int, **more: int) -> int:
        if Path(path) == store.home.lock:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", closed)
    (finding,) = store.verify()
    assert finding.kind == "closed"
    assert finding.message["nl"].startswith("Lezen kan, schrijven niet. ")
    assert "geen rechten" in finding.message["nl"]
    assert "chmod -R u+rwX" in finding.message["nl"]
