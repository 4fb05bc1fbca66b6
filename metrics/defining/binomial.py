"""Chance around a share: the exact interval of one, and how far a share of n may lie from a known one by chance.

By hand, and held against R in tests: scipy.stats has the same, but its import took 2.7 s and 80 MB beside the 2.3 s of
a whole `wams metric`, for these three functions.
"""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

BISECTIONS = 60  # halving 0–1 this often leaves less than a double can tell
WINDOW_DEVIATIONS = 12  # the chance beyond it is less than a double can tell, also for a rare event (a dozen more)
QUANTILE_FUZZ = 64 * float(np.finfo(np.float64).eps)  # R's: a chance this near the asked one is the asked one


def clopper_pearson_interval(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval of a share; R's `binom.test`."""
    tail = (1 - level) / 2
    low, high = 0.0, 1.0
    if successes > 0:
        low = _crossing(lambda share: 1 - cumulative_chances(trials, share)[successes - 1] > tail)
    if successes < trials:
        high = _crossing(lambda share: cumulative_chances(trials, share)[successes] < tail)
    return low, high


def binomial_quantile(chance: float, trials: int, share: float) -> int:
    """The smallest number of successes whose cumulative chance is at least `chance`; R's `qbinom`."""
    first, cumulative = _chances_around_the_middle(trials, share)
    reached = cumulative >= chance * (1 - QUANTILE_FUZZ)
    return first + int(np.argmax(reached)) if reached.any() else trials


def funnel_limits(share: float, trials: int, level: float) -> tuple[float, float]:
    """Between which shares of n trials chance keeps the middle `level` (0 to 1) when the true share is `share`."""
    tail = (1 - level) / 2
    return binomial_quantile(tail, trials, share) / trials, binomial_quantile(1 - tail, trials, share) / trials


def cumulative_chances(trials: int, share: float) -> npt.NDArray[np.float64]:
    """The chance of at most k successes, for k from 0 to `trials`."""
    if share <= 0 or share >= 1:
        certain = 0 if share <= 0 else trials
        return (np.arange(trials + 1) >= certain).astype(np.float64)
    successes = np.arange(trials + 1)
    log_factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, trials + 1)))])
    ways = log_factorials[-1] - log_factorials - log_factorials[::-1]
    chances = np.exp(ways + successes * math.log(share) + (trials - successes) * math.log1p(-share))
    return np.minimum(np.cumsum(chances), 1.0)


def _chances_around_the_middle(trials: int, share: float) -> tuple[int, npt.NDArray[np.float64]]:
    """The chance of at most k successes for the k that matter, and the first of those; small also for huge n."""
    if share <= 0 or share >= 1 or trials == 0:
        return 0, cumulative_chances(trials, share)
    reach = WINDOW_DEVIATIONS * (math.sqrt(trials * share * (1 - share)) + 1)
    first, last = max(0, math.floor(trials * share - reach)), min(trials, math.ceil(trials * share + reach))
    successes = np.arange(first, last, dtype=np.float64)
    # from one number to the next the chance changes by (n - k) / (k + 1) · p / (1 - p)
    steps = np.log(trials - successes) - np.log(successes + 1) + (math.log(share) - math.log1p(-share))
    logs = np.concatenate([[0.0], np.cumsum(steps)])
    chances = np.exp(logs - logs.max())
    return first, np.cumsum(chances) / chances.sum()


def _crossing(is_beyond: Callable[[float], bool]) -> float:
    """The share from 0 to 1 at which a condition that is false below becomes true."""
    low, high = 0.0, 1.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_beyond(middle) else (middle, high)
    return (low + high) / 2
