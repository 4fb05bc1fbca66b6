"""Other machines show a copy of what was published: whole, checked, and nothing that is written to."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from domain.statements import Table
from store import following, shared
from store.answers import keep_answers, kept_answers
from store.errors import NoStoreError, StoreDamagedError, StoreError, StoreNewerError, StoreUnwritableError
from store.following import follow
from store.received_again import ReceivedAgain, add_received_again
from store.shared import CURRENT, KEPT_VERSIONS, read_edition, share
from store.store import Store
from tests.store.reports import moment, numbered

OF = {"day": "2026-01-31"}


class Machines:
    """One that writes, the folder that others read, and one of those."""

    def __init__(self, directory: Path) -> None:
        self.writing, self.folder = Store(directory / "home"), directory / "shared"
        self.showing = Store(directory / "copy")

    def publish(self, *numbers: int) -> str:
        """Records these reports and puts what is published in the folder; which version it is."""
        with self.writing.writer(holder="test") as writer:
            for number in numbers:
                writer.record(numbered(number), recorded_at=moment(number))
        assert share(self.writing.home, self.folder)
        return self.writing.version()

    def follow(self, *, whole: bool = False) -> bool:
        return follow(self.showing.home, self.folder, whole=whole)

    @property
    def shared_generation(self) -> Path:
        return self.folder / read_edition(self.folder)[0].files["generation"].name


@pytest.fixture
def machines(tmp_path: Path) -> Machines:
    return Machines(tmp_path)


def rows(store: Store) -> list[tuple[object, ...]]:
    with store.reader() as reader:
        return reader.history(Table.MILESTONE).rows()


def test_a_copy_shows_what_was_published_with_its_answers_and_what_came_in_again(machines: Machines):
    with machines.writing.writer(holder="test") as writer:
        writer.record(numbered(1), recorded_at=moment(1))
    add_received_again(machines.writing.home, ReceivedAgain(moment(3), "a" * 64, 1))
    version = machines.publish(2)
    keep_answers(machines.writing.home.directory, version, OF, {"q": "1"})
    assert share(machines.writing.home, machines.folder)
    assert machines.follow()
    assert machines.showing.info() == machines.writing.info()
    assert rows(machines.showing) == rows(machines.writing)
    assert kept_answers(machines.showing.home.directory, version, OF) == {"q": "1"}
    assert machines.showing.received_again() == machines.writing.received_again()
    assert machines.showing.verify() == []
    assert not share(machines.writing.home, machines.folder)
    assert not machines.follow()


def test_answers_that_are_made_later_come_along_later(machines: Machines):
    version = machines.publish(1)
    machines.follow()
    assert kept_answers(machines.showing.home.directory, version, OF) is None
    keep_answers(machines.writing.home.directory, version, OF, {"q": "1"})
    share(machines.writing.home, machines.folder)
    assert machines.follow()
    assert kept_answers(machines.showing.home.directory, version, OF) == {"q": "1"}


def test_a_reader_goes_on_with_its_version_when_the_copy_moves_to_the_next(machines: Machines):
    machines.publish(1)
    machines.follow()
    with machines.showing.reader() as before:
        for number in range(2, 8):
            machines.publish(number)
            machines.follow()
        assert before.history(Table.MILESTONE).height == 2
        assert before.info.last_sequence == 1
    assert machines.showing.info().last_sequence == 7


def test_old_ones_are_thrown_away_on_both_sides(machines: Machines):
    for number in range(8):
        keep_answers(machines.writing.home.directory, machines.publish(number), OF, {"q": str(number)})
        share(machines.writing.home, machines.folder)
        machines.follow()
    for kind in ("gen-*.duckdb", "answers-*.txt"):
        assert len([*machines.folder.glob(kind)]) <= KEPT_VERSIONS + 1
        assert len([*machines.showing.home.generations.glob(kind)]) == KEPT_VERSIONS
    assert [path.name for path in machines.folder.glob(".*")] == []


def test_what_was_changed_on_the_way_is_not_taken_over_and_what_was_shown_still_is(machines: Machines):
    first = machines.publish(1)
    machines.follow()
    machines.publish(2)
    data = bytearray(machines.shared_generation.read_bytes())
    data[len(data) // 2] ^= 1
    machines.shared_generation.write_bytes(data)
    with pytest.raises(StoreDamagedError, match="SHA-256"):
        machines.follow()
    assert machines.showing.version() == first
    assert machines.showing.verify() == []
    assert len(machines.showing.home.generation_numbers()) == 1


@pytest.mark.parametrize(
    "spoil", [lambda path: path.write_bytes(b"{}\n"), Path.unlink, lambda path: os.truncate(path, 99)]
)
def test_a_folder_that_cannot_be_read_is_said_and_what_was_shown_still_is(
    machines: Machines, spoil: Callable[[Path], object]
):
    first = machines.publish(1)
    machines.follow()
    spoil(machines.folder / CURRENT)
    with pytest.raises(StoreDamagedError, match="wams publish"):
        machines.follow()
    assert machines.showing.version() == first


def test_who_finds_a_version_thrown_away_while_copying_takes_the_one_that_counts_now(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
):
    machines.publish(1)
    stale = read_edition(machines.folder)
    latest = machines.publish(2)
    (machines.folder / stale[0].files["generation"].name).unlink()
    given = [stale]
    monkeypatch.setattr(following, "read_edition", lambda folder: given.pop() if given else read_edition(folder))
    assert machines.follow()
    assert machines.showing.version() == latest


def test_a_damaged_copy_is_found_and_fetched_again(machines: Machines):
    machines.publish(1)
    machines.follow()
    path = machines.showing.home.generation_file(1)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    [finding] = machines.showing.verify()
    assert "wams fetch" in finding.message["en"]
    assert machines.follow(whole=True)
    assert machines.showing.verify() == []


def _write(store: Store) -> None:
    with store.writer(holder="test"):
        pass


@pytest.mark.parametrize("write", [Store.rebuild, Store.migrate_layout, Store.see_writable, _write])
def test_nothing_is_written_to_a_copy(machines: Machines, write: Callable[[Store], object]):
    machines.publish(1)
    machines.follow()
    with pytest.raises(StoreUnwritableError, match="written elsewhere"):
        write(machines.showing)
    with pytest.raises(StoreUnwritableError, match="written elsewhere"):
        share(machines.showing.home, machines.folder)


def test_the_home_of_a_store_is_never_covered_by_a_copy(machines: Machines):
    machines.publish(1)
    with pytest.raises(NoStoreError, match="a store itself"):
        follow(machines.writing.home, machines.folder)
    assert machines.writing.verify() == []


def test_a_copy_that_was_killed_at_any_moment_shows_the_one_or_the_other_and_goes_on(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = machines.publish(1)
    machines.follow()
    second, seen, rename = machines.publish(2), list[str](), Path.rename

    class KilledError(BaseException):
        pass

    while len(seen) < 20:
        copied = Store(shutil.copytree(machines.showing.home.directory, tmp_path / f"copy-{len(seen)}"))
        left = [len(seen)]

        def counted(path: Path, target: Path, left: list[int] = left) -> Path:
            if left[0] == 0:
                raise KilledError
            left[0] -= 1
            return rename(path, target)

        with monkeypatch.context() as patch, suppress(KilledError):
            patch.setattr(Path, "rename", counted)
            follow(copied.home, machines.folder)
            break
        seen.append(copied.version())
        assert copied.verify() == []
        assert follow(copied.home, machines.folder)
        assert copied.version() == second
    assert seen == [first, first, second]  # before the generation, before the pointer, before the note of it


def test_what_another_release_published_is_refused_in_words(machines: Machines, monkeypatch: pytest.MonkeyPatch):
    first = machines.publish(1)
    machines.follow()
    machines.publish(2)
    with monkeypatch.context() as patch:
        patch.setattr(following, "schema_version", lambda: 10_000)
        with pytest.raises(StoreNewerError, match="older release"):
            machines.follow()
    with monkeypatch.context() as patch:
        patch.setattr(shared, "FORMAT", 2)
        with pytest.raises(StoreError, match="newer"):
            machines.follow()
    assert machines.showing.version() == first


def test_of_an_empty_store_nothing_is_published(machines: Machines):
    with pytest.raises(NoStoreError):
        share(machines.writing.home, machines.folder)
    with machines.writing.writer(holder="test"):
        pass
    assert not share(machines.writing.home, machines.folder)
