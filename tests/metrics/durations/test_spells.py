"""What is counted as a spell of work on a step: from when, until when, and what is left out."""

import random
from datetime import date, timedelta

import pytest

from metrics.durations.spells import spells, waits
from tests.metrics.drawn import known, register, rows
from tests.metrics.worlds import FIRST, MUNICIPALITIES, SECOND, START, STEPS, known_in
from tests.metrics.worlds import MERGERS as WORLD_MERGERS
from tests.metrics.worlds import PLACES as WORLD_PLACES
from tests.metrics.worlds import register as world_register
from tests.oracle import World
from tests.spell_oracle import Spells

AS_OF = date(2026, 4, 30)
PLACES = """
code   | province  | size_class | from       | to
GM0001 | Drenthe   | 4          |            | 2026-01-01
GM0002 | Drenthe   | 5          |            |
GM0003 | Utrecht   | 5          |            | 2026-01-01
GM0004 | Utrecht   | 6          |            | 2026-01-01
GM0005 | Utrecht   | 6          | 2026-01-01 |
GM0006 | Utrecht   | 6          |            |
"""
MERGERS = """
on         | old    | new    | split
2026-01-01 | GM0001 | GM0002 | no
2026-01-01 | GM0003 | GM0005 | no
2026-01-01 | GM0004 | GM0005 | no
"""
BEFORE = date(2025, 12, 31)


def found(milestones: str, clock: str = "step_start", *, merging: bool = False, as_of: date = AS_OF) -> list[tuple]:
    """(code, step, entry, exit, is an event, left out), of a drawn table."""
    places = register(PLACES, MERGERS) if merging else register()
    frame = spells(known(milestones, places=places), as_of)
    names = ("municipality_code", "step_number", "entry_days", "exit_days", "is_event", "left_out")
    return frame.filter(frame["clock"] == clock).select(names).rows()


def test_a_finished_step_ran_from_its_start_to_its_end_and_not_to_the_report():
    assert found(
        """
        code   | on         | step | standing | start      | end
        GM0001 | 2026-01-31 | 1    | finished | 2025-10-01 | 2025-12-30
        """
    ) == [("GM0001", 1, 0, 90, True, None)]


def test_an_unfinished_step_is_followed_to_the_last_report_and_not_to_the_as_of_date():
    assert found(
        """
        code   | on         | step | standing | start      | end
        GM0001 | 2025-10-31 | 1    | started  | 2025-10-01 |
        GM0001 | 2025-12-31 | 1    | started  | 2025-10-01 |
        """
    ) == [("GM0001", 1, 0, 91, False, None)]


def test_a_step_that_was_opened_again_is_unfinished():
    assert found(
        """
        code   | on         | step | standing | start      | end
        GM0001 | 2025-10-31 | 1    | finished | 2025-10-01 | 2025-10-20
        GM0001 | 2025-12-31 | 1    | started  | 2025-10-01 |
        """
    ) == [("GM0001", 1, 0, 91, False, None)]


def test_a_statement_after_the_as_of_date_is_not_there_yet():
    said = """
    code   | on         | step | standing | start      | end
    GM0001 | 2025-10-31 | 1    | started  | 2025-10-01 |
    GM0001 | 2025-12-31 | 1    | finished | 2025-10-01 | 2025-11-30
    """
    assert found(said, as_of=date(2025, 12, 30)) == [("GM0001", 1, 0, 30, False, None)]


def test_without_a_start_a_spell_is_left_out_and_said_to_be():
    assert found(
        """
        code   | on         | step | standing | start      | end
        GM0001 | 2026-01-31 | 1    | finished |            | 2025-12-30
        """
    ) == [("GM0001", 1, None, None, True, "no_start")]


def test_a_step_that_does_not_apply_or_of_which_nothing_was_said_has_no_spell():
    assert (
        found(
            """
            code   | on         | step | standing       | start
            GM0001 | 2025-06-30 | 1    | started        | 2025-06-01
            GM0001 | 2025-12-31 | 1    | not_applicable |
            """
        )
        == []
    )


OWN = """
code   | on         | step | standing    | start      | end
GM0001 | 2025-06-30 | 1    | started     | 2025-04-01 |
GM0001 | 2025-12-31 | 1    | finished    | 2025-05-01 | 2025-12-01
GM0001 | 2025-12-31 | 2    | not_started |            |
GM0002 | 2025-12-31 | 1    | finished    |            | 2025-11-01
GM0002 | 2025-12-31 | 2    | started     | 2025-12-01 |
"""


def test_the_own_clock_starts_at_the_earliest_start_given_for_any_step_in_any_statement():
    assert found(OWN, "own_start") == [
        ("GM0001", 1, 0, 244, True, None),
        ("GM0001", 2, 0, 274, False, None),  # a step that has not begun is followed on the own clock
        ("GM0002", 1, 0, -30, True, "not_seen"),  # it ended before the only start that was given
        ("GM0002", 2, 0, 30, False, None),
    ]
    assert [spell[5] for spell in found(OWN)] == [None, "no_start", "no_start", None]


def test_the_own_start_is_the_earliest_known_by_the_as_of_date():
    said = """
    code   | on         | step | standing | start
    GM0001 | 2025-06-30 | 1    | started  | 2025-06-01
    GM0001 | 2025-12-31 | 2    | started  | 2025-01-01
    """
    assert found(said, "own_start", as_of=date(2025, 7, 1)) == [("GM0001", 1, 0, 29, False, None)]
    assert found(said, "own_start")[0] == ("GM0001", 1, 0, 180, False, None)


def test_parts_are_followed_until_the_merger_and_the_successor_enters_there_if_unfinished():
    said = """
    code   | on         | step | standing | start      | end
    GM0003 | 2025-11-30 | 1    | finished | 2025-01-01 | 2025-11-01
    GM0004 | 2025-11-30 | 1    | started  | 2025-09-01 |
    GM0005 | 2026-03-31 | 1    | finished | 2025-10-01 | 2026-03-01
    """
    assert found(said, merging=True) == [
        ("GM0003", 1, 0, 304, True, None),
        ("GM0004", 1, 0, 90, False, None),  # up to its last report: nobody vouched for the days until the merger
        ("GM0005", 1, 365, 424, True, None),  # since the earliest start of its parts
    ]


def test_a_successor_that_has_not_spoken_yet_is_not_followed_for_its_parts_were():
    said = """
    code   | on         | step | standing | start      | end
    GM0004 | 2025-11-30 | 1    | started  | 2025-09-01 |
    """
    assert found(said, merging=True) == [("GM0004", 1, 0, 90, False, None)]


def test_a_successor_does_not_enter_when_its_parts_had_finished():
    said = """
    code   | on         | step | standing | start      | end
    GM0003 | 2025-11-30 | 1    | finished | 2025-01-01 | 2025-11-01
    GM0004 | 2025-11-30 | 1    | finished | 2025-01-01 | 2025-11-15
    GM0005 | 2026-03-31 | 1    | finished | 2025-01-01 | 2025-11-15
    """
    assert [spell[0] for spell in found(said, merging=True)] == ["GM0003", "GM0004"]


def test_a_successor_does_not_enter_when_it_is_not_known_whether_the_step_was_finished():
    said = """
    code   | on         | step | standing | start      | end
    GM0003 | 2025-11-30 | 1    | finished | 2025-01-01 | 2025-11-01
    GM0005 | 2026-03-31 | 1    | started  | 2025-01-01 |
    """
    assert [spell[0] for spell in found(said, merging=True)] == ["GM0003"]


def test_a_successor_whose_parts_never_spoke_of_a_step_is_followed_from_its_start():
    said = """
    code   | on         | step | standing | start      | end
    GM0005 | 2026-03-31 | 1    | started  | 2025-10-01 |
    """
    assert found(said, merging=True) == [("GM0005", 1, 0, 181, False, None)]


def test_a_surviving_municipality_is_cut_at_the_merger_as_well():
    said = """
    code   | on         | step | standing | start      | end
    GM0001 | 2025-11-30 | 1    | started  | 2025-09-01 |
    GM0002 | 2025-12-31 | 1    | started  | 2025-12-01 |
    GM0002 | 2026-02-28 | 1    | started  | 2025-12-01 |
    """
    assert found(said, merging=True) == [
        ("GM0001", 1, 0, 90, False, None),
        ("GM0002", 1, 0, 30, False, None),
        ("GM0002", 1, 122, 180, False, None),
    ]


def test_a_surviving_municipality_that_had_finished_is_not_counted_a_second_time():
    said = """
    code   | on         | step | standing | start      | end
    GM0001 | 2025-11-30 | 1    | finished | 2025-09-01 | 2025-11-01
    GM0002 | 2025-12-31 | 1    | finished | 2025-12-01 | 2025-12-20
    GM0002 | 2026-02-28 | 1    | finished | 2025-12-01 | 2025-12-20
    """
    assert [spell[:2] for spell in found(said, merging=True)] == [("GM0001", 1), ("GM0002", 1)]


def test_the_own_start_of_a_successor_is_the_earliest_of_what_it_and_its_parts_gave():
    said = """
    code   | on         | step | standing    | start      | end
    GM0003 | 2025-11-30 | 2    | started     | 2025-03-01 |
    GM0004 | 2025-11-30 | 1    | not_started |            |
    GM0005 | 2026-03-31 | 1    | started     | 2026-02-01 |
    """
    assert found(said, "own_start", merging=True)[1:] == [
        ("GM0004", 1, None, None, False, "no_start"),
        ("GM0005", 1, 306, 395, False, None),
    ]
    assert found(said, merging=True)[-1] == ("GM0005", 1, 0, 58, False, None)  # the step began after the merger


def test_the_stretch_before_a_merger_keeps_its_own_last_day():
    frame = spells(
        known("code | on | step | standing | start\nGM0001 | 2025-11-30 | 1 | started | 2025-09-01",
              places=register(PLACES, MERGERS)),
        AS_OF,
    )  # fmt: skip
    assert set(frame["last_day"]) == {BEFORE}
    assert len(rows(PLACES)) == 6


def busy_world(seed: int) -> tuple[World, date]:
    """Everybody says something often, most with a start: small worlds drawn by hypothesis hold too few mergers."""
    draw = random.Random(seed)
    said: list[dict] = []
    for code, _, _, begins, ends in WORLD_PLACES:
        first, last = begins or date(2025, 1, 1), ends - timedelta(days=1) if ends else date(2025, 12, 31)
        for day in sorted(draw.sample(range((last - first).days + 1), draw.randint(0, 4))):
            for step in STEPS:
                if draw.random() < 0.8:
                    said.append(_said(draw, code, first + timedelta(days=day), step))
    for sequence, one in enumerate(said):
        one.update(ledger_sequence=sequence, recorded_at=START, withdrawn_at=None)
    as_of = draw.choice([date(2026, 1, 15), date(2025, 9, 1), FIRST, SECOND])
    return World(MUNICIPALITIES, WORLD_MERGERS, STEPS, said), as_of


def _said(draw: random.Random, code: str, day: date, step: int) -> dict:
    standing = draw.choice(["not_started", "started", "started", "started", "finished", "not_applicable"])
    ended_on = day - timedelta(days=draw.randint(0, 40))
    last = ended_on if standing == "finished" else day
    return {
        "municipality_code": code, "reporting_date": day, "step_number": step, "standing": standing,
        "start_date": None if draw.random() < 0.2 else last - timedelta(days=draw.randint(0, 300)),
        "end_date": ended_on if standing == "finished" else None,
    }  # fmt: skip


def test_spells_equal_a_computation_apart_through_mergers_and_chains_of_mergers():
    late_count = 0
    for seed in range(60):
        world, as_of = busy_world(seed)
        frame = spells(known_in(world, START, places=world_register(), programme_steps=len(STEPS)), as_of)
        key = ("municipality_code", "last_day", "step_number", "clock")
        values = ("entry_days", "exit_days", "is_event", "left_out")
        assert frame.select(key).is_unique().all()
        found = dict(zip(frame.select(key).rows(), frame.select(values).rows(), strict=True))
        assert found == Spells(world, START).all(as_of), f"seed {seed}"
        late_count += frame.filter(frame["entry_days"] > 0).height
    assert late_count > 100


def test_waits_equal_a_computation_apart_through_mergers_and_chains_of_mergers():
    late_count = event_count = 0
    for seed in range(60):
        world, as_of = busy_world(seed)
        frame = waits(known_in(world, START, places=world_register(), programme_steps=len(STEPS)), as_of)
        key = ("municipality_code", "last_day", "step_number")
        values = ("entry_days", "exit_days", "is_event", "left_out")
        assert frame.select(key).is_unique().all()
        found = dict(zip(frame.select(key).rows(), frame.select(values).rows(), strict=True))
        expected = Spells(world, START).all(as_of, clocks=("wait",))
        assert found == {key[:3]: spell for key, spell in expected.items()}, f"seed {seed}"
        late_count += frame.filter(frame["entry_days"] > 0).height
        event_count += frame["is_event"].sum()
    assert late_count > 20
    assert event_count > 500


def test_a_wait_runs_from_the_own_start_until_the_step_begins_or_was_last_seen_not_begun():
    said = known(
        """
        code   | on         | step | standing    | start      | end
        GM0001 | 2026-01-31 | 1    | finished    | 2025-10-01 | 2025-12-30
        GM0001 | 2026-01-31 | 2    | not_started |            |
        GM0002 | 2026-01-31 | 1    | started     | 2025-10-01 |
        GM0002 | 2026-01-31 | 2    | finished    | 2025-11-01 | 2025-12-30
        """
    )
    names = ("municipality_code", "step_number", "entry_days", "exit_days", "is_event")
    assert waits(said, AS_OF).select(names).rows() == [
        ("GM0001", 1, 0, 0, True), ("GM0001", 2, 0, 122, False), ("GM0002", 1, 0, 0, True), ("GM0002", 2, 0, 31, True),
    ]  # fmt: skip


@pytest.mark.parametrize("clock", ["own_start", "step_start"])
def test_where_nothing_was_said_there_are_no_spells(clock):
    assert found("", clock) == []
