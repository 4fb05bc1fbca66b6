"""What a form is filled in with beforehand: of everything that there is to report on what was said last."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.programme import Programme
from domain.statements import SUBJECT, Standing, Table
from pipelines.format.columns import FORMATS, MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN, Column
from pipelines.format.prefilled import NEVER_PREFILLED, mark_of
from pipelines.format.vocabulary import status_words

if TYPE_CHECKING:
    from store.reader import Reader


def prefilled_texts(
    reader: "Reader", programme: Programme, code: str, today: date
) -> tuple[dict[Table, list[dict[str, str]]], str | None]:
    """What the workbook would be filled in with, as texts: per table its rows by Dutch column, and the mark.

    Empty where nothing was said; neither the municipality nor the reporting date stands in a row.
    """
    last = {table: last_statements(reader, table, code) for table in Table}
    texts = {table: said_texts(table, programme, last[table]) for table in Table}
    return texts, mark_of_last(last, programme, code, today)


def said_texts(table: Table, programme: Programme, said: Mapping[Any, dict[str, Any]]) -> list[dict[str, str]]:
    """A row per thing to report on as a form writes it, from statements by step or target group (None: the profile)."""
    whose = (*MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN)
    return [
        {name: _as_text(value) for name, value in row.items() if name not in whose}
        for row in prefilled_rows(table, programme, None, None, said, None)
    ]


def last_statements(reader: "Reader", table: Table, code: str | None) -> dict[Any, dict[str, Any]]:
    """By step or target group (None for the profile): what the municipality said last."""
    if code is None:
        return {}
    said = reader.statements(table, municipality_codes=[code]).sort("reporting_date")
    subject = SUBJECT[table][1:]
    asked_anew = dict.fromkeys(NEVER_PREFILLED)
    return {row[subject[0]] if subject else None: {**row, **asked_anew} for row in said.to_dicts()}


def mark_of_last(
    last: Mapping[Table, Mapping[Any, dict[str, Any]]], programme: Programme, code: str | None, today: date
) -> str | None:
    """The fingerprint of what is filled in beforehand; None when that is nothing."""
    said = {
        table: [
            {**last[table][subject], "municipality_code": code, "reporting_date": today}
            for subject, _ in _subjects(table, programme)
            if subject in last[table]
        ]
        for table in Table
    }
    return mark_of(said) if any(said.values()) else None


def prefilled_rows(
    table: Table,
    programme: Programme,
    code: str | None,
    name: str | None,
    last: Mapping[Any, dict[str, Any]],
    today: date | None,
) -> list[dict[str, Any]]:
    """One row per thing to report on, by Dutch column; without a municipality only what it is about."""
    rows: list[dict[str, Any]] = []
    for subject, shown in _subjects(table, programme):
        statement = last.get(subject, {})
        row: dict[str, Any] = {
            column.dutch: _as_written(column, statement.get(column.english)) for column in FORMATS[table].columns
        }
        row |= shown
        row |= {"gemeentecode": code, "gemeentenaam": name, "peildatum": today if code else None}
        rows.append(row)
    return rows


def places(table: Table, programme: Programme) -> list[tuple[Table, str]]:
    """What each of those rows is about, in their order, as `pipelines.format.waiting` calls it."""
    return [(table, "" if subject is None else str(subject)) for subject, _ in _subjects(table, programme)]


def _subjects(table: Table, programme: Programme) -> list[tuple[Any, dict[str, Any]]]:
    match SUBJECT[table][1:]:
        case ("step_number",):
            return [(step.number, {"stap": f"{step.number}. {step.name.nl}"}) for step in programme.steps]
        case ("target_group",):
            return [(group.key, {"doelgroep": group.key}) for group in programme.target_groups]
        case _:
            return [(None, {})]


def _as_written(column: Column, value: Any) -> Any:
    return status_words()[Standing(value)] if column.english == "standing" and value else value


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, float):
        text = f"{value:.10g}".replace(".", ",")  # as it is typed; ten digits, as the mark of a form counts them
        # three digits behind a comma may be thousands to whoever reads it back: a fourth one tells
        return f"{text}0" if text[-4:-3] == "," else text
    return "" if value is None else str(value)
