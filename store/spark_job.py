"""Runs the portable queries on a cluster; `store.computing` starts it with the Python of .venv-spark.

Reads a job (JSON: master, relations, queries, out), writes each answer as one Parquet file in its order, and prints how
many seconds each took.
"""
# pyright: reportMissingImports=false
# pyspark has a lock and an environment of its own

import json
import sys
from pathlib import Path
from time import perf_counter

from pyspark.sql import SparkSession


def main(written: str) -> None:
    """Does one job."""
    job = json.loads(Path(written).read_text(encoding="utf-8"))
    spark = (
        SparkSession.builder.master(job["master"])
        .appName("wams")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )
    try:
        for name, path in job["relations"].items():
            spark.read.parquet(path).createOrReplaceTempView(name)
        seconds: dict[str, float] = {}
        for name, query in job["queries"].items():
            began = perf_counter()
            spark.sql(query).coalesce(1).write.parquet(f"{job['out']}/{name}")
            seconds[name] = perf_counter() - began
        print(json.dumps(seconds))
    finally:
        spark.stop()


if __name__ == "__main__":
    main(sys.argv[1])
