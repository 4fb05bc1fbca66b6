"""The rows that were refused: whose, where, what is wrong, and what the sender can do."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from dashboard import queries, whose
from dashboard.address import View
from dashboard.download import Column, TableData
from dashboard.whose import Whose
from dashboard.words import list_words, rule_word
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day
from language.texts import say

OPEN = "open"
MOST_SIGNS = 80  # of what a row says, in a list; the table has the whole


@dataclass(frozen=True)
class Refused:
    """One problem of one refused row, with what became of that row."""

    quarantine_id: str
    whose: Whose
    where: str
    about: str
    reporting_date: date | None
    column: str
    value: str
    rule: str
    message: str
    received: datetime
    status: str
    closed_at: datetime | None


def refused_rows(view: View, people: pl.DataFrame) -> list[Refused]:
    """Every problem of every open refused row; with a filter only those of the municipalities chosen."""
    codes = set(people["municipality_code"]) if view.is_filtered else None
    return list(_problems(queries.quarantine(view), codes, view))


def of_municipality(view: View, codes: Collection[str]) -> list[Refused]:
    """Every problem of every row of some municipalities that was ever refused, those that wait on top."""
    return sorted(_problems(queries.ever_refused(view), codes, view), key=lambda one: one.status != OPEN)


def _problems(rows: pl.DataFrame, codes: Collection[str] | None, view: View) -> Iterator[Refused]:
    language, register = view.language, queries.the_register()
    in_its_file = whose.in_each_file(queries.known(view).files)
    newest_first = rows.sort("ledger_sequence", "row_number", descending=[True, False])
    for row in newest_first.iter_rows(named=True):
        found = whose.of_row(row, in_its_file, register)
        if codes is not None and found.code not in codes:
            continue
        key = "refused.where" if row["sheet"] is None else "refused.where_sheet"
        where = _word(key, language, file=row["file_name"], sheet=row["sheet"], row=row["row_number"])
        subject = row["step_number"] or row["target_group"] or say("screen.state.unknown", language)
        for problem in json.loads(row["problems"]):
            yield Refused(
                row["quarantine_id"], found, where, _word(f"corrected.{row['table']}", language, subject=subject),
                row["reporting_date"], problem.get("column") or say("screen.state.none", language),
                problem.get("value") or _word("refused.empty", language),
                problem["rule"], _without_place(problem, where, language), row["recorded_at"],
                row["status"], row["closed_at"],
            )  # fmt: skip


def _without_place(problem: dict[str, Any], where: str, language: Language) -> str:
    """A message names its file, row and column, as in a receipt; here these stand in columns of their own."""
    message = problem["message"][language].removeprefix(where).lstrip(",: ")
    return message.removeprefix(f"{problem.get('column')}:").lstrip()


def drawn(refused: list[Refused], language: Language) -> dict[str, Any]:
    """The data of the drawn list of refused rows; blocks on a phone. A name leads to that municipality."""
    labels = ("file", "column", "value", "message")
    columns: list[dict[str, Any]] = [{"label": say("screen.column.municipality", language), "is_link": True}]
    columns += [{"label": _word(f"refused.{label}", language)} for label in labels]
    cells = [[one.whose.word(language), one.where, one.column, short(one.value), one.message] for one in refused]
    rows = [{"open": one.whose.code, "cells": row, "sort": row} for one, row in zip(refused, cells, strict=True)]
    words = list_words(len(rows), language)
    return {"columns": columns, "rows": rows, "first": 8, "words": words, "language": language, "is_blocks": True,
            "caption": _word("refused.caption", language)}  # fmt: skip


def short(text: str) -> str:
    """A long text as it begins."""
    return text if len(text) <= MOST_SIGNS else text[: MOST_SIGNS - 1].rstrip() + "…"


def table(refused: list[Refused], language: Language) -> TableData:
    """The same problems to take away, with their rule."""
    return TableData(
        _word("refused.caption", language),
        [
            _received(refused, language),
            *whose_columns([one.whose for one in refused], language),
            *(
                Column(_word(f"refused.{label}", language), [getattr(one, name) for one in refused])
                for label, name in (("file", "where"), ("column", "column"), ("value", "value"))
            ),
            Column(_word("refused.rule", language), [rule_word(one.rule, language) for one in refused]),
            Column(_word("refused.message", language), [one.message for one in refused]),
            Column(_word("refused.rule_key", language), [one.rule for one in refused]),
        ],
    )


def rows_under(refused: list[Refused], language: Language) -> TableData:
    """One line per refused row: whose, what it is about, and every rule that it breaks."""
    rules: dict[str, list[str]] = {}
    for one in refused:
        rules.setdefault(one.quarantine_id, []).append(rule_word(one.rule, language))
    rows = list({one.quarantine_id: one for one in refused}.values())
    unknown = say("screen.state.unknown", language)
    return TableData(
        _word("refused.under", language),
        [
            _received(rows, language),
            *whose_columns([one.whose for one in rows], language),
            Column(_word("refused.file", language), [one.where for one in rows]),
            Column(_word("corrected.about", language), [one.about for one in rows]),
            Column(say("screen.column.reporting_date", language), [one.reporting_date for one in rows],
                   lambda value: day(value, language, unknown=unknown)),
            Column(_word("refused.rule", language),
                   [", ".join(dict.fromkeys(rules[one.quarantine_id])) for one in rows]),
        ],
    )  # fmt: skip


def whose_columns(found: list[Whose], language: Language) -> list[Column]:
    """Code and municipality of each row of a table; where a row or file does not tell, that is said."""
    unknown = say("screen.state.unknown", language)
    return [
        Column(say("screen.column.municipality_code", language), [one.code or unknown for one in found]),
        Column(say("screen.column.municipality", language), [one.word(language) for one in found]),
    ]


def _received(refused: list[Refused], language: Language) -> Column:
    received = [dutch_day(one.received) for one in refused]
    return Column(_word("refused.received", language), received, lambda value: day(value, language))


def _word(key: str, language: Language, **values: object) -> str:
    return say(f"screen_quality.{key}", language, **values)
