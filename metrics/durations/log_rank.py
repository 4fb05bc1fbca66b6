"""The log-rank test: could groups that finish equally fast differ this much by chance?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.durations.survival import Counts, Days, Durations, Shares


@dataclass(frozen=True)
class LogRank:
    """Per group the events seen and those expected if all groups finished equally fast, and the test of that.

    `p_value` is None where there is nothing to compare: fewer than two groups with anybody at risk at an event.
    """

    observed: tuple[int, ...]
    expected: tuple[float, ...]
    chi_square: float | None
    degrees_of_freedom: int
    p_value: float | None


def log_rank(groups: Sequence[Durations]) -> LogRank:
    """Compare groups as R's `survdiff` does; with late entries by the same counts over the risk sets of each day.

    At every day with an event, events are shared out over the groups by how many of each are at risk; the variance is
    hypergeometric, so ties are counted as they are.
    """
    seen = [group.seen() for group in groups]
    ends = [group.exit_days[group.is_event] for group in seen]
    days = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *ends]))
    at_risk = np.array([group.at_risk(days) for group in seen]).reshape(len(seen), len(days)).astype(np.float64)
    ended = np.array([_events_on(group, days) for group in seen]).reshape(len(seen), len(days)).astype(np.float64)
    all_at_risk, all_ended = at_risk.sum(axis=0), ended.sum(axis=0)
    part = at_risk / all_at_risk
    expected = (part * all_ended).sum(axis=1)
    left = np.maximum(all_at_risk - 1, 1)  # a risk set of one has no spread: its term is 0 anyway
    weight = all_ended * (all_at_risk - all_ended) / left
    covariance = np.diag((part * weight).sum(axis=1)) - (part * weight) @ part.T
    observed = tuple(int(count) for count in ended.sum(axis=1))
    compared = expected > 0
    freedom = int(compared.sum()) - 1
    chi_square = _chi_square(ended.sum(axis=1)[compared] - expected[compared], covariance[compared][:, compared])
    return LogRank(
        observed,
        tuple(float(one) for one in expected),
        chi_square,
        max(freedom, 0),
        None if chi_square is None else chi_square_tail(chi_square, freedom),
    )


def _events_on(durations: Durations, days: Days) -> Counts:
    ends = np.sort(durations.exit_days[durations.is_event])
    return np.searchsorted(ends, days, side="right") - np.searchsorted(ends, days, side="left")


def _chi_square(difference: Shares, covariance: Shares) -> float | None:
    """The differences against their covariance; one group is redundant, since all differences add up to 0."""
    if len(difference) < 2:
        return None
    kept = covariance[1:, 1:]
    if np.linalg.matrix_rank(kept) < len(kept):
        return None  # no day on which an event could have fallen in either group
    return float(difference[1:] @ np.linalg.solve(kept, difference[1:]))


def chi_square_tail(chi_square: float, degrees_of_freedom: int) -> float:
    """The chance of at least this chi-square; the closed form for whole degrees of freedom."""
    half = chi_square / 2
    if degrees_of_freedom % 2:
        term, tail = math.sqrt(half / math.pi) * 2 * math.exp(-half), math.erfc(math.sqrt(half))
        steps = range(3, degrees_of_freedom + 1, 2)
    else:
        term, tail = half * math.exp(-half), math.exp(-half)
        steps = range(4, degrees_of_freedom + 1, 2)
    for number in steps:
        tail += term
        term *= half / (number / 2)
    return tail
