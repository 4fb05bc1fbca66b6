"""Who reports in a made-up country, and how old its last report is."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

RESPONSE_OF_STRATUM = np.array([0.55, 0.6, 0.65, 0.75])  # from the smallest to the largest, which answer more often
OLD_SHARE = 0.25  # of the reporters, those whose last report is one or two quarters old
STEEPNESS = 1.2  # log odds of reporting per standard deviation of progress; strong on purpose


class Silence(StrEnum):
    """A way of not reporting."""

    RANDOM = "random"  # by chance within a size class, every report on the day itself
    RANDOM_AND_OLD = "random_and_old"  # the same, and some reports are three or six months old
    BY_PROGRESS = "by_progress"  # who is less far is silent more often, and stopped earlier
    EVERYONE = "everyone"  # nobody is silent, every report on the day itself


STREAM = {Silence.RANDOM: 1, Silence.RANDOM_AND_OLD: 2, Silence.BY_PROGRESS: 3, Silence.EVERYONE: 4}
"""Which stream of chance of a country each silence draws from, so that none changes with another."""


@dataclass(frozen=True)
class Reporting:
    """Per municipality: whether it reports, and how many quarters before the day its last report is (0, 1, 2)."""

    reports: npt.NDArray[np.bool_]
    quarters_old: npt.NDArray[np.int64]


def reporting(
    silence: Silence, strata: npt.NDArray[np.int64], progress: npt.NDArray[np.float64], rng: np.random.Generator
) -> Reporting:
    """Draws who reports; `strata` 0..3 and `progress` (share of the applicable steps finished) per municipality."""
    count = len(strata)
    if silence is Silence.EVERYONE:
        return Reporting(np.ones(count, dtype=np.bool_), np.zeros(count, dtype=np.int64))
    chance = RESPONSE_OF_STRATUM[strata]
    old = np.full(count, OLD_SHARE)
    if silence is Silence.BY_PROGRESS:
        ahead = STEEPNESS * (progress - progress.mean()) / max(float(progress.std()), 1e-9)
        chance = 1 / (1 + np.exp(-(np.log(chance / (1 - chance)) + ahead)))
        old = 1 / (1 + np.exp(-(np.log(OLD_SHARE / (1 - OLD_SHARE)) - ahead)))
    reports = rng.random(count) < chance
    is_old = (rng.random(count) < old) & (silence is not Silence.RANDOM)
    return Reporting(reports, np.where(is_old, rng.integers(1, 3, count), 0))
