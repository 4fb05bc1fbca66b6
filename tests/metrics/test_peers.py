"""Who a municipality is compared with."""

import polars as pl
import pytest

from metrics.peers import MIN_PEERS, NEAREST, middle, peers_of


def _country(*rows: tuple[str, int, int, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["municipality_code", "size_class", "inhabitant_count", "freshness"], orient="row")


def test_peers_are_the_reporting_municipalities_of_the_same_size_and_never_itself():
    alike = [(f"GM{number:04d}", 4, 30_000 + number, "current") for number in range(MIN_PEERS + 1)]
    country = _country(*alike, ("GM0900", 4, 30_000, "silent"), ("GM0901", 5, 60_000, "current"))
    found = peers_of(country, "GM0000")
    assert found.group == "size_class"
    assert found.codes == tuple(code for code, *_ in alike[1:])


def test_fewer_than_five_peers_of_the_same_size_give_the_nearest_in_inhabitants():
    others = [(f"GM{number:04d}", 4, 30_000 + 100 * number, "stale") for number in range(1, NEAREST + 5)]
    found = peers_of(_country(("GM0000", 8, 30_000, "current"), *others), "GM0000")
    assert found.group == "nearest"
    assert found.codes == tuple(code for code, *_ in others[:NEAREST])


def test_a_municipality_that_does_not_exist_has_no_peers_to_ask_for():
    with pytest.raises(KeyError):
        peers_of(_country(("GM0000", 8, 30_000, "current")), "GM9999")


def test_the_middle_of_nobody_is_unknown():
    assert middle(pl.Series([], dtype=pl.Int64)) is None
    assert middle(pl.Series([2, 5])) == 3.5
