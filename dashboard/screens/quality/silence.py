"""The silent and the stale: who has no current report, as a list to act on."""

import polars as pl

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.leading_list import draw_leading_list
from dashboard.figure.words import counted, freshness_word, list_words, municipalities
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, days, integer
from language.texts import say
from metrics.standing.state import Freshness

ORDER = {Freshness.SILENT.value: 0, Freshness.STALE.value: 1, Freshness.CURRENT.value: 2}


def to_call(people: pl.DataFrame, view: View) -> None:
    """The silent and the stale, as a list to act on."""
    language = view.language
    rows = to_call_asked(people)
    anatomy.figure(
        "silence",
        finding=to_call_finding(rows, language),
        subtitle=say("screen_quality.silence.subtitle", language),
        draw=lambda: draw_leading_list(to_call_drawn(rows, language), "call_list", view),
        note=say("screen.foot.list_note", language, count=integer(rows.height, language),
                 municipalities=municipalities(people.height, language), as_of=day(view.as_of, language)),
        table=to_call_table(rows, language),
    )  # fmt: skip


def to_call_asked(people: pl.DataFrame) -> pl.DataFrame:
    """The silent and the stale: silent first, then the largest first."""
    return people.filter(pl.col("freshness") != Freshness.CURRENT).sort(
        pl.col("freshness").replace_strict(ORDER, default=9),
        "inhabitant_count",
        descending=[False, True],
        nulls_last=True,
    )


def to_call_finding(rows: pl.DataFrame, language: Language) -> str:
    """How many are silent, and of how many the report is stale."""
    silent, stale = (rows.filter(pl.col("freshness") == kind).height for kind in (Freshness.SILENT, Freshness.STALE))
    if not silent and not stale:
        return say("screen_quality.silence.finding_none", language)
    if not silent:
        return counted("screen_quality.silence.stale", stale, language, stale=integer(stale, language))
    told = counted("screen_quality.silence.silent", silent, language, silent=integer(silent, language))
    if not stale:
        return told
    return counted("screen_quality.silence.stale_too", stale, language, silent=told, stale=integer(stale, language))


def to_call_drawn(rows: pl.DataFrame, language: Language) -> ListData:
    """The data of the drawn list: what is read, what it is sorted by, and which municipality a row opens."""
    never, unknown = say("screen.state.never", language), say("screen.state.unknown", language)
    columns: list[ListColumn] = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen.column.province", language), "is_minor": True},
        {"label": say("screen.column.inhabitants", language), "is_number": True},
        {"label": say("screen_quality.silence.state", language)},
        {"label": say("screen_quality.silence.last", language)},
        {"label": say("screen_quality.silence.age", language), "is_number": True, "is_minor": True},
    ]
    drawn_rows: list[ListRow] = [
        {
            "open": row["municipality_code"],
            "cells": [
                row["name"],
                row["province"],
                integer(row["inhabitant_count"], language, unknown=unknown),
                freshness_word(row["freshness"], language),
                day(row["newest_reporting_date"], language, unknown=never),
                days(row["age_days"], language, unknown=say("screen.state.not_reported", language)),
            ],
            "sort": [
                row["name"].lstrip("'"), row["province"], row["inhabitant_count"], ORDER[row["freshness"]],
                row["newest_reporting_date"].toordinal() if row["newest_reporting_date"] else None, row["age_days"],
            ],
        }
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip
    words = list_words(rows.height, language)
    return {"columns": columns, "rows": drawn_rows, "first": 12, "words": words, "language": language,
            "caption": say("screen_quality.silence.caption", language)}  # fmt: skip


def to_call_table(rows: pl.DataFrame, language: Language) -> TableData:
    """The silent and the stale to take away, one row each."""
    age = Column(
        say("screen_quality.silence.age", language),
        rows["age_days"].to_list(),
        lambda value: integer(value, language, unknown=say("screen.state.not_reported", language)),
        is_number=True,
    )
    return TableData(
        say("screen_quality.silence.caption", language),
        [
            column(rows, "municipality_code", language),
            column(rows, "name", language, label="municipality"),
            column(rows, "province", language),
            column(rows, "inhabitant_count", language, "count", "inhabitants"),
            Column(
                say("screen_quality.silence.state", language),
                rows["freshness"].to_list(),
                lambda value: freshness_word(value, language),
            ),
            Column(
                say("screen.column.reporting_date", language),
                rows["newest_reporting_date"].to_list(),
                lambda value: day(value, language, unknown=say("screen.state.never", language)),
            ),
            age,
        ],
    )
