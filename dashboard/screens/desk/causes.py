"""The refused rows that wait, by what is wrong: whose, what was said before, what is written now, a remedy."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import polars as pl

from dashboard.subjects.whose import Telling, Whose, in_each_file, of_row
from dashboard.view import queries, state, store_rows
from dashboard.view.address import View
from dashboard.view.store_rows import Problem
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import SUBJECT, Table
from language.texts import say
from pipelines.format.columns import FORMATS
from pipelines.intake import Context
from pipelines.remedies.remedy import Remedy, remedies
from store.reader import Reader
from store.store import Store


@dataclass(frozen=True)
class _Row(Telling):
    """A row of `Reader.quarantine`."""

    quarantine_id: str
    sheet: str | None
    row_number: int
    table: str
    step_number: int | None
    target_group: str | None
    recorded_at: datetime


@dataclass(frozen=True)
class Waiting:
    """One refused row that waits. `asked_of`: who answers for it now: its municipality, or the one that took it over.

    `column`: the one that is wrong, "" for the row itself; `before`: what stood there in the last statement of the same
    thing, None for nothing or where the thing is not known; `now`: what is written.
    """

    quarantine_id: str
    cause: str
    whose: Whose
    asked_of: str | None
    table: Table
    place: str
    subject: int | str | None
    column: str
    before: Any  # a date, a number or a word: as statements hold them
    now: str
    remedy: Remedy | None
    problems: Sequence[Problem]

    @property
    def is_sure(self) -> bool:
        """Whether it can be put right without asking."""
        return self.remedy is not None and self.remedy.is_sure


@dataclass(frozen=True)
class Cause:
    """What is wrong with these rows: a kind of remedy, or else the rule that they break."""

    key: str
    rows: Sequence[Waiting]

    @property
    def sure(self) -> list[Waiting]:
        """Those that can be put right without asking."""
        return [row for row in self.rows if row.is_sure]


def waiting_now(reader: Reader, register: Register, programme: Programme, today: date) -> dict[str, Remedy]:
    """The remedies of all open rows, by their ids, as this reader sees the store."""
    return remedies(reader.quarantine().to_dicts(), Context(reader, register, programme, today))


def _kept_remedies(_: View) -> dict[str, Remedy]:
    run = state.run()
    with Store(run.places.home).reader() as reader:
        return waiting_now(reader, queries.the_register(), queries.the_programme(), run.choices.today)


def causes(view: View) -> list[Cause]:
    """The causes, those with a sure remedy first, then those with most rows; of the municipalities that are chosen.

    A row that does not tell whose it is belongs to every choice but a filtered one.
    """
    found = queries.kept(view, _kept_remedies, on=())  # what is proposed hangs on the store alone
    chosen = set(queries.population(view)["municipality_code"])
    rows = [row for row in _rows(view, found) if not view.is_filtered or row.asked_of in chosen]
    keys = dict.fromkeys(row.cause for row in rows)
    grouped = [Cause(key, [row for row in rows if row.cause == key]) for key in keys]
    return sorted(grouped, key=lambda cause: (not cause.sure, -len(cause.rows), cause.key))


def _rows(view: View, found: Mapping[str, Remedy]) -> list[Waiting]:
    in_its_file, register = in_each_file(queries.known(view).files), queries.the_register()
    newest_first = store_rows.quarantine(view).sort("ledger_sequence", "row_number", descending=[True, False])
    waiting: list[Waiting] = []
    for row in rows_of(newest_first, _Row):
        problems: list[Problem] = json.loads(row.problems)
        remedy, whose = found.get(row.quarantine_id), of_row(row, in_its_file, register)
        column = next(iter(remedy.changes), "") if remedy else str(problems[0].get("column") or "")
        table, subject = Table(row.table), row.step_number or row.target_group
        cells: dict[str, str | None] = json.loads(row.cells)
        one = Waiting(
            row.quarantine_id,
            remedy.kind if remedy else problems[0]["rule"],
            whose,
            asked_of(whose.code, register, view.as_of),
            table,
            _place(row, view.language),
            subject,
            column,
            None,
            (cells.get(column) or "") if column else "",
            remedy,
            problems,
        )
        waiting.append(replace(one, before=_before(one, view)))
    return waiting


def asked_of(code: str | None, register: Register, day: date) -> str | None:
    """Who answers for a municipality on a day: itself, or the one that took it over; None where several did."""
    heirs = () if code is None else register.successors_on(code, day)
    return heirs[0] if len(heirs) == 1 else None


def _place(row: _Row, language: Language) -> str:
    """The table by the name that its file has, which is Dutch in either language, and the row."""
    return say("screen_desk.refused.place", language, table=FORMATS[Table(row.table)].dutch, row=row.row_number)


def _before(one: Waiting, view: View) -> Any:
    """What the municipality last said in this column of the same thing; None where nothing stands there."""
    known_column = FORMATS[one.table].by_dutch.get(one.column)
    subject = SUBJECT[one.table]
    if known_column is None or one.whose.code is None or known_column.english in (*subject, "reporting_date"):
        return None
    said = queries.known(view).statements[one.table].filter(pl.col("municipality_code") == one.whose.code)
    if len(subject) > 1:
        said = said.filter(pl.col(subject[1]) == one.subject) if one.subject is not None else said.clear()
    newest = said.sort("reporting_date").tail(1)
    return newest[known_column.english][0] if newest.height else None
