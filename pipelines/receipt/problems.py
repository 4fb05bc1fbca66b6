"""What was found, as the receipt says it: problem objects with a message in both languages, and cells word for word.

Personal data never gets past this file: what may hold it is withheld as a whole.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Final

from domain.bilingual import LANGUAGES, Language
from language.formats import day as written_day
from language.formats import integer
from language.texts import say
from pipelines.checking.rules import RULES, Severity
from pipelines.format.columns import FORMATS, ColumnKind
from pipelines.format.finding import Finding
from pipelines.format.raw import Cell, FileRejected
from pipelines.format.withheld import WITHHELD_CELL
from pipelines.normalising.normalise import NormalisedTable
from pipelines.normalising.personal_data import (
    INVISIBLE,
    holds_beside_header,
    holds_personal_data,
    is_of_organisations,
)

SHOWN_LENGTH: Final = 80  # longer values make a message unreadable; quarantine has them in full
_WITHHELD_NAME: Final = "[weggelaten, withheld]"
KEPT_LENGTH: Final = 1_000  # of a value in a receipt
MAX_FILE_NAME_LENGTH: Final = 200
_KNOWN_SUFFIXES: Final = (
    ".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xltx", ".xltm", ".xls", ".ods", ".ots", ".fods",
)  # fmt: skip


def row_problem(
    finding: Finding,
    source: NormalisedTable,
    row_number: int,
    file_name: str,
    *,
    row_to: int | None = None,
    is_example: bool = False,
) -> dict[str, Any]:
    """The problem object of one finding in one row, or in all rows from `row_number` to `row_to`.

    `is_example`: the other rows break the same rule with other values.
    """
    rule = RULES[finding.rule]
    sheet = source.raw.sheet
    where = {"file": file_name, "row": row_number, "row_to": row_to, "table": FORMATS[source.raw.table].dutch}
    kind = "row" if row_to is None else "rows_like" if is_example else "rows"
    entry = source.raw.entries.get(row_number) if row_to is None else None
    where_key = "receipt.where.entry" if entry else f"receipt.where.{'' if sheet is None else 'sheet_'}{kind}"
    messages: dict[Language, str] = {
        language: _sentence(
            say(
                where_key,
                language,
                **where,
                entry=safe_words(entry or "", language),
                sheet=safe_words(sheet or "", language),
            ),
            finding.column,
            say(rule.text_key(finding.part), language, **_named(finding, language)),
            say(rule.text_key(finding.remedy), language),
            language,
        )
        for language in LANGUAGES
    }
    return _problem(
        rule.severity,
        finding.rule,
        messages,
        table=FORMATS[source.raw.table].dutch,
        row=row_number,
        column=finding.column,
        value=None if finding.written is None else finding.written[:KEPT_LENGTH],
        row_to=row_to,
    )


def file_problem(rejection: FileRejected, file_name: str) -> dict[str, Any]:
    """The problem object of a rejected file, or of a sheet or rows of it that could not be read."""
    messages: dict[Language, str] = {language: _said_of_file(rejection, file_name, language) for language in LANGUAGES}
    row = rejection.values.get("row")
    first, last = rejection.rows or (row if isinstance(row, int) else None, None)
    return _problem(Severity.ERROR, rejection.rule, messages, row=first, row_to=last)


def word_for_word(source: NormalisedTable, index: int) -> dict[str, str | None]:
    """The cells of a row for quarantine: by Dutch column ("" when empty, None when the file has no such column), then
    those under unknown columns.

    Personal data is withheld, and so are numbers of organisations: some are made of a BSN. A workbook's own dates and
    numbers are written so that they read the same once more.
    """
    row = source.rows[index]
    kept: dict[str, str | None] = {}
    for column in FORMATS[source.raw.table].columns:
        cell = row.cells.get(column.dutch)
        kept[column.dutch] = (
            None if cell is None else _kept_cell(source, column.dutch, column.kind, cell, is_shifted=row.is_ragged)
        )
    for header, text in row.extra_cells.items():
        if not holds_beside_header(header, text) and not is_of_organisations(header):
            kept.setdefault(safe_text(header), text)
    return kept


def safe_text(text: str) -> str:
    """A text that is kept, or what says in both languages that personal data was withheld."""
    return WITHHELD_CELL if holds_personal_data(text) else text


def safe_words(text: str, language: Language) -> str:
    """Words in a sentence of a receipt, or what says in its language that personal data was withheld."""
    return say("receipt.withheld.value", language) if holds_personal_data(text) else text


def safe_values(values: Mapping[str, str | int], language: Language) -> dict[str, Any]:
    """What a sentence of a receipt names, each text of it as `safe_words`."""
    return {name: safe_words(text, language) if isinstance(text, str) else text for name, text in values.items()}


def withheld_line(row: int | None = None, column: str | None = None) -> dict[str, str]:
    """What a receipt says instead of a line that names personal data: where it was, and what to do."""
    where = "file" if row is None else "row" if column is None else "column"
    return bilingual(f"receipt.withheld.{where}", row=row, column=column)


def name_as_meant(file_name: str) -> str:
    """A name of which bytes were no UTF-8 (they come as lone surrogates), read as Windows-1252: it mostly was that."""
    if file_name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in file_name):
        return file_name
    try:
        return file_name.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    except UnicodeEncodeError:  # surrogates that are no bytes of a name
        return file_name.encode("utf-8", "replace").decode("utf-8")


def safe_file_name(file_name: str) -> str:
    """A file name without directory, and without personal data."""
    name = PurePath(file_name.replace("\\", "/")).name or file_name
    name = INVISIBLE.sub("", " ".join(name.split()))[:MAX_FILE_NAME_LENGTH]
    spellings = (name, name.replace("_", " "), re.sub(r"[_\-]+", " ", name))
    if not any(map(holds_personal_data, spellings)):
        return name
    suffix = PurePath(name).suffix.casefold()
    return _WITHHELD_NAME + (suffix if suffix in _KNOWN_SUFFIXES else "")


def bilingual(key: str, **values: object) -> dict[str, str]:
    """A text in both languages."""
    return {language: say(key, language, **values) for language in LANGUAGES}


def _said_of_file(rejection: FileRejected, file_name: str, language: Language) -> str:
    sheet = None if rejection.sheet is None else safe_words(rejection.sheet, language)
    values = safe_values(rejection.values, language)
    safe = FileRejected(rejection.rule, rejection.reason, sheet=sheet, rows=rejection.rows, **values)
    where = say(f"receipt.where.{'file' if sheet is None else 'sheet'}", language, file=file_name, sheet=sheet)
    return _sentence(where, None, safe.message(language), safe.remedy(language), language)


def _problem(
    severity: Severity,
    rule: str,
    messages: Mapping[Language, str],
    *,
    table: str | None = None,
    row: int | None = None,
    row_to: int | None = None,
    column: str | None = None,
    value: str | None = None,
) -> dict[str, Any]:
    last = {} if row_to is None else {"row_to": row_to}
    return {
        "severity": str(severity), "rule": rule, "table": table, "row": row, **last, "column": column, "value": value,
        "message": dict(messages),
    }  # fmt: skip


def _sentence(where: str, column: str | None, message: str, remedy: str, language: Language) -> str:
    key = "receipt.problem.in_row" if column is None else "receipt.problem.in_column"
    named = {} if column is None else {"column": column}
    return say(key, language, where=where, message=message, remedy=remedy, **named)


def _named(finding: Finding, language: Language) -> dict[str, object]:
    """What the text names, as people write it. Texts name what they need; the rest is not looked at.

    The value is as written in the cell, unless the finding names it in another way.
    """
    named = {name: _written(value, language) for name, value in finding.named.items()}
    return {"value": _shown(finding.written or "")} | named


def _written(value: object, language: Language) -> object:
    if isinstance(value, date):
        return written_day(value, language)
    if isinstance(value, int):
        return integer(value, language)
    if isinstance(value, float):
        return integer(value, language) if value.is_integer() else _all_digits(value, language)
    return _shown(value) if isinstance(value, str) else value


def _all_digits(value: float, language: Language) -> str:
    """A fraction as it is, without groups of thousands and superfluous zeros: 0,79 · 79000,5."""
    written = format(Decimal(f"{value:.15g}"), "f")
    return written.replace(".", ",") if language == "nl" else written


def _shown(text: str) -> str:
    """One line without control over the page: invisible characters by their number, long texts cut."""
    visible = INVISIBLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", " ".join(text.split()))
    return visible if len(visible) <= SHOWN_LENGTH else f"{visible[: SHOWN_LENGTH - 1]}…"


def _kept_cell(source: NormalisedTable, name: str, kind: ColumnKind, cell: Cell, *, is_shifted: bool) -> str:
    reader = source.readers[name]
    reading = reader.read(cell)
    if reading.rule == "personal_data" or (is_shifted and holds_personal_data(cell.written)):
        return WITHHELD_CELL
    if isinstance(reading.value, date) and not isinstance(cell.value, str):
        return reading.value.isoformat()
    if cell.shown is not None and kind in (ColumnKind.NUMBER, ColumnKind.COUNT):
        return cell.shown  # as refused as it was: what the cell holds would be read when the row is put right
    if reading.value is not None and not reader.reads_alike_alone(cell):
        return f"{reading.value:.6f}"  # with six decimals no point or comma can set thousands apart
    return cell.written
