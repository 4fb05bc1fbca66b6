"""Who never reported, and whose report is older than the age chosen (180 days where none is): a list to act on."""

from datetime import date

import polars as pl

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import of_known_variant, without_variants
from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.leading_list import draw_leading_list
from dashboard.figure.words import counted, list_words, municipalities, size_word
from dashboard.screens.quality.asked import age_limit, age_word
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, days, integer
from language.texts import say
from metrics.standing.state import Freshness

ORDER = {Freshness.SILENT.value: 0, Freshness.STALE.value: 1, Freshness.CURRENT.value: 2}


def to_call(people: pl.DataFrame, view: View) -> None:
    """The silent and the stale, as a list to act on."""
    language, limit = view.language, age_limit(view)
    rows = to_call_asked(people)
    subtitle = say("screen_quality.silence.subtitle", language, age=days(limit, language))
    anatomy.figure(
        "silence",
        finding=of_known_variant(to_call_finding(rows, people, limit, language, as_of=view.as_of), view),
        subtitle=f"{subtitle}{without_variants(view)}",
        draw=lambda: draw_leading_list(to_call_drawn(rows, limit, language), "call_list", view),
        note=say("screen.foot.list_note", language, count=integer(rows.height, language),
                 municipalities=municipalities(people.height, language), as_of=day(view.as_of, language)),
        table=lambda: to_call_table(rows, limit, language),
        kind="screen.kind.observation",
    )  # fmt: skip


def to_call_asked(people: pl.DataFrame) -> pl.DataFrame:
    """The silent and the stale: silent first, then the largest first."""
    return people.filter(pl.col("freshness") != Freshness.CURRENT).sort(
        pl.col("freshness").replace_strict(ORDER, default=9),
        "inhabitant_count",
        descending=[False, True],
        nulls_last=True,
    )


def to_call_finding(rows: pl.DataFrame, people: pl.DataFrame, limit: int, language: Language, *, as_of: date) -> str:
    """How many had not reported by the as_of date, and of how many the newest report is older than `limit` days."""
    silent, older = (rows.filter(pl.col("freshness") == kind).height for kind in (Freshness.SILENT, Freshness.STALE))
    words = {"age": days(limit, language), "silent": integer(silent, language), "older": integer(older, language)}
    if not silent and not older:
        return say("screen_quality.silence.finding_none", language, **words)
    if silent == people.height:
        return counted("screen_quality.silence.finding_nobody", silent, language, as_of=day(as_of, language))
    if not silent:
        return counted("screen_quality.silence.older", older, language, **words)
    told = counted("screen_quality.silence.silent", silent, language, as_of=day(as_of, language), **words)
    if not older:
        return told
    return counted("screen_quality.silence.older_too", older, language, **{**words, "silent": told})


def to_call_drawn(rows: pl.DataFrame, limit: int, language: Language) -> ListData:
    """The data of the drawn list: what is read, what it is sorted by, and which municipality a row opens."""
    never, unknown = say("screen.state.never", language), say("screen.state.unknown", language)
    columns: list[ListColumn] = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen.column.province", language), "is_minor": True},
        {"label": say("screen.filter.size_class", language)},
        {"label": say("screen.column.inhabitants", language), "is_number": True, "is_minor": True},
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
                size_word(row["size_class"], language),
                integer(row["inhabitant_count"], language, unknown=unknown),
                age_word(row["freshness"], limit, language),
                day(row["newest_reporting_date"], language, unknown=never),
                days(row["age_days"], language, unknown=say("screen.state.not_reported", language)),
            ],
            "sort": [
                row["name"].lstrip("'"), row["province"], row["size_class"], row["inhabitant_count"],
                ORDER[row["freshness"]],
                row["newest_reporting_date"].toordinal() if row["newest_reporting_date"] else None, row["age_days"],
            ],
        }
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip
    words = list_words(rows.height, language)
    return {"columns": columns, "rows": drawn_rows, "first": 12, "words": words, "language": language,
            "caption": say("screen_quality.silence.caption", language)}  # fmt: skip


def to_call_table(rows: pl.DataFrame, limit: int, language: Language) -> TableData:
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
            Column(
                say("screen.filter.size_class", language),
                [size_word(size, language) for size in rows["size_class"]],  # a class has a number, which nobody knows
            ),
            column(rows, "inhabitant_count", language, "count", "inhabitants"),
            Column(
                say("screen_quality.silence.state", language),
                rows["freshness"].to_list(),
                lambda value: age_word(value, limit, language),
            ),
            Column(
                say("screen.column.reporting_date", language),
                rows["newest_reporting_date"].to_list(),
                lambda value: day(value, language, unknown=say("screen.state.never", language)),
            ),
            age,
        ],
    )
