"""Who a municipality is compared with."""

import polars as pl
import pytest

from metrics.standing.peers import MIN_PEERS, NEAREST, peers_of


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


def _varied(*rows: tuple[str, int, str, str | None]) -> pl.DataFrame:
    """Reporting municipalities: code, size class, province, access variant; inhabitants follow the order."""
    columns = ["municipality_code", "size_class", "province", "access_variant"]
    places = pl.DataFrame(rows, schema=columns, orient="row")
    return places.with_columns(
        inhabitant_count=pl.int_range(pl.len(), dtype=pl.Int64) * 1000, freshness=pl.lit("current")
    )


ALIKE = _varied(
    ("GM0000", 4, "Drenthe", "a"),
    *((f"GM000{n}", 4, "Utrecht", "a") for n in range(1, 6)),
    *((f"GM001{n}", 5, "Drenthe", "b") for n in range(5)),
    ("GM0020", 5, "Zeeland", None),
    ("GM0021", 7, "Zeeland", None),
)


@pytest.mark.parametrize(
    ("group", "first", "count"),
    [
        ("size_variant", "GM0001", 5), ("size_class", "GM0001", 5), ("province", "GM0010", 5),
        ("access_variant", "GM0001", 5), ("nearest", "GM0001", 12),
    ],
)  # fmt: skip
def test_every_peer_group_holds_those_alike_in_that_respect(group, first, count):
    found = peers_of(ALIKE, "GM0000", group=group)
    assert (found.group, found.codes[0], len(found.codes), found.is_widened) == (group, first, count, False)


@pytest.mark.parametrize(
    ("code", "asked", "used"),
    [
        ("GM0010", "size_variant", "size_class"),  # four with that variant, five of that size
        ("GM0020", "size_variant", "size_class"),  # a variant that is not reported is like no other
        ("GM0021", "size_variant", "nearest"),
        ("GM0020", "province", "size_class"),
        ("GM0021", "access_variant", "nearest"),
    ],
)
def test_a_group_of_fewer_than_five_widens_and_says_so(code, asked, used):
    found = peers_of(ALIKE, code, group=asked)
    assert (found.asked, found.group, found.is_widened) == (asked, used, True)
    assert code not in found.codes


def test_only_who_reports_on_the_figure_is_a_peer():
    found = peers_of(ALIKE, "GM0000", reporting=["GM0000", "GM0001", "GM0020"])
    assert (found.group, found.codes) == ("all", ("GM0001", "GM0020"))
