"""What the page on data quality shows: headline figures, the list to act on, what was refused."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import queries
from dashboard.address import View
from dashboard.download import Column, TableData
from dashboard.parts import Headline
from dashboard.words import counted, rule_word
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS, dutch_day
from language.formats import day, days, decimal, integer, share
from language.texts import say
from metrics.figures import Figure
from metrics.request import Freshness

ORDER = {Freshness.SILENT.value: 0, Freshness.STALE.value: 1}


@dataclass(frozen=True)
class Refused:
    """One problem of one refused row."""

    quarantine_id: str
    where: str
    column: str
    value: str
    rule: str
    message: str
    received: Any


def headlines(view: View, freshness: Figure, refused: list[Refused]) -> list[Headline]:
    """Response, stale reports, the age of the middle one, rows that wait."""
    language = view.language
    return [
        _response(view, freshness),
        Headline(
            _word("headline.stale", language),
            integer(freshness.stale_count, language),
            _word("headline.of", language, count=integer(freshness.reporter_count, language)),
            _word("headline.stale_note", language, days=STALE_AFTER_DAYS),
        ),
        _age(freshness, language),
        _refused(view, refused),
    ]


def _response(view: View, freshness: Figure) -> Headline:
    language = view.language
    counts = {
        "reporters": integer(freshness.reporter_count, language),
        "count": integer(freshness.municipality_count, language),
    }
    quarters = queries.ask(view, "response", by=("quarter",)).rows.drop_nulls("value").sort("quarter")
    note = _word("headline.response_note_first", language, **counts)
    if quarters.height:
        last = share(quarters["value"][-1], language)
        note = _word("headline.response_note", language, last=last, **counts)
    reporters = freshness.reporter_count / freshness.municipality_count
    return Headline(_word("headline.response", language), share(reporters, language), "", note)


def _age(freshness: Figure, language: Language) -> Headline:
    label, row = _word("headline.age", language), freshness.rows.row(0, named=True)
    if row["median"] is None:
        return Headline(label, say("screen.state.unknown", language), is_word=True)
    note = _word("headline.age_note", language, oldest=days(row["oldest_days"], language))
    digits = 0 if row["median"] == int(row["median"]) else 1
    return Headline(
        label,
        decimal(row["median"], language, digits),
        _word("headline.day" if row["median"] == 1 else "headline.days", language),
        note,
    )


def _refused(view: View, refused: list[Refused]) -> Headline:
    language = view.language
    rows = len({one.quarantine_id for one in refused})
    files = len({one.quarantine_id.split("-")[0] for one in refused})
    rejected = queries.known(view).files.filter(pl.col("outcome") == "rejected").height
    key = "refused_note_files" if rejected else "refused_note"
    note = _word(f"headline.{key}", language, files=integer(files, language), rejected=integer(rejected, language))
    unit = _word("headline.row" if rows == 1 else "headline.rows", language)
    return Headline(_word("headline.refused", language), integer(rows, language), unit, note)


def with_age(people: pl.DataFrame, view: View) -> pl.DataFrame:
    """Adds age_days: since the newest reporting date; null for the silent."""
    return people.with_columns(age_days=(pl.lit(view.as_of) - pl.col("newest_reporting_date")).dt.total_days())


def to_call(people: pl.DataFrame) -> pl.DataFrame:
    """The silent and the stale: silent first, then the largest first."""
    return people.filter(pl.col("freshness") != Freshness.CURRENT).sort(
        pl.col("freshness").replace_strict(ORDER, default=9),
        "inhabitant_count",
        descending=[False, True],
        nulls_last=True,
    )


def call_finding(rows: pl.DataFrame, language: Language) -> str:
    """How many are silent, and of how many the report is stale."""
    silent, stale = (rows.filter(pl.col("freshness") == kind).height for kind in (Freshness.SILENT, Freshness.STALE))
    if not silent and not stale:
        return _word("silence.finding_none", language)
    if not silent:
        return counted("screen_quality.silence.stale", stale, language, stale=integer(stale, language))
    told = counted("screen_quality.silence.silent", silent, language, silent=integer(silent, language))
    if not stale:
        return told
    return counted("screen_quality.silence.stale_too", stale, language, silent=told, stale=integer(stale, language))


def call_list(rows: pl.DataFrame, language: Language) -> dict[str, Any]:
    """The data of the drawn list: what is read, what it is sorted by, and which municipality a row opens."""
    never, unknown = say("screen.state.never", language), say("screen.state.unknown", language)
    columns = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen.column.province", language), "is_minor": True},
        {"label": say("screen.column.inhabitants", language), "is_number": True},
        {"label": _word("silence.state", language)},
        {"label": _word("silence.last", language)},
        {"label": _word("silence.age", language), "is_number": True, "is_minor": True},
    ]
    drawn = [
        {
            "open": row["municipality_code"],
            "cells": [
                row["name"],
                row["province"],
                integer(row["inhabitant_count"], language, unknown=unknown),
                say(f"screen.freshness.{row['freshness']}", language),
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
    words = {
        "all": _word("silence.all", language, count=integer(rows.height, language)),
        "fewer": _word("silence.fewer", language),
    }
    return {"columns": columns, "rows": drawn, "first": 12, "words": words, "language": language,
            "caption": _word("silence.caption", language)}  # fmt: skip


def call_table(rows: pl.DataFrame, language: Language) -> TableData:
    """The same list to take away."""
    from dashboard.tables import column

    age = Column(
        _word("silence.age", language),
        rows["age_days"].to_list(),
        lambda value: integer(value, language, unknown=say("screen.state.not_reported", language)),
        is_number=True,
    )
    return TableData(
        _word("silence.caption", language),
        [
            column(rows, "municipality_code", language),
            column(rows, "name", language, label="municipality"),
            column(rows, "province", language),
            column(rows, "inhabitant_count", language, "count", "inhabitants"),
            Column(
                _word("silence.state", language),
                rows["freshness"].to_list(),
                lambda value: say(f"screen.freshness.{value}", language),
            ),
            Column(
                say("screen.column.reporting_date", language),
                rows["newest_reporting_date"].to_list(),
                lambda value: day(value, language, unknown=say("screen.state.never", language)),
            ),
            age,
        ],
    )


def refused_rows(view: View, people: pl.DataFrame) -> list[Refused]:
    """Every problem of every open refused row; with a filter only those of the municipalities chosen."""
    rows = queries.quarantine(view)
    if view.is_filtered:
        rows = rows.filter(pl.col("municipality_code").is_in(people["municipality_code"].to_list()))
    return list(_problems(rows.sort("ledger_sequence", "row_number", descending=[True, False]), view.language))


def _problems(rows: pl.DataFrame, language: Language) -> Iterator[Refused]:
    for row in rows.iter_rows(named=True):
        key = "refused.where" if row["sheet"] is None else "refused.where_sheet"
        where = _word(key, language, file=row["file_name"], sheet=row["sheet"], row=row["row_number"])
        for problem in json.loads(row["problems"]):
            yield Refused(
                row["quarantine_id"], where, problem.get("column") or say("screen.state.none", language),
                problem.get("value") or _word("refused.empty", language),
                problem["rule"], _without_place(problem, where, language), row["recorded_at"],
            )  # fmt: skip


def _without_place(problem: dict[str, Any], where: str, language: Language) -> str:
    """A message names its file, row and column, as in a receipt; here these stand in columns of their own."""
    message = problem["message"][language].removeprefix(where).lstrip(",: ")
    return message.removeprefix(f"{problem.get('column')}:").lstrip()


def refused_list(refused: list[Refused], language: Language) -> dict[str, Any]:
    """The data of the drawn list of refused rows; blocks on a phone."""
    names = ("where", "column", "value", "message")
    labels = ("file", "column", "value", "message")
    columns = [{"label": _word(f"refused.{label}", language)} for label in labels]
    rows = [
        {"cells": [getattr(one, name) for name in names], "sort": [getattr(one, name) for name in names]}
        for one in refused
    ]
    words = {
        "all": _word("silence.all", language, count=integer(len(rows), language)),
        "fewer": _word("silence.fewer", language),
    }
    return {"columns": columns, "rows": rows, "first": 8, "words": words, "language": language, "is_blocks": True,
            "caption": _word("refused.caption", language)}  # fmt: skip


def refused_table(refused: list[Refused], language: Language) -> TableData:
    """The same rows to take away, with their rule."""
    received = [dutch_day(one.received) for one in refused]
    rules = [rule_word(one.rule, language) for one in refused]
    return TableData(
        _word("refused.caption", language),
        [
            Column(_word("refused.received", language), received, lambda value: day(value, language)),
            *(
                Column(_word(f"refused.{label}", language), [getattr(one, name) for one in refused])
                for label, name in (
                    ("file", "where"),
                    ("column", "column"),
                    ("value", "value"),
                )
            ),
            Column(_word("refused.rule", language), rules),
            Column(_word("refused.message", language), [one.message for one in refused]),
            Column(_word("refused.rule_key", language), [one.rule for one in refused]),
        ],
    )


def warnings_bars(rows: pl.DataFrame, alt: str, language: Language) -> dict[str, Any]:
    """The data of the drawn part: municipalities per warning, most first."""
    drawn = [
        {
            "label": say(f"screen_rule.warning.{row['rule']}", language),
            "segments": [["started", row["numerator"]]],
            "strong": integer(row["numerator"], language),
        }
        for row in rows.iter_rows(named=True)
    ]
    return {"alt": alt, "key": [], "rows": drawn, "is_plain": True}


def warnings_table(rows: pl.DataFrame, language: Language) -> TableData:
    """The same counts as a table."""
    from dashboard.tables import column

    rules = [say(f"screen_rule.warning.{rule}", language) for rule in rows["rule"]]
    counts = Column(
        _word("warnings.count", language),
        rows["numerator"].to_list(),
        lambda value: integer(value, language),
        is_number=True,
    )
    return TableData(
        _word("warnings.subtitle", language),
        [Column(_word("warnings.rule", language), rules), counts, column(rows, "denominator", language, "count")],
    )


def _word(key: str, language: Language, **values: object) -> str:
    return say(f"screen_quality.{key}", language, **values)
