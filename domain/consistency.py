"""What standing statements say that does not fit together. Warnings: nothing is refused for them.

Each follows from the statements alone, never from the order in which they came in.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import KEY, SUBJECT, Standing, Table

FAR_ABOVE_BAND: Final = 3  # times the highest amount of the cost table; less is a matter of local choices
UNFINISHED: Final = (Standing.NOT_STARTED, Standing.STARTED)

WARNING_COLUMNS: Final[dict[str, pl.DataType]] = {
    "rule": pl.String(),
    "table": pl.String(),
    "municipality_code": pl.String(),
    "reporting_date": pl.Date(),
    "step_number": pl.Int64(),
    "target_group": pl.String(),
}


def consistency_warnings(
    statements: Mapping[Table, pl.DataFrame], *, programme: Programme, register: Register, as_of: date
) -> pl.DataFrame:
    """The warnings that standing statements with a reporting date up to `as_of` give, sorted.

    One row per rule and statement key: rule, table (`Table` value), municipality_code, reporting_date, step_number,
    target_group (null where the table has no such key column). `statements` has one row per key, as the store's
    `statements()` gives them; a table that is left out counts as empty.
    """
    heard = {table: frame.filter(pl.col("reporting_date") <= as_of) for table, frame in statements.items()}
    parts: list[pl.DataFrame] = []
    for table, frame in heard.items():
        if frame.height:
            checks = _checks(table, frame, heard.get(Table.TRAINING), programme)
            checks["merged_later"] = pl.col("municipality_code").is_in(_dissolved_by(register, as_of))
            parts.append(_failing(table, frame, checks))
    if not parts:
        return pl.DataFrame(schema=WARNING_COLUMNS)
    return pl.concat(parts).sort("rule", "table", "municipality_code", "reporting_date", "step_number", "target_group")


def _checks(
    table: Table, frame: pl.DataFrame, training: pl.DataFrame | None, programme: Programme
) -> dict[str, pl.Expr]:
    """Per rule, an expression that is true for the statements that give the warning."""
    if table is Table.MILESTONE:
        return _milestone_checks(frame, training, programme)
    if table is Table.TRAINING:
        return {"trained_decreased": _went_down("trained_staff_count", table)}
    if table is Table.COST:
        return {
            "cost_decreased": _went_down("realised_cost_eur", table),
            "cost_far_above_band": _far_above_band(programme),
        }
    return {}


def _milestone_checks(frame: pl.DataFrame, training: pl.DataFrame | None, programme: Programme) -> dict[str, pl.Expr]:
    is_finished = pl.col("standing") == Standing.FINISHED
    is_unfinished = pl.col("standing").is_in([str(standing) for standing in UNFINISHED])
    first_finished = pl.col("reporting_date").filter(is_finished).min().over(SUBJECT[Table.MILESTONE])
    trained = [] if training is None else training["municipality_code"].unique().to_list()
    is_untrained = ~pl.col("municipality_code").is_in(trained) if trained else pl.lit(value=True)
    return {
        "step_reopened": is_unfinished & (pl.col("reporting_date") > first_finished),
        "step8_done_untrained": is_finished & (pl.col("step_number") == programme.training_step_number) & is_untrained,
        "target_passed": is_unfinished & (pl.col("own_target_date") < pl.col("reporting_date")),
        "start_missing": pl.col("standing").is_in([str(Standing.STARTED), str(Standing.FINISHED)])
        & pl.col("start_date").is_null(),
        "start_without_begin": (pl.col("standing") == Standing.NOT_STARTED) & pl.col("start_date").is_not_null(),
    }


def _went_down(running_total: str, table: Table) -> pl.Expr:
    """Lower than at the reporting date before it (frames are sorted by key first)."""
    return pl.col(running_total) < pl.col(running_total).shift(1).over(SUBJECT[table], order_by="reporting_date")


def _far_above_band(programme: Programme) -> pl.Expr:
    upper = {
        step.number: step.cost.municipal_upper_eur
        for step in programme.steps
        if step.cost.municipal_upper_eur is not None
    }
    bound = pl.col("step_number").replace_strict(upper, default=None, return_dtype=pl.Float64)
    return pl.col("realised_cost_eur") > FAR_ABOVE_BAND * bound


def _dissolved_by(register: Register, as_of: date) -> list[str]:
    return [
        code
        for code, municipality in register.by_code.items()
        if municipality.dissolved_on is not None and municipality.dissolved_on <= as_of
    ]


def _failing(table: Table, frame: pl.DataFrame, checks: Mapping[str, pl.Expr]) -> pl.DataFrame:
    tried = frame.select(*KEY[table], **{rule: check.fill_null(value=False) for rule, check in checks.items()})
    columns = [
        pl.col(name) if name in KEY[table] else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in WARNING_COLUMNS.items()
        if name not in ("rule", "table")
    ]
    found = [
        tried.filter(pl.col(rule)).select(pl.lit(rule).alias("rule"), pl.lit(str(table)).alias("table"), *columns)
        for rule in checks
        if tried[rule].any()
    ]
    return pl.concat(found) if found else pl.DataFrame(schema=WARNING_COLUMNS)
