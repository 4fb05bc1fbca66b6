"""How earlier expectations came out: what was expected on a day in the past, against what is known to have happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from domain.clocks import month_ends, months_before
from domain.statements import Standing
from domain.value_status import ValueStatus
from metrics.durations.spells import UNFINISHED
from metrics.forecast.drawn_ends import DrawnEnds
from metrics.forecast.forecast import DRAW_COUNT, Outlook, draw_ends, outlook
from metrics.standing.known import Known
from metrics.standing.state import standings

MONTHS_BACK: Final = (3, 6, 12)


@dataclass(frozen=True, eq=False)
class TrackRecord:
    """One earlier expectation, judged. `inside_share` is None where nothing can be judged yet.

    `rows`: one per step and month end since. judged_count, and happened_count of those: finished by then. expected (at
    least), beyond (how many more it may be, where the curves did not reach), interval_low and interval_high (80%),
    is_reached (false: a range, which holds more than 80%), is_inside. Only municipalities that were unfinished then
    and have reported on or after that month end are judged: of the others nobody knows. Months of one step lean on
    the same municipalities, so the share is not that of independent tries.
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
    draw_count: int = DRAW_COUNT,
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
        found[months] = track_record(then, day, young, as_of, draw_count, step=step)
    return found


def track_record(
    then: Known,
    as_of_then: date,
    now: Known,
    as_of: date,
    draw_count: int = DRAW_COUNT,
    *,
    step: int | None = None,
) -> TrackRecord:
    """What was expected at `as_of_then` from what was known then, against what is known now as of `as_of`.

    `then` is what the store gives for the known_on of that day. `step`: of one step only.
    """
    ends = [end for end in month_ends(as_of_then, as_of) if end > as_of_then]
    judged = _judged(then, as_of_then, now, as_of, ends)
    if step is not None:
        judged = judged.filter(pl.col("step_number") == step)
    drawn = draw_ends(then, as_of_then, judged, ends, draw_count)
    rows = [
        _row(step, end, judged, made, position)
        for step, made in drawn.items()
        if made is not None
        for position, end in enumerate(ends)
    ]
    return TrackRecord(as_of_then, pl.DataFrame(rows, schema=_SCHEMA).filter(pl.col("judged_count") > 0))


_SCHEMA: Final = {
    "step": pl.Int64,
    "month_end": pl.Date,
    "judged_count": pl.Int64,
    "happened_count": pl.Int64,
    "expected": pl.Float64,
    "beyond": pl.Float64,
    "interval_low": pl.Float64,
    "interval_high": pl.Float64,
    "is_reached": pl.Boolean,
    "is_inside": pl.Boolean,
}


def _judged(then: Known, as_of_then: date, now: Known, as_of: date, ends: list[date]) -> pl.DataFrame:
    """Rows of the outlook then that can be judged; adds ended_on (null: unfinished) and counted_ends."""
    stated = standings(now, as_of).filter(
        ~pl.col("is_from_parts"), pl.col("standing").is_in([*UNFINISHED, Standing.FINISHED])
    )
    on = ["municipality_code", "step_number"]
    counted = [pl.when(pl.col("reporting_date") >= end).then(pl.lit(end)) for end in ends]
    return (
        outlook(then, as_of_then)
        .join(stated.select(*on, "reporting_date", ended_on="end_date"), on=on, maintain_order="left")
        .with_columns(
            counted_ends=pl.concat_list(counted).list.drop_nulls() if ends else pl.lit(None, pl.List(pl.Date))
        )
        .filter(pl.col("outlook") == Outlook.DRAWN, pl.col("counted_ends").list.len() > 0)
    )


def _row(step: int, end: date, judged: pl.DataFrame, made: DrawnEnds, position: int) -> dict[str, object]:
    mine = judged.filter(pl.col("step_number") == step, pl.col("counted_ends").list.contains(end))
    happened = int((mine["ended_on"] <= end).sum())
    low, high = made.interval(position)
    return {
        "step": step,
        "month_end": end,
        "judged_count": mine.height,
        "happened_count": happened,
        "expected": float(made.ended[position].mean()),
        "beyond": float(made.beyond[position].mean()),
        "interval_low": low,
        "interval_high": high,
        "is_reached": made.is_reached(position),
        "is_inside": low <= happened <= high,
    }
