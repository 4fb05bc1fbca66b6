"""The fit of the paces: as others fit the same model, the same from two beginnings, and the same everywhere."""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from metrics.forecast.normal import tail, upper_quantile
from metrics.forecast.paces import Paces, Times, fitted

REFERENCE = Path(__file__).resolve().parents[2] / "reference"
PLACES = ("level", "by_size", "spread", "pace_spread")


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def seen(*, in_part: bool) -> Times:
    """The times of the reference: one kind, seven of each municipality."""
    rows = read("paces_times.csv")
    return Times(
        who=np.array([int(row["who"]) for row in rows]),
        kind=np.zeros(len(rows), dtype=np.int64),
        log_days=np.array([float(row["seen_log_days" if in_part else "log_days"]) for row in rows]),
        is_event=np.array([not in_part or row["is_event"] == "1" for row in rows]),
        begun_on=np.zeros(len(rows)),
        sizes=np.array([float(row["size"]) for row in rows[::7]]),
        step_count=1,
    )


def draws(paces: Paces) -> dict[str, np.ndarray]:
    return {"level": paces.level[:, 0], "by_size": paces.by_size[:, 0], "spread": paces.spread[:, 0],
            "pace_spread": paces.pace_spread}  # fmt: skip


@pytest.mark.parametrize(("fit", "in_part"), [("whole", False), ("seen_in_part", True)])
def test_the_fit_agrees_with_that_of_others_also_where_a_third_was_last_seen_unfinished(fit: str, in_part: bool):
    """statsmodels' mixed model, and scipy's maximum likelihood with the pace integrated out."""
    expected = next(row for row in read("paces_fits.csv") if row["fit"] == fit)
    found = draws(fitted(seen(in_part=in_part), np.random.default_rng(4), rounds=800))
    for name in PLACES:  # well within the uncertainty of each, which is 0.015 to 0.05
        assert found[name].mean() == pytest.approx(float(expected[name]), abs=0.02), name


def test_two_chains_come_to_the_same_and_their_draws_are_worth_enough():
    one, other = (draws(fitted(seen(in_part=True), np.random.default_rng(seed))) for seed in (1, 2))
    for name in PLACES:
        chains = np.stack([one[name], other[name]])
        within, between = chains.var(axis=1, ddof=1).mean(), chains.mean(axis=1).var(ddof=1)
        assert np.sqrt(1 + between / within) < 1.1, name  # Gelman and Rubin
        assert min(effective(chain) for chain in chains) > 30, name


def effective(chain: np.ndarray) -> float:
    """How many independent draws it is worth: Geyer's sum of the first autocorrelations that are positive in pairs."""
    centred = chain - chain.mean()
    lags = np.array([(centred[: len(chain) - lag] * centred[lag:]).sum() for lag in range(len(chain) // 2)])
    pairs = (lags / lags[0])[: len(lags) // 2 * 2].reshape(-1, 2).sum(axis=1)
    positive = pairs[: int(np.argmax(pairs <= 0)) or len(pairs)]
    return len(chain) / max(2 * positive.sum() - 1, 1)


def test_the_normal_distribution_is_as_in_tables():
    assert tail(np.array([0.0, 1.959963984540054, -1.0, 6.0])) == pytest.approx(
        [0.5, 0.025, 0.8413447460685429, 9.865876450376946e-10], rel=2e-7
    )
    chance = np.array([0.5, 0.025, 0.8413447460685429, 9.865876450376946e-10, 0.01])
    assert upper_quantile(chance) == pytest.approx([0, 1.959963984540054, -1, 6, 2.3263478740408408], abs=1e-7)


FIT = """
import numpy as np
from tests.metrics.forecast.test_paces import seen
from metrics.forecast.paces import fitted
made = fitted(seen(in_part=True), np.random.default_rng(3), rounds=60)
print(*(one.hex() for part in (made.level, made.spread, made.pace[-1]) for one in part.ravel().tolist()))
"""


def test_a_fit_is_the_same_in_another_process_and_with_other_features_of_the_processor():
    def made(features: str) -> list[float]:
        said = subprocess.run(
            [sys.executable, "-c", FIT], cwd=REFERENCE.parents[1], capture_output=True, text=True, check=True,
            env={"PATH": "", "NPY_DISABLE_CPU_FEATURES": features},
        )  # fmt: skip
        return [float.fromhex(one) for one in said.stdout.split()]

    here = np.__config__.CONFIG["SIMD Extensions"]["found"]
    usual, again, bare = made(""), made(""), made(" ".join(here))
    assert usual == again
    assert bare == pytest.approx(usual, rel=1e-9, abs=1e-9)
