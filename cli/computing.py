"""`wams compute`: the heavy tables over the whole journal, by DuckDB here or by the cluster that the settings name."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.outcome import asked_day, echo, end_wrong_use, now
from cli.surroundings import Surroundings, surroundings

if TYPE_CHECKING:
    import polars as pl

MONTHS = 24


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog="Example: wams compute state --out state.parquet",
        help="Compute a heavy table over the whole journal, here or on a cluster of Spark.",
    )(compute)


def compute(
    name: Annotated[str, typer.Argument(help="state, months or peers")],
    *,
    out: Annotated[Path, typer.Option("--out", help="the file of Parquet to write")],
    as_of: Annotated[str | None, typer.Option(help="the state on this date; default the last month end")] = None,
    known_on: Annotated[str | None, typer.Option(help="as known on this date or moment; default now")] = None,
    journal: Annotated[
        Path | None, typer.Option(help="a folder that every worker sees: the journal as Parquet, made where it is not")
    ] = None,
) -> None:
    """Compute a heavy table over the whole journal, here or on a cluster of Spark."""
    from domain.clocks import dutch_day, known_on_moment, last_month_end
    from store import computing
    from store.parquet import export_parquet
    from store.portable import NAMES

    if name not in NAMES:
        end_wrong_use(f"{name}: say one of {', '.join(NAMES)}")
    here, moment = surroundings(), now()
    day = asked_day(as_of, "--as-of") if as_of else last_month_end(dutch_day(moment))
    asked = computing.HeavyQuestion(
        as_of=day,
        known_on=known_on_moment(known_on, now=moment) if known_on else moment,
        month_ends=month_ends(day, MONTHS),
        peers=peers_by_size(here, day),
    )
    with tempfile.TemporaryDirectory(prefix="wams-journal-") as folder:
        exported = journal or Path(folder) / "journal"
        if not exported.exists():
            export_parquet(here.made_store.home, exported)
        master = here.settings.spark_master
        found = computing.compute(exported, asked, spark_master=master, names=[name])[name]
    found.rows.write_parquet(out)
    echo(f"{found.rows.height} rows in {out}, {found.seconds:.1f} s on {master or 'DuckDB'}")


def month_ends(last: date, count: int) -> list[date]:
    """So many ends of months up to a day, the oldest first."""
    ends = [last]
    while len(ends) < count:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return ends[::-1]


def peers_by_size(here: Surroundings, day: date) -> "pl.DataFrame":
    """Each municipality of a day with its size class as the group of its peers."""
    import polars as pl

    known = here.register.on(day).drop_nulls("size_class")
    return known.select("municipality_code", pl.format("size-{}", "size_class").alias("peer_group"))
