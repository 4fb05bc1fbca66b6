"""A draft as the report that would be handed in: what was said last, and over it what was typed.

How the fields of a draft are called, as part, row and field:
- a table (`milestone`, `training`, `cost`, `profile`), the number of the step or the target group ("" for the
  municipality itself), a Dutch column of that table that is no key;
- `confirmation`, "", `nothing_changed`: "ja" says that nothing has changed since the last report;
- `complete`, a table, `all_we_know`: "ja" says that what is empty in it is unknown, not forgotten;
- `answer`, a table and a row of it as `cost:6`, the rule of a warning: why it is right all the same;
- `approval`, "", `asked`: "ja" asks that a second person approves this report.
What stands in the last three is written to the ledger beside the report (`pipelines/handed_over.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Final

from domain.programme import Programme
from domain.statements import Table
from pipelines.checking.rules import RULES
from pipelines.entered import ENTRY, Entered
from pipelines.format.columns import FORMATS, KEY_COLUMNS
from pipelines.format.filled_in import prefilled_texts
from pipelines.format.waiting import Waiting, waiting_rows

if TYPE_CHECKING:
    from store.reader import Reader

CONFIRMED: Final = ("confirmation", "", "nothing_changed")  # the box "nothing has changed", as a field of a draft
APPROVAL: Final = ("approval", "", "asked")
COMPLETE, ALL_WE_KNOW = "complete", "all_we_know"
ANSWER: Final = "answer"
TICKED: Final = "ja"
MINUTES: Final = "invultijd_min"
_SECONDS: Final = 60  # in a minute
Fields = Mapping[tuple[str, str, str], str]
"""Part, row and field of a draft -> its text. A part that is a table has its Dutch columns as fields."""


@dataclass(frozen=True)
class Answer:
    """An answer to a warning, as it was typed. `row`: as `row_key` calls it."""

    table: Table
    row: str
    rule: str
    text: str

    @property
    def place(self) -> tuple[str, str, str]:
        """The field of the draft that it stands in."""
        return ANSWER, f"{self.table}:{self.row}", self.rule


def row_key(table: Table, row: Mapping[str, str]) -> str:
    """Which row of a table this is: the number of its step, its target group, "" for the municipality itself."""
    entry = ENTRY[table]
    return "" if entry is None else row[entry].partition(".")[0]


def is_place(part: str, row: str, field: str) -> bool:
    """Whether a field of a form can be called so; see the top of this file.

    What would not become part of the report has no place: it would be taken away with the draft, unsaid.
    """
    if part in tuple(Table):
        return field in FORMATS[Table(part)].by_dutch and field not in KEY_COLUMNS
    if part == COMPLETE:
        return row in tuple(Table) and field == ALL_WE_KNOW
    if part == ANSWER:
        return row.partition(":")[0] in tuple(Table) and field in RULES and RULES[field].severity == "warning"
    return (part, row, field) in (CONFIRMED, APPROVAL)


def report_of(
    fields: Fields,
    *,
    key: str,
    reader: "Reader",
    programme: Programme,
    code: str,
    reporting_date: date,
    used_seconds: int = 0,
    with_waiting: bool = False,
) -> Entered:
    """The report that a draft stands for; the same as the prefilled workbook with the same words typed in it.

    A row in which nothing was said before and nothing is typed is no row. In a row that was refused stands what was
    written there, and what is typed over it; one in which nobody typed is left out, for it waits as it is: only
    `with_waiting` it is part of the report as well, to see what is wrong with it. `used_seconds`: how long the form was
    in use, which is the time it took where nobody wrote another; of a form in which nothing was changed it says
    nothing, and of a day of which a time was said before, that stands.
    """
    said, mark = prefilled_texts(reader, programme, code, reporting_date)
    waits = waiting_rows(reader, programme, code, reporting_date)
    tables: dict[Table, list[dict[str, str]]] = {}
    for table, rows in said.items():
        for row in rows:
            here = row_key(table, row)
            typed = {name: fields[place] for name in row if (place := (str(table), here, name)) in fields}
            waiting = waits.get((table, here))
            if waiting is not None and not typed and not with_waiting:
                continue
            full = {**row, **({} if waiting is None else waiting.cells), **typed}
            if any((row[name] + full[name]).strip() for name in row if name not in KEY_COLUMNS):
                tables.setdefault(table, []).append(full)
    is_waiting = (Table.PROFILE, "") in waits and Table.PROFILE not in tables
    if not is_waiting and minutes_said(reader, code, reporting_date) is None:
        _measure(tables, said, fields, used_seconds)
    typed = {":".join(place): text for place, text in fields.items() if place[0] in tuple(Table)}
    is_confirmed = fields.get(CONFIRMED) == TICKED
    return Entered(code, reporting_date, tables, key, mark, is_confirmed=is_confirmed, typed=typed)


@dataclass(frozen=True)
class FilledIn:
    """What the form of a municipality about a day is filled in with: per table its rows by Dutch column as it said them
    last, what was refused and waits, and the minutes that it said of this day (None where it did not).
    """

    texts: Mapping[Table, list[dict[str, str]]]
    waiting: Waiting
    minutes: float | None


def filled_in(reader: "Reader", programme: Programme, code: str, reporting_date: date) -> FilledIn:
    """What stands in a form before anybody types in it."""
    return FilledIn(
        prefilled_texts(reader, programme, code, reporting_date)[0],
        waiting_rows(reader, programme, code, reporting_date),
        minutes_said(reader, code, reporting_date),
    )


def minutes_said(reader: "Reader", code: str, reporting_date: date) -> float | None:
    """How many minutes a municipality said that its report about this day took; None where it said nothing of it."""
    said = reader.statements(Table.PROFILE, as_of=reporting_date, municipality_codes=[code])
    of_day = said.filter(said["reporting_date"] == reporting_date)["completion_minutes"].drop_nulls()
    return None if of_day.is_empty() else float(of_day[0])


def whole_tables(fields: Fields) -> list[Table]:
    """The tables of which it was said that they hold all that is known."""
    return [table for table in Table if fields.get((COMPLETE, str(table), ALL_WE_KNOW)) == TICKED]


def answers(fields: Fields) -> Iterator[Answer]:
    """The answers to warnings that hold a text, in the order of their places."""
    for (part, row, rule), text in sorted(fields.items()):
        if part == ANSWER and text.strip():
            table, _, of = row.partition(":")
            yield Answer(Table(table), of, rule, text)


def asks_approval(fields: Fields) -> bool:
    """Whether a second person is to approve this report."""
    return fields.get(APPROVAL) == TICKED


def _measure(
    tables: dict[Table, list[dict[str, str]]], said: Mapping[Table, list[dict[str, str]]], fields: Fields, seconds: int
) -> None:
    """Adds the minutes that were measured to what was typed, unless somebody wrote how long it took, or wrote nothing
    there on purpose.
    """
    before = [row for rows in said.values() for row in rows]
    is_changed = any(row not in before for rows in tables.values() for row in rows)
    if seconds <= 0 or not is_changed or (str(Table.PROFILE), "", MINUTES) in fields:
        return
    row = (tables.get(Table.PROFILE) or said[Table.PROFILE])[0]
    tables[Table.PROFILE] = [{**row, MINUTES: str(ceil(seconds / _SECONDS))}]
