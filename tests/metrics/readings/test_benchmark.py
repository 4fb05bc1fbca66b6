"""One municipality beside its peers: quantiles, ranks, the fan over time."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from metrics.defining.request import Request, UnknownGroupError
from metrics.figures import figure
from metrics.peers.ranks import percentile_rank
from metrics.peers.ranks import quantiles as type7
from metrics.readings.benchmark import DECILES, FAN_COLUMNS, NotPerMunicipalityError, benchmark, decile_fan
from metrics.standing.known import Known
from metrics.standing.peers import PEER_GROUPS, peers_of
from metrics.standing.state import municipalities
from tests.metrics.drawn import known, register

REFERENCE = Path(__file__).resolve().parents[2] / "reference"
AS_OF = date(2026, 4, 30)
EIGHT = register(
    "code | province | size_class\n" + "\n".join(f"GM000{n} | Drenthe | {4 if n < 8 else 6}" for n in range(1, 9))
)


@pytest.mark.parametrize("row", pl.read_csv(REFERENCE / "type7_deciles.csv").to_dicts(), ids=lambda row: row["case"])
def test_quantiles_are_type_7_as_r_gives_them(row):
    values = [float(one) for one in row["values"].split()]
    shares = [int(name[1:]) / 100 for name in row if name.startswith("p")]
    expected = [row[name] for name in row if name.startswith("p")]
    assert type7(values, shares) == pytest.approx(expected, abs=1e-8)


def test_the_percentile_rank_counts_peers_below_and_half_the_ties():
    assert percentile_rank(3, [1, 2, 3, 3, 5]) == (2 + 1) / 5
    assert percentile_rank(0, [1, 2]) == 0
    assert percentile_rank(9, [1, 2]) == 1


def spent(**amounts: float) -> Known:
    """Costs per municipality on step 1, and a milestone of each so that they are reporters."""
    costs = "\n".join(f"{code} | 2026-01-31 | 1 | {amount}" for code, amount in amounts.items())
    steps = "\n".join(
        f"GM000{n} | 2026-01-31 | 1 | {'finished' if n % 2 else 'started'} | 2026-01-0{n}" for n in range(1, 8)
    )
    return known(
        f"code | on | step | standing | end\n{steps}",
        costs=f"code | on | step | spent\n{costs}" if amounts else "",
        places=EIGHT,
    )


def test_a_municipality_is_placed_among_its_peers_and_is_none_of_them():
    found = benchmark("completed_steps", spent(), Request(AS_OF), "GM0001")
    assert found.peers.group == "size_class"
    assert "GM0001" not in found.peers.codes
    assert found.peer_count == 6
    assert (found.value, found.value_status, found.peer_status) == (1.0, "observed", "observed")
    assert found.quartiles == (0.0, 0.5, 1.0)
    assert found.deciles == type7([0, 0, 0, 1, 1, 1], DECILES)
    assert found.percentile_rank == (3 + 3 / 2) / 6
    assert found.share_yes is None


def test_a_yes_no_figure_gets_a_share_and_no_deciles():
    found = benchmark("step_completion", spent(), Request(AS_OF, step=1), "GM0002")
    assert found.share_yes == 4 / 6
    assert (found.quartiles, found.deciles, found.percentile_rank) == (None, None, None)


def test_a_silent_municipality_has_no_rank_rather_than_the_lowest():
    found = benchmark("completed_steps", spent(), Request(AS_OF), "GM0008")
    assert (found.value, found.value_status, found.percentile_rank) == (None, "not_reported", None)
    assert found.peers.is_widened
    assert found.peers.group == "nearest"
    assert found.quartiles is not None


def test_fewer_than_five_peers_with_a_value_however_wide_give_no_quantiles():
    said = "code | on | step | standing\n" + "\n".join(f"GM000{n} | 2026-01-31 | 1 | started" for n in range(1, 6))
    found = benchmark("completed_steps", known(said, places=EIGHT), Request(AS_OF), "GM0001")
    assert (found.peers.group, found.peer_count, found.peer_status) == ("all", 4, "too_few")
    assert (found.quartiles, found.deciles, found.percentile_rank, found.share_yes) == (None, None, None, None)
    assert found.value == 0.0


def test_a_figure_with_more_values_per_municipality_asks_which():
    with pytest.raises(NotPerMunicipalityError, match="step"):
        benchmark("step_completion", spent(), Request(AS_OF), "GM0001")
    with pytest.raises(UnknownGroupError):
        benchmark("representativeness", spent(), Request(AS_OF), "GM0001")
    with pytest.raises(KeyError):
        benchmark("completed_steps", spent(), Request(AS_OF), "GM9999")


FAN = """
code   | on         | step | standing | start      | end
GM0001 | 2026-03-31 | 1    | finished | 2026-01-15 | 2026-02-20
GM0001 | 2026-03-31 | 2    | started  | 2026-02-01 |
"""
FAN += "\n".join(
    f"GM000{n} | 2026-0{n}-28 | 1 | finished | 2025-12-31 | 2026-01-3{n % 2}" for n in range(2, 5)
) + "\n" + "\n".join(
    f"GM000{n} | 2026-04-28 | {step} | finished | 2026-01-01 | 2026-03-0{n}" for n in (5, 6) for step in (1, 2)
)  # fmt: skip


def test_the_fan_counts_months_since_each_ones_own_start_until_its_newest_report():
    fan = decile_fan(known(FAN, places=EIGHT), AS_OF, "GM0001")
    assert fan.rows.columns == ["month", "own_count", "own_most", "peer_count", *FAN_COLUMNS, "p50_most",
                                "value_status"]  # fmt: skip
    rows = fan.rows.select("month", "own_count", "peer_count", "p50", "value_status").rows()
    # GM0002 and GM0003 started on 31 December and are followed to 28 February and 28 March: the ends of those months
    # are 28 February (month 2) and 31 March (month 3), which lies after the report of GM0003
    assert rows == [
        (0, 0, 5, 0.0, "observed"),
        (1, 0, 5, 1.0, "observed"),
        (2, 1, 5, 1.0, "observed"),
        (3, None, 3, None, "too_few"),
    ]


def test_a_step_that_nothing_was_said_of_may_have_been_finished_all_along():
    # of the two steps GM0001 spoke of both, GM0002 to GM0004 of one only
    of_all = decile_fan(known(FAN, places=EIGHT), AS_OF, "GM0001").rows
    assert of_all.select("own_count", "own_most", "p50", "p50_most").row(0) == (0, 0, 0.0, 1.0)
    of_one = decile_fan(known(FAN, places=EIGHT), AS_OF, "GM0002").rows
    assert of_one.select("own_count", "own_most").head(2).rows() == [(0, 1), (1, 2)]


def test_who_gave_no_start_has_no_line():
    fan = decile_fan(known(FAN, places=EIGHT), AS_OF, "GM0008")
    assert fan.rows["own_count"].null_count() == fan.rows.height
    empty = decile_fan(known("", places=EIGHT), AS_OF, "GM0001")
    assert empty.rows.is_empty()
    assert empty.peers.codes == ()


FINISHERS = """
code   | on         | step | standing | end
GM0001 | 2026-04-30 | 1    | started  |
GM0002 | 2026-04-30 | 1    | finished | 2026-04-20
GM0003 | 2026-04-30 | 1    | finished | 2025-10-30
GM0004 | 2026-04-30 | 1    | finished | 2025-10-29
GM0005 | 2026-04-30 | 1    | not_applicable |
GM0006 | 2026-04-30 | 1    | started  |
GM0007 | 2026-04-30 | 2    | finished | 2026-04-29
"""


def test_the_reuse_finder_gives_peers_that_finished_the_step_in_the_last_183_days():
    found = figure("reuse_finder", known(FINISHERS, places=EIGHT), Request(AS_OF, step=1, municipality="GM0001")).rows
    assert found.select("municipality", "step", "peer", "value", "denominator").rows() == [
        ("GM0001", 1, "GM0002", 10.0, 6),
        ("GM0001", 1, "GM0003", 182.0, 6),
    ]
    assert found["value_status"].unique().to_list() == ["observed"]


def test_the_reuse_finder_names_the_nearest_in_inhabitants_first():
    from domain.municipalities import Register

    places = Register.load()
    large = places.on(AS_OF).filter(pl.col("size_class") == 4)
    said = "code | on | step | standing | end\n" + "\n".join(
        f"{code} | 2026-04-01 | 1 | finished | 2026-03-01" for code in large["municipality_code"].head(30)
    )
    own = large["municipality_code"][0]
    found = figure("reuse_finder", known(said, places=places), Request(AS_OF, step=1, municipality=own)).rows
    counts = dict(large.select("municipality_code", "inhabitant_count").iter_rows())
    distances = [abs(counts[peer] - counts[own]) for peer in found["peer"]]
    assert found["inhabitant_distance"].to_list() == distances == sorted(distances)
    assert found.height == 29


def test_the_reuse_finder_looks_among_the_peers_of_the_group_that_is_asked_for():
    said = known(FINISHERS, places=EIGHT)
    whole = Request(AS_OF, step=1, municipality="GM0001")
    by_group = figure("reuse_finder", said, replace(whole, by=("peer_group",))).rows
    assert set(by_group["peer_group"]) == set(PEER_GROUPS)
    for group in PEER_GROUPS:
        asked = replace(whole, where={"peer_group": group})
        rows = figure("reuse_finder", said, asked).rows
        peers = peers_of(municipalities(said, AS_OF), "GM0001", group=group)
        assert set(rows["peer"]) <= set(peers.codes)
        assert set(rows["denominator"]) == {len(peers.codes)}
        assert set(rows["compared_with"]) == {peers.group}
        assert rows.equals(by_group.filter(pl.col("peer_group") == group))
    usual = figure("reuse_finder", said, whole).rows
    assert usual.equals(by_group.filter(pl.col("peer_group") == "size_class").drop("peer_group"))


def test_where_nobody_is_found_there_is_no_row():
    asked = Request(AS_OF, step=2, municipality="GM0007")
    assert figure("reuse_finder", known(FINISHERS, places=EIGHT), asked).rows.is_empty()


def test_the_catalogue_gives_the_rank_in_completed_steps_per_peer_group():
    rows = figure("benchmark", spent(), Request(AS_OF, municipality="GM0001")).rows
    assert rows["peer_group"].to_list() == ["size_variant", "size_class", "nearest", "province", "access_variant"]
    assert rows["compared_with"].to_list() == ["size_class", "size_class", "nearest", "province", "size_class"]
    one = benchmark("completed_steps", spent(), Request(AS_OF), "GM0001")
    row = rows.row(1, named=True)
    assert (row["value"], row["denominator"]) == (one.percentile_rank, one.peer_count)
    assert (row["q1"], row["median"], row["q3"]) == one.quartiles


def test_a_rank_is_unknown_for_the_silent_and_for_too_few_peers():
    asked = Request(AS_OF, where={"peer_group": "size_class"})
    rows = {row["municipality"]: row for row in figure("benchmark", spent(), asked).rows.to_dicts()}
    assert (rows["GM0008"]["value"], rows["GM0008"]["value_status"]) == (None, "not_reported")
    nobody = figure("benchmark", known("", places=EIGHT), asked).rows
    assert set(nobody["value_status"]) == {"too_few"}
    assert nobody["value"].null_count() == nobody.height
    none_apply = known(
        "code | on | step | standing\n"
        + "\n".join(f"GM000{n} | 2026-01-31 | {step} | {'not_applicable' if n == 1 else 'started'}"
                    for n in range(1, 8) for step in (1, 2)),
        places=EIGHT,
    )  # fmt: skip
    of_first = figure("benchmark", none_apply, asked).rows.row(0, named=True)
    assert (of_first["municipality"], of_first["value"], of_first["value_status"]) == ("GM0001", None, "not_applicable")


def test_another_amount_than_the_value_is_compared_where_it_is_known():
    amounts = {f"GM000{n}": float(1000 * n) for n in range(1, 7)}
    found = benchmark("cost_realisation", spent(**amounts), Request(AS_OF, step=1), "GM0006", column="realised_eur")
    assert (found.value, found.value_status, found.peer_status) == (6000.0, "observed", "observed")
    assert found.peers.codes == ("GM0001", "GM0002", "GM0003", "GM0004", "GM0005")
    assert found.values == (1000.0, 2000.0, 3000.0, 4000.0, 5000.0)
    assert found.quartiles == (2000.0, 3000.0, 4000.0)
    assert (found.below_count, found.tie_count) == (5, 0)


def test_who_stated_no_amount_has_none_rather_than_zero():
    amounts = {f"GM000{n}": float(1000 * n) for n in range(1, 7)}
    found = benchmark("cost_realisation", spent(**amounts), Request(AS_OF, step=1), "GM0007", column="realised_eur")
    assert (found.value, found.value_status, found.percentile_rank) == (None, "not_reported", None)
    assert found.quartiles is not None
