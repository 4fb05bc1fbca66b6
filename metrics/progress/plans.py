"""Own plans: what a municipality planned for a step under its own code, and what came of it.

Plans are the municipality's own. There is no shared date to hold them against, and none is made up here.
"""

import polars as pl

from domain.statements import Standing, Table
from metrics.defining.question import Question
from metrics.progress.observations import UNFINISHED

SUBJECT = ("municipality_code", "step_number")


def plans(question: Question) -> pl.DataFrame:
    """One row per municipality and step of the grid; null where nothing is known under its own code.

    Adds is_met, is_not_met, is_outcome_unknown (all false without a plan), slip_days (last minus first target stated,
    null with fewer than two), has_one_target, was_finished, is_reopened, is_stated; and of the plan target_date and
    target_reported_on, the reporting date of the report that gave it.
    """
    outcomes = _said(question).group_by(SUBJECT).agg(_slip(), _reopened(), is_stated=pl.lit(value=True))
    flags = ("was_finished", "is_reopened", "is_stated", "has_one_target", "is_met", "is_not_met", "is_outcome_unknown")
    return (
        _grid(question)
        .join(outcomes.unnest("slip", "reopening"), on=SUBJECT, how="left")
        .join(_adherence(_said(question)), on=SUBJECT, how="left")
        .with_columns(pl.col(flags).fill_null(value=False))
        .rename({"municipality_code": "municipality", "step_number": "step"})
    )


def _said(question: Question) -> pl.DataFrame:
    """Own milestone statements up to the as_of date, in order of reporting date."""
    return (
        question.known.statements[Table.MILESTONE]
        .filter(pl.col("reporting_date") <= question.as_of)
        .sort(*SUBJECT, "reporting_date")
    )


def _grid(question: Question) -> pl.DataFrame:
    steps = pl.DataFrame({"step_number": question.known.programme.step_numbers}, schema={"step_number": pl.Int64})
    people = question.population.select("municipality_code", "province", "size_class", "access_variant")
    return people.join(steps, how="cross").filter(question.is_asked_step())


def _adherence(said: pl.DataFrame) -> pl.DataFrame:
    """The last target stated in a report dated no later than that target, and whether it was met.

    Met: the latest statement gives an end no later than the target. Not met: a report dated on or after the target
    says unfinished, or gives a later end. Otherwise the outcome is not known (yet).
    """
    target, reported = pl.col("own_target_date"), pl.col("reporting_date")
    is_plan = target >= reported
    planned, planned_on = (one.filter(is_plan).last().over(SUBJECT) for one in (target, reported))
    says_not_met = pl.col("standing").is_in(UNFINISHED) | (pl.col("end_date") > pl.col("planned"))
    return (
        said.with_columns(planned=planned, planned_on=planned_on)
        .filter(pl.col("planned").is_not_null())
        .group_by(SUBJECT)
        .agg(
            is_met=(pl.col("end_date").last() <= pl.col("planned").first()).fill_null(value=False),
            target_date=pl.col("planned").first(),
            target_reported_on=pl.col("planned_on").first(),
            says_not_met=(says_not_met.fill_null(value=False) & (reported >= pl.col("planned"))).any(),
        )
        .select(
            *SUBJECT,
            "is_met",
            "target_date",
            "target_reported_on",
            is_not_met=~pl.col("is_met") & pl.col("says_not_met"),
            is_outcome_unknown=~pl.col("is_met") & ~pl.col("says_not_met"),
        )
    )


def _slip() -> pl.Expr:
    targets = pl.col("own_target_date").drop_nulls()
    days = (targets.last() - targets.first()).dt.total_days()
    return pl.struct(
        slip_days=pl.when(targets.len() >= 2).then(days),
        has_one_target=targets.len() == 1,
    ).alias("slip")


def _reopened() -> pl.Expr:
    """Finished at one reporting date and unfinished at a later one."""
    finished_on = pl.col("reporting_date").filter(pl.col("standing") == Standing.FINISHED).min()
    unfinished_on = pl.col("reporting_date").filter(pl.col("standing").is_in(UNFINISHED)).max()
    return pl.struct(
        was_finished=finished_on.is_not_null(),
        is_reopened=(unfinished_on > finished_on).fill_null(value=False),
    ).alias("reopening")
