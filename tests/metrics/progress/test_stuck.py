"""Who stands still: at work on a step, and in its reports no step has another standing since long before the last."""

from datetime import date

from metrics.progress.stuck import stuck
from tests.metrics.drawn import FOUR, known, register

AS_OF = date(2026, 9, 30)
FIRST, LAST = date(2026, 3, 31), AS_OF


def _stuck(drawing: str, as_of: date = AS_OF, mergers: str = "", places: str = FOUR) -> list[tuple[object, ...]]:
    return stuck(known(drawing, places=register(places, mergers)), as_of).rows()


def test_who_is_at_work_and_said_the_same_for_more_than_180_days_stands_still_since_the_last_change():
    assert _stuck("""
        code   | on         | step | standing    | start
        GM0001 | 2025-09-30 | 1    | not_started |
        GM0001 | 2026-03-31 | 1    | started     | 2026-02-01
        GM0001 | 2026-09-30 | 1    | started     | 2026-02-01
    """) == [("GM0001", [1], FIRST, LAST)]  # 183 days


def test_180_days_are_not_more_than_180_days():
    drawing = """
        code   | on         | step | standing
        GM0001 | 2026-03-31 | 1    | started
        GM0001 | {last}     | 1    | started
    """
    assert _stuck(drawing.format(last="2026-09-27")) == []
    assert _stuck(drawing.format(last="2026-09-28")) == [("GM0001", [1], FIRST, date(2026, 9, 28))]


def test_the_months_after_the_last_report_are_not_counted_as_months_without_a_change():
    assert (
        _stuck("""
        code   | on         | step | standing
        GM0001 | 2026-03-31 | 1    | started
        GM0001 | 2026-06-30 | 1    | started
        GM0002 | 2025-03-31 | 1    | started
    """)
        == []
    )


def test_a_change_of_another_step_is_a_change_and_a_moved_date_is_none():
    assert _stuck("""
        code   | on         | step | standing    | target
        GM0001 | 2025-09-30 | 1    | started     | 2026-01-31
        GM0001 | 2025-09-30 | 2    | not_started |
        GM0001 | 2026-06-30 | 2    | started     |
        GM0002 | 2025-09-30 | 1    | started     | 2026-01-31
        GM0002 | 2026-06-30 | 1    | started     | 2026-12-31
    """) == [("GM0002", [1], date(2025, 9, 30), date(2026, 6, 30))]


def test_every_step_at_work_is_named_the_one_that_was_begun_first_in_front():
    assert _stuck("""
        code   | on         | step | standing | start
        GM0001 | 2025-09-30 | 1    | started  | 2025-08-01
        GM0001 | 2025-09-30 | 2    | started  | 2025-03-01
        GM0001 | 2026-09-30 | 1    | started  | 2025-08-01
    """) == [("GM0001", [2, 1], date(2025, 9, 30), LAST)]


def test_who_is_at_work_on_nothing_and_who_never_said_anything_do_not_stand_still():
    assert (
        _stuck("""
        code   | on         | step | standing    | end
        GM0001 | 2025-03-31 | 1    | finished    | 2025-03-01
        GM0001 | 2025-03-31 | 2    | not_started |
        GM0001 | 2026-09-30 | 2    | not_started |
    """)
        == []
    )
    assert _stuck("") == []


def test_what_was_said_after_the_day_asked_is_not_known_yet():
    assert _stuck("""
        code   | on         | step | standing | end
        GM0001 | 2025-09-30 | 1    | started  |
        GM0001 | 2026-09-30 | 1    | started  |
        GM0001 | 2026-10-31 | 1    | finished | 2026-10-20
    """) == [("GM0001", [1], date(2025, 9, 30), LAST)]
