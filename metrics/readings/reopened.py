"""Steps that were opened again, one by one: whose, when it was called finished and when no longer."""

import polars as pl

from domain.statements import SUBJECT, Standing, Table
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.progress.observations import UNFINISHED
from metrics.standing.known import Known


def opened_again(said: pl.DataFrame) -> pl.DataFrame:
    """Who had called a step finished and has since called it unfinished, from statements that stand up to a day.

    One row per municipality and step: finished_on, the last reporting date that called it finished, and opened_on, the
    first after it that called it unfinished. When it was opened again between the two nobody said.
    """
    subject = list(SUBJECT[Table.MILESTONE])
    on, standing = pl.col("reporting_date"), pl.col("standing")
    last = said.with_columns(finished_on=on.filter(standing == Standing.FINISHED).max().over(subject))
    after = last.filter(standing.is_in(UNFINISHED), on > pl.col("finished_on"))
    return after.group_by(subject).agg(pl.col("finished_on").first(), opened_on=on.min()).sort(subject)


def reopened(known: Known, request: Request) -> pl.DataFrame:
    """What `reopened_steps` counts: one row per municipality and step, the last opened first.

    Columns municipality_code, step_number, finished_on (the first reporting date that called it finished), opened_on
    (the first after it that called it unfinished), standing and reporting_date of its last statement. Statements under
    the own code only.
    """
    question = Question(known, request, ())
    subject = list(SUBJECT[Table.MILESTONE])
    on, standing = pl.col("reporting_date"), pl.col("standing")
    said = (
        question.known.statements[Table.MILESTONE]
        .filter(on <= question.as_of, question.is_asked_step())
        .join(question.population.select("municipality_code"), on="municipality_code", how="semi")
        .sort(*subject, "reporting_date")
        .with_columns(finished_on=on.filter(standing == Standing.FINISHED).min().over(subject))
    )
    opened_on = on.filter(standing.is_in(UNFINISHED), on > pl.col("finished_on")).min()
    last = {"standing": standing.last(), "reporting_date": on.last()}
    return (
        said.group_by(subject, maintain_order=True)
        .agg(pl.col("finished_on").first(), opened_on=opened_on, **last)
        .drop_nulls("opened_on")
        .sort("opened_on", "step_number", "municipality_code", descending=[True, False, False])
    )
