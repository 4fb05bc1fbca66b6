"""Extremes are held against each other only where the groups differ more than chance explains."""

from itertools import combinations

import pytest

from metrics.readings.apart import chance_of_difference, chance_of_ratios, differ, shares_differ
from metrics.readings.comparison_findings import RARE

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


ONE_LARGE = [(90.0, 100.0), (1.0, 4.0), (1.0, 5.0), (2.0, 5.0), (1.0, 3.0)]
OTHERS = [(10.0, 40.0), (9.0, 45.0), (11.0, 50.0), (8.0, 40.0), (12.0, 50.0)]


def distance(groups: list[list[tuple[float, float]]]) -> float:
    """By hand: the square of the distance of each group's ratio to the ratio of all, weighed by its whole."""
    whole = sum(part for group in groups for part, _ in group) / sum(of for group in groups for _, of in group)
    sums = [(sum(part for part, _ in group), sum(of for _, of in group)) for group in groups]
    return sum(of * (part / of - whole) ** 2 for part, of in sums)


def test_the_chance_of_ratios_is_that_of_every_way_to_deal_the_municipalities_out_over_the_groups():
    every = [*ONE_LARGE, *OTHERS]
    seen = distance([ONE_LARGE, OTHERS])
    deals = [set(chosen) for chosen in combinations(range(10), 5)]
    dealt = [
        distance([[every[n] for n in range(10) if (n in chosen) is side] for side in (True, False)]) for chosen in deals
    ]
    exact = sum(far >= seen - 1e-9 for far in dealt) / len(deals)
    assert chance_of_ratios([ONE_LARGE, OTHERS]) == pytest.approx(exact, abs=0.02)


def test_large_municipalities_that_ranks_do_not_see_count_in_a_ratio_of_sums():
    small = [(50.0 + n % 7, 100.0) for n in range(60)]
    ahead = [*small, *[(9_000.0, 10_000.0)] * 4]
    behind = [*small, *[(1_000.0, 10_000.0)] * 4]
    shares = [[part / of for part, of in group] for group in (ahead, behind)]
    by_rank, by_ratio = chance_of_difference(shares), chance_of_ratios([ahead, behind])
    assert by_rank is not None
    assert by_ratio is not None
    assert by_rank > RARE > by_ratio
    assert by_ratio == chance_of_ratios([ahead, behind]), "the same draws each time"


@pytest.mark.parametrize("groups", [[], [OTHERS], [OTHERS, OTHERS[:4]], [[(0.0, 0.0)] * 5, [(0.0, 0.0)] * 5]])
def test_ratios_of_too_few_or_of_nothing_have_no_chance(groups: list[list[tuple[float, float]]]):
    assert chance_of_ratios(groups) is None


def test_ratios_that_are_all_alike_are_what_chance_makes():
    assert chance_of_ratios([[(1.0, 2.0)] * 5, [(2.0, 4.0)] * 6]) == 1.0
