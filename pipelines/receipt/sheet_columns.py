"""What the columns of a sheet are known to hold, so that its rows can be judged before they are archived."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from domain.statements import Table
from pipelines.format.columns import FORMATS, canonical_column
from pipelines.format.raw import Cell
from pipelines.normalising.personal_data import (
    holds_beside_header,
    holds_personal_data,
    is_of_organisations,
    says_bsn,
)

AMOUNTS: Final = frozenset(
    column.dutch for form in FORMATS.values() for column in form.columns if column.english.endswith("_eur")
)
"""The Dutch names of the columns of euros, where nine digits are an amount."""
_LONGEST_HEADER: Final = 60  # characters; a sentence that names the KvK is no header


@dataclass
class SheetColumns:
    """The columns of one sheet by letter, going down the sheet.

    `judged` are the rows that were read as data, cell by cell; `refused` those of them that held personal data.
    """

    judged: set[int]
    refused: set[int]
    of_organisations: set[str] = field(default_factory=set[str])
    amounts: set[str] = field(default_factory=set[str])
    headers: dict[str, str] = field(default_factory=dict[str, str])
    _clean: set[tuple[str, bool]] = field(default_factory=set[tuple[str, bool]])

    def hold_personal_data(self, row_number: int, cells: Mapping[str, Cell]) -> bool:
        """Whether a row may not be kept: a cell by itself, under its header, or the row as one text.

        In a row of a table each cell is looked at once more: some may stand beside the table, in none of its columns.
        """
        if row_number in self.refused:
            return True
        if row_number in self.judged:
            return not all(self._is_clean(at, cell) for at, cell in cells.items())
        written = {at: cell.written for at, cell in cells.items() if cell.written}
        if any(holds_beside_header(self.headers.get(at, ""), text) for at, text in written.items()):
            return True
        return holds_personal_data(" | ".join(text for at, text in written.items() if at not in self.of_organisations))

    @property
    def numbers(self) -> frozenset[str]:
        """The columns in which a number is an amount or of an organisation, and no number of a person."""
        return frozenset(self.amounts | self.of_organisations)

    def _is_clean(self, at: str, cell: Cell) -> bool:
        return self.is_clean(cell, is_number_column=at in self.amounts or at in self.of_organisations)

    def is_clean(self, cell: Cell, *, is_number_column: bool) -> bool:
        """Whether a cell by itself may be kept."""
        if isinstance(cell.value, (bool, date)):
            return True
        key = (cell.written, is_number_column)
        if key not in self._clean:
            if holds_personal_data(cell.written, is_number_column=is_number_column):
                return False
            self._clean.add(key)
        return True

    def note_headers(self, row_number: int, cells: Mapping[str, Cell]) -> None:
        """Remember what the cells of a row that is no data say of the cells below them."""
        if row_number in self.judged:
            return
        for at, cell in cells.items():
            text = cell.value
            if not isinstance(text, str) or len(text) > _LONGEST_HEADER:
                continue
            if is_of_organisations(text):
                self.of_organisations.add(at)
                self.headers[at] = text
            elif says_bsn(text):
                self.headers[at] = text
            elif any(canonical_column(table, text) in AMOUNTS for table in Table):
                self.amounts.add(at)
