"""How long a step takes, for who sees no curve: none of a few is no 0%, and a share has its interval beside it."""

from types import SimpleNamespace
from typing import cast

from dashboard.screens.steps.lengths import within_word
from metrics.durations.curve_readings import Landmark
from metrics.readings.step_durations import GroupCurve


def _within(share: float, low: float | None, high: float | None, known: int) -> str | None:
    landmark = Landmark(365, share, low, high)
    curve = SimpleNamespace(shown_landmark=lambda _: landmark, known_count_at=lambda _: known)
    return within_word(cast(GroupCurve, curve), 365, "nl")


def test_none_and_all_of_a_few_that_were_followed_are_counted_and_never_0_or_100_percent():
    assert _within(0.0, None, None, 9) == "0 van 9"
    assert _within(1.0, None, None, 9) == "9 van 9"


def test_the_part_that_had_finished_within_a_year_has_its_interval_beside_it():
    assert _within(0.05, 0.019, 0.121, 90) == "5% (1–13%)"
