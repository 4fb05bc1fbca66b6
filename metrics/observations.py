"""What is counted: one row per municipality and step, per month of them, per municipality, per period.

Every frame is a full grid of the chosen population, so a group in which nobody spoke is there, and is unknown. Groups
are columns under their own names: municipality, step, province, size_class, access_variant, month, quarter, party.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from domain.consistency import consistency_warnings
from domain.statements import Standing, Table
from metrics.mergers import successors
from metrics.question import Question
from metrics.request import Freshness, Group

UNFINISHED = (Standing.NOT_STARTED, Standing.STARTED)
WARNING_RULES = (
    "step_reopened", "target_passed", "start_missing", "step8_done_untrained", "trained_decreased", "cost_decreased",
    "cost_far_above_band", "ambiguous_number", "merged_later",
)  # fmt: skip
"""Every warning that a row can get, in the order of the screens: steps, training, cost, how it was written."""


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


def ages(question: Question) -> pl.DataFrame:
    """One row per municipality: age_days of its newest milestone statement (null: silent), is_silent, is_stale."""
    return _named(question.population).with_columns(
        age_days=(pl.lit(question.as_of) - pl.col("newest_reporting_date")).dt.total_days(),
        is_silent=pl.col("freshness") == Freshness.SILENT,
        is_stale=pl.col("freshness") == Freshness.STALE,
    )


def responses(question: Question) -> pl.DataFrame:
    """One row per municipality of the as_of register and period; has_statement in any table, dated in the period.

    The period is the month or quarter asked by, whole ones only; without either it is everything up to the as_of
    date. What a merged municipality's parts said counts for it.
    """
    said = _reporting_dates(question)
    people = _named(question.population)
    if not {Group.MONTH, Group.QUARTER} & set(question.by):
        answered = said.select("municipality").unique().with_columns(has_statement=pl.lit(value=True))
        grid, on = people, ["municipality"]
    else:
        length = "month" if Group.MONTH in question.by else "quarter"
        periods = _periods(question, length)
        grid, on = people.join(periods, how="cross"), ["municipality", length]
        answered = (
            said.with_columns(_period_of(pl.col("reporting_date"), length))
            .select(on)
            .unique()
            .with_columns(has_statement=pl.lit(value=True))
        )
    return grid.join(answered, on=on, how="left").with_columns(pl.col("has_statement").fill_null(value=False))


def warnings(question: Question) -> pl.DataFrame:
    """One row per municipality and rule; has_warning, and whether it said anything at all (has_statement).

    A warning about a statement of a municipality that has since merged is shown under its successor.
    """
    rules = pl.DataFrame({"rule": WARNING_RULES})
    return (
        responses(replace(question, by=()))
        .join(rules, how="cross")
        .join(_warned(question), on=["municipality", "rule"], how="left")
        .with_columns(pl.col("has_warning").fill_null(value=False))
    )


def _warned(question: Question) -> pl.DataFrame:
    """One row per municipality and rule that at least one of its statements breaks."""
    known = question.known
    follows = consistency_warnings(
        known.statements, programme=known.programme, register=known.register, as_of=question.as_of
    )
    shown_by_file = [
        frame.filter(pl.col("reporting_date") <= question.as_of)
        .select("municipality_code", rule=pl.col("flags").str.split("+"))
        .explode("rule")
        for frame in known.statements.values()
    ]
    return (
        pl.concat([follows.select("municipality_code", "rule"), *shown_by_file])
        .join(successors(known.register, question.as_of), on="municipality_code")
        .select("rule", municipality="successor_code", has_warning=pl.lit(value=True))
        .unique()
    )


def _flagged(stood: pl.DataFrame) -> pl.DataFrame:
    """Adds is_finished, is_started, is_unfinished, is_applicable (stated and applicable), is_unknown, is_stale."""
    standing = pl.col("standing")
    return _named(stood).with_columns(
        is_finished=standing == Standing.FINISHED,
        is_started=standing == Standing.STARTED,
        is_unfinished=standing.is_in(UNFINISHED),
        is_applicable=standing.is_in([*UNFINISHED, Standing.FINISHED]),
        is_unknown=standing == Standing.NOT_REPORTED,
    )


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    names = {"municipality_code": "municipality", "step_number": "step"}
    return frame.rename({old: new for old, new in names.items() if old in frame.columns})


def _reporters(question: Question) -> pl.DataFrame:
    return question.population.select(
        municipality="municipality_code", is_reporter=pl.col("freshness") != Freshness.SILENT
    )


def _reporting_dates(question: Question) -> pl.DataFrame:
    """Every reporting date up to the as_of date, under the municipality that shows it then. Columns as named."""
    dates = [
        frame.select("municipality_code", "reporting_date").unique() for frame in question.known.statements.values()
    ]
    return (
        pl.concat(dates)
        .filter(pl.col("reporting_date") <= question.as_of)
        .join(successors(question.known.register, question.as_of), on="municipality_code")
        .select("reporting_date", municipality="successor_code")
    )


def _periods(question: Question, length: str) -> pl.DataFrame:
    """The whole months or quarters with an end not after the as_of date; columns month and quarter, or quarter."""
    ends = question.month_ends(*Table)
    if length == "quarter":
        ends = _quarter_ends(ends)
    columns = [_period_of(pl.col("end"), name) for name in ({"month", "quarter"} if length == "month" else {length})]
    return pl.DataFrame({"end": ends}, schema={"end": pl.Date}).select(columns)


def _quarter_ends(month_ends: Sequence[date]) -> list[date]:
    return [end for end in month_ends if (end + timedelta(days=1)).month % 3 == 1]


def _period_of(day: pl.Expr, length: str) -> pl.Expr:
    if length == "month":
        return day.dt.to_string("%Y-%m").alias("month")
    return pl.concat_str([day.dt.year().cast(pl.String), pl.lit("-Q"), day.dt.quarter().cast(pl.String)]).alias(length)
