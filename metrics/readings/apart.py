"""Whether groups differ more than chance explains, so that a title may hold their extremes against each other.

Each value is of one municipality. The test is that of Kruskal and Wallis, on ranks with ties taken into account: it
asks nothing of how the values are spread. Groups under five are left out, since its chances are rough for those.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from metrics.durations.log_rank import chi_square_tail
from metrics.readings.comparison_findings import RARE
from metrics.standing.peers import MIN_PEERS


def differ(values: Mapping[object, Sequence[float]]) -> bool:
    """Whether the groups of so many values (two at least, of five or more) differ more than chance explains."""
    chance = chance_of_difference(values.values())
    return chance is not None and chance < RARE


def shares_differ(counts: Mapping[object, tuple[int, int]]) -> bool:
    """Whether shares of groups (how many do, of how many) differ more than chance explains."""
    return differ({name: [1.0] * doing + [0.0] * (every - doing) for name, (doing, every) in counts.items()})


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
