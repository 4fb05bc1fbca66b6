"""Mergers and splits since the register begins: what each did to the register, and to what its parts had said."""

from datetime import timedelta

import polars as pl

from domain.municipalities import Register
from domain.statements import Table
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.standing.known import Known


def reorganised(known: Known, request: Request) -> pl.DataFrame:
    """Every merger and every split up to the as_of date, the last first.

    One row per day and successor (a merger) or per day and municipality that was split. Columns effective_date,
    is_split, old_codes, new_codes, count_before and count_after (municipalities in the register around that day, all
    changes of the day together), part_count_with_report (how many of the dissolved ones ever said something about a
    step), from_parts_count and own_count (of the steps of the successor on the as_of date: those that stand as its
    parts left them, and those it spoke of itself; null for a split, across which nothing moves).
    """
    question = Question(known, request, ())
    register = known.register
    changes = register.reorganisations.filter(pl.col("effective_date") <= question.as_of)
    merged = (
        changes.filter(~pl.col("is_split"))
        .group_by("effective_date", "new_code", maintain_order=True)
        .agg(old_codes="old_code")
        .with_columns(new_codes=pl.concat_list("new_code"), is_split=pl.lit(value=False))
    )
    split = (
        changes.filter("is_split")
        .group_by("effective_date", "old_code", maintain_order=True)
        .agg(new_codes="new_code")
        .with_columns(old_codes=pl.concat_list("old_code"), is_split=pl.lit(value=True))
    )
    spoke = question.known.statements[Table.MILESTONE]["municipality_code"].unique().to_list()
    columns = ["effective_date", "is_split", "old_codes", "new_codes"]
    every = pl.concat([merged.select(columns), split.select(columns)])
    return (
        every.join(_counts(register, every), on="effective_date", how="left")
        .with_columns(
            part_count_with_report=pl.col("old_codes").list.eval(pl.element().is_in(spoke)).list.sum().cast(pl.Int64),
            now_code=pl.when(~pl.col("is_split")).then(pl.col("new_codes").list.first()),
        )
        .join(_steps(question), left_on="now_code", right_on="municipality_code", how="left")
        .drop("now_code")
        .sort("effective_date", pl.col("new_codes").list.first(), descending=[True, False])
    )


def _counts(register: Register, changes: pl.DataFrame) -> pl.DataFrame:
    """How many municipalities there were on the day before each change and on the day itself."""
    days = changes["effective_date"].unique().sort()
    counts = [(day, register.on(day - timedelta(days=1)).height, register.on(day).height) for day in days]
    return pl.DataFrame(counts, schema=["effective_date", "count_before", "count_after"], orient="row")


def _steps(question: Question) -> pl.DataFrame:
    """Per municipality of the as_of date: on how many steps it stands as its parts left them, and by its own word."""
    is_said = pl.col("reporting_date").is_not_null()
    return (
        question.standings_at([question.as_of])
        .group_by("municipality_code")
        .agg(
            from_parts_count=(is_said & pl.col("is_from_parts")).sum().cast(pl.Int64),
            own_count=(is_said & ~pl.col("is_from_parts")).sum().cast(pl.Int64),
        )
    )
