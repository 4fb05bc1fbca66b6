"""A report that was typed field by field, in the form on the screen or as JSON: the same rules, the same statements.

What was entered is laid out as the sheets of a workbook would be, and from there on it goes the way of a file.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from pipelines.format.columns import FORMATS, REPORTING_DATE_COLUMN
from pipelines.format.prefilled import CONFIRMATION_LABEL, CONFIRMED, MARK_LABEL
from pipelines.format.raw import EMPTY_CELL, Cell, RawFile, RawRow, RawSheet, RawTable
from pipelines.intake import Context, acknowledged, intake_of, recorded, without_rows
from pipelines.receipt.received_before import duplicate_notes
from store.intake import Intake

if TYPE_CHECKING:
    from store.reader import Reader
    from store.writer import Writer

NAME: Final = "formulier"
_CODE: Final = "gemeentecode"
ENTRY: Final = {Table.MILESTONE: "stap", Table.TRAINING: "doelgroep", Table.COST: "stap", Table.PROFILE: None}
"""Which field says what a row of a table is about; none where a municipality has one row."""
_HEADER_ROW: Final = 1


@dataclass(frozen=True)
class Entered:
    """What one municipality typed about one reporting date.

    `tables`: per table its rows, each a field by its Dutch column (stap or doelgroep among them; gemeentecode and
    peildatum are added) with the text that was typed. A field that no row of the table has keeps what was said last; an
    empty one takes it away, as one does that only other rows have: so it is in a workbook. A required field that is not
    there is empty. `key` is of this handing in: what comes once more under one key is the same report. `mark`: the
    fingerprint of what the form was filled in with beforehand (`prefilled.mark_of`); `is_confirmed`: that nothing has
    changed since was said in so many words. `typed`: what was typed over what was said before, where only that is the
    report: as soon as it is in, what was said before is something else, and it is still the same report.
    """

    municipality_code: str
    reporting_date: date
    tables: Mapping[Table, Sequence[Mapping[str, str]]]
    key: str
    mark: str | None = None
    is_confirmed: bool = False
    typed: Mapping[str, str] | None = None
    name: str = field(default=NAME, compare=False)

    def canonical(self) -> bytes:
        """The same report as the same bytes, whatever the order of its fields."""
        facts: dict[str, Any] = {
            "municipality_code": self.municipality_code, "reporting_date": self.reporting_date.isoformat(),
            "key": self.key, "is_confirmed": self.is_confirmed,
        }  # fmt: skip
        if self.typed is not None:
            facts["typed"] = dict(self.typed)
        else:
            facts["tables"] = {str(table): list(map(dict, rows)) for table, rows in self.tables.items()}
            facts["mark"] = self.mark
        return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def sha256(self) -> str:
        """What it is known by, as a file is by its bytes."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def entry(self, table: Table, row: int) -> str | None:
        """What a row of a receipt is about, as typed: its step or target group; None for the municipality itself."""
        column = ENTRY[table]
        return None if column is None else self.tables[table][row - _HEADER_ROW - 1].get(column)


def rows_from(entered: Entered, table: Table) -> dict[int, Mapping[str, str]]:
    """The rows of a table by the number that a receipt gives them."""
    return dict(enumerate(entered.tables.get(table, ()), start=_HEADER_ROW + 1))


def check_entered(
    entered: Entered, *, reader: "Reader", register: Register, programme: Programme, recorded_at: datetime
) -> dict[str, Any]:
    """The receipt that handing this in at `recorded_at` would give. Nothing is kept."""
    context = Context(reader, register, programme, dutch_day(recorded_at))
    return acknowledged(understood_entered(entered, context), recorded_at, None)


def take_in_entered(
    entered: Entered,
    *,
    writer: "Writer",
    register: Register,
    programme: Programme,
    recorded_at: datetime,
    on_behalf: str | None = None,
    awaits_approval: bool = False,
    handed_in_by: int | None = None,
) -> dict[str, Any]:
    """Take in what was entered and return its receipt.

    `on_behalf`: who handed it in for the municipality; `awaits_approval`, `handed_in_by`: as `intake.recorded`.
    Raises what the store raises; then nothing was kept.
    """
    context = Context(writer.reader, register, programme, dutch_day(recorded_at))
    return recorded(
        understood_entered(entered, context),
        writer=writer,
        recorded_at=recorded_at,
        on_behalf=on_behalf,
        awaits_approval=awaits_approval,
        handed_in_by=handed_in_by,
    )


def understood_entered(entered: Entered, context: Context) -> Intake:
    """What was entered, as the store takes it in."""
    earlier = context.reader.find_file(entered.sha256)
    if earlier is not None:
        notes = duplicate_notes(earlier, context.reader)
        return without_rows(entered.name, entered.sha256, "duplicate", notes=notes)
    own = frozenset({entered.municipality_code})
    return intake_of(raw_of(entered), entered.name, entered.sha256, context, writes_for=own)


def raw_of(entered: Entered) -> RawFile:
    """The sheets that a workbook with the same words would have."""
    tables = tuple(_table(entered, table) for table in Table if entered.tables.get(table))
    sheets = (*_form_sheet(entered), *(_sheet(table) for table in tables))
    return RawFile(entered.name, tables, notes=(), sheets=sheets)


def _table(entered: Entered, table: Table) -> RawTable:
    rows = [
        {_CODE: entered.municipality_code, REPORTING_DATE_COLUMN: entered.reporting_date.isoformat(), **typed}
        for typed in entered.tables[table]
    ]
    typed_columns = {*FORMATS[table].required, *(name for row in rows for name in row)}
    known = [column.dutch for column in FORMATS[table].columns if column.dutch in typed_columns]
    unknown = sorted(typed_columns - set(known))
    raw_rows = [
        RawRow(
            number,
            {name: _cell(row.get(name)) for name in known},
            extra_cells={name: row[name] for name in unknown if row.get(name, "").strip()},
        )
        for number, row in enumerate(rows, start=_HEADER_ROW + 1)
    ]
    entry = ENTRY[table]
    names = {number: row[entry] for number, row in enumerate(rows, start=_HEADER_ROW + 1) if entry and entry in row}
    return RawTable(
        table,
        FORMATS[table].dutch,
        _HEADER_ROW,
        headers={name: name for name in known},
        unknown_columns=tuple(unknown),
        rows=tuple(raw_rows),
        left_out=(),
        entries=names,
    )


def _sheet(table: RawTable) -> RawSheet:
    names = list(table.headers)
    header = (table.header_row_number, [_cell(name) for name in names])
    return RawSheet(
        table.sheet, (header, *((row.row_number, [row.cells[name] for name in names]) for row in table.rows))
    )


def _form_sheet(entered: Entered) -> tuple[RawSheet, ...]:
    """The mark of the form and the confirmation, as they stand on the first sheet of the workbook."""
    if entered.mark is None:
        return ()
    lines: Collection[tuple[str, str]] = (
        (MARK_LABEL, entered.mark), (CONFIRMATION_LABEL, CONFIRMED if entered.is_confirmed else ""),
    )  # fmt: skip
    return (RawSheet(NAME, tuple((number, [_cell(a), _cell(b)]) for number, (a, b) in enumerate(lines, start=1))),)


def _cell(text: str | None) -> Cell:
    return EMPTY_CELL if text is None or not text else Cell(text, None, text)
