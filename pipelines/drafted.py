"""A draft as the report that would be handed in: what was said last, and over it what was typed."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from domain.programme import Programme
from domain.statements import Table
from pipelines.entered import ENTRY, Entered
from pipelines.format.columns import FORMATS, KEY_COLUMNS
from pipelines.format.template import prefilled_texts

if TYPE_CHECKING:
    from store.reader import Reader

CONFIRMED: Final = ("confirmation", "", "nothing_changed")  # the box "nothing has changed", as a field of a draft
TICKED: Final = "ja"
Fields = Mapping[tuple[str, str, str], str]
"""Part, row and field of a draft -> its text. A part that is a table has its Dutch columns as fields."""


def row_key(table: Table, row: Mapping[str, str]) -> str:
    """Which row of a table this is: the number of its step, its target group, "" for the municipality itself."""
    entry = ENTRY[table]
    return "" if entry is None else row[entry].partition(".")[0]


def is_place(part: str, field: str) -> bool:
    """Whether a field of a form can be called so: a column of a table that is no key, or the box "nothing changed".

    What would not become part of the report has no place: it would be taken away with the draft, unsaid.
    """
    if part in tuple(Table):
        return field in FORMATS[Table(part)].by_dutch and field not in KEY_COLUMNS
    return part == CONFIRMED[0]


def report_of(
    fields: Fields, *, key: str, reader: "Reader", programme: Programme, code: str, reporting_date: date
) -> Entered:
    """The report that a draft stands for; the same as the prefilled workbook with the same words typed in it.

    A row in which nothing was said before and nothing is typed is no row.
    """
    said, mark = prefilled_texts(reader, programme, code, reporting_date)
    tables: dict[Table, list[dict[str, str]]] = {}
    for table, rows in said.items():
        for row in rows:
            here = row_key(table, row)
            typed = {name: fields[place] for name in row if (place := (str(table), here, name)) in fields}
            full = {**row, **typed}
            if any((row[name] + full[name]).strip() for name in row if name not in KEY_COLUMNS):
                tables.setdefault(table, []).append(full)
    return Entered(code, reporting_date, tables, key, mark, is_confirmed=fields.get(CONFIRMED) == TICKED)
