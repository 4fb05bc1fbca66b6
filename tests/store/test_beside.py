"""What is said about a report beside its rows: events of their own, under both clocks, by number and not by name."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import store.ledger as ledger_module
from domain.principal import Role
from domain.statements import Table
from store.beside import KINDS, Beside
from store.errors import NothingToChangeError, StoreNewerError
from store.intake import Intake
from store.store import Store
from tests.store.reports import DAY, milestones, moment, rejection, report

CODE = "GM0363"
LATER = DAY + timedelta(days=4)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def one_report(name: str = "a.csv", *, awaits_approval: bool = False) -> Intake:
    made = report(name, {Table.MILESTONE: milestones((CODE, 1, DAY, "started"))})
    return replace(made, receipt={**made.receipt, "awaits_approval": True}) if awaits_approval else made


def said(kind: str, **more: Any) -> Beside:
    return Beside(kind, 1, CODE, DAY, Role.MUNICIPALITY, said_by=7, **more)  # pyright: ignore[reportArgumentType]  a kind


ONE_OF_EACH = {
    "completeness": said("completeness", table=Table.COST),
    "confirmation": replace(said("confirmation"), reporting_date=LATER),
    "answer": said(
        "answer", table=Table.MILESTONE, rule="start_missing", subject="6", column="startdatum", text="klopt"
    ),
    "approval": said("approval"),
}


def test_each_kind_is_an_event_of_its_own_and_is_read_back_as_it_was_said(store: Store) -> None:
    assert set(ONE_OF_EACH) == set(KINDS)
    with store.writer(holder="test") as writer:
        writer.record(one_report(awaits_approval=True), recorded_at=moment(0))
        for minutes, kind in enumerate(KINDS, start=1):
            writer.say_beside(ONE_OF_EACH[kind], recorded_at=moment(minutes))
    with store.reader() as reader:
        read = reader.beside().rows(named=True)
        lines = reader.files()
    assert lines["kind"].to_list() == ["intake", *KINDS]
    assert lines["municipality_codes"].to_list() == [[CODE]] * 5
    assert [row["recorded_at"] for row in read] == [moment(minutes) for minutes in range(1, 5)]
    for row in read:
        meant = ONE_OF_EACH[row["kind"]]
        assert {name: row[name] for name in ("report_sequence", "said_by", "reporting_date", "text", "subject")} == {
            "report_sequence": 1, "said_by": 7, "reporting_date": meant.reporting_date, "text": meant.text,
            "subject": meant.subject,
        }  # fmt: skip
        assert (row["said_role"], row["table"]) == ("municipality", meant.table)


def test_what_was_said_later_is_not_known_on_an_earlier_moment(store: Store) -> None:
    with store.writer(holder="test") as writer:
        writer.record(one_report(), recorded_at=moment(0))
        writer.say_beside(ONE_OF_EACH["confirmation"], recorded_at=moment(5))
    with store.reader() as reader:
        assert reader.beside(known_on=moment(4)).is_empty()
        assert reader.beside(known_on=moment(5)).height == 1


def test_a_report_that_asks_for_approval_counts_and_awaits_it_until_it_is_given(store: Store) -> None:
    with store.writer(holder="test") as writer:
        writer.record(one_report(awaits_approval=True), recorded_at=moment(0))
        writer.record(one_report("b.csv"), recorded_at=moment(1))
        assert writer.reader.awaiting_approval()["sequence"].to_list() == [1]
        writer.say_beside(ONE_OF_EACH["approval"], recorded_at=moment(9))
        assert writer.reader.awaiting_approval().is_empty()
    with store.reader() as reader:
        assert reader.awaiting_approval(known_on=moment(8)).row(0) == (1, moment(0), [CODE])
        assert reader.awaiting_approval().is_empty()
        assert reader.statements(Table.MILESTONE, known_on=moment(8)).height == 1


def test_an_approval_is_given_once_and_only_where_it_is_asked(store: Store) -> None:
    with store.writer(holder="test") as writer:
        writer.record(one_report(awaits_approval=True), recorded_at=moment(0))
        writer.record(one_report("b.csv"), recorded_at=moment(1))
        writer.say_beside(ONE_OF_EACH["approval"], recorded_at=moment(2))
        for late in (ONE_OF_EACH["approval"], replace(ONE_OF_EACH["approval"], report_sequence=2)):
            with pytest.raises(NothingToChangeError, match="await approval"):
                writer.say_beside(late, recorded_at=moment(3))
    with store.reader() as reader:
        assert reader.beside().height == 1


def test_nothing_is_said_about_a_report_that_is_not_there_or_is_of_another_municipality(store: Store) -> None:
    with store.writer(holder="test") as writer:
        writer.record(one_report(), recorded_at=moment(0))
        writer.record(rejection("kapot.xlsx"), recorded_at=moment(1))
        whole = ONE_OF_EACH["completeness"]
        absent, refused = replace(whole, report_sequence=9), replace(whole, report_sequence=2)
        for other in (absent, refused, replace(whole, municipality_code="GM0228")):
            with pytest.raises(NothingToChangeError, match="is no report of"):
                writer.say_beside(other, recorded_at=moment(2))


def test_it_survives_a_rebuild_and_is_verified(store: Store) -> None:
    with store.writer(holder="test") as writer:
        writer.record(one_report(awaits_approval=True), recorded_at=moment(0))
        for minutes, kind in enumerate(KINDS, start=1):
            writer.say_beside(ONE_OF_EACH[kind], recorded_at=moment(minutes))
    with store.reader() as reader:
        before = reader.beside()
    store.rebuild()
    assert store.verify() == []
    with store.reader() as reader:
        assert reader.beside().equals(before)


def test_a_repair_of_the_clock_moves_what_was_said_too(store: Store) -> None:
    with store.writer(holder="test") as writer:
        writer.record(one_report(), recorded_at=moment(0))
        writer.say_beside(ONE_OF_EACH["confirmation"], recorded_at=moment(50))
        writer.repair_clock({2: moment(5)}, recorded_at=moment(60), reason="toets")
    with store.reader() as reader:
        assert reader.beside()["recorded_at"].to_list() == [moment(5)]


def test_a_report_that_was_taken_back_awaits_nothing_and_what_was_said_of_it_is_marked_so(store: Store) -> None:
    with store.writer(holder="test") as writer:
        writer.record(one_report(awaits_approval=True), recorded_at=moment(0))
        writer.say_beside(ONE_OF_EACH["completeness"], recorded_at=moment(1))
        writer.withdraw(statements=1, reason="toets", recorded_at=moment(2))
        with pytest.raises(NothingToChangeError, match="await approval"):
            writer.say_beside(ONE_OF_EACH["approval"], recorded_at=moment(3))
    with store.reader() as reader:
        for known_on, is_taken_back in ((moment(1), False), (moment(2), True), (None, True)):
            assert reader.beside(known_on=known_on)["is_taken_back"].to_list() == [is_taken_back]
            assert reader.awaiting_approval(known_on=known_on).is_empty() is is_taken_back


def test_a_release_that_does_not_know_such_events_says_that_a_newer_one_wrote_them(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.writer(holder="test") as writer:
        writer.record(one_report(), recorded_at=moment(0))
        writer.say_beside(ONE_OF_EACH["completeness"], recorded_at=moment(1))
    ledger = store.home.ledger.path.read_bytes()
    before_them = tuple(kind for kind in ledger_module.KINDS if kind not in KINDS)
    monkeypatch.setattr(ledger_module, "KINDS", before_them)
    with pytest.raises(StoreNewerError, match="newer"):
        store.rebuild()
    assert ["newer release" in problem.message["en"] for problem in store.verify()] == [True]
    assert store.home.ledger.path.read_bytes() == ledger


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("completeness", {}),
        ("confirmation", {"table": Table.COST}),
        ("approval", {"text": "akkoord"}),
        ("answer", {"table": Table.COST, "rule": "cost_decreased", "text": "  "}),
        ("answer", {"table": Table.COST, "text": "klopt"}),
        ("praise", {}),
    ],
)
def test_a_kind_has_what_it_needs_and_nothing_else(kind: str, parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="this is no"):
        said(kind, **parts)


def test_what_is_read_back_from_the_journal_is_what_was_written() -> None:
    for one in ONE_OF_EACH.values():
        written = one.as_json()
        assert Beside.read({**written, "reporting_date": date.isoformat(one.reporting_date)}) == one
