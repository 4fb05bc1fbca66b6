"""Whether groups differ more than chance explains, so that a title may hold their extremes against each other.

Each value is of one municipality. The test is that of Kruskal and Wallis, on ranks with ties taken into account: it
asks nothing of how the values are spread. Groups under five are left out, since its chances are rough for those.

A ratio of sums is another thing: a few large municipalities make it, and ranks do not see how large they are. There the
municipalities themselves are dealt out over the groups anew, thousands of times, and the ratios reckoned each time.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from metrics.durations.log_rank import chi_square_tail
from metrics.readings.comparison_findings import RARE
from metrics.standing.peers import MIN_PEERS

SEED = 20260101  # the same draws each time: a figure does not change by being asked again
DRAWS = 4_999
ROUNDING = 1e-9  # a deal that is the one seen, added up in another order, counts as far


def differ(values: Mapping[object, Sequence[float]]) -> bool:
    """Whether the groups of so many values (two at least, of five or more) differ more than chance explains."""
    chance = chance_of_difference(values.values())
    return chance is not None and chance < RARE


def shares_differ(counts: Mapping[object, tuple[int, int]]) -> bool:
    """Whether shares of groups (how many do, of how many) differ more than chance explains."""
    chance = chance_of_shares(counts)
    return chance is not None and chance < RARE


def chance_of_shares(counts: Mapping[int, tuple[int, int]] | Mapping[object, tuple[int, int]]) -> float | None:
    """How likely chance makes such shares differ so; None where `chance_of_difference` has none."""
    return chance_of_difference([1.0] * doing + [0.0] * (every - doing) for doing, every in counts.values())


def chance_of_ratios(groups: Iterable[Sequence[tuple[float, float]]]) -> float | None:
    """How likely chance makes ratios of sums of groups of five or more differ so; None with fewer than two, or no sums.

    Each municipality gives its part and its whole. The distance is the square of that of each group's ratio to the
    ratio of all, weighed by the whole of the group. The draws are the same each time.
    """
    return _chance_of_ratios(tuple(tuple(group) for group in groups if len(group) >= MIN_PEERS))


@lru_cache(maxsize=60)  # a page says the same chance in its finding, its note and its account
def _chance_of_ratios(groups: tuple[tuple[tuple[float, float], ...], ...]) -> float | None:
    found = [np.asarray(group, dtype=np.float64) for group in groups]
    if len(found) < 2:
        return None
    every = np.concatenate(found)
    starts = np.cumsum([0, *(len(group) for group in found[:-1])])
    if not every[:, 1].sum():
        return None
    dealt = np.random.default_rng(SEED).permuted(np.tile(np.arange(len(every)), (DRAWS, 1)), axis=1)
    seen = _distance(every[None, :, :], starts)[0]
    drawn = _distance(every[dealt], starts)
    return float((1 + (drawn >= seen * (1 - ROUNDING)).sum()) / (1 + DRAWS))


def _distance(dealt: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Per deal (the first axis) how far the ratios of the groups lie from that of all."""
    parts, wholes = (np.add.reduceat(dealt[:, :, side], starts, axis=1) for side in (0, 1))
    whole = parts.sum(axis=1, keepdims=True) / wholes.sum(axis=1, keepdims=True)
    ratios = np.divide(parts, wholes, out=np.broadcast_to(whole, parts.shape).copy(), where=wholes > 0)
    return (wholes * (ratios - whole) ** 2).sum(axis=1)


def chance_of_difference(groups: Iterable[Sequence[float]]) -> float | None:
    """How likely chance makes groups of five or more differ so; None with fewer than two, or where all are alike."""
    found = [np.asarray(group, dtype=np.float64) for group in groups if len(group) >= MIN_PEERS]
    if len(found) < 2:
        return None
    every = np.concatenate(found)
    ordered, places, counts = np.unique(every, return_inverse=True, return_counts=True)
    if len(ordered) == 1:
        return None
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]  # the mean rank of those that are alike
    ends = np.cumsum([len(group) for group in found])[:-1]
    n = len(every)
    spread = sum(part.sum() ** 2 / len(part) for part in np.split(ranks, ends))
    statistic = 12 / (n * (n + 1)) * spread - 3 * (n + 1)
    ties = 1 - float(((counts**3) - counts).sum()) / (n**3 - n)
    return chi_square_tail(float(statistic / ties), len(found) - 1)
