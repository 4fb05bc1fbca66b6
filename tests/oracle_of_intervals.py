"""The 95% interval of a share computed apart, in plain Python: Jeffreys' on the effective sample."""

import math


def effective_number(strata: list[tuple[int, list[tuple[int, int]]]], ratio: float, variance: float) -> float:
    """min(R(1 - R)/se², X²/Σ N(N - n)A/n²), only the second where se = 0; a stratum: its size and (y, x) of its sample.

    With silent municipalities in strata where the step applies to nobody alone, as many as it applies to.
    """
    total = spread = 0.0
    for size, sample in strata:
        if sample:
            applicable = sum(x for _, x in sample)
            total += size * applicable / len(sample)
            spread += size * (size - len(sample)) * applicable / len(sample) ** 2
    if spread > 0:
        by_size = total**2 / spread
    elif all(size == len(sample) for size, sample in strata):
        return math.inf
    else:
        by_size = float(sum(x for _, sample in strata for _, x in sample))
    is_certain = variance <= 0 or ratio in (0, 1)
    return by_size if is_certain else min(by_size, ratio * (1 - ratio) / variance)


def jeffreys(share: float, number: float) -> tuple[float, float]:
    """Quantiles 2.5% and 97.5% of Beta(R·n + ½, (1 - R)·n + ½); the share itself is always inside."""
    if math.isinf(number):
        return share, share
    a, b = share * number + 0.5, (1 - share) * number + 0.5
    return min(beta_quantile(0.025, a, b), share), max(beta_quantile(0.975, a, b), share)


def beta_quantile(chance: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_chance(middle, a, b) < chance else (low, middle)
    return (low + high) / 2


def beta_chance(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function as a series of positive terms (DLMF 8.17.8)."""
    if x > a / (a + b):
        return 1 - beta_chance(1 - x, b, a)
    log_front = math.lgamma(a + b) - math.lgamma(a + 1) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    term = total = 1.0
    step = 0
    while term > 1e-17 * total:
        term *= x * (a + b + step) / (a + 1 + step)
        total += term
        step += 1
    return math.exp(log_front) * total
