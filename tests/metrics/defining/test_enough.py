"""When a headline gives one number, and when the bounds alone."""

import pytest

from metrics.defining.enough import bears_one_number


@pytest.mark.parametrize(
    ("said_count", "asked_count"), [(342, 342), (3, 3), (1, 1), (20, 21), (20, 200), (35, 342), (341, 342)]
)
def test_one_number_stands_where_all_have_reported_or_twenty_and_a_tenth_have(said_count, asked_count):
    assert bears_one_number(said_count, asked_count)


@pytest.mark.parametrize(("said_count", "asked_count"), [(2, 342), (0, 342), (34, 342), (19, 20), (19, 150), (20, 201)])
def test_no_one_number_stands_where_fewer_than_twenty_or_than_a_tenth_have(said_count, asked_count):
    assert not bears_one_number(said_count, asked_count)
