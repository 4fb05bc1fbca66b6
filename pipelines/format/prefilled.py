"""What a form was filled in with beforehand, and whether anything was changed in it since.

The first sheet of a form carries a mark: a fingerprint of the statements that stand in it, with their municipality and
their reporting date. It stands in a cell, because that is what every spreadsheet program keeps. A form whose rows
still have that fingerprint says nothing new; who only changed the reporting date did say something: that it holds on
that day.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from domain.statements import ASKED_ANEW, STATEMENT_COLUMNS, VALUES, Table
from pipelines.format.columns import plain_name
from pipelines.format.raw import Cell, RawFile

MARK_LABEL: Final = "vooringevuld"
CONFIRMATION_LABEL: Final = "niets_veranderd"
CONFIRMED: Final = "ja"
NEVER_PREFILLED: Final = frozenset(ASKED_ANEW)  # what this report takes is not known from the last one
_YES: Final = frozenset({"ja", "j", "yes", "y", "x", "waar", "true"})
_SEARCHED_ROWS: Final = 100  # the marks stand on top of a sheet with one screen of text
_DIGITS: Final = 10  # of a number: a workbook holds no more than 15 or 16

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Prefilled:
    """What the first sheet of a form says: its mark (None: no form of ours), and that nothing has changed."""

    mark: str | None = None
    is_confirmed: bool = False


def mark_of(statements: Mapping[Table, Rows]) -> str:
    """The fingerprint of statements by table, in whatever order; rows without a value do not count."""
    said = sorted(
        [str(table), *(_plain(row.get(name)) for name in STATEMENT_COLUMNS[table])]
        for table, rows in statements.items()
        for row in rows
        if any(row.get(name) is not None for name in VALUES[table])
    )
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


def prefilled(raw: RawFile) -> Prefilled:
    """The mark and the confirmation of a received form, wherever its sheets stand."""
    found: dict[str, str] = {}
    for sheet in raw.sheets:
        for _, cells in sheet.rows[:_SEARCHED_ROWS]:
            filled = [cell for cell in cells if not cell.is_empty]
            if 0 < len(filled) <= len(("label", "value", "explanation")):
                found.setdefault(plain_name(filled[0].written.strip(" :")), _second(filled))
    mark = found.get(plain_name(MARK_LABEL)) or None
    return Prefilled(mark, found.get(plain_name(CONFIRMATION_LABEL), "").casefold() in _YES)


def _second(filled: list[Cell]) -> str:
    return filled[1].written.strip() if len(filled) > 1 else ""


def _plain(value: object) -> str:
    """A value as it is the same after any spreadsheet program saved it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{float(value):.{_DIGITS}g}"
    return " ".join(str(value).split())
