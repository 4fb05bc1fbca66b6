"""Spells of work across mergers: nobody is followed twice, and nothing that was seen is lost."""

import random
from datetime import date, timedelta

from metrics.durations.spells import spells, waits
from tests.metrics.drawn import known, register, rows
from tests.metrics.durations.drawn_spells import AS_OF, MERGERS, PLACES, found
from tests.metrics.worlds import FIRST, MUNICIPALITIES, SECOND, START, STEPS, known_in
from tests.metrics.worlds import MERGERS as WORLD_MERGERS
from tests.metrics.worlds import PLACES as WORLD_PLACES
from tests.metrics.worlds import register as world_register
from tests.oracle import World
from tests.spell_oracle import Spells

BEFORE = date(2025, 12, 31)


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
