"""What corrections and withdrawals changed, value by value: what a report said, and what it says now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

import polars as pl

from dashboard.download import Column, TableData
from dashboard.words import party_names
from domain.bilingual import Language
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import KEY, STATEMENT_COLUMNS, Table
from language.formats import day, decimal, euro, integer, listing, moment
from language.texts import say

EUROS: Final = ("budgeted_eur", "realised_cost_eur")
SUBJECT_COLUMNS: Final = ("step_number", "target_group")


@dataclass(frozen=True)
class Corrected:
    """One value that was put right; `after` is None with `is_withdrawn` where the statement was taken back."""

    recorded_at: datetime
    table: Table
    code: str
    reporting_date: date
    subject: int | str | None
    field: str | None
    before: Any
    after: Any

    @property
    def is_withdrawn(self) -> bool:
        """Whether the whole statement was taken back."""
        return self.field is None


def corrected(history: Mapping[Table, pl.DataFrame], *, known_from: datetime, known_to: datetime) -> list[Corrected]:
    """From every version of every statement what was changed after `known_from`, newest first."""
    found = [
        one
        for table, frame in history.items()
        for one in (*_changed(table, frame, known_from, known_to), *_withdrawn(table, frame, known_from, known_to))
    ]
    return sorted(found, key=lambda one: (one.recorded_at, one.code, str(one.subject)), reverse=True)


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
                yield _one(table, row, row["recorded_at"], field, row[f"{field}_before"], row[field])


def _withdrawn(table: Table, frame: pl.DataFrame, known_from: datetime, known_to: datetime) -> Iterator[Corrected]:
    is_between = (pl.col("withdrawn_at") > known_from) & (pl.col("withdrawn_at") <= known_to)
    for row in frame.filter(is_between).iter_rows(named=True):
        yield _one(table, row, row["withdrawn_at"], None, None, None)


def _one(table: Table, row: dict[str, Any], when: datetime, field: str | None, before: Any, after: Any) -> Corrected:
    subject = next((row[name] for name in SUBJECT_COLUMNS if name in row), None)
    return Corrected(when, table, row["municipality_code"], row["reporting_date"], subject, field, before, after)


def rows_under(found: list[Corrected], register: Register, programme: Programme, language: Language) -> TableData:
    """One row per value that was put right."""
    withdrawn = _word("corrected.withdrawn", language)
    written = partial(_written, programme=programme, language=language)
    before = [withdrawn if one.is_withdrawn else written(one.field or "", one.before) for one in found]
    after = [withdrawn if one.is_withdrawn else written(one.field or "", one.after) for one in found]
    fields = [_word(f"field.{one.field or 'all'}", language) for one in found]
    return TableData(
        _word("corrected.caption", language),
        [
            Column(
                _word("log.known_on", language), [one.recorded_at for one in found], partial(moment, language=language)
            ),
            Column(say("screen.column.municipality", language), [register.by_code[one.code].name for one in found]),
            Column(_word("corrected.about", language), [_about(one, programme, language) for one in found]),
            Column(
                say("screen.column.reporting_date", language),
                [one.reporting_date for one in found],
                partial(day, language=language),
            ),
            Column(_word("corrected.field", language), fields),
            Column(_word("corrected.before", language), before),
            Column(_word("corrected.after", language), after),
        ],
    )


def _about(one: Corrected, programme: Programme, language: Language) -> str:
    groups = {group.key: group.name.of(language) for group in programme.target_groups}
    subject = groups.get(one.subject, one.subject) if isinstance(one.subject, str) else one.subject
    return _word(f"corrected.{one.table.value}", language, subject=subject)


def _written(field: str, value: Any, *, programme: Programme, language: Language) -> str:
    """A value of a statement as it is read; a word where it was left empty."""
    if value is None:
        return say("screen.state.none", language)
    if field == "standing":
        return say(f"screen.standing.{value}", language)
    if field == "waiting_on":
        return listing(party_names(value, programme, language), language)
    if isinstance(value, date):
        return day(value, language)
    if field in EUROS:
        return euro(value, language)
    if isinstance(value, float) and value != int(value):
        return decimal(value, language)
    return integer(value, language) if isinstance(value, int | float) else str(value)


def _word(key: str, language: Language, **values: object) -> str:
    return say(f"screen_quality.{key}", language, **values)
