"""`wams bench spark`: the heavy queries on a cluster of Spark beside DuckDB, equal row by row."""

from typing import Annotated

import typer

from cli.computing import MONTHS, month_ends, peers_by_size
from cli.outcome import Ending, echo
from cli.surroundings import surroundings

SMALL_OPTION = typer.Option("--small", help="a small form, to see that it runs; its figures say nothing")


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog="Example: wams bench spark",
        help="Heavy queries over 150,000 and 1,500,000 statements on Spark (make spark) beside DuckDB: some minutes.",
    )(spark)


def spark(
    *,
    small: Annotated[bool, SMALL_OPTION] = False,
    hundred: Annotated[bool, typer.Option("--hundred", help="and over 15 million statements, for which it is")] = False,
) -> None:
    """Race Spark and DuckDB; exit 1 when a row differs."""
    from bench.growth import LAST_DAY
    from bench.spark import KNOWN_ON, Exported, raced
    from store.computing import SPARK_PYTHON, HeavyQuestion

    here, is_there = surroundings(), SPARK_PYTHON.exists()
    question = HeavyQuestion(LAST_DAY, KNOWN_ON, month_ends(LAST_DAY, MONTHS), peers_by_size(here, LAST_DAY))
    sizes = (0.1,) if small else (1, 10, *((100,) if hundred else ()))
    is_wrong = False
    if not is_there:
        echo("Spark is not here (make spark): DuckDB alone over the exported journal")
    for one in raced(question, sizes, with_spark=is_there):
        if isinstance(one, Exported):
            echo(f"{one.statement_count:,} statements as Parquet: {one.seconds:.1f} s, {one.megabytes:.1f} MB")
            continue
        beside = "" if one.spark_seconds is None else f", Spark {one.spark_seconds:.2f} s"
        outcome = {None: "", True: ", the same rows", False: ", OTHER ROWS"}[one.is_equal]
        echo(f"  {one.query}: {one.row_count:,} rows, DuckDB {one.duckdb_seconds:.2f} s{beside}{outcome}")
        is_wrong = is_wrong or one.is_equal is False
    if is_wrong:
        raise typer.Exit(Ending.DONE_BUT_REFUSED)
