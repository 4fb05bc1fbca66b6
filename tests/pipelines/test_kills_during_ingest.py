"""Whenever the intake is killed, every report that was acknowledged is there, whole, and no half report is."""

import hashlib
import random
from pathlib import Path

import pytest

from domain.statements import Table
from store.store import Store
from tests.kill_range import KillRange
from tests.pipelines.kill_jobs import report

KILLS_PER_STORE = 5  # so that a store also goes on after a kill, over whatever was left behind


def kill_often(directory: Path, kills: int, first_seed: int) -> tuple[int, int]:
    """Number of acknowledgements and of kills that hit."""
    acknowledged_count = killed_count = 0
    with KillRange("tests.pipelines.kill_jobs:take_in_reports") as killing:
        for kill in range(kills):
            seed = first_seed + kill
            store = Store(directory / f"home-{kill // KILLS_PER_STORE}")
            delay = random.Random(seed).uniform(0.1, 0.9)
            lines, was_killed = killing.run(
                str(directory / store.home.directory), seed * 1000, kill_after_seconds=delay
            )
            assert_survived(store, dict(map(int, line.split()) for line in lines))
            acknowledged_count += len(lines)
            killed_count += was_killed
    return acknowledged_count, killed_count


def assert_survived(store: Store, acknowledged: dict[int, int]) -> None:
    assert store.verify() == []
    with store.reader() as reader:
        files = {row["sequence"]: row for row in reader.files().iter_rows(named=True)}
        for number, sequence in acknowledged.items():
            assert files[sequence]["received_sha256"] == hashlib.sha256(report(number)).hexdigest()
        assert sorted(files) == list(range(1, len(files) + 1))
        recorded = reader.history(Table.MILESTONE)["ledger_sequence"].to_list()
        refused = [int(name.split("-")[0]) for name in reader.quarantine(only_open=False)["quarantine_id"].to_list()]
    assert sorted(recorded) == sorted(sequence for sequence in files for _ in range(4))
    assert sorted(refused) == sorted(files)
    if files:
        shown = store.fingerprint()
        store.rebuild()
        assert store.fingerprint() == shown


def test_ten_seeded_kills_during_ingest_lose_no_acknowledged_report_and_leave_no_half_one(tmp_path: Path) -> None:
    acknowledged_count, killed_count = kill_often(tmp_path, 10, first_seed=1)
    assert killed_count == 10
    assert acknowledged_count > 10


@pytest.mark.kills
def test_two_hundred_seeded_kills_during_ingest_lose_no_acknowledged_report(tmp_path: Path) -> None:
    acknowledged_count, killed_count = kill_often(tmp_path, 200, first_seed=1001)
    assert killed_count == 200
    assert acknowledged_count > 200
