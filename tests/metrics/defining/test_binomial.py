"""The exact interval of a share and funnel limits agree with R; tests/reference/shares.R made the cases."""

import csv
from pathlib import Path

import pytest

from metrics.defining.binomial import binomial_quantile, clopper_pearson_interval, funnel_limits

REFERENCE = Path(__file__).resolve().parents[2] / "reference"


def read(name: str) -> list[dict[str, float]]:
    with (REFERENCE / name).open(newline="") as file:
        return [{column: float(cell) for column, cell in row.items()} for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", read("share_intervals.csv"), ids=lambda r: f"{r['successes']:.0f}_of_{r['trials']:.0f}")
def test_the_interval_of_a_share_is_that_of_r(row):
    successes, trials = int(row["successes"]), int(row["trials"])
    assert clopper_pearson_interval(successes, trials) == pytest.approx((row["exact_low"], row["exact_high"]), abs=1e-8)


@pytest.mark.parametrize("row", read("funnel_limits.csv"), ids=lambda r: "-".join(f"{v:g}" for v in r.values()))
def test_funnel_limits_are_the_exact_binomial_quantiles_of_r(row):
    found = funnel_limits(row["share"], int(row["trials"]), row["level"])
    assert found == pytest.approx((row["low"], row["high"]), abs=1e-12)


def test_a_share_that_is_certain_leaves_nothing_to_chance():
    assert binomial_quantile(0.025, 10, 0.0) == 0
    assert binomial_quantile(0.025, 10, 1.0) == 10
    assert funnel_limits(1.0, 10, 0.998) == (1.0, 1.0)
