"""How many reported in a round, per table, group and week, beside the round before it.

For whoever runs the rounds: nothing is withheld from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from domain.clocks import STALE_AFTER_DAYS, end_of_day
from domain.statements import Table
from metrics.standing.known import Known
from metrics.standing.mergers import successors
from metrics.standing.state import everyone_at

SAID_OF_DAYS: Final = 31  # before the opening: a round asks how it stood at the end of the month before it
WEEK: Final = timedelta(days=7)
COUNTS: Final = ("municipality_count", "reporter_count", "reporting_share")


@dataclass(frozen=True)
class Period:
    """A round as it is counted: from the day on which it opens up to `until`, the last day that is looked at.

    That is today while it is open, and the day on which it was closed afterwards. Raises ValueError for one that ends
    before it begins.
    """

    opens_on: date
    until: date

    def __post_init__(self) -> None:
        """Sees that it has a day."""
        if self.until < self.opens_on:
            raise ValueError(f"a round from {self.opens_on} until {self.until}")

    @property
    def week_count(self) -> int:
        """How many weeks it has, the last one perhaps not whole."""
        return -(-((self.until - self.opens_on).days + 1) // WEEK.days)

    def end_of_week(self, week: int) -> date | None:
        """The last day of a week (1, 2, ...) that is looked at; None for a week after it."""
        first = self.opens_on + (week - 1) * WEEK
        return None if first > self.until else min(first + WEEK - timedelta(days=1), self.until)


def reporting_rate(
    known: Known, period: Period, previous: Period | None = None, *, by: Sequence[str] = ()
) -> pl.DataFrame:
    """Who reported by the end of each week of a round, of all municipalities of the register of that day.

    Whoever then has a statement in a table, not withdrawn, about a day from a month before the opening on, reported in
    it; also when it came in before the round was opened. `known` has its history. `by`: province, size_class,
    access_variant.

    One row per table ("any": in one of them), group and week, sorted, for all weeks of the longest of the two rounds.
    Columns table, those of `by`, week (1, 2, ...), ends_on, municipality_count, reporter_count, reporting_share, and
    these three as previous_..., after as many days of the round before. Null: that week is yet to come, or was not.
    """
    if known.history is None:
        raise ValueError("to know who had reported by a day, every version is needed")
    weeks = max(period.week_count, previous.week_count if previous else 0)
    rows: list[pl.DataFrame] = []
    for week in range(1, weeks + 1):
        ends_on = period.end_of_week(week)
        now = _counted(known, period, ends_on, by)
        then = _counted(known, previous, _as_far(period, previous, week), by)
        then = then.rename({name: f"previous_{name}" for name in COUNTS})
        both = now.join(then, on=["table", *by], how="full", coalesce=True, nulls_equal=True)
        rows.append(both.with_columns(week=pl.lit(week, pl.Int64), ends_on=pl.lit(ends_on, pl.Date)))
    order = ["table", *by, "week"]
    counts = [*COUNTS, *(f"previous_{name}" for name in COUNTS)]
    return pl.concat(rows).select(*order, "ends_on", *counts).sort(order, nulls_last=True)


def _as_far(period: Period, previous: Period | None, week: int) -> date | None:
    """The day of the round before on which it was as old as this one at the end of a week that may be running."""
    if previous is None:
        return None
    ends_on = period.end_of_week(week)
    if ends_on is None:
        return previous.end_of_week(week)
    day = previous.opens_on + (ends_on - period.opens_on)
    return day if day <= previous.until else previous.end_of_week(week)


def _counted(known: Known, period: Period | None, day: date | None, by: Sequence[str]) -> pl.DataFrame:
    """One row per table and group: columns table, those of `by`, COUNTS. None of a day that is not looked at."""
    if period is None or day is None:
        groups = {name: everyone_at(known, [], STALE_AFTER_DAYS).schema[name] for name in by}
        counts = {"municipality_count": pl.Int64(), "reporter_count": pl.Int64(), "reporting_share": pl.Float64()}
        return pl.DataFrame(schema={"table": pl.String(), **groups, **counts})
    people = everyone_at(known, [day], STALE_AFTER_DAYS).select("municipality_code", *by)
    said = _reporters(known, period, day)
    grid = people.join(pl.DataFrame({"table": [*(str(table) for table in Table), "any"]}), how="cross")
    reported = grid.join(said, on=["table", "municipality_code"], how="left")
    return (
        reported.group_by("table", *by)
        .agg(
            municipality_count=pl.len().cast(pl.Int64),
            reporter_count=pl.col("has_reported").fill_null(value=False).sum().cast(pl.Int64),
        )
        .with_columns(reporting_share=pl.col("reporter_count") / pl.col("municipality_count"))
    )


def _reporters(known: Known, period: Period, day: date) -> pl.DataFrame:
    """One row per table and municipality that had reported by the end of a day; columns as named, and has_reported."""
    end, first = end_of_day(day), period.opens_on - timedelta(days=SAID_OF_DAYS)
    stood = (pl.col("recorded_at") <= end) & (pl.col("withdrawn_at").is_null() | (pl.col("withdrawn_at") > end))
    parts = [
        versions.filter(stood, pl.col("reporting_date").is_between(first, day)).select(
            "municipality_code", table=pl.lit(name)
        )
        for table, versions in (known.history or {}).items()
        for name in (str(table), "any")
    ]
    return (
        pl.concat(parts)
        .join(successors(known.register, day), on="municipality_code")
        .select("table", municipality_code="successor_code", has_reported=pl.lit(value=True))
        .unique()
    )
