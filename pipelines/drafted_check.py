"""What the rules say of a draft, each at its place in the form, with a remedy where one is likely."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from domain.bilingual import Language
from domain.statements import Table
from pipelines.drafted import row_key
from pipelines.entered import Entered, rows_from
from pipelines.format.columns import FORMATS, KEY_COLUMNS
from pipelines.intake import Context
from pipelines.remedies.proposals import Asked, proposed
from pipelines.remedies.remedy import names_of

TABLES: Final = {table_format.dutch: table for table, table_format in FORMATS.items()}
_DAY_FIRST: Final = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\s*")
_LAST_DAYS: Final = (29, 30, 31)  # days that some months have
_MONTHS: Final = 12
_SHORT_YEAR, _CENTURY = 2, 2000


@dataclass(frozen=True)
class Placed:
    """One problem of a receipt. `part` "": of the report as a whole; `field` "": of the whole row.

    `remedy`: what most likely was meant, by field; nothing where nobody can know. It is proposed, never done.
    """

    severity: str
    rule: str
    part: str
    row_key: str
    field: str
    message: Mapping[Language, str]
    remedy: Mapping[str, str]


def placed(receipt: Mapping[str, Any], report: Entered, context: Context) -> list[Placed]:
    """The problems of the receipt of a draft, in its order; what is said of many rows at once stands at each."""
    return [one for problem in receipt["problems"] for one in _placed(problem, report, context)]


def _placed(problem: Mapping[str, Any], report: Entered, context: Context) -> Iterator[Placed]:
    if problem["table"] is None or problem["row"] is None:
        yield Placed(problem["severity"], problem["rule"], "", "", "", problem["message"], {})
        return
    table = TABLES[problem["table"]]
    message = {language: _without_place(text) for language, text in problem["message"].items()}
    for number in range(problem["row"], (problem.get("row_to") or problem["row"]) + 1):
        cells = rows_from(report, table)[number]
        remedy = {} if problem["severity"] == "warning" else _remedy(problem, table, cells, context)
        field = problem["column"] or ""
        yield Placed(problem["severity"], problem["rule"], str(table), row_key(table, cells), field, message, remedy)


def _without_place(text: str) -> str:
    """The message without where it is: beside its field that is seen."""
    return text.partition(": ")[2] or text


def _remedy(problem: Mapping[str, Any], table: Table, cells: Mapping[str, str], context: Context) -> Mapping[str, str]:
    column = problem["column"]
    if problem["rule"] == "missing_value":
        return {name: "" for name in FORMATS[table].by_dutch if name not in KEY_COLUMNS}  # nothing is said of it then
    asked = Asked(cells, context.words, names_of(context), context.today)
    found = proposed(problem, asked)
    if found is not None:
        return {found.column: _as_typed(found.value)}
    last = likely_day(cells.get(column) or "") if problem["rule"] == "bad_date" else None
    return {} if last is None else {column: last}


def _as_typed(value: str) -> str:
    """A date as the form shows dates; anything else as it is."""
    try:
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    except ValueError:
        return value


def likely_day(written: str) -> str | None:
    """31-06-2026 -> 30-06-2026: the last day of a month that is one or two days shorter than was thought; and
    1-10-26 -> 01-10-2026: the day first, as the form asks for it. None where nobody can know.
    """
    found = _DAY_FIRST.fullmatch(written)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    is_short = len(found[3]) == _SHORT_YEAR
    year += _CENTURY if is_short else 0
    if not 1 <= month <= _MONTHS:
        return None
    last = monthrange(year, month)[1]
    is_meant = day in _LAST_DAYS or (is_short and day >= 1)
    return f"{min(day, last):02}-{month:02}-{year}" if is_meant and day <= max(_LAST_DAYS) else None
