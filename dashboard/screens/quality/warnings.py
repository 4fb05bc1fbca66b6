"""What stands out in the reports: how many municipalities have which warning, and which they are."""

import polars as pl

from dashboard.drawing.bars import BARS, Bar, BarsData
from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import integer
from language.texts import say


def warnings(people: pl.DataFrame, view: View) -> None:
    """How many municipalities have which warning, and under it which they are."""
    language = view.language
    figure = queries.ask(view, "consistency", by=("rule",))
    rows = figure.rows.filter(pl.col("numerator") > 0).sort("numerator", descending=True, maintain_order=True)
    nothing = "screen_quality.warnings.finding_none" if figure.reporter_count else "screen_quality.warnings.nobody"
    finding = say(nothing, language)
    if rows.height:
        rule = say(f"screen_rule.warning.{rows['rule'][0]}", language)
        count = rows["numerator"][0]
        finding = counted("screen_quality.warnings.finding", count, language, rule=rule, count=integer(count, language))
    data = warnings_drawn(rows, say("screen_quality.warnings.alt", language, finding=finding), language)
    by_municipality = queries.ask(view, "consistency", by=("rule", "municipality")).rows
    anatomy.figure(
        "warnings",
        finding=finding,
        subtitle=say("screen_quality.warnings.subtitle", language),
        draw=lambda: rows.height and BARS.draw(data, key="warnings"),
        note=anatomy.note(figure, language),
        table=warnings_table(rows, language) if rows.height else None,
        rows_under=warnings_under(by_municipality, people, language) if rows.height else None,
        made_by=figure,
    )


def warnings_drawn(rows: pl.DataFrame, alt: str, language: Language) -> BarsData:
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


def warnings_table(rows: pl.DataFrame, language: Language) -> TableData:
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


def warnings_under(rows: pl.DataFrame, people: pl.DataFrame, language: Language) -> TableData:
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
