"""What is counted as a spell of work on a step: from when, until when, and what is left out."""

from datetime import date

import pytest

from metrics.durations.spells import waits
from tests.metrics.drawn import known
from tests.metrics.durations.drawn_spells import AS_OF, found


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
