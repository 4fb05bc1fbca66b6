"""How earlier expectations came out: what was expected on a day in the past, against what is known to have happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from domain.clocks import month_ends, months_before
from domain.statements import Standing
from domain.value_status import ValueStatus
from metrics.durations.spells import UNFINISHED
from metrics.forecast.expectation import AHEAD, expectation
from metrics.forecast.outlook import Outlook, outlook
from metrics.standing.known import Known
from metrics.standing.state import standings

MONTHS_BACK: Final = (3, 6, 12)


@dataclass(frozen=True, eq=False)
class TrackRecord:
    """One earlier expectation, judged. `inside_share` is None where nothing can be judged yet.

    `rows`: one per step and month end since. judged_count, and happened_count of those: finished by then. expected,
    interval_low and interval_high (80%), is_inside. Only municipalities that were unfinished then and have reported on
    or after that month end are judged: of the others nobody knows. Months of one step lean on the same municipalities,
    so the share is not that of independent tries.
    """

    as_of: date
    rows: pl.DataFrame

    @property
    def inside_count(self) -> int:
        """How many of the `rows` had the truth inside the 80% interval."""
        return int(self.rows["is_inside"].sum())

    @property
    def inside_share(self) -> float | None:
        """How often the truth lay inside the 80% interval."""
        return self.inside_count / self.rows.height if self.rows.height else None

    @property
    def value_status(self) -> ValueStatus:
        """Why there is a share or not: until somebody who was unfinished then reports again, nothing can be judged."""
        return ValueStatus.OBSERVED if self.rows.height else ValueStatus.TOO_FEW

    def of_step(self, step: int) -> "TrackRecord":
        """The same of one step."""
        return TrackRecord(self.as_of, self.rows.filter(pl.col("step") == step))


def records(
    known_at: Callable[[date], Known],
    now: Known,
    as_of: date,
    step: int | None = None,
    max_age_days: int | None = None,
) -> dict[int, TrackRecord]:
    """The expectations of MONTHS_BACK before `as_of`, judged by what is known now; by how many months back.

    `known_at` gives what was known at the end of a day in the past. `step`: of one step only; the same draws as when
    all are asked. `max_age_days`: each looks at no statement older than this on its own day, as the figure does.
    """
    young, found = now.no_older_than(max_age_days, as_of), dict[int, TrackRecord]()
    for months in MONTHS_BACK:
        day = months_before(as_of, months)
        then = known_at(day).no_older_than(max_age_days, day)
        found[months] = track_record(then, day, young, as_of, step=step)
    return found


def track_record(then: Known, as_of_then: date, now: Known, as_of: date, *, step: int | None = None) -> TrackRecord:
    """What was expected at `as_of_then` from what was known then, against what is known now as of `as_of`.

    `then` is what the store gives for the known_on of that day. `step`: of one step only.
    """
    ends = [end for end in month_ends(as_of_then, as_of) if end > as_of_then]
    made = outlook(then, as_of_then)
    judged = _judged(made, now, as_of)
    steps = [step] if step is not None else judged["step_number"].unique().sort().to_list()
    rows = [
        _row(number, end, mine, made)
        for number in steps
        for end in ends
        if not (mine := judged.filter(pl.col("step_number") == number, pl.col("reporting_date") >= end)).is_empty()
        and made.is_known(mine["place"].to_numpy().astype(np.int64))
    ]
    return TrackRecord(as_of_then, pl.DataFrame(rows, schema=_SCHEMA))


_SCHEMA: Final = {
    "step": pl.Int64,
    "month_end": pl.Date,
    "judged_count": pl.Int64,
    "happened_count": pl.Int64,
    "expected": pl.Float64,
    "interval_low": pl.Float64,
    "interval_high": pl.Float64,
    "is_inside": pl.Boolean,
}


def _judged(made: Outlook, now: Known, as_of: date) -> pl.DataFrame:
    """Rows that were unfinished then and of which something was said since; adds place and ended_on (null: not yet)."""
    stated = standings(now, as_of).filter(
        ~pl.col("is_from_parts"), pl.col("standing").is_in([*UNFINISHED, Standing.FINISHED])
    )
    on = ["municipality_code", "step_number"]
    return (
        made.course.rows.with_row_index("place")
        .filter(pl.col("standing").is_in(UNFINISHED))
        .select("place", *on)
        .join(stated.select(*on, "reporting_date", ended_on="end_date"), on=on, maintain_order="left")
    )


def _row(step: int, end: date, mine: pl.DataFrame, made: Outlook) -> dict[str, object]:
    happened = int((mine["ended_on"] <= end).sum())
    found = expectation(made.finished(mine["place"].to_numpy().astype(np.int64), end).sum(axis=0), AHEAD)
    return {
        "step": step,
        "month_end": end,
        "judged_count": mine.height,
        "happened_count": happened,
        "expected": found.value,
        "interval_low": found.low,
        "interval_high": found.high,
        "is_inside": found.low <= happened <= found.high,
    }
