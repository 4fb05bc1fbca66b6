"""The rows that were refused: whose, where, what is wrong, and what the sender can do."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final

import polars as pl

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import list_words, rule_word
from dashboard.subjects.whose import Telling, Whose, in_each_file, of_row
from dashboard.view import cached, queries, store_rows
from dashboard.view.address import View
from dashboard.view.store_rows import Problem
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.statements import Table
from language.formats import day
from language.texts import say

OPEN = "open"
MOST_SIGNS = 80  # of what a row says, in a list; the table has the whole
ABOUT_KEYS: Final[dict[str, str]] = {
    Table.MILESTONE: "screen_quality.corrected.milestone",
    Table.TRAINING: "screen_quality.corrected.training",
    Table.COST: "screen_quality.corrected.cost",
    Table.PROFILE: "screen_quality.corrected.profile",
}
"""What a statement is about, by its table: a step, a target group, the municipality."""


@dataclass(frozen=True)
class _Row(Telling):
    """A row of `store_rows.quarantine`."""

    quarantine_id: str
    sheet: str | None
    row_number: int
    table: str
    step_number: int | None
    target_group: str | None
    recorded_at: datetime
    status: str
    closed_at: datetime | None


@dataclass(frozen=True)
class Refused:
    """One problem of one refused row, with what became of that row. `subject`: its step or target group."""

    quarantine_id: str
    whose: Whose
    table: str
    subject: int | str | None
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
    """Every problem of every open refused row; with a filter only those of the municipalities chosen.

    A row of a municipality that was dissolved is chosen with any of those that took it over.
    """
    return list(_problems(_waiting(view), chosen_by(view, people), view))


def chosen_by(view: View, people: pl.DataFrame) -> Callable[[Whose], bool]:
    """Whether a filter chooses whose a row or file is; without one always. A dissolved one is chosen with its heirs."""
    codes, heirs = set(people["municipality_code"]), _heirs(view)

    def is_chosen(found: Whose) -> bool:
        return not view.is_filtered or found.code in codes or not codes.isdisjoint(heirs(found.code))

    return is_chosen


def of_municipality(view: View, codes: Collection[str]) -> list[Refused]:
    """Every problem of every row of some municipalities that was ever refused, those that wait on top.

    With the rows of a municipality that went up in them whole: of one that was split nobody knows whose they are.
    """
    heirs = _heirs(view)

    def is_theirs(found: Whose) -> bool:
        return found.code in codes or (bool(heirs(found.code)) and set(heirs(found.code)) <= set(codes))

    return sorted(_problems(_ever(view), is_theirs, view), key=lambda problem: problem.status != OPEN)


def _heirs(view: View) -> Callable[[str | None], tuple[str, ...]]:
    """Who stands for a municipality on the as_of date; asked for every row that was ever refused."""
    register = queries.the_register()

    @cache
    def heirs(code: str | None) -> tuple[str, ...]:
        return () if code is None else register.successors_on(code, view.as_of)

    return heirs


def _waiting(view: View) -> list[tuple[_Row, Whose]]:
    moment = queries.moment_of(view)
    return cached.kept(moment, "whose rows wait", (), lambda: _with_whose(store_rows.quarantine(view), view))


def _ever(view: View) -> list[tuple[_Row, Whose]]:
    moment = queries.moment_of(view)
    return cached.kept(moment, "whose rows were refused", (), lambda: _with_whose(store_rows.ever_refused(view), view))


def _with_whose(rows: pl.DataFrame, view: View) -> list[tuple[_Row, Whose]]:
    """Refused rows with whose each is, the newest first. Once per version: it took 20 ms of each visit."""
    register, in_its_file = queries.the_register(), in_each_file(queries.known(view).files)
    newest_first = rows.sort("ledger_sequence", "row_number", descending=[True, False])
    return [(row, of_row(row, in_its_file, register)) for row in rows_of(newest_first, _Row)]


def _problems(rows: Sequence[tuple[_Row, Whose]], is_chosen: Callable[[Whose], bool], view: View) -> Iterator[Refused]:
    language = view.language
    for row, found in rows:
        if not is_chosen(found):
            continue
        key = "screen_quality.refused.where" if row.sheet is None else "screen_quality.refused.where_sheet"
        where = say(key, language, file=row.file_name, sheet=row.sheet, row=row.row_number)
        subject = row.step_number or row.target_group or say("screen.state.unknown", language)
        problems: list[Problem] = json.loads(row.problems)
        for problem in problems:
            yield Refused(
                row.quarantine_id,
                found,
                row.table,
                row.step_number or row.target_group,
                where,
                say(ABOUT_KEYS[row.table], language, subject=subject),
                row.reporting_date,
                problem.get("column") or say("screen.state.none", language),
                problem.get("value") or say("screen_quality.refused.empty", language),
                problem["rule"],
                _without_place(problem, where, language),
                row.recorded_at,
                row.status,
                row.closed_at,
            )


def _without_place(problem: Problem, where: str, language: Language) -> str:
    """A message names its file, row and column, as in a receipt; here these stand in columns of their own."""
    message = problem["message"][language].removeprefix(where).lstrip(",: ")
    return message.removeprefix(f"{problem.get('column')}:").lstrip()


def drawn(refused: list[Refused], since: Column, language: Language) -> ListData:
    """The data of the drawn list of refused rows; blocks on a phone. A name leads to that municipality."""
    columns: list[ListColumn] = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen_quality.refused.file", language)},
        {"label": say("screen_quality.refused.column", language)},
        {"label": say("screen_quality.refused.value", language)},
        {"label": say("screen_quality.refused.message", language)},
        {"label": since.label},
    ]
    cells = [
        [problem.whose.word(language), problem.where, problem.column, short(problem.value), problem.message,
         since.word(reported)]
        for problem, reported in zip(refused, since.values, strict=True)
    ]  # fmt: skip
    rows: list[ListRow] = [
        {"open": problem.whose.code, "cells": row, "sort": row} for problem, row in zip(refused, cells, strict=True)
    ]
    words = list_words(len(rows), language)
    return {"columns": columns, "rows": rows, "first": 8, "words": words, "language": language, "is_blocks": True,
            "caption": say("screen_quality.refused.caption", language)}  # fmt: skip


def short(text: str) -> str:
    """The first signs of a text that is too long for a list."""
    return text if len(text) <= MOST_SIGNS else text[: MOST_SIGNS - 1].rstrip() + "…"


def table(refused: list[Refused], since: Column, language: Language) -> TableData:
    """The problems to take away, each with its rule and whether its municipality reported since."""
    return TableData(
        say("screen_quality.refused.caption", language),
        [
            _received(refused, language),
            *whose_columns([problem.whose for problem in refused], language),
            since,
            Column(say("screen_quality.refused.file", language), [problem.where for problem in refused]),
            Column(say("screen_quality.refused.column", language), [problem.column for problem in refused]),
            Column(say("screen_quality.refused.value", language), [problem.value for problem in refused]),
            Column(
                say("screen_quality.refused.rule", language), [rule_word(problem.rule, language) for problem in refused]
            ),
            Column(say("screen_quality.refused.message", language), [problem.message for problem in refused]),
            Column(say("screen_quality.refused.rule_key", language), [problem.rule for problem in refused]),
        ],
    )


def rows_under(refused: list[Refused], language: Language) -> TableData:
    """One line per refused row: whose, what it is about, and every rule that it breaks."""
    rules: dict[str, list[str]] = {}
    for row in refused:
        rules.setdefault(row.quarantine_id, []).append(rule_word(row.rule, language))
    rows = list({row.quarantine_id: row for row in refused}.values())
    unknown = say("screen.state.unknown", language)
    return TableData(
        say("screen_quality.refused.under", language),
        [
            _received(rows, language),
            *whose_columns([row.whose for row in rows], language),
            Column(say("screen_quality.refused.file", language), [row.where for row in rows]),
            Column(say("screen_quality.corrected.about", language), [row.about for row in rows]),
            Column(say("screen.column.reporting_date", language), [row.reporting_date for row in rows],
                   lambda value: day(value, language, unknown=unknown)),
            Column(say("screen_quality.refused.rule", language),
                   [", ".join(dict.fromkeys(rules[row.quarantine_id])) for row in rows]),
        ],
    )  # fmt: skip


def whose_columns(found: list[Whose], language: Language) -> list[Column]:
    """Code and municipality of each row of a table; where a row or file does not tell, that is said."""
    unknown = say("screen.state.unknown", language)
    return [
        Column(say("screen.column.municipality_code", language), [owner.code or unknown for owner in found]),
        Column(say("screen.column.municipality", language), [owner.word(language) for owner in found]),
    ]


def _received(refused: list[Refused], language: Language) -> Column:
    received = [dutch_day(problem.received) for problem in refused]
    return Column(say("screen_quality.refused.received", language), received, lambda value: day(value, language))
