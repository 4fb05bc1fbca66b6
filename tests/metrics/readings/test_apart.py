"""Extremes are held against each other only where the groups differ more than chance explains."""

import pytest

from metrics.readings.apart import chance_of_difference, differ, shares_differ

LOW, HIGH = [1.0, 2.0, 3.0, 4.0, 5.0], [6.0, 7.0, 8.0, 9.0, 10.0]


def test_groups_wholly_apart_differ_more_than_chance_explains():
    # by hand: rank sums 15 and 40, H = 12 / 110 * (45 + 320) - 33 = 6.818; its chance with one degree is 0.0090
    assert chance_of_difference([LOW, HIGH]) == pytest.approx(0.009023, abs=1e-6)
    assert differ({"a": LOW, "b": HIGH})


def test_groups_that_lie_through_each_other_do_not():
    assert not differ({"a": [1.0, 4.0, 5.0, 8.0, 9.0], "b": [2.0, 3.0, 6.0, 7.0, 10.0]})


def test_values_that_are_alike_share_their_rank():
    # by hand: 0 five times and 1 five times, all apart: ranks 3 and 8, ties 1 - 240 / 990; H = 6.818 / 0.7576 = 9
    assert chance_of_difference([[0.0] * 5, [1.0] * 5]) == pytest.approx(0.0027, abs=1e-4)


@pytest.mark.parametrize("groups", [[], [LOW], [LOW, [9.0, 10.0]], [[1.0] * 5, [1.0] * 6]])
def test_too_few_or_all_alike_are_never_held_against_each_other(groups: list[list[float]]):
    assert chance_of_difference(groups) is None


def test_the_extremes_of_small_groups_are_not_told_apart_by_chance():
    assert not shares_differ({"five": (5, 5), "seven": (3, 7), "large": (60, 100)})
    assert shares_differ({"one half": (5, 50), "other half": (40, 50)})
