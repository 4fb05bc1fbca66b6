"""The report workbook that a municipality fills in: drop-downs, prefilled with its last statements, and explained.

Handed in untouched it is no report. With `niets_veranderd` on its first sheet it says the same again on today's date,
so that a report without news takes a minute.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from language.formats import day
from language.texts import say
from pipelines.format.columns import FORMATS, Column, ColumnKind
from pipelines.format.filled_in import last_statements, mark_of_last, places, prefilled_rows
from pipelines.format.prefilled import CONFIRMATION_LABEL, CONFIRMED, MARK_LABEL
from pipelines.format.vocabulary import status_words
from pipelines.format.waiting import WaitingRow, waiting_rows

if TYPE_CHECKING:
    from store.store import Reader

SPARE_ROWS: Final = 40  # room below the prefilled rows, for who reports an older date as well
INK, RULE, PALE, PRIMARY = "#1b2127", "#d8d6cf", "#f5f4f0", "#0b4f6c"  # the colours of the light screens
WIDTHS: Final = {ColumnKind.NAME: 26, ColumnKind.STEP: 64, ColumnKind.TEXT: 48, ColumnKind.PARTIES: 24}
NOTE_LENGTH: Final = 500
LINE_LENGTH, LINE_HEIGHT = 84, 16  # characters and points in the column of the explanation


@dataclass(frozen=True)
class _Styles:
    header: Format
    cell: Format
    date_cell: Format
    title: Format
    body: Format
    term: Format


def write_template(
    out: Path, *, register: Register, programme: Programme, reader: "Reader", code: str | None, today: date
) -> None:
    """Write the workbook to `out`, for one municipality or, without `code`, for any.

    `today` is the reporting date that is filled in. Raises OSError when the file cannot be written; then there is none.
    """
    partial = out.with_name(f".{out.name}.partial")
    try:
        with xlsxwriter.Workbook(str(partial)) as book:
            book.calc_on_load = False  # there is no formula in it; a program that kept this would put its own in doubt
            styles = _styles(book)
            name = register.by_code[code].name if code else None
            last = {table: last_statements(reader, table, code) for table in Table}
            first_sheet, mark = (
                book.add_worksheet(say("template.sheet", "nl")),
                mark_of_last(last, programme, code, today),
            )
            _write_explanation(first_sheet, styles, programme, name, today, mark=mark)
            waits = {} if code is None else waiting_rows(reader, programme, code, today)
            for table in Table:
                rows = prefilled_rows(table, programme, code, name, last[table], today)
                here = {at: waits[of] for at, of in enumerate(places(table, programme), start=1) if of in waits}
                sheet = book.add_worksheet(FORMATS[table].dutch)
                _write_table(sheet, styles, table, programme, rows, here)
        partial.replace(out)
    except FileCreateError as error:
        raise OSError(error.args[0].errno, error.args[0].strerror) from error
    finally:
        partial.unlink(missing_ok=True)


def _styles(book: Workbook) -> _Styles:
    base = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
    return _Styles(
        header=book.add_format({**base, "bold": True, "bg_color": PALE, "bottom": 2, "bottom_color": INK}),
        cell=book.add_format({**base, "locked": False, "text_wrap": True, "bottom": 1, "bottom_color": RULE}),
        date_cell=book.add_format(
            {**base, "locked": False, "num_format": "dd-mm-yyyy", "align": "left", "bottom": 1, "bottom_color": RULE}
        ),
        title=book.add_format({**base, "bold": True, "font_size": 18, "font_color": PRIMARY}),
        body=book.add_format({**base, "text_wrap": True}),
        term=book.add_format({**base, "bold": True}),
    )


def _write_table(
    sheet: Worksheet,
    styles: _Styles,
    table: Table,
    programme: Programme,
    rows: list[dict[str, Any]],
    waits: Mapping[int, WaitingRow],
) -> None:
    columns = FORMATS[table].columns
    last_row = len(rows) + SPARE_ROWS
    for index, column in enumerate(columns):
        sheet.set_column(index, index, WIDTHS.get(column.kind, 15))
        sheet.write_string(0, index, column.dutch, styles.header)
        sheet.data_validation(1, index, last_row, index, _validation(column, table, programme))
    for number in range(1, last_row + 1):
        refused = waits[number].as_values(table) if number in waits else {}
        row = {**(rows[number - 1] if number <= len(rows) else {}), **refused}
        for index, column in enumerate(columns):
            _write_cell(sheet, number, index, row.get(column.dutch), styles, column)
    for number, row in waits.items():
        _tell(sheet, number, [column.dutch for column in columns], row)
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _tell(sheet: Worksheet, number: int, columns: list[str], row: WaitingRow) -> None:
    """Why the row was refused, as remarks at the cells that it is about; of one cell all of it together."""
    told: dict[int, list[str]] = {}
    for problem in row.problems:
        at = columns.index(problem["column"]) if problem["column"] in columns else 0
        told.setdefault(at, []).append(problem["message"]["nl"])
    for index, texts in told.items():
        sheet.write_comment(number, index, "\n\n".join(texts), {"x_scale": 2.4, "y_scale": 1.6, "visible": False})


def _write_cell(sheet: Worksheet, row: int, index: int, value: Any, styles: _Styles, column: Column) -> None:
    style = styles.date_cell if column.kind is ColumnKind.DATE else styles.cell
    match value:
        case None:
            sheet.write_blank(row, index, None, style)
        case date():
            sheet.write_datetime(row, index, datetime.combine(value, time()), style)
        case str():
            sheet.write_string(row, index, value, style)  # never as a formula, whatever a note begins with
        case _:
            sheet.write_number(row, index, value, style)


def _validation(column: Column, table: Table, programme: Programme) -> dict[str, Any]:
    hint: dict[str, Any] = {
        "input_title": column.dutch,
        "input_message": say(f"template.column.{table}.{column.dutch}", "nl"),
        "error_type": "warning",  # the intake decides; a cell may hold what a spreadsheet does not expect
        "error_title": column.dutch,
        "error_message": say("template.unexpected", "nl"),
    }
    choices = _choices(column, programme)
    if choices:
        return {**hint, "validate": "list", "source": choices}
    match column.kind:
        case ColumnKind.DATE:
            return {**hint, "validate": "date", "criteria": ">=", "value": date(2015, 1, 1)}
        case ColumnKind.COUNT:
            return {**hint, "validate": "integer", "criteria": ">=", "value": 0}
        case ColumnKind.NUMBER:
            return {**hint, "validate": "decimal", "criteria": ">=", "value": 0}
        case ColumnKind.TEXT:
            return {**hint, "validate": "length", "criteria": "<=", "value": NOTE_LENGTH}
        case _:
            return {**hint, "validate": "any"}


def _choices(column: Column, programme: Programme) -> list[str]:
    match column.english:
        case "standing":
            return list(status_words().values())
        case "waiting_on":
            return [party.key for party in programme.waiting_parties]
        case "target_group":
            return [group.key for group in programme.target_groups]
        case "access_variant":
            return [variant.key for variant in programme.access_variants]
        case _:
            return []


def _write_explanation(
    sheet: Worksheet, styles: _Styles, programme: Programme, name: str | None, today: date, *, mark: str | None
) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    title = say("template.title_for", "nl", name=name) if name else say("template.title", "nl")
    sheet.write_string(0, 0, title, styles.title)
    lines: list[tuple[str, str]] = [
        ("", say("template.intro_for" if name else "template.intro", "nl", day=day(today, "nl")))
    ]
    lines += [(FORMATS[table].dutch, say(f"template.about.{table}", "nl")) for table in Table]
    lines += [(say(f"template.{key}.term", "nl"), say(f"template.{key}.text", "nl")) for key in _GOOD_TO_KNOW]
    lines += [("", ""), (say("template.steps", "nl"), say("template.finished_when", "nl"))]
    lines += [(f"{step.number}. {step.short_name.nl}", step.finished_when.nl) for step in programme.steps]
    lines += [("", ""), (say("template.variants", "nl"), "")]
    lines += [(variant.key, variant.name.nl) for variant in programme.access_variants]
    for row, (term, text) in enumerate(lines, start=2):
        # a spreadsheet program does not grow the rows of a workbook it did not write
        sheet.set_row(row, LINE_HEIGHT * max(1, ceil(len(text) / LINE_LENGTH)))
        sheet.write_string(row, 0, term, styles.term)
        sheet.write_string(row, 1, text, styles.body)
    if mark is not None:
        _write_confirmation(sheet, styles, row=1)
        sheet.write_string(len(lines) + 3, 0, MARK_LABEL, styles.body)
        sheet.write_string(len(lines) + 3, 1, mark, styles.body)
    sheet.protect()
    sheet.activate()


def _write_confirmation(sheet: Worksheet, styles: _Styles, *, row: int) -> None:
    """A cell in which somebody says that what is filled in still holds."""
    sheet.write_string(row, 0, CONFIRMATION_LABEL, styles.term)
    sheet.write_blank(row, 1, None, styles.cell)
    hint = {"input_title": CONFIRMATION_LABEL, "input_message": say("template.confirmation.hint", "nl")}
    sheet.data_validation(row, 1, row, 1, {**hint, "validate": "list", "source": [CONFIRMED]})


_GOOD_TO_KNOW: Final = ("confirmation", "empty_cell", "untouched_row", "own_target", "personal_data", "afterwards")
