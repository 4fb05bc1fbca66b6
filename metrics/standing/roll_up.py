"""What a merged municipality is held to have said, from what its parts said, until it speaks for itself.

Each function takes one row per part and subject, with successor_code and part_count (how many parts there are), and
gives one row per subject of the successor. A part without a row is silent.
"""

from collections.abc import Sequence

import polars as pl

from domain.statements import OPTIONAL_VALUES, REQUIRED_VALUES, SUBJECT, Standing, Table


def roll_up_steps(said: pl.DataFrame, parties: Sequence[str]) -> pl.DataFrame:
    """Finished when all parts say so, unfinished when any does, otherwise unknown while a part is silent.

    Parts that say not applicable are set aside. The start is the earliest, the end the latest, there is no own
    target; it waits on every party that one of the started parts waits on. The row is as old as the newest of the
    statements under it: one part that spoke recently keeps it from being stale.
    """
    standing = pl.col("standing")
    is_applicable = standing.is_in([Standing.NOT_STARTED, Standing.STARTED, Standing.FINISHED])
    return (
        said.group_by("successor_code", "step_number", maintain_order=True)
        .agg(
            pl.col("part_count").first(),
            *_waits(parties),
            stated_count=(standing != Standing.NOT_REPORTED).sum(),
            has_not_started=(standing == Standing.NOT_STARTED).any(),
            has_started=(standing == Standing.STARTED).any(),
            has_finished=(standing == Standing.FINISHED).any(),
            reporting_date=pl.col("reporting_date").max(),
            start_date=pl.col("start_date").filter(is_applicable).min(),
            end_date=pl.col("end_date").filter(standing == Standing.FINISHED).max(),
        )
        .with_columns(standing=_least_advanced())
        .select(
            pl.col("successor_code").alias("municipality_code"),
            "step_number",
            "standing",
            *(_unless_unknown(name) for name in ("reporting_date", "start_date")),
            end_date=pl.when(standing == Standing.FINISHED).then("end_date"),
            waiting_on=pl.when(standing == Standing.STARTED).then(_joined(parties)),
        )
    )


def optional_amounts(table: Table) -> list[str]:
    """The values of a table that can be summed and may be left out."""
    return [name for name, kind in OPTIONAL_VALUES[table].items() if kind.is_numeric()]


def said_in_full(statements: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Statements with the flags that `roll_up_sums` raises: what a municipality says itself is no sum of parts."""
    names = ["is_at_least", *(f"{name}_is_at_least" for name in optional_amounts(table))]
    return statements.with_columns(pl.lit(value=False).alias(name) for name in names)


def roll_up_sums(said: pl.DataFrame, table: Table) -> pl.DataFrame:
    """People and money summed. `is_at_least`: a part is silent, so the sums can only be too low.

    For an optional value `<value>_is_at_least` says that a part did not give that value.
    """
    required, optional = list(REQUIRED_VALUES[table]), optional_amounts(table)
    group = [name for name in SUBJECT[table] if name != "municipality_code"]
    return (
        said.sort("municipality_code")  # floats are added in one order, whatever order they came in
        .group_by("successor_code", *group, maintain_order=True)
        .agg(
            pl.col("reporting_date").max(),
            pl.col(required).sum(),
            *(pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in optional),
            *(_some_part_lacks(name) for name in optional),
            is_at_least=(pl.len() < pl.col("part_count").first()) | pl.col("is_at_least").any(),
        )
        .rename({"successor_code": "municipality_code"})
    )


def roll_up_parts(said: pl.DataFrame) -> pl.DataFrame:
    """What each part said of its costs, one after the other in `parts`: for a sum of some of them."""
    return (
        said.sort("municipality_code")
        .group_by("successor_code", "step_number", maintain_order=True)
        .agg(pl.col("reporting_date").max(), pl.col("parts").explode())
        .rename({"successor_code": "municipality_code"})
    )


def roll_up_profile(said: pl.DataFrame) -> pl.DataFrame:
    """The access variant holds where all parts name the same one; a silent part does not agree."""
    variant = pl.col("access_variant")
    agree = (variant.count() == pl.col("part_count").first()) & (variant.n_unique() == 1)
    return (
        said.group_by("successor_code", maintain_order=True)
        .agg(pl.col("reporting_date").max(), access_variant=pl.when(agree).then(variant.first()))
        .rename({"successor_code": "municipality_code"})
    )


def roll_up_newest(said: pl.DataFrame) -> pl.DataFrame:
    """A merged municipality's newest report is the newest of its parts'."""
    return (
        said.group_by("successor_code", maintain_order=True)
        .agg(pl.col("reporting_date").max())
        .rename({"successor_code": "municipality_code"})
    )


def _least_advanced() -> pl.Expr:
    return (
        pl.when("has_not_started")
        .then(pl.lit(Standing.NOT_STARTED.value))
        .when("has_started")
        .then(pl.lit(Standing.STARTED.value))
        .when(pl.col("stated_count") < pl.col("part_count"))
        .then(pl.lit(Standing.NOT_REPORTED.value))
        .when("has_finished")
        .then(pl.lit(Standing.FINISHED.value))
        .otherwise(pl.lit(Standing.NOT_APPLICABLE.value))
    )


def _unless_unknown(name: str) -> pl.Expr:
    return pl.when(pl.col("standing") != Standing.NOT_REPORTED).then(name).alias(name)


def _waits(parties: Sequence[str]) -> list[pl.Expr]:
    is_started = pl.col("standing") == Standing.STARTED
    named = pl.col("waiting_on").str.split("+")
    return [(is_started & named.list.contains(party)).any().alias(f"waits_{party}") for party in parties]


def _joined(parties: Sequence[str]) -> pl.Expr:
    named = [pl.when(f"waits_{party}").then(pl.lit(party)) for party in parties]
    joined = pl.concat_str(named, separator="+", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def _some_part_lacks(name: str) -> pl.Expr:
    flag = f"{name}_is_at_least"
    return ((pl.col(name).count() < pl.col("part_count").first()) | pl.col(flag).any()).alias(flag)
