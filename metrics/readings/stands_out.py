"""The reports that stand out, row by row: which rule, what was written, beside what, in which row of which file."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from domain.consistency import FAR_ABOVE_BAND, consistency_warnings
from domain.programme import Programme
from domain.statements import KEY, SUBJECT, Standing, Table
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.standing.known import Known
from metrics.standing.mergers import successors

AMOUNTS: Final[Mapping[Table, str]] = {Table.COST: "realised_cost_eur", Table.TRAINING: "trained_staff_count"}
"""What of a table is a running total."""
DECREASED: Final = ("cost_decreased", "trained_decreased")
COLUMNS: Final[Mapping[str, pl.DataType]] = {
    "rule": pl.String(), "table": pl.String(), "municipality_code": pl.String(), "said_by": pl.String(),
    "step_number": pl.Int64(), "target_group": pl.String(), "reporting_date": pl.Date(), "standing": pl.String(),
    "amount": pl.Float64(), "beside_amount": pl.Float64(), "beside_date": pl.Date(), "start_date": pl.Date(),
    "own_target_date": pl.Date(), "file_name": pl.String(), "row_number": pl.Int64(), "ledger_sequence": pl.Int64(),
    "is_latest": pl.Boolean(),
}  # fmt: skip


def warned_rows(known: Known, request: Request) -> pl.DataFrame:
    """Every statement that gives a warning, of the chosen municipalities: one row per rule and statement; COLUMNS.

    said_by: under whose code it was said, municipality_code: who shows it on the as_of date. amount: euro, or staff
    trained. beside_amount: what the rule holds it against, the amount before it (of beside_date) or the bound (euro);
    for a reopened step beside_date is the first reporting date that called it finished. is_latest: nothing newer was
    said on the same subject, so that it still stands. ledger_sequence, row_number: in which file, and which row of it.
    """
    question = Question(known, request, ())
    said = {
        table: frame.filter(pl.col("reporting_date") <= question.as_of).sort(KEY[table])
        for table, frame in question.known.statements.items()
    }
    follows = consistency_warnings(said, programme=known.programme, register=known.register, as_of=question.as_of)
    parts = [_of_table(table, frame, follows, known.programme) for table, frame in said.items()]
    shown = successors(known.register, question.as_of).rename({"successor_code": "shown_code"})
    empty = pl.DataFrame(schema=COLUMNS).drop("file_name", "said_by")
    return (
        pl.concat([empty, *parts], how="diagonal")
        .join(shown, on="municipality_code")
        .join(_files(known), on="ledger_sequence", how="left")
        .rename({"municipality_code": "said_by", "shown_code": "municipality_code"})
        .filter(pl.col("municipality_code").is_in(question.population["municipality_code"].to_list()))
        .select(list(COLUMNS))
        .sort("rule", "municipality_code", "said_by", "step_number", "target_group", "reporting_date")
    )


def _of_table(table: Table, said: pl.DataFrame, follows: pl.DataFrame, programme: Programme) -> pl.DataFrame:
    """The statements of one table that give a warning, with what each is held against."""
    key = list(KEY[table])
    of_file = said.select(*key, rule=pl.col("flags").str.split("+")).explode("rule").drop_nulls("rule")
    found = pl.concat([follows.filter(pl.col("table") == table.value).select(*key, "rule"), of_file]).unique()
    wanted = ["standing", "start_date", "own_target_date"] if table is Table.MILESTONE else []
    is_latest = pl.col("reporting_date") == pl.col("reporting_date").max().over(SUBJECT[table])
    stated = said.with_columns(**_beside(table), table=pl.lit(table.value), is_latest=is_latest).select(
        *key, "table", *wanted, "amount", "before_amount", "beside_date", "row_number", "ledger_sequence", "is_latest"
    )
    return (
        found.join(stated, on=key)
        .with_columns(
            beside_amount=pl.when(pl.col("rule").is_in(DECREASED))
            .then("before_amount")
            .when(pl.col("rule") == "cost_far_above_band")
            .then(_bound(table, programme)),
            beside_date=pl.when(pl.col("rule").is_in([*DECREASED, "step_reopened"])).then("beside_date"),
        )
        .drop("before_amount")
    )


def _beside(table: Table) -> dict[str, pl.Expr]:
    """The amount with the one before it and its date; of a step when it was first called finished."""
    if table in AMOUNTS:
        amount = pl.col(AMOUNTS[table]).cast(pl.Float64)
        before = {"before_amount": amount, "beside_date": pl.col("reporting_date")}
        over = SUBJECT[table]
        return {
            "amount": amount,
            **{name: value.shift(1).over(over, order_by="reporting_date") for name, value in before.items()},
        }
    nothing = {"amount": pl.lit(None, pl.Float64), "before_amount": pl.lit(None, pl.Float64)}
    if table is Table.MILESTONE:
        finished = pl.col("reporting_date").filter(pl.col("standing") == Standing.FINISHED).min()
        return {**nothing, "beside_date": finished.over(SUBJECT[table])}
    return {**nothing, "beside_date": pl.lit(None, pl.Date)}


def _bound(table: Table, programme: Programme) -> pl.Expr:
    """Above which amount the costs of a step stand out (euro)."""
    if table is not Table.COST:
        return pl.lit(None, pl.Float64)
    upper = {step.number: step.cost.municipal_upper_eur for step in programme.steps}
    known = {number: FAR_ABOVE_BAND * amount for number, amount in upper.items() if amount is not None}
    return pl.col("step_number").replace_strict(known, default=None, return_dtype=pl.Float64)


def _files(known: Known) -> pl.DataFrame:
    """The name of the file of each ledger line."""
    schema = {"sequence": pl.Int64(), "file_name": pl.String()}
    files = known.files if known.files.width else pl.DataFrame(schema=schema)
    return files.select("file_name", ledger_sequence=pl.col("sequence").cast(pl.Int64))
