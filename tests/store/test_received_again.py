"""Files that came once more: told beside the ledger, and nothing is made from it."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from domain.municipalities import Register
from domain.programme import Programme
from pipelines.intake import take_in
from store.durable import FILE_MODE
from store.received_again import ReceivedAgain, add_received_again
from store.store import Store

KNOWN = {"register": Register.load(), "programme": Programme.load()}
FILE = b"gemeentecode,peildatum,stap,status,startdatum,einddatum\nGM0301,2026-10-31,1,afgerond,2026-01-05,2026-02-01\n"
MOMENT = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)


def _taken_in_twice(home: Path) -> Store:
    store = Store(home)
    for hours in (0, 1):
        with store.writer(holder="test") as writer:
            take_in(FILE, "opgave.csv", writer=writer, recorded_at=MOMENT + timedelta(hours=hours), **KNOWN)
    return store


def test_a_duplicate_is_told_with_its_moment_and_the_line_of_the_first_time_and_leaves_the_ledger_alone(tmp_path: Path):
    store = _taken_in_twice(tmp_path)
    found = store.received_again()
    assert found is not None
    assert [(again.received_at, again.first_sequence) for again in found] == [(MOMENT + timedelta(hours=1), 1)]
    assert store.info().last_sequence == 1
    assert store.verify() == []
    assert store.received_again(known_on=MOMENT) == []
    assert store.home.received_again.stat().st_mode & 0o777 == FILE_MODE


def test_a_rebuild_makes_the_same_store_with_the_list_or_without(tmp_path: Path):
    store = _taken_in_twice(tmp_path)
    store.rebuild()
    assert len(store.received_again() or []) == 1
    store.home.received_again.unlink()
    store.rebuild()
    assert store.received_again() == []
    assert store.verify() == []


def test_what_was_torn_off_is_left_out_and_what_is_told_twice_is_told_once(tmp_path: Path):
    store = Store(tmp_path)
    store.home.make()
    again = ReceivedAgain(MOMENT, "a" * 64, 1)
    for _ in range(2):
        add_received_again(store.home, again)
    with store.home.received_again.open("ab") as file:
        file.write(b'{"received_at":"2026-11-23T10')
    later = replace(again, received_at=MOMENT + timedelta(days=1))
    add_received_again(store.home, later)
    assert store.received_again() == [again, later]


def test_a_list_that_cannot_be_read_is_said_to_be_so_and_is_not_empty(tmp_path: Path):
    store = _taken_in_twice(tmp_path)
    store.home.received_again.unlink()
    store.home.received_again.mkdir()
    assert store.received_again() is None
    with store.writer(holder="test") as writer:  # and a batch goes on
        receipt = take_in(FILE, "opgave.csv", writer=writer, recorded_at=MOMENT + timedelta(hours=2), **KNOWN)
    assert receipt["outcome"] == "duplicate"
