"""The heavy queries on a cluster of Spark beside DuckDB: the same rows, and how long each took."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from time import perf_counter
from typing import Final

from bench.growth import grown
from bench.spark_cluster import cluster
from store.computing import HeavyQuestion, compute
from store.parquet import export_parquet
from store.portable import NAMES
from store.store import Store

TIMES_OF_ONE: Final = 10  # of the smallest store of `bench growth`: 150,480 statements are called once
KNOWN_ON: Final = datetime(2027, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True)
class Raced:
    """One query over one size. `is_equal`: Spark gave the same rows in the same order; None where it was not asked."""

    statement_count: int
    query: str
    row_count: int
    duckdb_seconds: float
    spark_seconds: float | None
    is_equal: bool | None


@dataclass(frozen=True)
class Exported:
    """What making the journal readable for others takes."""

    statement_count: int
    seconds: float
    megabytes: float


def raced(question: HeavyQuestion, sizes: Sequence[float], *, with_spark: bool) -> Iterator[Raced | Exported]:
    """Stores so many times as large, the smallest first; timed from an open journal to rows that are written."""
    with ExitStack() as stack:
        master = stack.enter_context(cluster()) if with_spark else None
        for times in sizes:
            yield from _of_size(question, round(times * TIMES_OF_ONE), master)


def _of_size(question: HeavyQuestion, times: int, master: str | None) -> Iterator[Raced | Exported]:
    with tempfile.TemporaryDirectory(prefix="wams-spark-") as directory:
        home, exported = Path(directory) / "home", Path(directory) / "journal"
        count = grown(home, times)
        began = perf_counter()
        export_parquet(Store(home).home, exported)
        seconds = perf_counter() - began
        size = sum(path.stat().st_size for path in exported.rglob("*.parquet"))
        yield Exported(count, seconds, size / 1e6)
        ours = compute(exported, question)
        spark = None if master is None else compute(exported, question, spark_master=master)
        for name in NAMES:
            duckdb, theirs = ours[name], None if spark is None else spark[name]
            is_equal = None if theirs is None else theirs.rows.equals(duckdb.rows)
            seconds = None if theirs is None else theirs.seconds
            yield Raced(count, name, duckdb.rows.height, duckdb.seconds, seconds, is_equal)
