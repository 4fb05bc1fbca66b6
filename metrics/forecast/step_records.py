"""The track record of the forecast, in short: what was expected for one day, three, six and twelve months before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.forecast.track_record import TrackRecord


@dataclass(frozen=True, eq=False)
class Judged:
    """One earlier expectation for `month_end`. `row` is None where it cannot be judged (yet)."""

    as_of: date
    months_back: int
    row: dict[str, object] | None

    @property
    def is_inside(self) -> bool:
        """Whether what happened lay inside the interval."""
        return self.row is not None and bool(self.row["is_inside"])


@dataclass(frozen=True, eq=False)
class StepRecord:
    """The earlier expectations of one step for `month_end`, the newest that can be judged (None: there is none)."""

    step: int
    month_end: date | None
    judged: tuple[Judged, ...]

    @property
    def judged_count(self) -> int:
        """How many can be judged."""
        return sum(one.row is not None for one in self.judged)

    @property
    def inside_count(self) -> int:
        """Of how many of those the truth lay inside the interval."""
        return sum(one.is_inside for one in self.judged)


@dataclass(frozen=True)
class Held:
    """Of the expectations made so many months before, of all steps and month ends: how often the truth lay inside.

    Month ends of one step lean on the same municipalities, so these are not so many independent tries.
    """

    months_back: int
    inside_count: int
    judged_count: int


def held_per_horizon(records: Sequence[tuple[int, TrackRecord]]) -> tuple[Held, ...]:
    """How the expectations came out, those of each number of months before apart; without those not judged yet."""
    return tuple(
        Held(months, record.inside_count, record.rows.height) for months, record in records if record.rows.height
    )


def step_record(records: Sequence[tuple[int, TrackRecord]], step: int) -> StepRecord:
    """The record of one step; `records`: months back, and the track record from then."""
    of_step = [(months, record, record.rows.filter(pl.col("step") == step)) for months, record in records]
    ends = [end for _, _, rows in of_step for end in rows["month_end"].to_list()]
    newest = max(ends, default=None)
    judged = [
        Judged(
            record.as_of, months, next((row for row in rows.iter_rows(named=True) if row["month_end"] == newest), None)
        )
        for months, record, rows in of_step
    ]
    return StepRecord(step, newest, tuple(judged))
