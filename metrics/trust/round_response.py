"""How many report in a round: per table, per week of it, per group; frames of versions to frames of counts.

A municipality reported in a round when a statement of it was recorded from the day on which the round opened, whatever
day it speaks of. One that has since become part of another counts as that one.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import polars as pl

from domain.clocks import AMSTERDAM
from domain.municipalities import Register
from domain.statements import Table
from metrics.standing.mergers import successors

WEEK_DAYS: Final = 7
RECORDED_ON: Final = pl.col("recorded_at").dt.convert_time_zone(str(AMSTERDAM)).dt.date()  # a Dutch day
FIRST_COLUMNS: Final = ("table", "municipality_code", "first_on")


def first_reports(
    history: Mapping[Table, pl.DataFrame], register: Register, *, opens_on: date, until: date
) -> pl.DataFrame:
    """One row per table and municipality that reported from `opens_on` up to and including `until`, sorted.

    `history`: per table every version (Reader.history); what was withdrawn does not count. Columns table,
    municipality_code (as the register of `until` has it), first_on: the Dutch day of its first report of the round.
    """
    shown = successors(register, until)
    found = [
        frame.filter(pl.col("withdrawn_at").is_null())
        .select(
            "municipality_code",
            table=pl.lit(table.value),
            day=RECORDED_ON,
        )
        .filter(pl.col("day").is_between(opens_on, until))
        for table, frame in history.items()
    ]
    return (
        pl.concat(found)
        .join(shown, on="municipality_code")
        .group_by("table", municipality_code="successor_code")
        .agg(first_on=pl.col("day").min())
        .select(*FIRST_COLUMNS)
        .sort("table", "municipality_code")
    )


def weeks_between(opens_on: date, until: date) -> int:
    """How many weeks of a round have begun by a day; the first begins on the day on which it opens."""
    return max(0, (until - opens_on).days // WEEK_DAYS + 1)


def by_week(first: pl.DataFrame, *, opens_on: date, until: date, population_count: int) -> pl.DataFrame:
    """How many had reported by the end of each week: one row per table and week, from 0 (nobody yet) on, sorted.

    `first`: as `first_reports`. The last week may be under way: it counts what there is by `until`. Columns table,
    week, reporter_count, share (null where there is nobody to report).
    """
    weeks = weeks_between(opens_on, until)
    ends = [opens_on + timedelta(days=WEEK_DAYS * week) for week in range(weeks + 1)]
    frame = pl.DataFrame({"week": range(weeks + 1), "end": ends}, schema={"week": pl.Int64(), "end": pl.Date()})
    tables = pl.DataFrame({"table": [table.value for table in Table]})
    return (
        tables.join(frame, how="cross")
        .join(first, on="table", how="left")
        .group_by("table", "week", maintain_order=True)
        .agg(reporter_count=(pl.col("first_on") < pl.col("end")).sum().cast(pl.Int64))
        .with_columns(share=_share(population_count))
        .sort("table", "week")
    )


def _share(population_count: int) -> pl.Expr:
    if not population_count:
        return pl.lit(None, pl.Float64)
    return pl.col("reporter_count") / population_count


def by_group(first: pl.DataFrame, people: pl.DataFrame, group: str, *, by: date) -> pl.DataFrame:
    """How many of each group reported by a day, in any table: one row per group of `people`, sorted.

    `people`: one row per municipality with its group and newest_reporting_date (null: it never reported). Columns of
    the group, municipality_count, reporter_count, share, silent_count (of those that never reported at all).
    """
    reported = first.filter(pl.col("first_on") <= by).select("municipality_code").unique()
    return (
        people.join(reported.with_columns(is_in=pl.lit(value=True)), on="municipality_code", how="left")
        .group_by(group)
        .agg(
            municipality_count=pl.len().cast(pl.Int64),
            reporter_count=pl.col("is_in").fill_null(value=False).sum().cast(pl.Int64),
            silent_count=pl.col("newest_reporting_date").is_null().sum().cast(pl.Int64),
        )
        .with_columns(share=pl.col("reporter_count") / pl.col("municipality_count"))
        .sort(group, nulls_last=True)
    )
