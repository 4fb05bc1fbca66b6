"""What several figures of Gegevenskwaliteit are about."""

import polars as pl

from dashboard.view.address import View


def with_age(people: pl.DataFrame, view: View) -> pl.DataFrame:
    """Adds age_days: since the newest reporting date; null for the silent."""
    return people.with_columns(age_days=(pl.lit(view.as_of) - pl.col("newest_reporting_date")).dt.total_days())
