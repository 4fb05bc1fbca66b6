"""A report given back as a workbook: what was handed in at its own cells, and at each what was said of it.

Made from the cells that were archived and the receipt, so it can be made of any report at any later moment. Rows that
held personal data are not in the archive: their place stays empty, with a comment that says so.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final, cast

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from domain.bilingual import Language
from domain.statements import Table
from language.rule_words import rule_word
from language.texts import say
from pipelines.format.columns import FORMATS, canonical_column

INK, PALE, PRIMARY = "#1b2127", "#cfe0e8", "#0b4f6c"  # the colours of the light screens
SYMBOLS: Final = {"error": "■", "warning": "▲"}  # as on the receipt: what is refused, what stands out
COLUMN_WIDTH: Final = 18
LONGEST_NAME: Final = 31  # of a sheet
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\]")  # what the name of a sheet cannot hold
_FORMULAS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
_COMMENT: Final = {"x_scale": 2.4, "y_scale": 1.6}
_BY_DUTCH: Final = {table_format.dutch: table for table, table_format in FORMATS.items()}
Place = tuple[int, str]  # the row that a spreadsheet program shows, and the letters of the column


@dataclass(frozen=True)
class _Sheet:
    """A sheet of the archive: its name, and its filled cells by row and letters."""

    name: str | None
    rows: Mapping[int, Mapping[str, object]]

    def header(self, table: Table) -> tuple[int, dict[str, str]]:
        """The row with the most column names of a table, and their letters; (0, {}) where there is none."""
        best: tuple[int, dict[str, str]] = (0, {})
        for number, cells in self.rows.items():
            named = {canonical_column(table, str(cell)): letters for letters, cell in cells.items()}
            found = {name: letters for name, letters in named.items() if name is not None}
            if len(found) > len(best[1]):
                best = (number, found)
        return best


@dataclass(frozen=True)
class _Styles:
    date: Format
    marked: Format
    marked_date: Format
    title: Format
    body: Format
    link: Format


def returned_workbook(archive: bytes, receipt: Mapping[str, Any], language: Language) -> bytes:
    """The workbook (XLSX) of a report: its cells, the refused and odd ones marked and commented, and a list of them.

    `archive` is what was kept of the report, `receipt` what was said of it. A report that was rejected whole was not
    archived: ValueError.
    """
    if not archive:
        raise ValueError("nothing was kept of this report")
    sheets = _sheets(archive)
    content = BytesIO()
    with xlsxwriter.Workbook(content, _FORMULAS) as book:
        styles = _styles(book)
        own_name = say("returned.sheet", language)
        list_sheet = book.add_worksheet(own_name)
        placed = _placed(sheets, receipt)
        names = _sheet_names(sheets, own_name)
        for index, sheet in enumerate(sheets):
            written = book.add_worksheet(names[index])
            _write_cells(written, sheet, styles, {at: said for (of, at), said in placed.items() if of == index})
        _write_list(list_sheet, styles, receipt, _places(placed, names), language)
    return content.getvalue()


def _sheets(archive: bytes) -> list[_Sheet]:
    found: list[tuple[str | None, dict[int, Mapping[str, object]]]] = []
    for line in archive.decode("utf-8").splitlines():
        written = json.loads(line)
        if "sheet" in written:
            found.append((written["sheet"], {}))
        else:
            found[-1][1][written["row"]] = written["cells"]
    return [_Sheet(name, rows) for name, rows in found]


def _sheet_names(sheets: list[_Sheet], taken: str) -> list[str]:
    """The names they had, as a workbook can have them; of a text file that of the table that it holds."""
    names: list[str] = []
    for number, sheet in enumerate(sheets, start=1):
        name = _NO_NAME.sub(" ", sheet.name or _table_name(sheet) or "").strip("' ")[:LONGEST_NAME] or f"blad {number}"
        used = {other.casefold() for other in (taken, *names)}
        names.append(name if name.casefold() not in used else f"{name[: LONGEST_NAME - 4]} {number}")
    return names


def _table_name(sheet: _Sheet) -> str | None:
    found = {table: len(sheet.header(table)[1]) for table in Table}
    best = max(found, key=lambda table: found[table])
    return FORMATS[best].dutch if found[best] > 1 else None


def _placed(sheets: list[_Sheet], receipt: Mapping[str, Any]) -> dict[tuple[int, Place], list[dict[str, Any]]]:
    """The problems of rows, by the sheet and the cell that they are about."""
    found: dict[tuple[int, Place], list[dict[str, Any]]] = {}
    for problem in receipt["problems"]:
        if problem["table"] is None or problem["row"] is None:
            continue
        table = _BY_DUTCH[problem["table"]]
        index = max(range(len(sheets)), key=lambda number: len(sheets[number].header(table)[1]))
        _, columns = sheets[index].header(table)
        letters = columns.get(problem["column"] or "") or min(columns.values(), key=_column, default="A")
        found.setdefault((index, (problem["row"], letters)), []).append(problem)
    return found


def _write_cells(
    written: Worksheet, sheet: _Sheet, styles: _Styles, said: Mapping[Place, list[dict[str, Any]]]
) -> None:
    written.set_column(0, 30, COLUMN_WIDTH)
    for number, cells in sheet.rows.items():
        for letters, cell in cells.items():
            _write_cell(written, number, letters, cell, styles, is_marked=(number, letters) in said)
    for (number, letters), problems in said.items():
        if letters not in sheet.rows.get(number, {}):
            written.write_blank(number - 1, _column(letters), None, styles.marked)
        text = "\n\n".join(_comment(problem) for problem in problems)
        written.write_comment(number - 1, _column(letters), text, {**_COMMENT, "visible": False})


def _write_cell(
    written: Worksheet, number: int, letters: str, cell: object, styles: _Styles, *, is_marked: bool
) -> None:
    at = (number - 1, _column(letters))
    plain = styles.marked if is_marked else None
    if isinstance(cell, Mapping):
        named = cast("Mapping[str, str]", cell)
        day = named.get("date")
        if day is not None:
            moment = datetime.fromisoformat(day)
            written.write_datetime(*at, moment, styles.marked_date if is_marked else styles.date)
        else:
            written.write_string(*at, list(named.values())[-1], plain)  # what was shown, the formula, the error
    elif isinstance(cell, bool):
        written.write_boolean(*at, cell, plain)
    elif isinstance(cell, int | float):
        written.write_number(*at, cell, plain)
    else:
        written.write_string(*at, str(cell), plain)


def _comment(problem: Mapping[str, Any]) -> str:
    """In Dutch, whatever language is read: a workbook goes from hand to hand within a municipality."""
    return f"{SYMBOLS[problem['severity']]} {rule_word(problem['rule'], 'nl')}\n{problem['message']['nl']}"


def _places(placed: Mapping[tuple[int, Place], list[dict[str, Any]]], names: Sequence[str]) -> dict[int, str]:
    """By the identity of a problem, where it stands in this workbook."""
    return {
        id(problem): f"'{names[index]}'!{letters}{number}"
        for (index, (number, letters)), problems in placed.items()
        for problem in problems
    }


def _write_list(
    written: Worksheet, styles: _Styles, receipt: Mapping[str, Any], places: Mapping[int, str], language: Language
) -> None:
    written.set_column(0, 0, 4)
    written.set_column(1, 1, 24)
    written.set_column(2, 2, 96, styles.body)
    written.write_string(0, 0, say("returned.title", language), styles.title)
    written.write_string(1, 0, say("returned.how", language), None)
    at = 3
    for problem in _refused_first(receipt):
        written.write_string(at, 0, SYMBOLS[problem["severity"]])
        place = places.get(id(problem))
        if place is not None:
            written.write_url(at, 1, f"internal:{place}", styles.link, place.replace("'", ""))
        written.write_string(at, 2, problem["message"][language], styles.body)
        at += 1
    if at == 3:
        written.write_string(at, 0, say("returned.nothing", language))


def _refused_first(receipt: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for severity in SYMBOLS:
        yield from (problem for problem in receipt["problems"] if problem["severity"] == severity)


def _column(letters: str) -> int:
    """The place of a column from 0 on."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _styles(book: Workbook) -> _Styles:
    marked = {"bg_color": PALE, "border": 2, "border_color": INK}
    as_date = {"num_format": "dd-mm-yyyy", "align": "left"}
    return _Styles(
        date=book.add_format(as_date),
        marked=book.add_format(marked),
        marked_date=book.add_format({**as_date, **marked}),
        title=book.add_format({"bold": True, "font_size": 18, "font_color": PRIMARY}),
        body=book.add_format({"text_wrap": True, "valign": "top"}),
        link=book.add_format({"font_color": PRIMARY, "underline": 1, "valign": "top"}),
    )
