"""What corrections and withdrawals changed, value by value: what a report said, and what it says now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final, TypeAlias

import polars as pl

from dashboard.figure.download import Column, TableData
from dashboard.figure.words import party_names, standing_word
from dashboard.subjects.refused import ABOUT_KEYS
from domain.bilingual import Language
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import KEY, STATEMENT_COLUMNS, Table
from language.formats import day, decimal, euro, integer, listing, moment
from language.texts import say

EUROS: Final = ("budgeted_eur", "realised_cost_eur")
SUBJECT_COLUMNS: Final = ("step_number", "target_group")

Value: TypeAlias = str | float | date | None  # what can stand in a field of a statement


@dataclass(frozen=True)
class Corrected:
    """One value that was put right; `after` is None with `is_withdrawn` where the statement was taken back."""

    recorded_at: datetime
    table: Table
    code: str
    reporting_date: date
    subject: int | str | None
    field: str | None
    before: Value
    after: Value

    @property
    def is_withdrawn(self) -> bool:
        """Whether the whole statement was taken back."""
        return self.field is None


def corrected(history: Mapping[Table, pl.DataFrame], *, known_from: datetime, known_to: datetime) -> list[Corrected]:
    """From every version of every statement what was changed after `known_from`, newest first."""
    found = [
        value
        for table, frame in history.items()
        for value in (*_changed(table, frame, known_from, known_to), *_withdrawn(table, frame, known_from, known_to))
    ]
    return sorted(found, key=lambda value: (value.recorded_at, value.code, str(value.subject)), reverse=True)


def _changed(table: Table, frame: pl.DataFrame, known_from: datetime, known_to: datetime) -> Iterator[Corrected]:
    """Values that differ from the version that stood for the same key when the new one came."""
    fields = [name for name in STATEMENT_COLUMNS[table] if name not in KEY[table]]
    before = [pl.col(name).shift(1).over(KEY[table]).alias(f"{name}_before") for name in (*fields, "withdrawn_at")]
    is_between = (pl.col("recorded_at") > known_from) & (pl.col("recorded_at") <= known_to)
    stood = (pl.int_range(pl.len()).over(KEY[table]) > 0) & (
        pl.col("withdrawn_at_before").is_null() | (pl.col("withdrawn_at_before") > pl.col("recorded_at"))
    )
    versions = frame.sort(*KEY[table], "ledger_sequence").with_columns(before).filter(is_between & stood)
    for row in versions.iter_rows(named=True):
        for field in fields:
            if row[field] != row[f"{field}_before"]:
                yield _corrected_value(table, row, row["recorded_at"], field, row[f"{field}_before"], row[field])


def _withdrawn(table: Table, frame: pl.DataFrame, known_from: datetime, known_to: datetime) -> Iterator[Corrected]:
    is_between = (pl.col("withdrawn_at") > known_from) & (pl.col("withdrawn_at") <= known_to)
    for row in frame.filter(is_between).iter_rows(named=True):
        yield _corrected_value(table, row, row["withdrawn_at"], None, None, None)


def _corrected_value(
    table: Table,
    row: Mapping[str, Any],  # a statement: each table has columns of its own
    when: datetime,
    field: str | None,
    before: Value,
    after: Value,
) -> Corrected:
    subject = next((row[name] for name in SUBJECT_COLUMNS if name in row), None)
    return Corrected(when, table, row["municipality_code"], row["reporting_date"], subject, field, before, after)


def corrections_under(
    found: list[Corrected], register: Register, programme: Programme, language: Language
) -> TableData:
    """One row per value that was put right."""
    withdrawn = say("screen_quality.corrected.withdrawn", language)
    words = partial(written, programme=programme, language=language)
    before = [withdrawn if value.is_withdrawn else words(value.field or "", value.before) for value in found]
    after = [withdrawn if value.is_withdrawn else words(value.field or "", value.after) for value in found]
    whole = say("screen_quality.field.all", language)
    subjects = [about(value.table, value.subject, programme, language) for value in found]
    fields = [say(f"screen_quality.field.{value.field}", language) if value.field else whole for value in found]
    return TableData(
        say("screen_quality.corrected.caption", language),
        [
            Column(
                say("screen_quality.log.known_on", language),
                [value.recorded_at for value in found],
                partial(moment, language=language),
            ),
            Column(say("screen.column.municipality", language), [register.by_code[value.code].name for value in found]),
            Column(say("screen_quality.corrected.about", language), subjects),
            Column(
                say("screen.column.reporting_date", language),
                [value.reporting_date for value in found],
                partial(day, language=language),
            ),
            Column(say("screen_quality.corrected.field", language), fields),
            Column(say("screen_quality.corrected.before", language), before),
            Column(say("screen_quality.corrected.after", language), after),
        ],
    )


def about(table: Table, subject: int | str | None, programme: Programme, language: Language) -> str:
    """What a statement is about: its step, its target group, or the municipality."""
    groups = {group.key: group.name.of(language) for group in programme.target_groups}
    named = groups.get(subject, subject) if isinstance(subject, str) else subject
    return say(ABOUT_KEYS[table], language, subject=named)


def written(field: str, value: Value, programme: Programme, language: Language) -> str:
    """A value of a statement as it is read; a word where it was left empty."""
    if value is None:
        return say("screen.state.none", language)
    if field == "standing":
        return standing_word(str(value), language)
    if isinstance(value, str):
        return listing(party_names(value, programme, language), language) if field == "waiting_on" else value
    if isinstance(value, date):
        return day(value, language)
    if field in EUROS:
        return euro(value, language)
    return integer(value, language) if value == int(value) else decimal(value, language)
