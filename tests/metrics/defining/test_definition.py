"""What definitions share: the middle of values, with the quartiles around it."""

import polars as pl

from metrics.defining.definition import quartiles


def _middle(*days: int) -> float | None:
    return pl.DataFrame({"days": days}, schema={"days": pl.Int64}).select(**quartiles(pl.col("days"))).item(0, "median")


def test_the_middle_of_nobody_is_unknown():
    assert _middle() is None
    assert _middle(2, 5) == 3.5
