"""What a later report says of the day that is asked about: no figure of that day counts it, a page may name it."""

from datetime import date

import polars as pl

from domain.statements import Standing


def finished_by_then(said: pl.DataFrame, steps: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The steps that by a report about a later day were finished on or before `as_of`, and by that day's were not.

    `said`: milestone statements of one municipality, of all reporting dates; `steps`: where it stands on `as_of`. One
    row per such step, sorted: step_number, end_date, reporting_date (of the newest report about the step).
    """
    open_steps = steps.filter(pl.col("standing") != Standing.FINISHED)["step_number"].to_list()
    newest = said.sort("reporting_date").group_by("step_number", maintain_order=True).last()
    return (
        newest.filter(
            pl.col("reporting_date") > as_of,
            pl.col("standing") == Standing.FINISHED,
            pl.col("end_date") <= as_of,
            pl.col("step_number").is_in(open_steps),
        )
        .select("step_number", "end_date", "reporting_date")
        .sort("step_number")
    )
