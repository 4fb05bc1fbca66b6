"""The heavy queries over the exported journal say what the store says, worked out in another way."""

from collections import Counter
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from bench.growth import grown
from domain.municipalities import Register
from domain.statements import Table
from metrics.peers.ranks import percentile_rank, quantiles
from store.computing import HeavyQuestion, compute
from store.errors import StoreUnwritableError
from store.parquet import export_parquet
from store.store import Store

AS_OF = date(2026, 9, 30)
KNOWN_ON = datetime(2026, 10, 1, 0, 2, 30, tzinfo=timezone.utc)  # before the last rounds came in


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Six rounds of the country, of which the third was withdrawn, and some of the second after that moment."""
    store = Store(tmp_path_factory.mktemp("portable") / "home")
    grown(store.home.directory, 3)
    with store.writer(holder="test") as writer:
        writer.withdraw(statements=3, reason="dubbel", recorded_at=KNOWN_ON + timedelta(hours=1), is_replay=True)
        writer.withdraw(statements=6, reason="dubbel", recorded_at=KNOWN_ON + timedelta(hours=2), is_replay=True)
    return store


@pytest.fixture(scope="module")
def exported(store: Store) -> Path:
    directory = store.home.directory.parent / "parquet"
    export_parquet(store.home, directory)
    return directory


def peers() -> pl.DataFrame:
    groups = (
        Register.load().on(AS_OF).select("municipality_code", pl.format("size-{}", "size_class").alias("peer_group"))
    )
    return groups.drop_nulls()


def question(known_on: datetime, *month_ends: date) -> HeavyQuestion:
    return HeavyQuestion(AS_OF, known_on, month_ends or (AS_OF,), peers())


MOMENTS = [KNOWN_ON, KNOWN_ON + timedelta(hours=1, minutes=30), KNOWN_ON + timedelta(days=9)]


@pytest.mark.parametrize("known_on", MOMENTS)
def test_the_state_is_what_the_store_says_was_last_known(store: Store, exported: Path, known_on: datetime):
    found = compute(exported, question(known_on), names=["state"])["state"].rows
    with store.reader() as reader:
        last = reader.last_statements(Table.MILESTONE, as_of=AS_OF, known_on=known_on)
    assert found.rows() == last.select(found.columns).sort("municipality_code", "step_number").rows()
    assert found.height == 3762


@pytest.mark.parametrize("known_on", MOMENTS)
def test_each_month_counts_what_was_last_said_up_to_its_end(store: Store, exported: Path, known_on: datetime):
    ends = (date(2026, 8, 31), date(2026, 9, 15), AS_OF)
    found = compute(exported, question(known_on, *ends), names=["months"])["months"].rows
    with store.reader() as reader:
        statements = reader.statements(Table.MILESTONE, known_on=known_on)
    expected: dict[tuple[date, int, str], int] = Counter()
    for end in ends:
        last: dict[tuple[str, int], str] = {}
        for row in statements.filter(pl.col("reporting_date") <= end).sort("reporting_date").iter_rows(named=True):
            last[row["municipality_code"], row["step_number"]] = row["standing"]
        for (_, step), standing in last.items():
            expected[end, step, standing] += 1
    assert {(end, step, standing): count for end, step, standing, count in found.rows()} == dict(expected)
    assert found.rows() == sorted(found.rows())


def test_ranks_and_quartiles_of_peers_are_those_of_the_figures(store: Store, exported: Path):
    computed = compute(exported, question(KNOWN_ON))
    state, found = computed["state"].rows, computed["peers"].rows
    finished = dict(
        state.group_by("municipality_code").agg((pl.col("standing") == "finished").sum().cast(pl.Float64)).rows()
    )
    group_of = dict(peers().rows())
    of_group: dict[str, list[float]] = {}
    for code, count in finished.items():
        of_group.setdefault(group_of[code], []).append(count)
    assert found.height == len(finished)
    for row in found.iter_rows(named=True):
        alike = of_group[row["peer_group"]]
        assert row["finished_count"] == finished[row["municipality_code"]]
        assert row["peer_count"] == len(alike)
        assert row["percentile_rank"] == percentile_rank(row["finished_count"], alike)
        assert (row["q1"], row["median"], row["q3"]) == pytest.approx(quantiles(alike, (0.25, 0.5, 0.75)), rel=1e-15)
        assert np.isfinite(row["q1"])


def test_the_export_holds_every_statement_with_both_clocks_and_covers_nothing(store: Store, exported: Path):
    with store.reader() as reader:
        history = reader.history(Table.COST)
    written = pl.read_parquet(exported / "cost" / "*" / "*.parquet", hive_partitioning=False)
    assert written.height == history.height
    assert set(history.columns) <= set(written.columns)
    assert [path.name for path in sorted((exported / "milestone").iterdir())] == ["reporting_year=2026"]
    with pytest.raises(StoreUnwritableError, match="already"):
        export_parquet(store.home, exported)


def test_without_spark_it_is_said_how_to_get_it(exported: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("store.computing.SPARK_PYTHON", tmp_path / "none")
    with pytest.raises(StoreUnwritableError, match="make spark"):
        compute(exported, question(KNOWN_ON), spark_master="spark://127.0.0.1:7077")
