"""The heavy queries over the exported journal: by DuckDB in this process, or by the cluster that settings name."""

import json
import subprocess  # nosec B404 # of our own command
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import duckdb
import polars as pl

from domain.places import PROJECT_DIRECTORY
from domain.statements import Table
from store.errors import StoreUnwritableError
from store.portable import NAMES, portable

SPARK_PYTHON: Final = PROJECT_DIRECTORY / ".venv-spark" / "bin" / "python"  # `make spark` makes it
_JOB: Final = Path(__file__).with_name("spark_job.py")


@dataclass(frozen=True)
class HeavyQuestion:
    """What the heavy queries are asked. `peers`: municipality_code and peer_group, a row per municipality."""

    as_of: date
    known_on: datetime
    month_ends: Sequence[date]
    peers: pl.DataFrame


@dataclass(frozen=True)
class Computed:
    """The rows of a query in its order, and how many seconds it took when all was open: the writing of its rows too."""

    rows: pl.DataFrame
    seconds: float


def compute(
    exported: Path, question: HeavyQuestion, *, spark_master: str | None = None, names: Sequence[str] = NAMES
) -> dict[str, Computed]:
    """Each query by its name: on Spark where a master is named, else on DuckDB. The same rows in the same order.

    Raises StoreUnwritableError where Spark is not there, or says no.
    """
    with tempfile.TemporaryDirectory(prefix="wams-compute-") as folder:
        relations = {table.value: exported / table.value for table in Table}
        for name, frame in _beside(question).items():
            relations[name] = Path(folder) / f"{name}.parquet"
            frame.write_parquet(relations[name])
        if spark_master is not None:
            return _on_spark(spark_master, relations, names, Path(folder))
        with _opened(relations) as connection:
            return {name: _on_duckdb(connection, name, Path(folder) / f"{name}.out") for name in names}


def _beside(question: HeavyQuestion) -> dict[str, pl.DataFrame]:
    known_on = question.known_on.astimezone(timezone.utc).replace(tzinfo=None)
    asked = {"as_of": pl.Date(), "known_on": pl.Datetime("us")}
    return {
        "asked": pl.DataFrame([(question.as_of, known_on)], schema=asked, orient="row"),
        "months": pl.DataFrame({"month_end": pl.Series(list(question.month_ends), dtype=pl.Date())}),
        "peer": question.peers.select("municipality_code", "peer_group"),
    }


@contextmanager
def _opened(relations: Mapping[str, Path]) -> Generator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for name, path in relations.items():
            files = str(path if path.is_file() else path / "*" / "*.parquet").replace("'", "''")
            found = f"read_parquet('{files}', hive_partitioning = {str(path.is_dir()).lower()})"
            connection.execute(f"create view {name} as select * from {found}")  # nosec B608 # names of ours
        yield connection


def _on_duckdb(connection: duckdb.DuckDBPyConnection, name: str, out: Path) -> Computed:
    began = perf_counter()
    connection.execute(f"copy ({portable(name)}) to '{out}' (format parquet)")  # nosec B608 # ours
    return Computed(pl.read_parquet(out), perf_counter() - began)


def _on_spark(master: str, relations: Mapping[str, Path], names: Sequence[str], folder: Path) -> dict[str, Computed]:
    job: dict[str, Any] = {
        "master": master,
        "relations": {name: str(path) for name, path in relations.items()},
        "queries": {name: portable(name) for name in names},
        "out": str(folder),
    }
    written = folder / "job.json"
    written.write_text(json.dumps(job), encoding="utf-8")
    try:
        # -I: nothing of ours is on the path of that Python, which has pyspark and nothing else
        ended = subprocess.run(  # nosec B603 # the command is ours, and no shell reads it
            [SPARK_PYTHON, "-I", _JOB, written], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise StoreUnwritableError("spark_missing", python=SPARK_PYTHON, reason=error) from error
    if ended.returncode:
        reason = (ended.stderr.strip().splitlines() or ["?"])[-1]
        raise StoreUnwritableError("spark_failed", master=master, reason=reason)
    seconds: dict[str, float] = json.loads(ended.stdout.strip().splitlines()[-1])
    return {
        name: Computed(pl.read_parquet(folder / name / "*.parquet", hive_partitioning=False), seconds[name])
        for name in names
    }
