"""The rows that were refused and wait: where, what is wrong, and what the sender can do."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import queries
from dashboard.address import View
from dashboard.download import Column, TableData
from dashboard.words import list_words, rule_word
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day
from language.texts import say


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


def drawn(refused: list[Refused], language: Language) -> dict[str, Any]:
    """The data of the drawn list of refused rows; blocks on a phone."""
    names = ("where", "column", "value", "message")
    labels = ("file", "column", "value", "message")
    columns = [{"label": _word(f"refused.{label}", language)} for label in labels]
    rows = [
        {"cells": [getattr(one, name) for name in names], "sort": [getattr(one, name) for name in names]}
        for one in refused
    ]
    words = list_words(len(rows), language)
    return {"columns": columns, "rows": rows, "first": 8, "words": words, "language": language, "is_blocks": True,
            "caption": _word("refused.caption", language)}  # fmt: skip


def table(refused: list[Refused], language: Language) -> TableData:
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


def _word(key: str, language: Language, **values: object) -> str:
    return say(f"screen_quality.{key}", language, **values)
