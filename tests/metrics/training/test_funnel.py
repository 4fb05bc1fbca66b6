"""Binomial quantiles and the funnel with its over-dispersion agree with R; tests/reference/funnel.R made the cases."""

import csv
from pathlib import Path

import numpy as np
import pytest

from metrics.defining.binomial import binomial_quantile
from metrics.training.funnel import limits, spread_of

REFERENCE = Path(__file__).resolve().parents[2] / "reference"


def read(name: str) -> list[dict[str, float]]:
    with (REFERENCE / name).open(newline="") as file:
        return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]


def test_quantiles_are_those_of_qbinom():
    rows = read("binomial_quantiles.csv")
    found = [binomial_quantile(row["probability"], int(row["trials"]), row["share"]) for row in rows]
    assert found == [int(row["successes"]) for row in rows]


def test_a_country_of_people_is_no_trouble():
    assert [binomial_quantile(chance, 10**7, 0.5) for chance in (0.025, 0.975)] == [4_996_901, 5_003_099]


def test_the_funnel_and_its_over_dispersion_are_those_of_r():
    rows = read("funnel.csv")
    spread = spread_of(np.array([row["trained"] for row in rows]), np.array([row["scope"] for row in rows]))
    assert spread is not None
    for row in rows:
        assert spread.share == pytest.approx(row["national_value"], abs=1e-12)
        assert spread.phi == pytest.approx(row["overdispersion"], abs=1e-12)
        expected = {name: row[name] for name in row if name.startswith(("limit_", "corrected_"))}
        assert limits(spread, int(row["scope"])) == pytest.approx(expected, abs=1e-12)


def test_chance_alone_never_narrows_the_funnel():
    same = spread_of(np.array([5.0, 50.0, 500.0]), np.array([10.0, 100.0, 1000.0]))
    assert same is not None
    assert same.phi == 1
    nobody = spread_of(np.array([0.0, 0.0]), np.array([10.0, 100.0]))
    assert nobody is not None
    assert (nobody.share, nobody.phi) == (0, 1)
    assert spread_of(np.array([]), np.array([])) is None
