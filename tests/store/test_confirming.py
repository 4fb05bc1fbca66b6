"""That nothing changed: what a municipality said last stands as of a later date too, without a file of its own."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.principal import Role
from domain.statements import Table
from store.beside import Beside
from store.errors import NothingToChangeError
from store.reader import Reader
from store.store import Store
from store.writer import Writer
from tests.store.reports import DAY, costs, milestones, moment, profiles, report, trainings

CODE, OTHER = "GM0363", "GM0228"
EARLIER, LATER = DAY - timedelta(days=90), DAY + timedelta(days=4)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Step 1 was said twice, step 2 and the rest once; and another municipality said something as well."""
    made = Store(tmp_path / "home")
    with made.writer(holder="test") as writer:
        first = {Table.MILESTONE: milestones((CODE, 1, EARLIER, "started"), (CODE, 2, EARLIER, "not_started"))}
        writer.record(report("eerst.csv", first), recorded_at=moment(0))
        second = {
            Table.MILESTONE: milestones((CODE, 1, DAY, "finished"), (OTHER, 1, DAY, "started"), note="zie raad"),
            Table.COST: costs((CODE, 1, DAY, 10.0)),
            Table.TRAINING: trainings((CODE, "basis", DAY, 20, 5)),
            Table.PROFILE: profiles((CODE, DAY, "b")),
        }
        writer.record(report("later.csv", second), recorded_at=moment(1))
    return made


def confirm(writer: Writer, *, day: date = LATER, minutes: int = 5) -> int:
    said = Beside("confirmation", 2, CODE, day, Role.MUNICIPALITY, said_by=7)
    return writer.say_beside(said, recorded_at=moment(minutes)).sequence


def of_day(reader: Reader, table: Table, *names: str, day: date = LATER, **asked: Any) -> list[tuple[Any, ...]]:
    said = reader.statements(table, **asked)
    return said.filter(said["reporting_date"] == day).select(names).rows()


def test_it_makes_every_subject_as_new_as_its_date_with_what_was_said_last(store: Store) -> None:
    with store.writer(holder="test") as writer:
        sequence = confirm(writer)
    with store.reader() as reader:
        steps = of_day(reader, Table.MILESTONE, "municipality_code", "step_number", "standing", "end_date", "note")
        assert steps == [(CODE, 1, "finished", DAY, "zie raad"), (CODE, 2, "not_started", None, None)]
        assert of_day(reader, Table.COST, "step_number", "realised_cost_eur") == [(1, 10.0)]
        assert of_day(reader, Table.TRAINING, "trained_staff_count", "flags") == [(5, "ambiguous_number")]
        where_from = of_day(reader, Table.MILESTONE, "ledger_sequence", "row_number", "recorded_at")
        assert where_from == [(sequence, None, moment(5))] * 2


def test_the_minutes_of_a_report_are_not_taken_over(store: Store) -> None:
    with store.writer(holder="test") as writer:
        confirm(writer)
    with store.reader() as reader:
        assert of_day(reader, Table.PROFILE, "completion_minutes", day=DAY) == [(30.0,)]
        assert of_day(reader, Table.PROFILE, "access_variant", "completion_minutes") == [("b", None)]


def test_it_holds_under_both_clocks(store: Store) -> None:
    with store.writer(holder="test") as writer:
        confirm(writer)
    with store.reader() as reader:
        assert of_day(reader, Table.COST, "step_number", known_on=moment(4)) == []
        assert of_day(reader, Table.COST, "step_number", known_on=moment(5)) == [(1,)]
        assert of_day(reader, Table.COST, "step_number", as_of=LATER - timedelta(days=1)) == []


def test_what_has_a_statement_of_that_date_keeps_it_and_with_all_of_them_nothing_is_left(store: Store) -> None:
    with store.writer(holder="test") as writer:
        own = {Table.MILESTONE: milestones((CODE, 1, LATER, "not_applicable"))}
        writer.record(report("eigen.csv", own), recorded_at=moment(3))
        confirm(writer)
        steps = of_day(writer.reader, Table.MILESTONE, "step_number", "standing")
        assert steps == [(1, "not_applicable"), (2, "not_started")]
        with pytest.raises(NothingToChangeError, match="left to be confirmed"):
            confirm(writer, minutes=6)
        with pytest.raises(NothingToChangeError, match="left to be confirmed"):
            confirm(writer, day=EARLIER, minutes=7)


def test_what_is_corrected_afterwards_leaves_what_was_confirmed(store: Store) -> None:
    with store.writer(holder="test") as writer:
        confirm(writer)
        corrected = {Table.COST: costs((CODE, 1, DAY, 99.0))}
        writer.record(report("verbeterd.csv", corrected), recorded_at=moment(8))
    with store.reader() as reader:
        assert of_day(reader, Table.COST, "realised_cost_eur", day=DAY) == [(99.0,)]
        assert of_day(reader, Table.COST, "realised_cost_eur") == [(10.0,)]


def test_it_is_taken_back_by_its_place_in_the_ledger_and_all_is_as_old_as_it_was(store: Store) -> None:
    with store.writer(holder="test") as writer:
        before = {table: writer.reader.statements(table) for table in Table}
        sequence = confirm(writer)
        writer.withdraw(statements=sequence, reason="toets", recorded_at=moment(9))
    with store.reader() as reader:
        assert all(reader.statements(table).equals(before[table]) for table in Table)
        assert reader.beside()["is_taken_back"].to_list() == [True]
        assert reader.beside(known_on=moment(8))["is_taken_back"].to_list() == [False]


def test_a_session_sees_it_at_once_and_a_rebuild_says_the_same(store: Store) -> None:
    with store.writer(holder="test") as writer:
        for _ in range(2):  # the second answer comes from what the session has in hand
            writer.reader.statements(Table.COST, municipality_codes=[CODE])
        confirm(writer)
        assert of_day(writer.reader, Table.COST, "step_number", municipality_codes=[CODE]) == [(1,)]
    shown = store.fingerprint()
    store.rebuild()
    assert store.fingerprint() == shown
    assert store.verify() == []
