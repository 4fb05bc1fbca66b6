"""What a report said, as the draft that it becomes when it is taken back: only what was wrong is typed again.

Asked after the report was taken back: only what the form is not filled in with by then has to stand in the draft.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from domain.programme import Programme
from domain.statements import SUBJECT, Table
from pipelines.drafted import ALL_WE_KNOW, ANSWER, COMPLETE, TICKED, Fields, row_key
from pipelines.format.columns import KEY_COLUMNS
from pipelines.format.filled_in import prefilled_texts, said_texts
from pipelines.format.vocabulary import Vocabulary
from pipelines.format.waiting import as_written, subject_of

if TYPE_CHECKING:
    from store.reader import Reader

_Texts = dict[Table, dict[str, Mapping[str, str]]]
"""By table and row, as a draft calls it, the text of each column."""


def drafts_of(reader: "Reader", programme: Programme, code: str, report: int) -> dict[date, Fields]:
    """By reporting date what a report of one municipality said, as fields of a draft; no day where nothing is other.

    Its refused rows stand in it as they were written, without what was withheld; so does what was said beside it. A row
    about which a later report says something is left out: that is newer than what was taken back.
    """
    said, newer = _said(reader, programme, code, report), _said_since(reader, code, report)
    refused = _refused(reader, programme, code, report)
    beside = reader.beside().filter(pl.col("report_sequence") == report).to_dicts()
    found: dict[date, Fields] = {}
    for day in sorted({*said, *refused}):
        before = _by_row(prefilled_texts(reader, programme, code, day)[0])
        fields = {
            (str(table), key, name): text
            for texts in (said.get(day, {}), refused.get(day, {}))
            for table, key, name, text in _fields(texts)
            if (table, day, key) not in newer and text != before[table].get(key, {}).get(name, "")
        }
        if fields:
            found[day] = {**fields, **_beside(beside, day)}
    return found


def _said(reader: "Reader", programme: Programme, code: str, report: int) -> dict[date, _Texts]:
    """What was taken in of it, by day; also what said the same as before, for it says so of a later day."""
    found: dict[date, _Texts] = {}
    for table in Table:
        rows = reader.history(table, municipality_codes=[code]).filter(pl.col("ledger_sequence") == report).to_dicts()
        for day in {row["reporting_date"] for row in rows}:
            subject = SUBJECT[table][1:]
            of_day = {row[subject[0]] if subject else None: row for row in rows if row["reporting_date"] == day}
            texts = said_texts(table, programme, of_day)
            known: dict[str, Mapping[str, str]] = {
                key: row for row in texts if (key := row_key(table, row)) in _keys(of_day)
            }
            found.setdefault(day, {})[table] = known
    return found


def _keys(of_day: Mapping[Any, Any]) -> set[str]:
    return {"" if subject is None else str(subject) for subject in of_day}


def _refused(reader: "Reader", programme: Programme, code: str, report: int) -> dict[date, _Texts]:
    """Its rows that were refused, by day; one of which cannot be read what it is about has no place in a form."""
    words, found = Vocabulary(programme), dict[date, _Texts]()
    own = (pl.col("ledger_sequence") == report) & (pl.col("municipality_code") == code)
    for row in reader.quarantine(only_open=False).filter(own, pl.col("reporting_date").is_not_null()).to_dicts():
        table = Table(row["table"])
        subject = subject_of(table, row)
        if subject or table is Table.PROFILE:
            cells = as_written(table, json.loads(row["cells"]), words)
            found.setdefault(row["reporting_date"], {}).setdefault(table, {})[subject] = cells
    return found


def _by_row(texts: Mapping[Table, list[dict[str, str]]]) -> _Texts:
    return {table: {row_key(table, row): row for row in rows} for table, rows in texts.items()}


def _said_since(reader: "Reader", code: str, report: int) -> set[tuple[Table, date, str]]:
    """The rows about which something was said, or refused and waits, that came in after the report."""
    rows = [
        (table, row)
        for table in Table
        for row in reader.statements(table, municipality_codes=[code]).to_dicts()
        if row["ledger_sequence"] > report
    ]
    later = (pl.col("ledger_sequence") > report) & (pl.col("municipality_code") == code)
    rows += [(Table(row["table"]), row) for row in reader.quarantine().filter(later).to_dicts()]
    return {(table, row["reporting_date"], subject_of(table, row)) for table, row in rows}


def _fields(texts: _Texts) -> Iterator[tuple[Table, str, str, str]]:
    for table, rows in texts.items():
        for key, row in rows.items():
            yield from ((table, key, name, text) for name, text in row.items() if name not in KEY_COLUMNS)


def _beside(said: list[dict[str, Any]], day: date) -> Fields:
    fields: dict[tuple[str, str, str], str] = {}
    for one in said:
        if one["reporting_date"] != day:
            continue
        if one["kind"] == "completeness":
            fields[COMPLETE, one["table"], ALL_WE_KNOW] = TICKED
        elif one["kind"] == "answer":
            fields[ANSWER, f"{one['table']}:{one['subject'] or ''}", one["rule"]] = one["text"]
    return fields
