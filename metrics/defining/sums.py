"""Sums per group: counts, and money and hours, the same to the last digit whatever the order of the rows."""

from collections.abc import Mapping, Sequence
from math import fsum

import polars as pl
from polars import selectors

from domain.value_status import ValueStatus

_ALL = "all_rows"


def grouped(frame: pl.DataFrame, by: Sequence[str], aggregations: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """One row per group that the frame holds; one row in all without groups, and none when the frame is empty."""
    if by:
        summary = frame.group_by(by).agg(**aggregations)
    else:
        summary = frame.select(**aggregations).head(0 if frame.is_empty() else 1)
    return summary.with_columns(selectors.unsigned_integer().cast(pl.Int64))  # so that a difference can be negative


def summed(
    frame: pl.DataFrame, by: Sequence[str], *, amounts: Mapping[str, pl.Expr], counts: Mapping[str, pl.Expr]
) -> pl.DataFrame:
    """One row per group that the frame holds (one in all without groups, none when it is empty).

    `amounts` are expressions per row; their sum is exact, and null where no row has one. `counts` are aggregations.
    """
    keys = list(by) or [_ALL]
    rows = frame if by else frame.with_columns(pl.lit(0).alias(_ALL))
    lists = {name: amount.cast(pl.Float64).drop_nulls() for name, amount in amounts.items()}
    gathered = rows.group_by(keys, maintain_order=True).agg(**lists, **counts)
    exact = [
        pl.Series(name, [fsum(found) if found else None for found in gathered[name].to_list()], dtype=pl.Float64)
        for name in amounts
    ]
    whole = gathered.with_columns(exact).with_columns(selectors.unsigned_integer().cast(pl.Int64))
    return whole if by else whole.drop(_ALL)


def against_range(amount: str, low: str, high: str) -> dict[str, pl.Expr]:
    """An amount against a norm that may be a range: value and value_status, or lower_bound and upper_bound.

    The lowest share is that of the highest norm. A norm of nothing gives no share: not applicable.
    """
    has_norm = (pl.col(low) > 0) & pl.col(amount).is_not_null()
    is_single = pl.col(low) == pl.col(high)
    return {
        "value": pl.when(has_norm & is_single).then(pl.col(amount) / pl.col(low)),
        "lower_bound": pl.when(has_norm & ~is_single).then(pl.col(amount) / pl.col(high)),
        "upper_bound": pl.when(has_norm & ~is_single).then(pl.col(amount) / pl.col(low)),
        "value_status": pl.when(pl.col(amount).is_null() | pl.col(low).is_null())
        .then(status(ValueStatus.NOT_REPORTED))
        .when(~has_norm)
        .then(status(ValueStatus.NOT_APPLICABLE))
        .when(is_single)
        .then(status(ValueStatus.OBSERVED))
        .otherwise(status(ValueStatus.RANGE)),
    }


def status(value_status: ValueStatus) -> pl.Expr:
    """A value_status as a column has it."""
    return pl.lit(value_status.value)
