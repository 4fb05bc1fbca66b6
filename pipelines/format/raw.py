"""What was received, before anything is understood: tables of cells, with file, sheet and row.

Reading gives a `RawFile` or raises `FileRejected`; normalising, rules and receipts are built on these nouns alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal

from domain.bilingual import Language
from domain.statements import Table
from language.texts import has, say

Fault = Literal["formula", "cell_error"]
# header: names of columns once more, or a second row of them; untouched: prefilled, nothing added;
# other_columns: what was added stands in columns that are not read; dragged: a cell that
# was copied down, and no municipality or date beside it
LeftOutReason = Literal["title", "header", "blank", "total", "footnote", "untouched", "other_columns", "dragged"]
FileRule = Literal[
    "unreadable", "encrypted", "too_large", "unsafe_archive", "unclosed_quote", "nothing_changed", "no_table",
    "not_yours", "missing_columns", "duplicate_columns", "ambiguous_sheets",
]  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """How much is taken in at once. The limits on what an archive unpacks to are not here: they always hold."""

    file_bytes: int = 25_000_000
    row_count: int = 200_000


APP_LIMITS: Final = Limits()
COMMAND_LINE_LIMITS: Final = Limits(file_bytes=250_000_000, row_count=2_000_000)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value` is what it holds (text is NFC and not trimmed; None when empty or at fault).

    `written` is the same word for word as text, for quarantine and messages; of a formula without a value it is the
    formula, of a cell error the error. A number is int or float as the file has it (3703.0 stays a float).
    `shown` is what a spreadsheet program shows when that is another unit than what the cell holds: 0.79 shown as "79%".
    """

    value: str | int | float | bool | date | datetime | None
    fault: Fault | None
    written: str
    shown: str | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing in it, or only white space; a cell at fault is not empty."""
        return self.fault is None and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))


EMPTY_CELL: Final = Cell(None, None, "")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row below the header. `row_number` is what a spreadsheet program shows.

    `cells` has every column of the table's `headers`, by its canonical Dutch name. A ragged row (only text files have
    them) has fewer cells than the names of columns take, or more than their row has (`has_surplus`), empty ones too:
    its values may stand under the wrong names. So they may in a row that only `seems_shifted`, also in a workbook.
    A merged amount, date or text of a row above reaches over a row that `is_below_merged`: it is never untouched.
    `extra_cells` holds the cells that are not empty under unknown columns
    and beyond the header, by header as written.
    """

    row_number: int
    cells: Mapping[str, Cell]
    is_ragged: bool = False
    extra_cells: Mapping[str, str] = field(default_factory=dict[str, str])
    has_surplus: bool = False
    seems_shifted: bool = False
    is_below_merged: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not data."""

    row_number: int
    reason: LeftOutReason


@dataclass(frozen=True)
class RawTable:
    """One table of the format, recognised by its columns.

    `headers`: canonical Dutch column -> header as written, only columns that are there. `sheet` is None in a text
    file. `uses_1904`: date serials in this table count from 1 January 1904. `doubted_dates`: Dutch date columns of
    which was found before that day and month may have changed places. `entries`: by row number the step or target group
    of a row of a form, in which there are no rows to be seen.
    """

    table: Table
    sheet: str | None
    header_row_number: int
    headers: Mapping[str, str]
    unknown_columns: tuple[str, ...]
    rows: Sequence[RawRow]
    left_out: tuple[LeftOut, ...]
    uses_1904: bool = False
    doubted_dates: tuple[str, ...] = ()
    entries: Mapping[int, str] = field(default_factory=dict[int, str])


@dataclass(frozen=True)
class Note:
    """Something the receipt says about a file that was read; its text is `file_note.<key>`."""

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict[str, "str | int"])

    def message(self, language: Language) -> str:
        """The note as a sentence."""
        return say(f"file_note.{self.key}", language, **self.values)


@dataclass(frozen=True)
class RawSheet:
    """A visible sheet as it was read, whether or not a table was found on it.

    `rows`: the row number that a spreadsheet program shows, and the cells from column A on. `name` is None in a text
    file.
    """

    name: str | None
    rows: Sequence[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True)
class RawFile:
    """A file that could be read: the tables that were found, and all cells of the visible sheets for the archive.

    `refused`: what looks like data and could not be read, a sheet or rows of it, while other tables could.
    """

    file_name: str
    tables: tuple[RawTable, ...]
    notes: tuple[Note, ...]
    sheets: tuple[RawSheet, ...]
    refused: "tuple[FileRejected, ...]" = ()


class FileRejected(Exception):  # noqa: N818 - a file rejected is an outcome of reading, not an error in it
    """The whole file breaks a file rule, or (in `RawFile.refused`) a sheet or some of its rows do.

    `file_rule.<rule>.message` says the rule in general and `.remedy` what to do, or `.remedy_for.<reason>` where a
    reason asks for something else; what was found in this file is `file_rule.<rule>.reason.<reason>`, or
    `.one_row.<reason>` where `rows` is one row and its text differs. All are filled in with `values`. `rows` are the
    first and the last row concerned; `others` what else in the file breaks a rule.
    """

    def __init__(
        self,
        rule: FileRule,
        reason: str,
        *,
        sheet: str | None = None,
        rows: tuple[int, int] | None = None,
        **values: str | int,
    ) -> None:
        """Refuse for this rule and reason; `values` fill in the text."""
        self.rows = rows
        self.others: tuple[FileRejected, ...] = ()
        self.rule: FileRule = rule
        self.reason = reason
        self.sheet = sheet
        self.values = values
        super().__init__(f"{rule} ({reason}){'' if sheet is None else f', sheet {sheet}'} {values or ''}".strip())

    def message(self, language: Language) -> str:
        """What is wrong, in one or two sentences."""
        of_reason = f"file_rule.{self.rule}.reason.{self.reason}"
        of_one_row = f"file_rule.{self.rule}.one_row.{self.reason}"
        is_one = self.rows is not None and self.rows[0] == self.rows[1] and has(of_one_row)
        return say(of_one_row if is_one else of_reason, language, **self._named)

    def remedy(self, language: Language) -> str:
        """What the sender can do about it."""
        of_reason = f"file_rule.{self.rule}.remedy_for.{self.reason}"
        return say(of_reason if has(of_reason) else f"file_rule.{self.rule}.remedy", language, **self._named)

    @property
    def _named(self) -> dict[str, str | int]:
        return {**({} if self.sheet is None else {"sheet": self.sheet}), **self.values}
