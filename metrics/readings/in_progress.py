"""Steps that were started and are not finished: for how long, and on whom each waits."""

from datetime import date
from typing import Final

import polars as pl

from domain.statements import Standing
from metrics.durations.survival import SMALL_RISK_SET

FEWEST_BUSY: Final = SMALL_RISK_SET


def started(standings: pl.DataFrame, as_of: date, opened: pl.DataFrame) -> pl.DataFrame:
    """The rows of `metrics.standing.state.standings` that were started; adds finished_on, opened_on and busy_days.

    `opened`: as `metrics.readings.reopened.opened_again` gives. Who had called the step finished and is at it again is
    so since the report that said it, not since the first start: in between it was finished. Null without a start date
    and of a stale report: nobody knows whether the municipality is still at it.
    """
    days = (pl.lit(as_of) - pl.coalesce("opened_on", "start_date")).dt.total_days()
    rows = standings.filter(pl.col("standing") == Standing.STARTED)
    rows = rows.join(opened, on=["municipality_code", "step_number"], how="left", maintain_order="left")
    return rows.with_columns(busy_days=pl.when(~pl.col("is_stale")).then(days))


def busy_by_step(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per step of `started`: who is at it longest first, steps without a median last.

    Columns step_number, started_count, known_count (with busy_days), median_days (null below FEWEST_BUSY known),
    waiting_count (names at least one party).
    """
    known = pl.col("busy_days").count()
    return (
        rows.group_by("step_number")
        .agg(
            started_count=pl.len(),
            known_count=known,
            median_days=pl.when(known >= FEWEST_BUSY).then(pl.col("busy_days").median()),
            waiting_count=pl.col("waiting_on").count(),
        )
        .sort("median_days", "started_count", "step_number", descending=[True, True, False], nulls_last=True)
    )


def waits(rows: pl.DataFrame) -> pl.DataFrame:
    """`started` with one row for each party that a step waits on; adds party. Who names nobody has no row."""
    named = rows.filter(pl.col("waiting_on").is_not_null())
    return named.with_columns(party=pl.col("waiting_on").str.split("+")).explode("party")
