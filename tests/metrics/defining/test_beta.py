"""Quantiles of the beta distribution agree with R; tests/reference/beta_quantiles.R made the cases."""

import numpy as np
import pytest

from metrics.defining.beta import beta_quantile
from tests.metrics.defining.test_binomial import read

CHANCES = (0.025, 0.5, 0.975)


@pytest.mark.parametrize("chance", CHANCES)
def test_beta_quantiles_are_those_of_r(chance: float):
    rows = [row for row in read("beta_quantiles.csv") if row["chance"] == chance]
    a, b, share = (np.array([row[name] for row in rows]) for name in ("a", "b", "share"))
    assert len(rows) == 54
    np.testing.assert_allclose(beta_quantile(chance, a, b), share, rtol=1e-9, atol=0)


def test_no_pair_gives_no_quantile():
    assert beta_quantile(0.5, np.array([]), np.array([])).size == 0
