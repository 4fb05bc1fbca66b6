"""What statsmodels and scipy make of times of which the truth is known: what the fit of the paces is held against.

Neither is part of the project. Run by hand, in an environment that has both: python tests/reference/paces.py
whole: a mixed model by restricted maximum likelihood. seen_in_part: the same model where a third was last seen
unfinished, by maximum likelihood with the pace integrated out on 60 points.
"""

import csv
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from scipy.optimize import minimize
from scipy.stats import norm

HERE = Path(__file__).parent
MUNICIPALITIES, TIMES = 90, 7


def main() -> None:
    """Writes paces_times.csv and paces_fits.csv."""
    random = np.random.default_rng(2026)
    size = np.repeat(np.round(random.normal(0, 0.35, MUNICIPALITIES), 4), TIMES)
    who = np.repeat(np.arange(MUNICIPALITIES), TIMES)
    pace = np.repeat(random.normal(0, 0.3, MUNICIPALITIES), TIMES)
    log_days = np.round(4.9 - 0.2 * size + pace + random.normal(0, 0.45, len(who)), 6)
    limit = np.round(np.log(random.uniform(60, 400, len(who))), 6)
    seen, is_event = np.minimum(log_days, limit), log_days <= limit
    with (HERE / "paces_times.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["who", "size", "log_days", "seen_log_days", "is_event"])
        table.writerows(zip(who, size, log_days, seen, is_event.astype(int), strict=True))
    mixed = sm.MixedLM(log_days, sm.add_constant(size), groups=who).fit(reml=True)
    whole = [*mixed.fe_params, np.sqrt(mixed.scale), np.sqrt(float(np.asarray(mixed.cov_re)[0, 0]))]
    points, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()

    def loss(at: np.ndarray) -> float:
        level, slope, spread, pace_spread = at[0], at[1], np.exp(at[2]), np.exp(at[3])
        rest = (seen - level - slope * size)[:, None] - pace_spread * points
        each = np.where(is_event[:, None], norm.logpdf(rest, scale=spread), norm.logsf(rest, scale=spread))
        together = np.array([each[who == one].sum(axis=0) for one in range(MUNICIPALITIES)])
        top = together.max(axis=1, keepdims=True)
        return -float((np.log((np.exp(together - top) * weights).sum(axis=1)) + top[:, 0]).sum())

    found = minimize(loss, [4.9, 0.0, -1.0, -1.0], method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-7})
    in_part = [found.x[0], found.x[1], np.exp(found.x[2]), np.exp(found.x[3])]
    with (HERE / "paces_fits.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["fit", "level", "by_size", "spread", "pace_spread"])
        table.writerow(["whole", *(f"{one:.6f}" for one in whole)])
        table.writerow(["seen_in_part", *(f"{one:.6f}" for one in in_part)])


if __name__ == "__main__":
    main()
