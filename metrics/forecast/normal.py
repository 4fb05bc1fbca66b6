"""The normal distribution for many values at once, by hand: importing scipy takes longer than a whole command.

Both functions rest on polynomials alone, so that another processor gives the same digits but for the last.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

SMALLEST = 1e-300  # stands for a chance of 0, of which there is no quantile

# Numerical Recipes' erfc by Chebyshev: off by less than 1.2e-7 of the value itself, far into the tail
_TAIL = (
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
)  # fmt: skip
# Acklam's quantile: off by less than 1.2e-9 of the value itself
_MIDDLE_TOP = (-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716,
               2.506628277459239)  # fmt: skip
_MIDDLE_BELOW = (-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1.0)
_END_TOP = (-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
            2.938163982698783)  # fmt: skip
_END_BELOW = (0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0)
_END = 0.02425  # nearer to 0 or 1 than this the second polynomial is the right one


def tail(x: Floats) -> Floats:
    """The chance of more than x."""
    z = np.minimum(np.abs(x), 40.0) * np.sqrt(0.5)
    t = 1.0 / (1.0 + 0.5 * z)
    half = 0.5 * t * np.exp(-z * z + _polynomial(_TAIL[::-1], t))
    return np.where(x >= 0, half, 1.0 - half)


def upper_quantile(chance: Floats) -> Floats:
    """The value that is exceeded with this chance (0-1)."""
    p = np.clip(chance, SMALLEST, 1.0 - 1e-16)
    q = p - 0.5
    r = q * q
    found = _polynomial(_MIDDLE_TOP, r) * q / _polynomial(_MIDDLE_BELOW, r)
    is_end = np.abs(q) > 0.5 - _END
    if is_end.any():
        nearest = np.minimum(p, 1.0 - p)[is_end]
        s = np.sqrt(-2.0 * np.log(nearest))
        found[is_end] = np.copysign(_polynomial(_END_TOP, s) / _polynomial(_END_BELOW, s), -q[is_end]) * -1.0
    return -found


def _polynomial(of: tuple[float, ...], x: Floats) -> Floats:
    """Horner, the highest power first."""
    total = np.full_like(x, of[0])
    for one in of[1:]:
        total *= x
        total += one
    return total
