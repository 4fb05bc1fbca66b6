"""Moments of a clock that ran ahead are put right by an event, and nothing else changes."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.statements import Table
from store.errors import ClockAheadError, ClockRepairRefusedError, NothingToChangeError
from store.ledger import Ledger
from store.store import Store
from tests.store.reports import DAY, START, milestones, moment, refused, report

YEARS_AHEAD = timedelta(days=9 * 365)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A report; one whose clock ran nine years ahead; a correction and a withdrawal by a clock that was right."""
    store = Store(tmp_path / "home")
    with store.writer(holder="test", clock_is_right=True) as writer:
        first = report("a.csv", {Table.MILESTONE: milestones(("GM0363", 1, DAY, "started"))}, quarantined=[refused(9)])
        writer.record(first, recorded_at=moment(0))
        ahead = report("b.csv", {Table.MILESTONE: milestones(("GM0363", 2, DAY, "started"))})
        writer.record(ahead, recorded_at=moment(1) + YEARS_AHEAD)
        closing = report(
            "c.csv", {Table.MILESTONE: milestones(("GM0363", 1, DAY, "finished"))}, cleared=["1-milestone-9"]
        )
        writer.record(closing, recorded_at=moment(2))
        writer.withdraw(statements=2, reason="dubbel", recorded_at=moment(3))
    return store


def repair(store: Store, *sequences: int, at: int = 60) -> None:
    with store.writer(holder="test") as writer:
        moments = {sequence: moment(sequence) for sequence in sequences}
        writer.repair_clock(moments, recorded_at=moment(at), reason="klok liep voor")


def test_after_a_repair_every_question_is_answered_as_if_the_clock_had_been_right(store: Store):
    with store.reader() as reader:  # "accepted", and seen by nobody for nine years
        assert reader.statements(Table.MILESTONE, known_on=moment(60))["standing"].to_list() == ["started"]
    repair(store, 2, 3, 4)
    with store.reader() as reader:
        assert reader.files()["recorded_at"].to_list() == [moment(0), moment(2), moment(3), moment(4), moment(60)]
        assert reader.statements(Table.MILESTONE, known_on=moment(2))["step_number"].to_list() == [1, 2]
        assert reader.statements(Table.MILESTONE, known_on=moment(3))["standing"].to_list() == ["finished", "started"]
        assert reader.statements(Table.MILESTONE, known_on=moment(4))["step_number"].to_list() == [1]
        assert reader.quarantine(known_on=moment(2)).height == 1
        assert reader.quarantine(known_on=moment(3)).height == 0
        assert reader.info.last_recorded_at == moment(60)


def test_a_repair_is_an_event_and_changes_no_line_and_no_file(store: Store):
    before = Ledger(store.home.ledger.path).read().lines
    repair(store, 2, 3, 4)
    *lines, last = Ledger(store.home.ledger.path).read().lines
    assert tuple(lines) == before
    assert (last.kind, last.sequence) == ("clock_repair", 5)
    assert store.verify() == []


def test_a_rebuild_honours_a_repair(store: Store):
    repair(store, 2, 3, 4)
    shown = store.fingerprint()
    store.rebuild()
    assert store.fingerprint() == shown
    assert store.verify() == []


def test_a_repair_can_be_repaired_again(store: Store):
    repair(store, 2, 3, 4)
    with store.writer(holder="test") as writer:
        writer.repair_clock({2: moment(1)}, recorded_at=moment(70), reason="nauwkeuriger")
        assert writer.reader.files()["recorded_at"].to_list()[1] == moment(1)
    store.rebuild()
    with store.reader() as reader:
        assert reader.files()["recorded_at"].to_list()[1] == moment(1)


@pytest.mark.parametrize(
    ("moments", "at"), [({2: -1, 3: 3, 4: 4}, 60), ({2: 2, 3: 1, 4: 4}, 60), ({2: 2, 3: 3, 4: 4}, 4)]
)
def test_moments_that_do_not_go_up_along_the_ledger_are_refused(store: Store, moments: dict[int, int], at: int):
    given = {sequence: moment(minutes) for sequence, minutes in moments.items()}
    with store.writer(holder="test") as writer, pytest.raises(ClockRepairRefusedError):
        writer.repair_clock(given, recorded_at=moment(at), reason="toets")
    assert len(Ledger(store.home.ledger.path).read().lines) == 4


def test_a_moment_more_than_400_days_after_the_last_line_is_refused_unless_the_clock_is_right(tmp_path: Path):
    store = Store(tmp_path / "home")
    with store.writer(holder="test") as writer:
        writer.record(one_report(1), recorded_at=moment(0))
        with pytest.raises(ClockAheadError, match="--clock-is-right"):
            writer.record(one_report(2), recorded_at=moment(1) + timedelta(days=400))
        with pytest.raises(ClockAheadError):
            writer.withdraw(statements=1, reason="toets", recorded_at=moment(1) + timedelta(days=400))
        writer.record(one_report(3), recorded_at=moment(0) + timedelta(days=400))
    with store.writer(holder="test", clock_is_right=True) as writer:
        assert writer.record(one_report(4), recorded_at=moment(0) + timedelta(days=900)).sequence == 3


@pytest.mark.parametrize("sequences", [(), (9,)])
def test_a_repair_of_lines_that_are_not_there_is_refused(store: Store, sequences: tuple[int, ...]):
    with pytest.raises(NothingToChangeError):
        repair(store, *sequences)


@settings(max_examples=6, deadline=None)
@given(
    ahead=st.lists(st.booleans(), min_size=2, max_size=8),
    later=st.integers(1, 4),
)
def test_after_a_repair_every_later_report_is_visible(
    tmp_path_factory: pytest.TempPathFactory, ahead: list[bool], later: int
):
    """Whichever of the lines were written by a clock that ran ahead."""
    store = Store(tmp_path_factory.mktemp("store") / "home")
    with store.writer(holder="test", clock_is_right=True) as writer:
        for number, is_ahead in enumerate(ahead):
            given_moment = moment(number) + (YEARS_AHEAD if is_ahead else timedelta())
            writer.record(one_report(number), recorded_at=given_moment)
    now = START + timedelta(days=1)
    concerned = store.lines_ahead(now=now)
    if concerned:
        with store.writer(holder="test") as writer:
            writer.repair_clock(concerned, recorded_at=now, reason="klok liep voor")
    with store.writer(holder="test") as writer:
        for number in range(later):
            writer.record(one_report(100 + number), recorded_at=now + timedelta(minutes=number + 1))
    with store.reader() as reader:
        for number in range(later):
            known = reader.files(known_on=now + timedelta(minutes=number + 1))
            assert known["file_name"].to_list()[-1] == f"{100 + number}.csv"
            assert known["recorded_at"].is_sorted()
        moments = dict(reader.files().select("sequence", "recorded_at").rows())
    first = ahead.index(True) if True in ahead else len(ahead)
    assert {sequence: moments[sequence] for sequence in range(1, first + 1)} == {n + 1: moment(n) for n in range(first)}
    assert store.verify() == []


def one_report(number: int):
    return report(f"{number}.csv", {Table.MILESTONE: milestones(("GM0363", 1, DAY, "started"))})
