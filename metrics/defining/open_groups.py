"""Groups by something that is itself reported: who did not report it could be in any of them.

That is the access variant. Bounds of such a group count with those of whom the variant is not known.
"""

from collections.abc import Mapping

import polars as pl

from metrics.defining.question import Question
from metrics.defining.request import Group
from metrics.defining.sums import grouped


def with_open(
    totals: pl.DataFrame, question: Question, observed_where_open: pl.DataFrame | None, sums: Mapping[str, pl.Expr]
) -> pl.DataFrame:
    """`totals` with the `sums` of the municipalities that could be in its group as well; 0 where there are none.

    `observed_where_open`: the observations of those whose variant is not known; None where no group is by variant.
    """
    if observed_where_open is None:
        return totals.with_columns(pl.lit(0, pl.Int64).alias(name) for name in sums)
    on = [group for group in question.by if group != Group.ACCESS_VARIANT]
    found = grouped(observed_where_open, on, sums)
    place = pl.lit(0).alias("place")  # without other groups all rows are of one place
    joined = totals.with_columns(place).join(
        found.with_columns(place), on=["place", *on], how="left", nulls_equal=True, maintain_order="left"
    )
    is_group = pl.col(Group.ACCESS_VARIANT).is_not_null() if Group.ACCESS_VARIANT in question.by else pl.lit(value=True)
    return joined.drop("place").with_columns(pl.when(is_group).then(pl.col(name)).fill_null(0) for name in sums)
