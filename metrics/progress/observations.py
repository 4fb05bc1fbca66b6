"""What is counted of the steps: one row per municipality and step, per month or party of those, per municipality.

Every frame is a full grid of the chosen population, so a group in which nobody spoke is there, and is unknown. Groups
are columns under their own names: municipality, step, province, size_class, access_variant, month, party.
"""

import polars as pl

from domain.statements import Standing, Table
from metrics.defining.question import Question, named_keys
from metrics.standing.state import Freshness

UNFINISHED = (Standing.NOT_STARTED, Standing.STARTED)


def steps(question: Question) -> pl.DataFrame:
    """One row per municipality and step on the as_of date; adds the standing as flags (see `_flagged`)."""
    return _flagged(question.standings_at([question.as_of]))


def steps_per_month(question: Question) -> pl.DataFrame:
    """The same at each month's end, by that day's register and that day's statements; adds month."""
    ends = question.month_ends(Table.MILESTONE)
    return _flagged(question.standings_at(ends)).with_columns(month=pl.col("as_of").dt.to_string("%Y-%m"))


def steps_per_party(question: Question) -> pl.DataFrame:
    """One row per municipality, step and party that it may wait on; adds party, waits (only a started step does)."""
    parties = pl.DataFrame({"party": [party.key for party in question.known.programme.waiting_parties]})
    waits = pl.col("waiting_on").str.split("+").list.contains(pl.col("party")).fill_null(value=False)
    return steps(question).join(parties, how="cross").with_columns(waits=waits & pl.col("is_started"))


def completion(question: Question) -> pl.DataFrame:
    """One row per municipality, over all its steps.

    Adds finished_count, applicable_count, unreported_count, stale_count, is_reporter, and whether all steps are done:
    is_done (certain), could_be_done (no step said to be unfinished), could_be_done_if_stale (no current statement
    says unfinished). `reported_finished_count` is null for a municipality that never reported.
    """
    per_municipality = (
        steps(question)
        .group_by("municipality", "province", "size_class", "access_variant")
        .agg(
            finished_count=pl.col("is_finished").sum(),
            applicable_count=pl.col("is_applicable").sum(),
            unreported_count=pl.col("is_unknown").sum(),
            stale_count=pl.col("is_stale").sum(),
            could_be_done=~pl.col("is_unfinished").any(),
            could_be_done_if_stale=~(pl.col("is_unfinished") & ~pl.col("is_stale")).any(),
        )
        .join(_reporters(question), on="municipality")
    )
    return per_municipality.with_columns(
        is_done=pl.col("could_be_done") & (pl.col("unreported_count") == 0),
        reported_finished_count=pl.when("is_reporter").then("finished_count"),
    )


def _flagged(stood: pl.DataFrame) -> pl.DataFrame:
    """Adds is_finished, is_started, is_unfinished, is_applicable (stated and applicable), is_unknown, is_stale."""
    standing = pl.col("standing")
    return named_keys(stood).with_columns(
        is_finished=standing == Standing.FINISHED,
        is_started=standing == Standing.STARTED,
        is_unfinished=standing.is_in(UNFINISHED),
        is_applicable=standing.is_in([*UNFINISHED, Standing.FINISHED]),
        is_unknown=standing == Standing.NOT_REPORTED,
    )


def _reporters(question: Question) -> pl.DataFrame:
    return question.population.select(
        municipality="municipality_code", is_reporter=pl.col("freshness") != Freshness.SILENT
    )
