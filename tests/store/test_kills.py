"""Nothing that was acknowledged is lost, and nothing half is there, whenever the writer is killed.

Nor who makes answers beside the generation: no answer is ever kept as that of another version.
"""

import random
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from domain.statements import Table
from store.journal_rows import RECORDED_COLUMNS
from store.reader import Reader
from store.store import Store
from tests.cli.answer_jobs import answer_once, see_answers
from tests.kill_range import KillRange
from tests.store.kill_jobs import of_a_town, said_of
from tests.store.reports import moment

ANSWERED_SECONDS = 2.0  # a process that makes answers needs one before its first
NOW = moment(20_000)  # after every report
KILLS_PER_STORE = 5  # so that a store also goes on after a kill, over whatever was left behind


def assert_survived(store: Store, acknowledged: Iterable[str]) -> int:
    """Every acknowledged report is there, every report that is there is whole, and all copies agree."""
    assert store.verify() == [] or not store.home.is_one()  # killed before there was anything
    with store.reader() as reader:
        files = {row["sequence"]: row for row in reader.files().iter_rows(named=True)}
        for line in acknowledged:
            _, sequence, what = line.split()
            told = files[int(sequence)]
            assert what == told["kind"] or told["received_sha256"] == of_a_town(int(what)).received_sha256
        assert sorted(files) == list(range(1, len(files) + 1))
        reports = {row["sequence"]: int(row["file_name"][7:-4]) for row in files.values() if row["kind"] == "intake"}
        assert_whole(reader, reports)
        assert_said(reader, reports, {number for number, row in files.items() if row["kind"] != "intake"})
    if files:
        assert store.verify() == []
        shown = store.fingerprint()
        store.rebuild()
        assert store.fingerprint() == shown
    return len(files)


def assert_whole(reader: Reader, numbers: dict[int, int]) -> None:
    for table in (Table.MILESTONE, Table.COST):
        rows = (
            reader.history(table)
            .sort("ledger_sequence", "row_number")
            .select("ledger_sequence", *RECORDED_COLUMNS[table])
        )
        found: dict[int, list[tuple[object, ...]]] = {}
        for sequence, *row in rows.rows():
            found.setdefault(sequence, []).append(tuple(row))
        assert found == {sequence: of_a_town(number).statements[table].rows() for sequence, number in numbers.items()}
    refused = {int(name.split("-")[0]) for name in reader.quarantine(only_open=False)["quarantine_id"].to_list()}
    assert refused == {sequence for sequence, number in numbers.items() if of_a_town(number).quarantined}


def assert_said(reader: Reader, reports: dict[int, int], sequences: set[int]) -> None:
    """What was said beside the rows is there for every line of it, about the report before it, word for word."""
    read = reader.beside().rows(named=True)
    assert {row["ledger_sequence"] for row in read} == sequences
    for row in read:
        about = row["report_sequence"]
        (meant,) = said_of(reports[about], about)
        assert (row["kind"], row["text"], row["municipality_code"]) == (
            meant.kind, meant.text, meant.municipality_code,
        )  # fmt: skip


def kill_often(directory: Path, kills: int, first_seed: int, *, answered_every: int) -> tuple[int, int, int]:
    """Number of acknowledgements, of kills that hit a writer, and of answers that were held against their version.

    At every so many kills answers are made at the same time, and who makes them is killed too.
    """
    acknowledged_count = killed_count = seen_count = 0
    with (
        KillRange("tests.store.kill_jobs:record_reports") as writing,
        KillRange("tests.cli.answer_jobs:answer_on_and_on") as answering,
        ThreadPoolExecutor(2) as both,
    ):
        for kill in range(kills):
            seed, number = first_seed + kill, kill % KILLS_PER_STORE * 1000
            store = Store(directory / f"home-{kill // KILLS_PER_STORE}")
            home, rng = str(store.home.directory), random.Random(seed)
            is_answered = (kill + 1) % answered_every == 0
            longest = ANSWERED_SECONDS / 2 if is_answered else 0.5
            write = partial(writing.run, home, seed, number, kill_after_seconds=rng.uniform(0.0, longest))
            written = both.submit(write)
            if is_answered:
                delay = rng.uniform(0.5, ANSWERED_SECONDS)
                answered = both.submit(partial(answering.run, home, NOW.isoformat(), kill_after_seconds=delay))
                while not (answered.done() and written.done()):
                    seen_count += see_answers(store, NOW)
                assert answered.result()[1]
            acknowledged, was_killed = written.result()
            if is_answered:
                seen_count += see_answers(store, NOW) + answer_once(store, NOW)
            assert_survived(store, acknowledged)
            acknowledged_count += len(acknowledged)
            killed_count += was_killed
    return acknowledged_count, killed_count, seen_count


def test_ten_seeded_kills_lose_nothing_that_was_acknowledged(tmp_path: Path):
    acknowledged_count, killed_count, seen_count = kill_often(tmp_path, 10, first_seed=1, answered_every=5)
    assert seen_count > 0
    assert killed_count == 10
    assert acknowledged_count > 0  # how many depends on how busy the machine is


@pytest.mark.kills
def test_four_hundred_seeded_kills_lose_nothing_that_was_acknowledged(tmp_path: Path):
    acknowledged_count, killed_count, seen_count = kill_often(tmp_path, 400, first_seed=1001, answered_every=1)
    assert seen_count > 100
    assert killed_count == 400
    assert acknowledged_count > 100


def test_a_writer_that_dies_at_any_sync_or_rename_loses_nothing_that_was_acknowledged(tmp_path: Path):
    step, counts = 0, set[int]()
    with KillRange("tests.store.kill_jobs:die_at_step") as killing:
        was_killed = True
        while was_killed:
            step += 1
            store = Store(tmp_path / f"home-{step}")
            acknowledged, was_killed = killing.run(str(store.home.directory), 1, step)
            counts.add(assert_survived(store, acknowledged))
    assert step > 20
    assert counts == {0, 1, 2}
