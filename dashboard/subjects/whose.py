"""Whose a refused row or file is, as far as it tells: nobody guesses, and what is not told is said to be unknown."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

import polars as pl

from domain.bilingual import Language
from domain.municipalities import Municipality, Register
from domain.names import Names, Reason
from language.texts import say

IN_A_FILE_NAME: Final = re.compile(r"(?<![a-z0-9])gm(\d{4})(?!\d)", re.IGNORECASE)
WRITTEN: Final = ("gemeentecode", "gemeentenaam")
DISSOLVED: Final = "dissolved_municipality"  # the rule that a row breaks under the code of a municipality gone by then


@dataclass(frozen=True)
class Whose:
    """A municipality with what tells it (row, file name, the rest of the file); or what stands where it should."""

    code: str | None = None
    name: str = ""
    told_by: Literal["row", "file_name", "rest"] = "row"
    written: str = ""

    def word(self, language: Language) -> str:
        """The municipality as it is shown."""
        if self.code is None:
            key = "screen_quality.whose.written" if self.written else "screen_quality.whose.unknown"
            return say(key, language, written=self.written)
        if self.told_by == "row":
            return self.name
        key = "screen_quality.whose.file_name" if self.told_by == "file_name" else "screen_quality.whose.rest"
        return say(key, language, name=self.name)


@dataclass(frozen=True)
class Telling:
    """What of a refused row tells whose it is: the code it was read with, its file, what was written in its cells.

    `cells`: JSON, the heads of the columns with what stands under them. `problems`: JSON, each with its `rule`.
    """

    municipality_code: str | None
    reporting_date: date | None
    file_name: str
    ledger_sequence: int
    cells: str
    problems: str


def of_row(row: Telling, in_its_file: Mapping[int, Sequence[str]], register: Register) -> Whose:
    """Of one refused row. `in_its_file`: ledger line -> the municipalities that its rows name."""
    if row.municipality_code in register.by_code:
        return Whose(row.municipality_code, register.by_code[row.municipality_code].name)
    if gone := _dissolved(row, register):
        return Whose(gone.code, gone.name)
    named = of_file(row.file_name, register)
    beside = in_its_file.get(row.ledger_sequence, ())
    if named.code is None and len(beside) == 1 and beside[0] in register.by_code:
        return Whose(beside[0], register.by_code[beside[0]].name, "rest")
    cells = json.loads(row.cells)
    written = ", ".join(text for name in WRITTEN if (text := (cells.get(name) or "").strip()))
    return named if named.code else Whose(written=written)


def _dissolved(row: Telling, register: Register) -> Municipality | None:
    """The municipality that a row names and that no longer existed on its reporting date."""
    if row.reporting_date is None or DISSOLVED not in [problem["rule"] for problem in json.loads(row.problems)]:
        return None
    cells = json.loads(row.cells)
    code, name = (cells.get(column) for column in WRITTEN)
    found = _names(register).resolve(name, code, row.reporting_date)
    return found.meant if found.reason is Reason.DISSOLVED else None


@lru_cache(maxsize=1)
def _names(register: Register) -> Names:
    return Names(register)


def of_file(file_name: str, register: Register) -> Whose:
    """Of a file that could not be read: the code in its name, where there is one."""
    codes = {f"GM{digits}" for digits in IN_A_FILE_NAME.findall(file_name)} & register.by_code.keys()
    code = codes.pop() if len(codes) == 1 else None
    return Whose(code, register.by_code[code].name, "file_name") if code else Whose()


def in_each_file(files: pl.DataFrame) -> dict[int, Sequence[str]]:
    """Ledger line -> the municipalities that its rows name."""
    return {sequence: codes or () for sequence, codes in files.select("sequence", "municipality_codes").iter_rows()}
