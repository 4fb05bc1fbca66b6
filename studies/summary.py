"""From the answers of all countries to a table: how often the intervals held the truth, and how sure that is."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

ROUNDING = 1e-12  # an end of an interval that is reached exactly holds


def holds(truth: str, low: str = "interval_low", high: str = "interval_high", *, rounding: float = ROUNDING) -> pl.Expr:
    """Whether the truth lies within two ends; `rounding`: by how much an end may be off."""
    return pl.col(truth).is_between(pl.col(low) - rounding, pl.col(high) + rounding)


WIDTH: Final = pl.col("interval_high") - pl.col("interval_low")


def misses(*, rounding: float = 0.0) -> dict[str, pl.Expr]:
    """Whether the truth lies below an interval, or above it."""
    return {
        "truth_below": pl.col("truth") < pl.col("interval_low") - rounding,
        "truth_above": pl.col("truth") > pl.col("interval_high") + rounding,
    }


def summary(
    found: pl.DataFrame,
    group: str,
    value: pl.Expr,
    *,
    error: pl.Expr,
    means: Mapping[str, pl.Expr],
    shares: Mapping[str, pl.Expr],
    rounding: float = ROUNDING,
) -> pl.DataFrame:
    """One row per silence and value over all answers that have an interval.

    `found` has silence, replicate, truth and the interval. Columns silence, value, group, asked_count, interval_count,
    the `means`, mean_error (over the answers that have an `error`), coverage with coverage_error (its Monte-Carlo
    standard error, replicates as clusters), and the `shares` of answers for which something holds.
    """
    asked = found.group_by("silence", value.alias("value"), maintain_order=True).agg(asked_count=pl.len())
    sums = {**means, **shares, "mean_error": error, "coverage": holds("truth", rounding=rounding)}
    by_replicate = (
        found.filter(pl.col("interval_low").is_not_null(), pl.col("truth").is_not_null())
        .group_by("silence", value.alias("value"), "replicate", maintain_order=True)
        .agg(
            error_count=error.count(),
            interval_count=pl.len(),
            **{name: of.cast(pl.Float64).sum() for name, of in sums.items()},
        )
        .sort("silence", "value", "replicate")
    )
    count, hits = pl.col("interval_count"), pl.col("coverage")
    share, error_count = hits.sum() / count.sum(), pl.col("error_count").sum()
    covered = by_replicate.group_by("silence", "value", maintain_order=True).agg(
        interval_count=count.sum(),
        **{name: pl.col(name).sum() / count.sum() for name in means},
        mean_error=pl.when(error_count > 0).then(pl.col("mean_error").sum() / error_count),
        coverage=share,
        coverage_error=((hits - share * count) ** 2).sum().sqrt() / count.sum(),
        **{name: pl.col(name).sum() / count.sum() for name in shares},
    )
    return (
        asked.join(covered, on=["silence", "value"])
        .with_columns(pl.col("asked_count", "interval_count").cast(pl.Int64))
        .select("silence", pl.lit(group).alias("group"), "value", pl.all().exclude("silence", "value"))
    )


def ordered(tables: Sequence[pl.DataFrame], silences: Sequence[str], groups: Sequence[str]) -> pl.DataFrame:
    """The rows of several summaries in the order of the page: by silence, group and value, numbers as numbers."""
    return (
        pl.concat(tables)
        .sort(
            pl.col("silence").cast(pl.Enum([str(one) for one in silences])),
            pl.col("group").cast(pl.Enum(groups)),
            pl.col("value").cast(pl.Int64, strict=False),
            "value",
        )
    )  # fmt: skip
