import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from domain.statements import PROVENANCE, STATEMENT_COLUMNS, Table
from store.errors import NothingToChangeError, ReplayRefusedError
from store.store import Store
from tests.store.reports import DAY, costs, milestones, moment, numbered, refused, rejection, report


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def record(store: Store, *intakes: object, minutes: int = 0) -> list[int]:
    with store.writer(holder="test") as writer:
        return [writer.record(intake, recorded_at=moment(minutes)).sequence for intake in intakes]


def one_step(standing: str, name: str = "a.csv"):
    return report(name, {Table.MILESTONE: milestones(("GM0363", 1, DAY, standing))})


def test_an_empty_store_reads_as_empty_frames_and_leaves_no_trace(store: Store):
    with store.reader() as reader:
        for table in Table:
            frame = reader.statements(table)
            assert frame.is_empty()
            assert dict(frame.schema) == {**STATEMENT_COLUMNS[table], **PROVENANCE}
        assert reader.files().is_empty()
        assert reader.quarantine().is_empty()
        assert reader.find_file("0" * 64) is None
        assert reader.info.last_recorded_at is None
    assert not store.home.directory.exists()


def test_a_recorded_statement_comes_back_with_its_provenance(store: Store):
    record(store, one_step("finished"))
    with store.reader() as reader:
        (row,) = reader.statements(Table.MILESTONE).rows(named=True)
        assert reader.info.statement_counts[Table.MILESTONE] == 1
    assert row["municipality_code"] == "GM0363"
    assert row["standing"] == "finished"
    assert (row["row_number"], row["ledger_sequence"], row["recorded_at"]) == (2, 1, moment(0))


def test_what_was_received_is_archived_under_its_hash(store: Store):
    intake = one_step("finished")
    record(store, intake)
    archived = store.home.archive / intake.received_sha256
    assert hashlib.sha256(archived.read_bytes()).hexdigest() == intake.received_sha256


def test_rows_without_personal_data_are_archived_under_their_own_hash(store: Store):
    cleaned = b"gemeentecode,stap\nGM0363,1\n"
    intake = replace(one_step("finished"), archive=cleaned, archive_kind="redacted")
    record(store, intake)
    assert [path.read_bytes() for path in store.home.archive.iterdir()] == [cleaned]
    with store.reader() as reader:
        (file,) = reader.files().rows(named=True)
    assert file["archive_kind"] == "redacted"
    assert file["received_sha256"] == intake.received_sha256 != file["archive_sha256"]


def test_bytes_that_are_not_those_received_are_not_archived_as_received(store: Store):
    with pytest.raises(ValueError, match="not those that were received"):
        record(store, replace(one_step("finished"), archive=b"something else"))
    assert store.home.ledger.size() == 0


def test_of_a_rejected_file_the_receipt_is_kept_and_nothing_else(store: Store):
    intake = replace(rejection("kapot.xlsx"), archive=b"secret", archive_kind="received")
    record(store, intake)
    with store.reader() as reader:
        (file,) = reader.files().rows(named=True)
        assert reader.receipt(1) == intake.receipt
        assert reader.find_file(intake.received_sha256) is None
    assert (file["kind"], file["outcome"]) == ("rejection", "rejected")
    assert list(store.home.archive.iterdir()) == []


def test_a_duplicate_has_no_place_in_the_ledger(store: Store):
    record(store, one_step("finished"))
    before = store.home.ledger.path.read_bytes()
    with pytest.raises(ValueError, match="duplicate"):
        record(store, replace(one_step("finished"), outcome="duplicate"))
    assert store.home.ledger.path.read_bytes() == before


def test_a_file_is_found_again_by_its_hash_also_in_the_same_session(store: Store):
    intake = one_step("finished")
    with store.writer(holder="test") as writer:
        assert writer.reader.find_file(intake.received_sha256) is None
        writer.record(intake, recorded_at=moment(0))
        found = writer.reader.find_file(intake.received_sha256)
        assert found is not None
        assert found["recorded_at"] == moment(0)
    with store.reader() as reader:
        found = reader.find_file(intake.received_sha256)
        assert found is not None
        assert (found["sequence"], found["accepted_count"], found["municipality_codes"]) == (1, 1, ["GM0363"])


def test_every_file_has_its_own_moment_also_within_one_command(store: Store):
    with store.writer(holder="test") as writer:
        moments = [writer.record(numbered(n), recorded_at=moment(0)).recorded_at for n in range(3)]
    assert moments == [moment(0) + timedelta(microseconds=n) for n in range(3)]


def test_a_clock_that_was_set_back_does_not_reorder_the_ledger(store: Store):
    record(store, numbered(1), minutes=60)
    with store.writer(holder="test") as writer:
        assert writer.record(numbered(2), recorded_at=moment(0)).recorded_at == moment(60) + timedelta(microseconds=1)


def test_a_replay_is_refused_in_a_store_that_did_not_begin_as_one(store: Store):
    record(store, numbered(1))
    with store.writer(holder="test") as writer, pytest.raises(ReplayRefusedError) as refusal:
        writer.record(numbered(2), recorded_at=moment(5), is_replay=True)
    assert "--recorded-at" in refusal.value.message["nl"]
    assert "replay store" in refusal.value.message["en"]
    with store.reader() as reader:
        assert reader.info.last_sequence == 1
        assert not reader.info.is_replay


def test_a_replay_is_refused_before_the_last_ledger_line(store: Store):
    with store.writer(holder="test") as writer:
        writer.record(numbered(1), recorded_at=moment(5), is_replay=True, is_synthetic=True)
    with store.writer(holder="test") as writer, pytest.raises(ReplayRefusedError, match="before the last line"):
        writer.record(numbered(2), recorded_at=moment(4), is_replay=True)
    with store.reader() as reader:
        assert reader.info.is_replay
        assert reader.info.is_synthetic
        assert reader.info.last_sequence == 1


def test_files_that_arrived_at_one_moment_can_be_replayed_together(store: Store):
    with store.writer(holder="test") as writer:
        for number in range(3):
            writer.record(numbered(number), recorded_at=moment(5), is_replay=True)
    with store.reader() as reader:
        assert reader.info.last_recorded_at == moment(5) + timedelta(microseconds=2)


@pytest.mark.parametrize(
    "broken",
    [
        milestones(("GM0363", 1, DAY, "finished")).drop("standing"),
        milestones(("GM0363", 1, DAY, "finished")).with_columns(municipality_code=pl.lit(None, pl.String)),
        milestones(("GM0363", 1, DAY, "finished"), ("GM0363", 1, DAY, "started")),
    ],
    ids=["a column missing", "no complete key", "one key twice"],
)
def test_statements_that_break_the_contract_are_not_recorded(store: Store, broken: pl.DataFrame):
    with store.writer(holder="test") as writer, pytest.raises(ValueError, match="milestone"):
        writer.record(report("a.csv", {Table.MILESTONE: broken}), recorded_at=moment(0))
    assert store.home.ledger.size() == 0


def test_not_a_number_has_no_place_in_the_journal(store: Store):
    broken = report("a.csv", {Table.COST: costs(("GM0363", 1, DAY, float("nan")))})
    with store.writer(holder="test") as writer, pytest.raises(ValueError, match="JSON"):
        writer.record(broken, recorded_at=moment(0))
    assert store.home.ledger.size() == 0


def test_what_was_acknowledged_is_published_when_the_command_fails_afterwards(store: Store):
    def failing_command() -> None:
        with store.writer(holder="test") as writer:
            writer.record(numbered(1), recorded_at=moment(0))
            raise KeyError

    with pytest.raises(KeyError):
        failing_command()
    with store.reader() as reader:
        assert reader.info.last_sequence == 1


def test_a_session_that_records_nothing_publishes_nothing(store: Store):
    record(store, numbered(1))
    version = store.version()
    with store.writer(holder="test"):
        pass
    assert store.version() == version


def test_a_withdrawn_statement_does_not_exist_from_that_moment_and_the_one_before_stands_again(store: Store):
    record(store, one_step("started", "a.csv"))
    record(store, one_step("finished", "b.csv"), minutes=1)
    pointed = pl.DataFrame(
        {"municipality_code": ["GM0363"], "step_number": [1], "reporting_date": [DAY], "ledger_sequence": [2]}
    )
    with store.writer(holder="test") as writer:
        writer.withdraw(statements={Table.MILESTONE: pointed}, reason="verkeerd", recorded_at=moment(2))
    with store.reader() as reader:
        assert reader.statements(Table.MILESTONE)["standing"].to_list() == ["started"]
        assert reader.statements(Table.MILESTONE, known_on=moment(1))["standing"].to_list() == ["finished"]
        assert reader.history(Table.MILESTONE)["withdrawn_at"].to_list() == [None, moment(2)]
        assert reader.history(Table.MILESTONE, known_on=moment(1))["withdrawn_at"].to_list() == [None, None]
        assert reader.files()["reason"].to_list() == [None, None, "verkeerd"]


def test_a_key_without_sequence_withdraws_all_its_versions(store: Store):
    record(store, one_step("started", "a.csv"), one_step("finished", "b.csv"))
    pointed = pl.DataFrame({"municipality_code": ["GM0363"], "step_number": [1], "reporting_date": [DAY]})
    with store.writer(holder="test") as writer:
        writer.withdraw(statements={Table.MILESTONE: pointed}, reason="verkeerd", recorded_at=moment(2))
        assert writer.reader.statements(Table.MILESTONE, municipality_codes=["GM0363"]).is_empty()
    record(store, one_step("not_started", "c.csv"), minutes=3)
    with store.reader() as reader:
        assert reader.statements(Table.MILESTONE)["standing"].to_list() == ["not_started"]


def test_a_withdrawn_report_takes_only_its_own_statements_along(store: Store):
    record(store, numbered(1), numbered(2))
    with store.writer(holder="test") as writer:
        writer.withdraw(statements=2, reason="dubbel", recorded_at=moment(2))
    with store.reader() as reader:
        for table in (Table.MILESTONE, Table.COST):
            assert reader.statements(table)["ledger_sequence"].unique().to_list() == [1]


def test_withdrawing_what_is_not_there_changes_nothing(store: Store):
    record(store, numbered(1))
    with store.writer(holder="test") as writer:
        writer.withdraw(statements=1, reason="weg", recorded_at=moment(2))
        for sequence in (1, 7):
            with pytest.raises(NothingToChangeError):
                writer.withdraw(statements=sequence, reason="weg", recorded_at=moment(3))
    with store.reader() as reader:
        assert reader.info.last_sequence == 2


def test_a_refused_row_waits_until_a_good_row_clears_it(store: Store):
    record(store, report("a.csv", {}, quarantined=[refused(9), refused(10)]))
    with store.writer(holder="test") as writer:
        assert writer.reader.quarantine()["quarantine_id"].to_list() == ["1-milestone-9", "1-milestone-10"]
        good = report("b.csv", {Table.MILESTONE: milestones(("GM0363", 3, DAY, "started"))}, cleared=["1-milestone-9"])
        writer.record(good, recorded_at=moment(1))
        assert writer.reader.quarantine()["quarantine_id"].to_list() == ["1-milestone-10"]
    with store.reader() as reader:
        assert reader.quarantine()["rules"].to_list() == [["end_missing"]]
        assert reader.quarantine(known_on=moment(0)).height == 2
        closed = reader.quarantine(only_open=False).row(0, named=True)
    assert (closed["status"], closed["closed_at"], closed["closed_by_sequence"]) == ("cleared", moment(1), 2)


def test_what_is_refused_again_about_the_same_thing_waits_once_and_the_older_row_waits_again_when_that_is_withdrawn(
    store: Store,
):
    again = {"municipality_code": "GM0363", "reporting_date": DAY, "step_number": 3}
    rows = [replace(refused(number), key=key) for number, key in ((9, again), (10, None))]
    with store.writer(holder="test") as writer:
        for number, name in enumerate(("a.csv", "b.csv")):
            assert writer.reader.quarantine().height == 2 * number
            writer.record(report(name, {}, quarantined=rows), recorded_at=moment(number))
        waiting = ["1-milestone-10", "2-milestone-9", "2-milestone-10"]  # of row 10 nobody knows what it is about
        assert writer.reader.quarantine()["quarantine_id"].to_list() == waiting
        writer.withdraw(statements=2, reason="dubbel", recorded_at=moment(3))
        assert writer.reader.quarantine()["quarantine_id"].to_list() == ["1-milestone-9", "1-milestone-10"]
    with store.reader() as reader:
        assert reader.quarantine(known_on=moment(0)).height == 2
        assert reader.quarantine(known_on=moment(1))["quarantine_id"].to_list() == waiting
        every = reader.quarantine(known_on=moment(1), only_open=False)
        assert every["status"].to_list() == ["replaced", "open", "open", "open"]
        assert reader.quarantine()["quarantine_id"].to_list() == ["1-milestone-9", "1-milestone-10"]


def test_an_older_refused_row_stays_out_once_the_newer_one_was_put_right(store: Store):
    again = {"municipality_code": "GM0363", "reporting_date": DAY, "step_number": 3}
    for name in ("a.csv", "b.csv"):
        record(store, report(name, {}, quarantined=[replace(refused(9), key=again)]))
    with store.writer(holder="test") as writer:
        writer.resolve_quarantine(["2-milestone-9"], how="corrected", reason="x", recorded_at=moment(3))
    with store.reader() as reader:
        assert reader.quarantine().is_empty()


def test_a_refused_row_can_be_dismissed_once(store: Store):
    record(store, report("a.csv", {}, quarantined=[refused(9)]))
    with store.writer(holder="test") as writer:
        writer.resolve_quarantine(["1-milestone-9"], how="dismissed", reason="proefregel", recorded_at=moment(1))
        with pytest.raises(NothingToChangeError, match="1-milestone-9"):
            writer.resolve_quarantine(["1-milestone-9"], how="corrected", reason="x", recorded_at=moment(2))
    with store.reader() as reader:
        assert reader.quarantine().is_empty()
        assert reader.quarantine(only_open=False)["status"].to_list() == ["dismissed"]
        assert reader.quarantine(only_open=False, known_on=moment(0))["status"].to_list() == ["open"]
