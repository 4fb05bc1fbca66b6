"""What several figures of Gegevenskwaliteit are about."""

from dataclasses import replace

import polars as pl

from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from language.formats import days
from language.texts import say
from metrics.standing.state import Freshness

AGE_KEYS = {
    Freshness.CURRENT: "screen_quality.age.current",
    Freshness.STALE: "screen_quality.age.older",
    Freshness.SILENT: "screen_quality.age.never",
}


def age_limit(view: View) -> int:
    """The age that reports are told apart by, in days: the one chosen, else that of which all are marked."""
    return view.max_age_days or STALE_AFTER_DAYS


def with_age(chosen: pl.DataFrame, view: View) -> pl.DataFrame:
    """The municipalities chosen by the newest report there is, one that a chosen age leaves out as well.

    Columns as `queries.population`; freshness tells current from stale by `age_limit`. Adds age_days: since
    newest_reporting_date; null for those that never reported.
    """
    every = queries.everyone(replace(view, max_age_days=None))
    newest = every.select("municipality_code", "newest_reporting_date")
    age = (pl.lit(view.as_of) - pl.col("newest_reporting_date")).dt.total_days()
    return (
        chosen.drop("newest_reporting_date")
        .join(newest, on="municipality_code", how="left", maintain_order="left")
        .with_columns(
            age_days=age,
            freshness=pl.when(age.is_null())
            .then(pl.lit(Freshness.SILENT.value))
            .when(age > age_limit(view))
            .then(pl.lit(Freshness.STALE.value))
            .otherwise(pl.lit(Freshness.CURRENT.value)),
        )
    )


def age_word(freshness: str, limit: int, language: Language) -> str:
    """How old the newest report of a municipality is, beside the age that is told apart by (days)."""
    return say(AGE_KEYS[Freshness(freshness)], language, age=days(limit, language))
