"""What stands out in the reports: how many municipalities have which warning, and which they are."""

import polars as pl

from dashboard.components.bars import Bar, BarsData
from dashboard.download import Column, TableData
from dashboard.tables import column
from domain.bilingual import Language
from language.formats import integer
from language.texts import say


def bars(rows: pl.DataFrame, alt: str, language: Language) -> BarsData:
    """The data of the drawn part: municipalities per warning, most first."""
    drawn: list[Bar] = [
        {
            "label": say(f"screen_rule.warning.{rule}", language),
            "segments": [("started", count)],
            "strong": integer(count, language),
        }
        for rule, count in rows.select("rule", "numerator").iter_rows()
    ]
    return {"alt": alt, "key": [], "rows": drawn, "is_plain": True}


def table(rows: pl.DataFrame, language: Language) -> TableData:
    """How many municipalities have which warning, as a table."""
    rules = [say(f"screen_rule.warning.{rule}", language) for rule in rows["rule"]]
    counts = Column(
        say("screen_quality.warnings.count", language),
        rows["numerator"].to_list(),
        lambda value: integer(value, language),
        is_number=True,
    )
    return TableData(
        say("screen_quality.warnings.subtitle", language),
        [
            Column(say("screen_quality.warnings.rule", language), rules),
            counts,
            column(rows, "denominator", language, "count"),
        ],
    )


def rows_under(rows: pl.DataFrame, people: pl.DataFrame, language: Language) -> TableData:
    """Who has which warning: one row per warning and municipality, from `consistency` by rule and municipality."""
    order = {rule: place for place, rule in enumerate(rows["rule"].unique(maintain_order=True))}
    named = (
        rows.filter(pl.col("numerator") > 0)
        .rename({"municipality": "municipality_code"})
        .join(people.select("municipality_code", "name", "province"), on="municipality_code", how="left")
        .sort(pl.col("rule").replace_strict(order, default=99), "name")
    )
    rules = [say(f"screen_rule.warning.{rule}", language) for rule in named["rule"]]
    return TableData(
        say("screen_quality.warnings.under", language),
        [
            Column(say("screen_quality.warnings.rule", language), rules),
            column(named, "municipality_code", language),
            column(named, "name", language, label="municipality"),
            column(named, "province", language),
        ],
    )
