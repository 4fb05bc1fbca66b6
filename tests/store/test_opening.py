"""Only the generation that the pointer means is ever shown, and why a file cannot be used is said in plain words."""

import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.bilingual import LANGUAGES
from store import pointer as pointer_of_a_store
from store.errors import StoreDamagedError, StoreUnwritableError, reason_of
from store.generation import open_for_reading
from store.opening import open_published
from store.pointer import NOTHING_PUBLISHED, Pointer, published, read_pointer
from store.store import Store
from tests.store.released import unpacked
from tests.store.reports import moment, numbered

PROOF_SECONDS = 0.02
OPENINGS = 10


def store_of(home: Path, *numbers: int) -> Store:
    """A store with one session, and so one generation, per number."""
    store = Store(home)
    for number in numbers:
        with store.writer(holder="test") as writer:
            writer.record(numbered(number), recorded_at=moment(number))
    return store


def published_file(store: Store) -> Path:
    return store.home.generation_file(published(store.home).generation)


def seconds_of(deed: Callable[[], None]) -> float:
    begun = time.process_time()
    for _ in range(OPENINGS):
        deed()
    return time.process_time() - begun


def refusal(store: Store) -> dict[str, str]:
    with pytest.raises(StoreDamagedError) as refused:
        store.reader()
    assert "wams rebuild" in refused.value.message["nl"]
    return {str(language): text for language, text in refused.value.message.items()}


def test_the_generation_of_another_store_is_not_shown_though_it_has_as_many_lines(tmp_path: Path):
    store, other = store_of(tmp_path / "one", 1, 2), store_of(tmp_path / "other", 3, 4)
    shutil.copyfile(published_file(other), published_file(store))
    refusal(store)
    store.rebuild()
    with store.reader() as reader:
        assert reader.files()["file_name"].to_list() == ["opgave-1.csv", "opgave-2.csv"]


def test_an_older_generation_of_the_same_store_is_not_shown_and_its_last_line_is_named(tmp_path: Path):
    store = store_of(tmp_path / "one", 1, 2)
    shutil.copyfile(store.home.generation_file(1), published_file(store))
    assert "bytes lang en moet" in refusal(store)["nl"]
    os.truncate(published_file(store), published(store.home).file_size)  # so the size alone tells nothing
    assert "tot regel 1, en bedoeld is regel 2" in refusal(store)["nl"]


def test_a_generation_of_another_size_than_was_published_is_not_shown(tmp_path: Path):
    store = store_of(tmp_path / "one", 1)
    os.truncate(published_file(store), published_file(store).stat().st_size + 4096)
    assert "bytes lang en moet" in refusal(store)["nl"]


def test_a_store_of_the_first_release_opens_with_the_same_proof(tmp_path: Path):
    store = Store(unpacked("0.1.0", tmp_path))
    pointer = published(store.home)
    assert pointer.format == 1
    with open_published(store.home, pointer) as connection:
        assert connection.execute("select count(*) from ledger_line").fetchall() == [(pointer.last_sequence,)]


def test_the_proof_costs_little_beside_the_opening_itself(tmp_path: Path):
    store = Store(unpacked("0.1.0", tmp_path))
    pointer = published(store.home)
    plain = seconds_of(lambda: open_for_reading(store.home.generation_file(pointer.generation)).close())
    proven = seconds_of(lambda: open_published(store.home, pointer).close())
    assert proven < 2 * plain + OPENINGS * PROOF_SECONDS


def test_why_a_file_cannot_be_used_is_said_in_the_language_of_the_sentence():
    english = {os.strerror(number) for number in errno.errorcode}
    for number in (errno.EACCES, errno.EISDIR, errno.ENOTDIR, errno.ENOSPC, errno.EROFS, errno.EEXIST, errno.ELOOP):
        for language in LANGUAGES:
            assert not any(text in reason_of(OSError(number, os.strerror(number)), language) for text in english)


def test_a_reason_without_words_of_ours_stands_in_brackets_and_one_error_in_another_keeps_the_language():
    odd = OSError(errno.EXDEV, "Invalid cross-device link")
    assert reason_of(odd, "nl") == "het lukt niet [Invalid cross-device link]"
    inner = StoreUnwritableError("unwritable", path="x", reason=IsADirectoryError(errno.EISDIR, "Is a directory"))
    outer = StoreUnwritableError("unpublished", reason=inner)
    assert "het is een map" in outer.message["nl"]
    assert "it is a folder" in outer.message["en"]


def test_who_reads_while_the_very_first_generation_is_published_is_not_told_that_the_pointer_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store, looks = Store(tmp_path / "home"), [read_pointer]

    def nothing_at_first(path: Path) -> Pointer:
        """As it was a moment before: the head is read after it, and by then the writer was done."""
        return NOTHING_PUBLISHED if looks and looks.pop() else read_pointer(path)

    with store.writer(holder="test") as writer:
        writer.record(numbered(1), recorded_at=moment(1))
    monkeypatch.setattr(pointer_of_a_store, "read_pointer", nothing_at_first)
    assert published(store.home).generation == 1
    assert looks == []
