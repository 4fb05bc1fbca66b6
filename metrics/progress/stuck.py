"""Who stands still: at work on a step, and in its reports no step has another standing since long before the last."""

from datetime import date
from typing import Final

import polars as pl

from domain.statements import Standing
from metrics.standing.known import Known

STILL_DAYS: Final = 180  # as old as a report is called stale: two rounds without a change are no chance


def stuck(known: Known, as_of: date, still_days: int = STILL_DAYS) -> pl.DataFrame:
    """The municipalities of the register on `as_of` whose reports keep every step as it was for more than `still_days`.

    The days run to the last report and no further: what nobody said after it is not known. A moved date is no change.
    One row per municipality that is at work on a step, sorted by code: municipality_code, step_numbers (all that it is
    at work on, begun first first: by the start date, else the day on which it was first said), still_since (the day
    of the last change of any step), last_report. Whoever never said anything, or is at work on nothing, has no row.
    """
    said = known.held_milestones.filter(pl.col("held_from") <= as_of).sort(
        "municipality_code", "step_number", "held_from"
    )
    of_step = ["municipality_code", "step_number"]
    changed = said.filter(pl.col("standing").ne_missing(pl.col("standing").shift(1).over(of_step)))
    still = changed.group_by("municipality_code").agg(still_since=pl.col("held_from").max())
    last = said.group_by("municipality_code").agg(last_report=pl.col("reporting_date").max())
    now = changed.group_by(of_step).agg(pl.col("standing", "held_from").last())
    begun = said.group_by(of_step).agg(pl.col("start_date").last())
    at_work = (
        now.filter(pl.col("standing") == Standing.STARTED)
        .join(begun, on=of_step)
        .sort(pl.coalesce("start_date", "held_from"), "step_number")
        .group_by("municipality_code", maintain_order=True)
        .agg(step_numbers=pl.col("step_number"))
    )
    return (
        at_work.join(still, on="municipality_code")
        .join(last, on="municipality_code")
        .join(known.register.on(as_of), on="municipality_code", how="semi")
        .filter((pl.col("last_report") - pl.col("still_since")).dt.total_days() > still_days)
        .select("municipality_code", "step_numbers", "still_since", "last_report")
        .sort("municipality_code")
    )
