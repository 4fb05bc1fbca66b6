import os
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from domain.statements import PROVENANCE, STATEMENT_COLUMNS, Table
from store.construction import Construction
from store.errors import NoStoreError, StoreBusyError, StoreDamagedError, StoreUnpublishedError
from store.generation import open_for_building
from store.ledger import LedgerLine
from store.schema import migrations
from store.store import Store
from store.writer import Writer
from tests.store.reports import moment, numbered

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def record(store: Store, *numbers: int) -> None:
    with store.writer(holder="test") as writer:
        for number in numbers:
            writer.record(numbered(number), recorded_at=moment(number))


def generation_names(store: Store) -> list[str]:
    return sorted(path.name for path in store.home.generations.iterdir())


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_schema_has_the_columns_of_the_statements():
    connection = open_for_building(None)
    assert [number for number, _ in migrations()] == [1, 2, 3, 4]
    for _, statements in migrations():
        connection.execute(statements)
    for table in Table:
        columns = [row[0] for row in connection.execute(f"describe {table.value}").fetchall()]
        assert columns == [*STATEMENT_COLUMNS[table], *PROVENANCE, "withdrawn_at", "withdrawn_by_sequence"]


def test_a_generation_made_step_by_step_equals_one_made_from_the_journal(store: Store):
    for number in range(0, 60, 6):
        record(store, *range(number, number + 6))
    before = store.fingerprint()
    number = store.rebuild()
    assert store.fingerprint(number) == before
    assert store.verify() == []


def test_the_last_three_generations_are_kept(store: Store):
    for number in range(5):
        record(store, number)
    assert generation_names(store) == ["gen-3.duckdb", "gen-4.duckdb", "gen-5.duckdb"]


def test_a_reader_goes_on_with_what_it_opened_and_the_next_one_sees_the_news(store: Store):
    record(store, 1)
    version = store.version()
    with store.reader() as old:
        record(store, 2)
        assert store.version() != version
        assert old.info.version == version
        assert old.files().height == 1
        with store.reader() as new:
            assert new.files().height == 2


def test_a_reader_sees_nothing_of_a_session_that_is_still_going_on(store: Store):
    record(store, 1)
    with store.writer(holder="test") as writer:
        writer.record(numbered(2), recorded_at=moment(2))
        with store.reader() as reader:
            assert reader.files().height == 1
        assert writer.reader.files().height == 2
        assert writer.reader.info.last_sequence == 2


def test_a_reader_can_touch_nothing_but_its_generation(store: Store, tmp_path: Path):
    record(store, 1)
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with store.reader() as reader:
        connection = reader._connection  # pyright: ignore[reportPrivateUsage]  what a hostile query would have
        for statement in (
            f"select * from read_csv('{secret}')",
            f"copy milestone to '{tmp_path}/out.csv'",
            f"attach '{tmp_path}/other.duckdb'",
            "set enable_external_access = true",
            "delete from milestone",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)
    assert not (tmp_path / "out.csv").exists()


def test_a_damaged_or_missing_generation_is_not_built_upon(store: Store):
    record(store, 1, 2)
    path = store.home.generation_file(1)
    data = path.read_bytes()
    path.write_bytes(data[:5000] + bytes([data[5000] ^ 4]) + data[5001:])
    record(store, 3)
    assert store.verify() == []
    store.home.generation_file(2).unlink()
    with store.reader() as reader:
        assert reader.files().height == 3
    assert store.verify() == []


def test_a_store_without_any_readable_generation_says_so(store: Store):
    record(store, 1)
    store.home.generation_file(1).write_bytes(b"no database")
    with pytest.raises(StoreDamagedError, match="wams rebuild"):
        store.reader()
    store.rebuild()
    with store.reader() as reader:
        assert reader.files().height == 1


def test_an_acknowledged_report_is_published_by_the_next_reader_when_its_writer_was_killed(store: Store):
    record(store, 1)
    code = """
import os, signal, sys
from pathlib import Path
from store.store import Store
from store.writer import Writer
from tests.store.reports import moment, numbered
with Store(Path(sys.argv[1])).writer(holder="doomed") as writer:
    writer.record(numbered(2), recorded_at=moment(2))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    run_python(code, str(store.home.directory))
    assert store.verify() == []
    with store.reader() as reader:
        assert reader.files()["sequence"].to_list() == [1, 2]
    assert generation_names(store) == ["gen-1.duckdb", "gen-2.duckdb"]


def test_a_second_writer_waits_for_the_first(store: Store):
    inside, done = threading.Event(), threading.Event()

    def first() -> None:
        with store.writer(holder="first") as writer:
            inside.set()
            done.wait(10)
            writer.record(numbered(1), recorded_at=moment(1))

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    threading.Timer(0.2, done.set).start()
    with store.writer(holder="second", wait_seconds=10) as writer:
        assert writer.record(numbered(2), recorded_at=moment(2)).sequence == 2
    thread.join()


def test_a_writer_that_waited_too_long_is_told_who_is_in_and_changed_nothing(store: Store):
    with store.writer(holder="wams ingest opgave.csv"):
        with pytest.raises(StoreBusyError) as refusal, store.writer(holder="second", wait_seconds=0.1):
            pass
        for language in ("nl", "en"):
            assert "wams ingest opgave.csv" in refusal.value.message[language]
            assert str(os.getpid()) in refusal.value.message[language]
    assert store.home.lock.read_text() == ""
    record(store, 1)


def test_a_full_disk_keeps_nothing_of_the_report_in_hand_and_everything_before(store: Store):
    record(store, 1)
    ledger = store.home.ledger.path.read_bytes()
    kept = [*sorted(store.home.journal.iterdir()), *sorted(store.home.archive.iterdir())]
    code = """
import resource, sys
from pathlib import Path
from store.errors import StoreUnwritableError
from store.store import Store
from store.writer import Writer
from tests.store.reports import moment, numbered
store = Store(Path(sys.argv[1]))
limit = int(sys.argv[2])
try:
    with store.writer(holder="doomed") as writer:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        writer.record(numbered(2), recorded_at=moment(2))
except StoreUnwritableError as error:
    print(error.message["nl"])
"""
    journal_too_large = 100
    ledger_too_large = len(ledger) + 200
    for limit in (journal_too_large, ledger_too_large):
        answer = run_python(code, str(store.home.directory), str(limit))
        assert "Er is niets bewaard" in answer.stdout, answer.stderr
        assert store.home.ledger.path.read_bytes() == ledger
        assert not list(store.home.directory.rglob("*.writing*"))
        assert [*sorted(store.home.journal.iterdir()), *sorted(store.home.archive.iterdir())] == kept
    assert store.verify() == []
    record(store, 2)
    assert store.verify() == []


def test_when_there_is_no_room_for_a_generation_the_acknowledged_report_is_published_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    record(store, 1)

    def no_room(self: Construction) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Construction, "_check", no_room)
        with pytest.raises(StoreUnpublishedError, match="safe"):
            record(store, 2)
    assert generation_names(store) == ["gen-1.duckdb"]
    assert store.verify() == []
    with store.reader() as reader:
        assert reader.files().height == 2


def test_a_home_that_cannot_be_made_is_said_in_both_languages(tmp_path: Path):
    (tmp_path / "file").write_text("not a directory")
    with pytest.raises(NoStoreError) as refusal:
        record(Store(tmp_path / "file" / "home"), 1)
    assert set(refusal.value.message) == {"nl", "en"}
    assert "home" in refusal.value.message["nl"]


def test_a_line_that_somebody_else_added_is_not_written_behind(store: Store):
    with store.writer(holder="test") as writer:
        writer.record(numbered(1), recorded_at=moment(1))
        ledger = store.home.ledger.path.read_bytes()
        store.home.ledger.path.write_bytes(ledger + b"{}\n")
        with pytest.raises(StoreDamagedError, match="at the same time"):
            writer.record(numbered(2), recorded_at=moment(2))
        store.home.ledger.path.write_bytes(ledger)
    assert store.verify() == []


def test_a_line_that_an_interrupted_session_did_not_publish_is_published_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    make_durable = Writer._make_durable  # pyright: ignore[reportPrivateUsage]  the moment between line and memory

    def interrupted(writer: Writer, line: LedgerLine, files: dict[Path, bytes]) -> None:
        make_durable(writer, line, files)
        if line.sequence == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(Writer, "_make_durable", interrupted)

    with pytest.raises(KeyboardInterrupt):
        record(store, 1, 2)
    assert store.verify() == []
    with store.reader() as reader:
        assert reader.files().height == 2
    assert store.verify() == []
