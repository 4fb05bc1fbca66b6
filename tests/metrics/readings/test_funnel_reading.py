"""How many lie outside the limits of chance alone, beside how many chance would put there; reckoned by hand."""

from datetime import date
from math import comb

import pytest

from metrics.defining.request import Request
from metrics.figures import figure
from metrics.readings.funnel_reading import FunnelReading, funnel_reading
from tests.metrics.training import test_training

# four municipalities of 10 staff, half of all of them trained: chance keeps 2 to 8 of 10 within its 95% limits
APART = """
GM0001 | 2026-03-31 | basis | 10 | 10 | |
GM0002 | 2026-03-31 | basis | 10 | 0  | |
GM0003 | 2026-03-31 | basis | 10 | 2  | |
GM0004 | 2026-03-31 | basis | 10 | 8  | |
"""


def read(lines: str) -> FunnelReading | None:
    found = figure("training_funnel", test_training.said(lines), Request(date(2026, 3, 31)))
    return funnel_reading(found, "basis")


def test_the_number_outside_is_said_beside_the_number_that_chance_alone_would_give():
    found = read(APART)
    assert found is not None
    beyond = 2 * sum(comb(10, trained) for trained in (0, 1)) / 2**10  # at most 1 of 10, or at least 9
    assert (found.measured_count, found.outside_plain_count) == (4, 2)
    assert found.by_chance == pytest.approx(4 * beyond)


def test_the_limits_are_widened_by_the_root_of_phi():
    found = read(APART)
    assert found is not None
    assert found.phi > 1
    assert found.widening**2 == pytest.approx(found.phi)
    assert found.outside_count <= found.outside_plain_count


def test_municipalities_that_are_all_alike_lie_within_and_their_limits_are_not_widened():
    found = read("\n".join(f"GM000{place} | 2026-03-31 | basis | 10 | 5 | |" for place in (1, 2, 3, 4)))
    assert found is not None
    assert (found.outside_plain_count, found.outside_count, found.outside_998_count, found.phi) == (0, 0, 0, 1.0)


def test_there_is_no_reading_where_nobody_spoke():
    assert read("") is None
