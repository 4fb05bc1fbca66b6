"""Any byte that changed since it was written is found, and named by its place."""

import random
import shutil
import tempfile
from pathlib import Path

import pytest

from domain.statements import Table
from store.damage import Finding
from store.errors import NotRecoveredError, StoreDamagedError
from store.pointer import read_pointer
from store.store import Store
from tests.store.reports import DAY, milestones, moment, refused, report


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three lines, in two sessions: a report, a correction with a refused row, a withdrawal."""
    store = Store(tmp_path / "home")
    with store.writer(holder="test") as writer:
        first = report("a.csv", {Table.MILESTONE: milestones(("GM0363", 1, DAY, "started"))})
        writer.record(first, recorded_at=moment(0))
    with store.writer(holder="test") as writer:
        second = report(
            "b.csv", {Table.MILESTONE: milestones(("GM0363", 1, DAY, "finished"))}, quarantined=[refused(9)]
        )
        writer.record(second, recorded_at=moment(1))
        writer.withdraw(statements=1, reason="dubbel", recorded_at=moment(2))
    assert store.verify() == []
    return store


def findings_after(store: Store, path: Path, changed: bytes) -> list[Finding]:
    kept = path.read_bytes()
    path.write_bytes(changed)
    try:
        return store.verify()
    finally:
        path.write_bytes(kept)


def truth_files(store: Store) -> list[Path]:
    return [store.home.ledger.path, *sorted(store.home.journal.iterdir()), *sorted(store.home.archive.iterdir())]


@pytest.mark.parametrize("apart", [3, pytest.param(1, marks=pytest.mark.long)])
def test_every_changed_byte_in_ledger_journal_and_archive_is_found_and_named(store: Store, apart: int):
    rng = random.Random(20260301)
    tried = 0
    for path in truth_files(store):
        data = path.read_bytes()
        for offset in range(rng.randrange(apart), len(data), apart):
            now = (data[offset] + rng.randrange(1, 256)) % 256
            found = findings_after(store, path, data[:offset] + bytes([now]) + data[offset + 1 :])
            assert [(f.file, f.byte_offset, f.kind) for f in found] == [(store.home.relative(path), offset, "damage")]
            assert f"was {data[offset]}, it is {now} now" in found[0].message["en"]
            tried += 1
    assert tried > 4000 // apart


@pytest.mark.parametrize("now", [ord("\n"), ord("X"), 0])
def test_a_changed_newline_or_a_new_one_is_named_by_its_byte(store: Store, now: int):
    path = store.home.ledger.path
    data = path.read_bytes()
    newlines = [offset for offset, byte in enumerate(data) if byte == ord("\n")]
    for offset in newlines if now != ord("\n") else range(0, len(data), 7):
        if data[offset] != now:
            found = findings_after(store, path, data[:offset] + bytes([now]) + data[offset + 1 :])
            assert [(f.byte_offset, f.kind) for f in found] == [(offset, "damage")]


def test_a_removed_repeated_or_moved_ledger_line_is_found(store: Store):
    path = store.home.ledger.path
    first, second, third = path.read_bytes().splitlines(keepends=True)
    for lines in (
        [second, third], [first, third], [first, second], [first, second, second, third], [first, third, second], [],
    ):  # fmt: skip
        found = findings_after(store, path, b"".join(lines))
        assert found
        assert all(finding.kind == "damage" for finding in found)


def test_a_ledger_line_made_anew_with_a_right_seal_still_breaks_the_chain(store: Store):
    from store.ledger import SEAL, seal

    path = store.home.ledger.path
    first, second, third = path.read_bytes().splitlines()
    match = SEAL.search(second)
    assert match is not None
    forged = seal((second[: match.start()] + b"}").replace(b"b.csv", b"c.csv"))
    found = findings_after(store, path, b"\n".join([first, forged, third]) + b"\n")
    assert [finding.byte_offset for finding in found] == [len(first) + len(forged) + 2]
    match = SEAL.search(third)
    assert match is not None
    forged = seal((third[: match.start()] + b"}").replace(b'"withdrawn"', b'"withdrawm"'))
    assert findings_after(store, path, b"\n".join([first, second, forged]) + b"\n")


@pytest.mark.parametrize("seed", range(30))
def test_larger_damage_is_found_too(store: Store, seed: int):
    rng = random.Random(seed)
    path = rng.choice(truth_files(store))
    data = path.read_bytes()
    start = rng.randrange(len(data))
    end = rng.randrange(start, len(data)) + 1
    changed = rng.choice(
        [data[:start] + bytes(end - start) + data[end:], data[:start] + data[end:], data[:start] + b"{}" + data[start:]]
    )
    assert findings_after(store, path, changed)


def test_a_missing_file_is_found_with_the_line_that_needs_it(store: Store):
    for path in truth_files(store)[1:]:
        kept = path.read_bytes()
        path.unlink()
        (finding,) = store.verify()
        assert finding.file == store.home.relative(path)
        assert "is gone" in finding.message["en"]
        assert "is weg" in finding.message["nl"]
        path.write_bytes(kept)


def test_a_changed_generation_or_pointer_is_found_and_a_rebuild_repairs_it(store: Store):
    before = store.fingerprint()
    generation = store.home.generation_file(read_pointer(store.home.pointer).generation)
    for path in (generation, store.home.pointer):
        data = path.read_bytes()
        path.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
        assert [finding.file for finding in store.verify()] == [store.home.relative(path)]
        store.rebuild()
        assert store.verify() == []
        assert store.fingerprint() == before


def test_a_generation_that_says_something_else_than_the_journal_is_found(store: Store):
    from dataclasses import replace

    import duckdb

    from store.construction import file_sha256
    from store.pointer import write_pointer

    pointer = read_pointer(store.home.pointer)
    path = store.home.generation_file(pointer.generation)
    with duckdb.connect(str(path)) as connection:
        connection.execute("update milestone set standing = 'finished'")
    changed = replace(pointer, file_sha256=file_sha256(path), file_size=path.stat().st_size)
    write_pointer(store.home.pointer, changed)
    (finding,) = store.verify()
    assert "milestone" in finding.message["en"]


def test_a_line_that_was_never_finished_is_no_damage_and_is_set_aside(store: Store):
    path = store.home.ledger.path
    data = path.read_bytes()
    line = data.splitlines()[-1]
    for length in (1, 40, len(line) - 1, len(line)):
        path.write_bytes(data + line[:length])
        (finding,) = store.verify()
        assert (finding.kind, finding.byte_offset) == ("torn", len(data))
        with store.writer(holder="test"):
            pass
        assert path.read_bytes() == data
        assert path.with_name(f"ledger.jsonl.torn-at-{len(data)}").read_bytes() == line[:length]
        assert store.verify() == []


def test_nothing_is_written_behind_a_ledger_whose_end_is_gone_and_a_rebuild_brings_it_back(store: Store):
    path = store.home.ledger.path
    data = path.read_bytes()
    shorter = b"".join(data.splitlines(keepends=True)[:-1])
    for changed in (shorter, data[:-1], data[:-1] + b"X", data[:-20] + b"0123456789" + data[-10:]):
        path.write_bytes(changed)
        with pytest.raises(StoreDamagedError), store.writer(holder="test"):
            pass
        with store.reader() as reader:  # what was published can still be read
            assert reader.info.last_sequence == 3
        assert path.read_bytes() == changed
        store.rebuild()
        assert path.read_bytes() == data
        assert store.verify() == []


def test_a_rebuild_refuses_a_damaged_journal_and_leaves_the_generation_as_it_was(store: Store):
    version = store.version()
    victim = sorted(store.home.journal.iterdir())[0]
    damaged = bytes(reversed(victim.read_bytes()))
    victim.write_bytes(damaged)
    with pytest.raises(NotRecoveredError, match="--accept-loss"):
        store.rebuild()
    assert store.version() == version
    assert victim.read_bytes() == damaged


def test_that_there_is_no_room_to_build_a_generation_beside_the_store_is_said_in_words(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    (finding,) = store.verify()
    assert finding.file == "generations/gen-2.duckdb"
    assert str(tmp_path / "gone") in finding.message["nl"]


def test_a_store_can_be_verified_on_a_copy(store: Store, tmp_path: Path):
    shutil.copytree(store.home.directory, tmp_path / "copy")
    assert Store(tmp_path / "copy").verify() == []


def test_a_store_of_which_the_pointer_is_gone_is_not_taken_for_an_empty_one(store: Store):
    before = store.fingerprint()
    store.home.pointer.unlink()
    assert [finding.file for finding in store.verify()] == ["current"]
    with pytest.raises(StoreDamagedError, match="wams rebuild"):
        store.reader()
    with pytest.raises(StoreDamagedError, match="wams rebuild"), store.writer(holder="test"):
        pass
    store.rebuild()
    assert store.verify() == []
    assert store.fingerprint() == before
