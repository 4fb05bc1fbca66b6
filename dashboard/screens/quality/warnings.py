"""What stands out in the reports: how many municipalities have which warning, and each such report with its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.bars import BARS, Bar, BarsData
from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.leading_list import draw_leading_list
from dashboard.figure.withheld_rows import held_note, withheld_rows
from dashboard.figure.words import counted, list_words
from dashboard.subjects.stands_out import StandsOut, stands_out
from dashboard.view import queries, showing, state
from dashboard.view.address import CHOICE, View
from domain.bilingual import Language
from language.formats import day, days, decimal, integer, listing
from language.texts import say
from metrics.defining.figure import Figure
from metrics.readings.stands_out import warned_rows

FIRST_SHOWN: Final = 8


@dataclass(frozen=True)
class Told:
    """What is said and drawn; `rows`: each report; the tables None where nothing stands out."""

    finding: str
    bars: BarsData
    rows: ListData
    table: TableData | None
    rows_under: TableData | None


def warnings(view: View) -> None:
    """How many municipalities have which warning, and each report that has one: whose, what it says, which row."""
    if anatomy.withheld("warnings"):
        return
    language, held = view.language, withheld_rows("warnings", "consistency")
    sees_rows = anatomy.why_not("warnings/rows") is None
    figure = showing.as_seen(view, "consistency", state.run().visitor, by=("rule",))
    told = queries.kept(view, _told, on=(*CHOICE, "language")) if sees_rows else counts_told(figure, view)

    def draw() -> None:
        if told.table is not None:
            BARS.draw(told.bars, key="warnings")
        if told.table is not None and sees_rows:
            draw_leading_list(told.rows, "warned_rows", view)

    anatomy.figure(
        "warnings",
        finding=told.finding,
        subtitle=say("screen_quality.warnings.subtitle", language),
        draw=draw,
        note=held_note(anatomy.note(figure, language), held.count, language),
        table=told.table,
        rows_under=told.rows_under,
        made_by=figure,
    )


def counts_told(figure: Figure, view: View) -> Told:
    """The same for who may not see the reports: how many municipalities, of the warnings that are not withheld."""
    language, known = view.language, figure.rows.drop_nulls("numerator")
    rows = known.filter(pl.col("numerator") > 0).sort("numerator", descending=True, maintain_order=True)
    finding = say("screen_quality.warnings.finding_counts", language)
    bars = warnings_drawn(rows, say("screen_quality.warnings.alt", language, finding=finding), language)
    return Told(finding, bars, rows_drawn([], language), warnings_table(rows, language) if rows.height else None, None)


def _told(view: View) -> Told:
    language, figure = view.language, queries.ask(view, "consistency", by=("rule",))
    rows = figure.rows.filter(pl.col("numerator") > 0).sort("numerator", descending=True, maintain_order=True)
    is_silent = not int(figure.rows["denominator"].fill_null(0).sum())
    found = rows_asked(queries.population(view), view)
    finding = say("screen_quality.warnings.silent" if is_silent else "screen_quality.warnings.finding_none", language)
    if rows.height:
        finding = warnings_finding(rows, [row for _, _, row in found], view.max_age_days, language)
    return Told(
        finding,
        warnings_drawn(rows, say("screen_quality.warnings.alt", language, finding=finding), language),
        rows_drawn(found, language),
        warnings_table(rows, language) if rows.height else None,
        warnings_under(found, language) if rows.height else None,
    )


def warnings_finding(
    rows: pl.DataFrame, found: Sequence[StandsOut], max_age_days: int | None, language: Language
) -> str:
    """Which warning most municipalities ever had, and how many still have it in the last report; all in a tie.

    `rows`: as the figure gives, most first. With a chosen age what was reported longer ago is not in them, so nothing
    is said of ever.
    """
    if max_age_days is not None:
        finding = _finding(rows, found, "screen_quality.warnings.finding_now", language)
        return say("screen_quality.warnings.finding_aged", language, age=days(max_age_days, language), finding=finding)
    return _finding(rows, found, "screen_quality.warnings.finding", language)


def _finding(rows: pl.DataFrame, found: Sequence[StandsOut], key: str, language: Language) -> str:
    most = rows.filter(pl.col("numerator") == pl.col("numerator").max())
    names = [say(f"screen_rule.warning.{rule}", language) for rule in most["rule"]]
    count = int(most["numerator"][0])
    if len(names) > 1:
        quoted = listing([f"“{name}”" for name in names], language)
        return counted(
            "screen_quality.warnings.finding_tie", count, language, rules=quoted, count=integer(count, language)
        )
    now = {row.municipality_code for row in found if row.rule == most["rule"][0] and row.is_latest}
    still = counted("screen_quality.warnings.still", len(now), language, count=integer(len(now), language))
    words = {"rule": names[0], "count": integer(count, language), "still": still}
    return counted(key, count, language, **words)


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


def rows_asked(people: pl.DataFrame, view: View) -> list[tuple[str, str, StandsOut]]:
    """Each report that stands out with the municipality that shows it and its province, in the order of the bars."""
    rows = queries.derived(view, warned_rows)
    counts = rows.group_by("rule").agg(pl.col("municipality_code").n_unique())
    most_first = counts.sort("municipality_code", "rule", descending=[True, False])["rule"]
    order = {rule: place for place, rule in enumerate(most_first)}
    named = people.select("municipality_code", "name", "province")
    found = rows.join(named, on="municipality_code", how="inner").sort(
        pl.col("rule").replace_strict(order, default=len(order), return_dtype=pl.Int64), "reporting_date", "name",
        descending=[False, True, False], maintain_order=True,
    )  # fmt: skip
    return list(zip(found["name"], found["province"], stands_out(found), strict=True))


def rows_drawn(found: Sequence[tuple[str, str, StandsOut]], language: Language) -> ListData:
    """The data of the drawn list; a name leads to that municipality."""
    columns: list[ListColumn] = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen_quality.warnings.rule", language)},
        {"label": say("screen_quality.warnings.about", language)},
        {"label": say("screen_quality.warnings.stated", language)},
        {"label": say("screen_quality.warnings.beside", language)},
        {"label": say("screen.column.reporting_date", language)},
        {"label": say("screen_quality.refused.file", language)},
    ]
    rows: list[ListRow] = [
        {
            "open": row.municipality_code,
            "cells": [
                name, say(f"screen_rule.warning.{row.rule}", language), row.about(language), row.stated(language),
                row.beside(language), day(row.reporting_date, language), row.where(language),
            ],
            "sort": [
                name.lstrip("'"), row.rule, row.step_number, row.amount, row.beside_amount,
                row.reporting_date.toordinal(), row.where(language),
            ],
        }
        for name, _, row in found
    ]  # fmt: skip
    words = list_words(len(rows), language)
    return {"columns": columns, "rows": rows, "first": FIRST_SHOWN, "words": words, "language": language,
            "is_blocks": True, "caption": say("screen_quality.warnings.under", language)}  # fmt: skip


def warnings_under(found: Sequence[tuple[str, str, StandsOut]], language: Language) -> TableData:
    """One row per report that stands out: the rule, whose, what it says beside what, and where it stands."""
    rows = [row for _, _, row in found]
    amounts = {"amount": [row.amount for row in rows], "beside": [row.beside_amount for row in rows]}
    none = say("screen.state.none", language)
    written = partial(decimal, language=language, digits=0, unknown=none)
    return TableData(
        say("screen_quality.warnings.under", language),
        [
            Column(say("screen_quality.warnings.rule", language),
                   [say(f"screen_rule.warning.{row.rule}", language) for row in rows]),
            Column(say("screen.column.municipality_code", language), [row.municipality_code for row in rows]),
            Column(say("screen.column.municipality", language), [name for name, _, _ in found]),
            Column(say("screen.column.province", language), [province for _, province, _ in found]),
            Column(say("screen_quality.warnings.said_by", language), [row.said_by for row in rows]),
            Column(say("screen_quality.warnings.about", language), [row.about(language) for row in rows]),
            Column(say("screen.column.reporting_date", language), [row.reporting_date for row in rows],
                   partial(day, language=language)),
            Column(say("screen_quality.warnings.stated", language), [row.stated(language) for row in rows]),
            Column(say("screen_quality.warnings.beside", language), [row.beside(language) for row in rows]),
            Column(say("screen_quality.warnings.amount", language), amounts["amount"], written, is_number=True),
            Column(say("screen_quality.warnings.beside_amount", language), amounts["beside"], written, is_number=True),
            Column(say("screen_quality.refused.file", language), [row.where(language) for row in rows]),
            Column(say("screen_quality.refused.rule_key", language), [row.rule for row in rows]),
        ],
    )  # fmt: skip
