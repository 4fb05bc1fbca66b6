"""Whether a coverage just outside what is expected is chance: the same countries, each silent many times anew.

A row of the study rests on a thousand answers and may lie a percentage point off by chance alone. Here one step of a
few countries is asked under many silences, straight through the arithmetic of the estimate, so that what is left is
the method itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

import numpy as np
import numpy.typing as npt

from domain.statements import Standing
from metrics.defining.estimate import STRATUM_COUNT, Strata, effective_number, jeffreys_interval, ratio_estimate
from studies.country import Setting, country
from studies.silence import RESPONSE_OF_STRATUM

SEEDS = range(1, 151)
TIMES = 400
STREAM = 77  # of chance, apart from those of the study itself


@dataclass(frozen=True)
class Redrawn:
    """The share of intervals that held the truth (0-1), and its standard error with countries as clusters."""

    coverage: float
    coverage_error: float


def redrawn_coverage(setting: Setting, step: int, seeds: Sequence[int] = SEEDS, times: int = TIMES) -> Redrawn:
    """Of one step, silent by chance within a size class and every report of the day itself."""
    shares = [_held_in(setting, step, seed, times) for seed in seeds]
    return Redrawn(fmean(shares), stdev(shares) / sqrt(len(shares)))


def _held_in(setting: Setting, step: int, seed: int, times: int) -> float:
    """In which part of its silences the interval held the truth of one country."""
    truth = country(setting, np.random.default_rng([seed, 0]))
    standings = truth.standings[0][:, list(setting.programme.step_numbers).index(step)]
    finished, applies = standings == Standing.FINISHED, standings != Standing.NOT_APPLICABLE
    strata = setting.people["stratum"].to_numpy()
    reports = np.random.default_rng([seed, STREAM]).random((times, len(strata))) < RESPONSE_OF_STRATUM[strata]

    def counted(who: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        return np.stack([(who & (strata == one)).sum(axis=1) for one in range(STRATUM_COUNT)], axis=1).astype(float)

    everybody, said = counted(np.ones_like(reports)), counted(reports)
    done, asked = counted(reports & finished), counted(reports & applies)
    found = Strata(everybody, said, done, asked)
    ratio, error = ratio_estimate(found)
    low, high = jeffreys_interval(ratio, effective_number(found, ratio, error))
    silent, least, most = (everybody - said).sum(axis=1), done.sum(axis=1), asked.sum(axis=1)
    low, high = np.maximum(low, least / (most + silent)), np.minimum(high, (least + silent) / (most + silent))
    true_share = finished.sum() / applies.sum()
    return float(((low <= true_share) & (true_share <= high)).mean())
