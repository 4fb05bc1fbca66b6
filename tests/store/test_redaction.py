"""What must be taken out of an old store is gone from every file, and the ledger still proves the rest."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.statements import Table
from store.canonical import canonical_json
from store.errors import NothingToChangeError, StoreUnwritableError
from store.journal import Event, read_event
from store.ledger import Ledger
from store.redaction import Replacement
from store.store import Store
from tests.kill_range import KillRange
from tests.store.kept import held
from tests.store.kill_jobs import CLEAN, NAME, SECRET, cleaned, secret_report
from tests.store.reports import moment, numbered


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three lines: one report, one with a secret in its name, note and archive, and the withdrawal of the first."""
    store = Store(tmp_path / "home")
    with store.writer(holder="test") as writer:
        writer.record(numbered(1), recorded_at=moment(0))
        writer.record(secret_report(), recorded_at=moment(1))
        writer.withdraw(statements=1, reason="dubbel", recorded_at=moment(2))
    store.home.ledger.path.with_name("ledger.jsonl.torn-at-9").write_text(SECRET)
    return store


def redact(store: Store, *replacements: Replacement, minutes: int = 9) -> int:
    with store.writer(holder="test") as writer:
        return writer.redact(list(replacements), recorded_at=moment(minutes), reason="toets").sequence


def files_that_hold(store: Store, secret: str) -> list[str]:
    return [
        store.home.relative(path)
        for path in sorted(store.home.directory.rglob("*"))
        if path.is_file() and secret.encode() in held(path)
    ]


def test_what_was_taken_out_is_in_no_file_any_more(store: Store):
    assert files_that_hold(store, SECRET)
    assert redact(store, cleaned()) == 4
    assert files_that_hold(store, SECRET) == []
    assert not store.home.unfinished.exists()
    assert store.verify() == []
    with store.reader() as reader:
        (row,) = reader.files().filter(reader.files()["sequence"] == 2).rows(named=True)
        assert (row["file_name"], row["archive_kind"]) == (NAME, "redacted")
        assert reader.statements(Table.MILESTONE)["note"].to_list() == [CLEAN]
        assert reader.quarantine()["cells"].to_list() == [canonical_json({"status": CLEAN})]
    assert [path.name for path in store.home.generations.iterdir()] == ["gen-2.duckdb"]


def test_the_chain_still_holds_after_a_redaction_and_names_old_and_new_hashes(store: Store):
    before = Ledger(store.home.ledger.path).read().lines
    redact(store, cleaned())
    after = Ledger(store.home.ledger.path).read().lines
    assert [line.chain_hash for line in after[:3]] == [line.hash for line in before]
    assert (after[0], after[2]) == (before[0], before[2])
    event = read_event(store.home.journal_file(after[3]).read_bytes())
    (told,) = event.replaced
    assert (told.sequence, told.line_before, told.line_after) == (2, before[1].hash, after[1].hash)
    assert (told.journal_before, told.journal_after) == (before[1].journal.sha256, after[1].journal.sha256)
    assert before[1].archive is not None
    assert after[1].archive is not None
    assert (told.archive_before, told.archive_after) == (before[1].archive.sha256, after[1].archive.sha256)
    assert event.reason == "toets"


def test_a_rebuild_after_a_redaction_says_the_same_and_reports_go_on(store: Store):
    with store.writer(holder="test") as writer:
        writer.redact([cleaned()], recorded_at=moment(9), reason="toets")
        assert writer.reader.info.last_sequence == 4
        assert writer.record(numbered(3), recorded_at=moment(10)).sequence == 5
    shown = store.fingerprint()
    store.rebuild()
    assert store.fingerprint() == shown
    assert store.verify() == []


def test_an_archive_alone_can_be_dropped_and_a_line_redacted_twice(store: Store):
    redact(store, cleaned())
    redact(store, Replacement(2, archive="dropped"))
    assert store.verify() == []
    line = Ledger(store.home.ledger.path).read().lines[1]
    assert (line.archive, line.file_name) == (None, NAME)
    assert line.redacted is not None
    assert line.redacted.by == 5
    assert len(list(store.home.archive.iterdir())) == 1


def test_a_file_that_another_line_still_names_stays(store: Store):
    with store.writer(holder="test") as writer:
        same = replace(secret_report(), file_name="andere naam.csv")
        writer.record(same, recorded_at=moment(5))
    redact(store, Replacement(2, archive="dropped"))
    assert store.verify() == []
    assert secret_report().received_sha256 in {path.name for path in store.home.archive.iterdir()}


@pytest.mark.parametrize("sequences", [(), (9,), (0,), (2, 2)])
def test_a_redaction_of_lines_that_are_not_there_is_refused_and_changes_nothing(store: Store, sequences: list[int]):
    ledger = store.home.ledger.path.read_bytes()
    with pytest.raises(NothingToChangeError):
        redact(store, *(Replacement(sequence, archive="dropped") for sequence in sequences))
    assert store.home.ledger.path.read_bytes() == ledger
    assert store.verify() == []


def test_a_redaction_itself_cannot_be_redacted(store: Store):
    redact(store, cleaned())
    with pytest.raises(NothingToChangeError):
        redact(store, Replacement(4, event=Event()))


def test_a_line_that_was_replaced_without_a_redaction_is_found(store: Store):
    redact(store, cleaned())
    lines = list(Ledger(store.home.ledger.path).read().lines)
    lines[1] = replace(lines[1], file_name="iets anders.csv").sealed()
    size = store.home.ledger.size()
    store.home.ledger.replace(lines)
    assert store.home.ledger.size() != size
    assert "was replaced" in " ".join(finding.message["en"] for finding in store.verify())


def test_on_a_full_disk_a_redaction_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch):
    before = {path: path.read_bytes() for path in store.home.directory.rglob("*") if path.is_file()}

    def no_room(self: Ledger, lines: object) -> int:
        raise StoreUnwritableError("unwritable", path="ledger.jsonl", reason="No space left on device")

    monkeypatch.setattr(Ledger, "replace", no_room)
    with pytest.raises(StoreUnwritableError):
        redact(store, cleaned())
    assert {path: path.read_bytes() for path in store.home.directory.rglob("*") if path.is_file()} == before
    assert store.verify() == []


def test_a_redaction_that_dies_at_any_sync_or_rename_is_finished_or_taken_back(tmp_path: Path):
    step, outcomes = 0, set[tuple[int, bool]]()
    with KillRange("tests.store.kill_jobs:redact_and_die") as killing:
        was_killed = True
        while was_killed:
            step += 1
            store = Store(tmp_path / f"home-{step}")
            acknowledged, was_killed = killing.run(str(store.home.directory), step)
            with store.reader() as reader:
                lines = reader.info.last_sequence
            assert store.verify() == []
            assert lines == 4 if acknowledged else lines in (3, 4)
            assert (files_that_hold(store, SECRET) == []) == (lines == 4)
            outcomes.add((lines, bool(acknowledged)))
    assert step > 10
    assert outcomes == {(3, False), (4, False), (4, True)}
