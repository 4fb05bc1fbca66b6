"""Writers on several machines take turns in PostgreSQL, and none writes beside another."""

import re
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from domain.settings import Settings
from office.turns import DatabaseTurns
from store.errors import StoreBusyError, StoreUnwritableError
from store.store import Store
from store.turn import take_turns
from tests.kill_range import KillRange
from tests.postgres import make_database
from tests.store.reports import moment, numbered

END_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE %s"


@pytest.fixture(scope="module")
def address(server: str) -> str:
    return make_database(server, "turns")


@pytest.fixture
def store(tmp_path: Path, address: str) -> Generator[Store]:
    """A store whose writers take turns in the database."""
    take_turns(DatabaseTurns(address))
    yield Store(tmp_path / "home")
    take_turns(None)


def recorded(store: Store, number: int, *, wait_seconds: float = 30) -> int:
    with store.writer(holder="test", wait_seconds=wait_seconds) as writer:
        return writer.record(numbered(number), recorded_at=moment(number)).sequence


def test_two_machines_that_write_at_once_make_one_ledger(store: Store, address: str):
    home = str(store.home.directory)

    def write(first: int) -> list[str]:
        with KillRange("tests.office.turn_jobs:write_in_turns") as machine:
            return machine.run(home, address, first, 12)[0]

    with ThreadPoolExecutor(2) as both:
        said = [line for lines in both.map(write, (100, 200)) for line in lines]
    assert sorted(int(line.split()[1]) for line in said) == list(range(1, 25))
    assert store.verify() == []


def test_who_waits_too_long_is_told_who_writes_where_and_since_when(store: Store):
    with store.writer(holder="wams ingest"), pytest.raises(StoreBusyError) as refused:
        recorded(store, 1, wait_seconds=0.2)
    said = refused.value.message["en"]
    assert re.search(r"in use by wams ingest \(process \d+@\S+, since 20\d\d-\S+Z\); after waiting 0\.2 seconds", said)
    assert recorded(store, 1) == 1


def test_a_writer_that_is_killed_lets_go_and_what_it_acknowledged_stays(store: Store, address: str):
    with KillRange("tests.office.turn_jobs:write_and_stay") as machine:
        lines, was_killed = machine.run(str(store.home.directory), address, kill_after_seconds=2)
    assert (lines, was_killed) == (["acknowledged 1 1"], True)
    began = time.monotonic()
    assert recorded(store, 2) == 2
    assert time.monotonic() - began < 5
    assert store.verify() == []


def test_who_lost_the_turn_acknowledges_nothing_more_and_shows_nothing(store: Store, address: str):
    recorded(store, 1)
    turn = store.writer(holder="verliest")
    writer = turn.__enter__()
    writer.record(numbered(2), recorded_at=moment(2))
    with psycopg.connect(address) as connection:
        connection.execute(END_ALL, ["%verliest"])
    files = store.home.journal_files()
    with pytest.raises(StoreUnwritableError, match="was lost"):
        writer.record(numbered(3), recorded_at=moment(3))
    assert store.home.journal_files() == files
    with pytest.raises(StoreUnwritableError, match="was lost"):
        turn.__exit__(None, None, None)
    assert store.info().last_sequence == 2  # acknowledged before; shown by the next one whose turn it is
    assert recorded(store, 4) == 3
    assert store.verify() == []


def test_a_process_that_does_not_know_of_the_turns_is_refused(store: Store):
    recorded(store, 1)
    take_turns(None)
    with pytest.raises(StoreUnwritableError, match='writers_lock = "database"'):
        recorded(store, 2)
    with store.reader() as reader:
        assert reader.info.last_sequence == 1
    store.home.turns.unlink()
    assert recorded(store, 2) == 2


def test_without_the_database_nothing_is_written_and_everything_is_read(store: Store):
    recorded(store, 1)
    take_turns(DatabaseTurns("postgresql://wams:geheim@127.0.0.1:1/geen"))
    with pytest.raises(StoreUnwritableError) as refused:
        recorded(store, 2)
    assert "127.0.0.1/geen" in refused.value.message["en"]
    assert "geheim" not in str(refused.value.message)
    with store.reader() as reader:
        assert reader.info.last_sequence == 1


def test_turns_are_taken_in_the_database_only_where_the_settings_say_so(address: str):
    database = {"database": address}
    assert DatabaseTurns.of(Settings.model_validate(database)) is None
    assert DatabaseTurns.of(Settings.model_validate({**database, "writers_lock": "database"})) is not None
    with pytest.raises(ValueError, match="WAMS_DATABASE"):
        Settings.model_validate({"writers_lock": "database"})
