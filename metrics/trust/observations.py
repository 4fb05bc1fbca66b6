"""What is counted of reporting: how old statements are, who responded in a period, which warnings stand.

Every frame is a full grid of the chosen population, under the names of the groups, as `metrics.progress.observations`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from domain.consistency import consistency_warnings
from domain.statements import Table
from metrics.defining.question import Question, named_keys
from metrics.defining.request import WARNING_RULES, Group
from metrics.standing.known import Known
from metrics.standing.mergers import successors
from metrics.standing.state import Freshness


def ages(question: Question) -> pl.DataFrame:
    """One row per municipality: age_days of its newest milestone statement (null: silent), is_silent, is_stale."""
    return named_keys(question.population).with_columns(
        age_days=(pl.lit(question.as_of) - pl.col("newest_reporting_date")).dt.total_days(),
        is_silent=pl.col("freshness") == Freshness.SILENT,
        is_stale=pl.col("freshness") == Freshness.STALE,
    )


def responses(question: Question) -> pl.DataFrame:
    """One row per municipality of the as_of register and period; has_statement in any table, dated in the period.

    The period is the month or quarter asked by, whole ones only; without either it is everything up to the as_of
    date. What a merged municipality's parts said counts for it.
    """
    people = named_keys(question.population)
    if not {Group.MONTH, Group.QUARTER} & set(question.by):
        answered = (
            _reporting_dates(question, question.known)
            .select("municipality")
            .unique()
            .with_columns(has_statement=pl.lit(value=True))
        )
        grid, on = people, ["municipality"]
    else:
        length = "month" if Group.MONTH in question.by else "quarter"
        periods = _periods(question, length)
        grid, on = people.join(periods, how="cross"), ["municipality", length]
        oldest = question.request.max_age_days
        is_young = _age_at_the_end(length) <= (_ANY_AGE if oldest is None else oldest)
        said = _reporting_dates(question, question.everything).filter(is_young)
        answered = (
            said.with_columns(_period_of(pl.col("reporting_date"), length))
            .select(on)
            .unique()
            .with_columns(has_statement=pl.lit(value=True))
        )
    return grid.join(answered, on=on, how="left").with_columns(pl.col("has_statement").fill_null(value=False))


def responded(question: Question, first_day: date, last_day: date) -> int:
    """How many of the chosen municipalities have a statement in any table, dated from one day up to another."""
    said = _reporting_dates(question, question.known).filter(pl.col("reporting_date").is_between(first_day, last_day))
    return said.filter(pl.col("municipality").is_in(question.population["municipality_code"]))[
        "municipality"
    ].n_unique()


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


_ANY_AGE = 366  # no statement is older than that at the end of its own month or quarter


def _age_at_the_end(length: str) -> pl.Expr:
    """How many days before the end of its own month or quarter a statement is dated: that end is its as_of."""
    day = pl.col("reporting_date")
    end = day.dt.month_end() if length == "month" else day.dt.truncate("1q").dt.offset_by("1q") - pl.duration(days=1)
    return (end - day).dt.total_days()


def _reporting_dates(question: Question, known: Known) -> pl.DataFrame:
    """Every reporting date up to the as_of date, under the municipality that shows it then. Columns as named."""
    dates = [frame.select("municipality_code", "reporting_date").unique() for frame in known.statements.values()]
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
