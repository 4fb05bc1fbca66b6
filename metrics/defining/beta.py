"""Quantiles of the beta distribution, for many at once; R's `qbeta`.

By hand for the reason that `binomial` is: an import of scipy takes longer than a whole command.
"""

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

MOST_TERMS = 2_000  # of the fraction; a number of some 10,000 needs a few dozen, of a billion a thousand
MOST_STEPS = 100  # each step at least halves where the quantile can be, and Newton's need about eight
CLOSE_ENOUGH = 1e-14  # of the fraction
SETTLED = 1e-12  # of a quantile: Newton's next step would be smaller than a double can tell
SMALLEST = 1e-300  # stands for a denominator of 0 in the fraction


def beta_quantile(chance: float, a: Floats, b: Floats) -> Floats:
    """The share (0-1) below which a beta distribution has this chance; one for each pair of a and b (above 0)."""
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    log_scale = _log_gamma(a + b) - _log_gamma(a) - _log_gamma(b)
    low, high = np.zeros_like(a), np.ones_like(a)
    share = a / (a + b)
    left = np.arange(len(share))  # the places of those that are not settled yet
    for _ in range(MOST_STEPS):
        x, p, q, scale = share[left], a[left], b[left], log_scale[left]
        reached = _cumulative(x, p, q, scale)
        is_below = reached < chance
        low[left], high[left] = np.where(is_below, x, low[left]), np.where(is_below, high[left], x)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            density = np.exp(scale + (p - 1) * np.log(x) + (q - 1) * np.log1p(-x))
            newton = x - (reached - chance) / density
        middle = (low[left] + high[left]) / 2
        share[left] = np.where((newton > low[left]) & (newton < high[left]), newton, middle)
        left = left[np.abs(share[left] - x) > SETTLED * x]
        if not len(left):
            break
    return share


def _cumulative(share: Floats, a: Floats, b: Floats, log_scale: Floats) -> Floats:
    """The chance of at most `share`: the regularised incomplete beta function."""
    is_turned = share > (a + 1) / (a + b + 2)  # the fraction is quick below the middle; above it the rest is taken
    x, p, q = np.where(is_turned, 1 - share, share), np.where(is_turned, b, a), np.where(is_turned, a, b)
    with np.errstate(divide="ignore"):
        front = np.exp(log_scale + p * np.log(x) + q * np.log1p(-x)) / p
    part = front * _fraction(x, p, q)
    return np.where(is_turned, 1 - part, part)


def _fraction(x: Floats, a: Floats, b: Floats) -> Floats:
    """Its continued fraction (DLMF 8.17.22) by the method of Lentz."""
    c, d = np.ones_like(x), _inverse(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = _inverse(1 + even * d), _not_zero(1 + even / c)
        value = value * d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = _inverse(1 + odd * d), _not_zero(1 + odd / c)
        value = value * d * c
        if np.all(np.abs(d * c - 1) <= CLOSE_ENOUGH):
            break
    return value


def _not_zero(of: Floats) -> Floats:
    return np.where(np.abs(of) < SMALLEST, SMALLEST, of)


def _inverse(of: Floats) -> Floats:
    return 1 / _not_zero(of)


def _log_gamma(of: Floats) -> Floats:
    return np.array([math.lgamma(float(one)) for one in of.ravel()], dtype=np.float64).reshape(of.shape)
