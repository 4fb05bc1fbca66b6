"""Spells: how long each municipality has been seen at work on each step, until it finished or was last seen unfinished.

On either of two clocks: since the municipality's own start, or since the start of the step. A day is counted only as
far as somebody vouched for it: the last reporting date on which the step was not finished, never the as_of date.
"""

from datetime import date
from enum import StrEnum

import polars as pl

from domain.municipalities import Register
from domain.statements import Standing
from metrics.defining.request import Clock
from metrics.standing.known import Known
from metrics.standing.mergers import mergers

UNFINISHED = (Standing.NOT_STARTED, Standing.STARTED)
IS_FINISHED = pl.col("standing") == Standing.FINISHED


class LeftOut(StrEnum):
    """Why a spell cannot be used; such spells are counted, and never taken for 0 days."""

    NO_START = "no_start"  # no start date is known
    NOT_SEEN = "not_seen"  # it ended, or was last seen, before its clock began


def spells(known: Known, as_of: date) -> pl.DataFrame:
    """One row per municipality, stretch, step and clock for which a statement up to `as_of` says something that counts.

    Sorted. Columns municipality_code, step_number, clock, last_day (of the stretch: `as_of`, or the day before it
    merged), begun_on (the clock), entry_days (0, or late after a merger), exit_days, is_event, left_out (null: it can
    be used). The days are null where there is no start. A step that does not apply has no row.

    Mergers: the parts are followed until the merger, and so is a municipality that others joined. The successor
    enters at the merger, at the time run since its earliest start, when the step is known to be unfinished that day.
    Where nothing was said of the step before the merger it is followed from 0, as every other municipality is.
    """
    seen = _seen(known, stretches(known.register, as_of))
    clocks = [
        _on_clock(seen.with_columns(start_date=start), clock)
        for clock, start in (
            (Clock.OWN_START, pl.col("own_start_date")),
            (Clock.STEP_START, pl.min_horizontal("start_date", "start_date_at_merger")),
        )
    ]
    return pl.concat(clocks).sort("municipality_code", "last_day", "step_number", "clock")


def waits(known: Known, as_of: date) -> pl.DataFrame:
    """How long each municipality took from its own start until it began a step: as `spells`, on the own-start clock.

    is_event: it has begun; without an event it was last seen not started. Finished steps have begun as well. Of a
    step that was under way at a merger the wait was over by then: it has no row.
    """
    seen = _seen(known, stretches(known.register, as_of)).filter(
        pl.col("standing_at_merger").ne_missing(Standing.STARTED.value)
    )
    begins = pl.min_horizontal("start_date", "start_date_at_merger")
    return _on_clock(
        seen.with_columns(end_date=begins, start_date="own_start_date"),
        Clock.OWN_START,
        is_event=pl.col("standing") != Standing.NOT_STARTED,
    ).sort("municipality_code", "last_day", "step_number")


def stretches(register: Register, as_of: date) -> pl.DataFrame:
    """The time of every municipality up to `as_of`, cut at the mergers into it.

    One row per municipality and stretch: municipality_code, merged_on (the merger it begins with; null: none) and
    last_day. A municipality that has been dissolved since keeps its stretches; they end the day before.
    """
    cuts = _merged_into(register, as_of)
    existed = register.municipalities.filter(pl.col("valid_from").is_null() | (pl.col("valid_from") <= as_of))
    own = existed.select("municipality_code", begins_on="valid_from").join(
        cuts, left_on=["municipality_code", "begins_on"], right_on=["municipality_code", "merged_on"], how="anti"
    )
    return (
        pl.concat(
            [own.with_columns(merged_on=pl.lit(None, pl.Date)), cuts.with_columns(begins_on="merged_on")],
            how="diagonal",
        )
        .sort("municipality_code", "begins_on", nulls_last=False)
        .join(existed.select("municipality_code", "valid_to"), on="municipality_code", maintain_order="left")
        .with_columns(next_cut=pl.col("begins_on").shift(-1).over("municipality_code"))
        .with_columns(
            last_day=pl.min_horizontal(
                pl.lit(as_of), *(pl.col(end) - pl.duration(days=1) for end in ("next_cut", "valid_to"))
            )
        )
        .select("municipality_code", "merged_on", "last_day")
    )


def _merged_into(register: Register, as_of: date) -> pl.DataFrame:
    """Every municipality that others merged into, and when: municipality_code, merged_on."""
    days = [
        parts.select(municipality_code="successor_code", merged_on=pl.lit(day)).unique()
        for day, parts in mergers(register)
        if day <= as_of
    ]
    return pl.concat([pl.DataFrame(schema={"municipality_code": pl.String, "merged_on": pl.Date}), *days])


def _seen(known: Known, cut: pl.DataFrame) -> pl.DataFrame:
    """One row per stretch and step that is followed; what was said last, at its merger, and the own start.

    Adds standing, reporting_date, start_date, end_date, standing_at_merger, start_date_at_merger, own_start_date.
    """
    on = ["municipality_code", "last_day", "step_number"]
    last = _said_on(known, cut, "last_day")
    first = _said_on(known, cut.drop_nulls("merged_on"), "merged_on").select(
        *on, standing_at_merger="standing", start_date_at_merger="start_date"
    )
    is_followed = (
        pl.col("standing_at_merger").is_null()
        | (pl.col("standing_at_merger") == Standing.NOT_APPLICABLE)
        | pl.col("standing_at_merger").is_in(UNFINISHED)
    )
    is_said_again = pl.col("merged_on").is_not_null() & pl.col("is_from_parts")  # its parts said it, and count for it
    return (
        last.filter(pl.col("standing").is_in([*UNFINISHED, Standing.FINISHED]))
        .join(first, on=on, how="left")
        .filter(is_followed & ~is_said_again)
        .join(own_starts(known, cut), on=["municipality_code", "last_day"], how="left")
    )


def _said_on(known: Known, cut: pl.DataFrame, day: str) -> pl.DataFrame:
    """What holds for the municipality of each stretch on this day of it, per step."""
    return known.held_milestones.join(cut, on="municipality_code").filter(
        pl.col("held_from") <= pl.col(day), pl.col("held_until").is_null() | (pl.col("held_until") > pl.col(day))
    )


def own_starts(known: Known, cut: pl.DataFrame) -> pl.DataFrame:
    """The earliest start date that a municipality or its parts gave up to the last day of each stretch."""
    given = (
        known.held_milestones.filter(~pl.col("is_from_parts"))
        .drop_nulls("start_date")
        .select("municipality_code", "start_date", given_on="reporting_date")
    )
    for day, parts in mergers(known.register):
        of_parts = given.filter(pl.col("given_on") < day).join(parts, left_on="municipality_code", right_on="part_code")
        passed_on = of_parts.select("start_date", municipality_code="successor_code", given_on=pl.lit(day))
        given = pl.concat([given, passed_on.select(given.columns)])
    return (
        given.join(cut, on="municipality_code")
        .filter(pl.col("given_on") <= pl.col("last_day"))
        .group_by("municipality_code", "last_day")
        .agg(own_start_date=pl.col("start_date").min())
    )


def _on_clock(seen: pl.DataFrame, clock: Clock, is_event: pl.Expr = IS_FINISHED) -> pl.DataFrame:
    """The days since start_date at which each spell enters and leaves: on end_date, or last seen."""
    is_late = pl.col("standing_at_merger").is_in(UNFINISHED)
    leaves_on = pl.when(is_event).then("end_date").otherwise("reporting_date")
    run_at_merger = (pl.col("merged_on") - pl.col("start_date")).dt.total_days()
    entry, leave = pl.col("entry_days"), pl.col("exit_days")
    return (
        seen.with_columns(
            clock=pl.lit(clock.value),
            is_event=is_event,
            # a step that began after the merger is followed from its own start
            entry_days=pl.when(is_late).then(pl.max_horizontal(run_at_merger, 0)).otherwise(0),
            exit_days=(leaves_on - pl.col("start_date")).dt.total_days(),
        )
        .with_columns(
            entry_days=pl.when(pl.col("start_date").is_not_null()).then(entry),
            left_out=pl.when(leave.is_null())
            .then(pl.lit(LeftOut.NO_START.value))
            .when((leave < entry) | ((leave == entry) & (entry > 0)))
            .then(pl.lit(LeftOut.NOT_SEEN.value)),
        )
        .select(
            "municipality_code",
            "step_number",
            "clock",
            "last_day",
            pl.col("start_date").alias("begun_on"),
            "entry_days",
            "exit_days",
            "is_event",
            "left_out",
        )
    )
