"""The content of a ledger line without personal data: notes, refused rows, receipts, reasons, names of files."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from pipelines.format.withheld import WITHHELD_CELL, WITHHELD_CELLS
from pipelines.normalising.personal_data import holds_beside_header, holds_personal_data, is_of_organisations
from pipelines.receipt.problems import safe_text, withheld_line
from pipelines.receipt.sheet_columns import AMOUNTS
from store.intake import QuarantinedRow
from store.journal import Event


class CleanedEvent:
    """An event without personal data, and how many of each kind of thing were taken out of it."""

    def __init__(self, event: Event, names: Mapping[str, str]) -> None:
        """`names` are the file names that may not be kept, with what stands in their place."""
        self._names, self._was = names, event
        self.removed: Counter[str] = Counter()
        self.event = replace(
            event,
            statements={table: self._without_notes(rows) for table, rows in event.statements.items()},
            quarantined=tuple(self._refused(row) for row in event.quarantined),
            receipt=None if event.receipt is None else self._receipt(event.receipt),
            reason=None if event.reason is None else self._text(event.reason, "reasons"),
        )

    @property
    def is_changed(self) -> bool:
        """Whether anything in it is not as it was."""
        was, now = self._was, self.event
        same_rows = all(now.statements[table] is rows for table, rows in was.statements.items())
        return not same_rows or replace(was, statements={}, withdrawn={}) != replace(now, statements={}, withdrawn={})

    def _without_notes(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Statements; only their note can hold a text of the sender's own."""
        if "note" not in rows.columns:
            return rows
        is_personal = [note is not None and holds_personal_data(note) for note in rows["note"].to_list()]
        self.removed["notes"] += sum(is_personal)
        kept = pl.when(~pl.Series(is_personal, dtype=pl.Boolean)).then("note").alias("note")
        return rows.with_columns(kept) if any(is_personal) else rows

    def _refused(self, row: QuarantinedRow) -> QuarantinedRow:
        cells: dict[str, str | None] = {}
        for name, text in row.cells.items():
            if text is None or text in WITHHELD_CELLS:
                cells[name] = text
            elif is_of_organisations(name) or self._is_personal_header(name):
                self.removed["cells"] += 1
            elif self._is_personal(name, text):
                self.removed["cells"] += 1
                cells[name] = WITHHELD_CELL
            else:
                cells[name] = text
        sheet = None if row.sheet is None else safe_text(row.sheet)
        self.removed["cells"] += sheet != row.sheet
        return replace(row, sheet=sheet, cells=cells, problems=[self._problem(problem) for problem in row.problems])

    def _is_personal(self, name: str, text: str) -> bool:
        if name in AMOUNTS:
            return holds_personal_data(text, is_number_column=True)
        return holds_beside_header(name, text)

    def _is_personal_header(self, name: str) -> bool:
        return name not in AMOUNTS and name != WITHHELD_CELL and holds_personal_data(name)

    def _receipt(self, receipt: Mapping[str, Any]) -> dict[str, Any]:
        kept = dict(receipt)
        kept["file"] = self._names.get(receipt["file"], receipt["file"])
        self.removed["file_names"] += kept["file"] != receipt["file"]
        kept |= {"problems": [self._problem(problem) for problem in receipt.get("problems", [])]}
        kept |= {"notes": [self._sentence(note, withheld_line()) for note in receipt.get("notes", [])]}
        return kept

    def _sentence(
        self, said: Mapping[str, str], otherwise: Mapping[str, str], *, is_amount: bool = False
    ) -> dict[str, str]:
        """A line of a receipt; `otherwise` is said when it may not be kept: where it was, and what to do."""
        kept = {language: self._text(text, "receipts", is_amount=is_amount) for language, text in said.items()}
        return {language: otherwise[language] if text == WITHHELD_CELL else text for language, text in kept.items()}

    def _problem(self, problem: Mapping[str, Any]) -> dict[str, Any]:
        kept = dict(problem)
        column, value = problem.get("column"), problem.get("value")
        is_amount, is_repeated = column in AMOUNTS, False
        if isinstance(value, str) and holds_personal_data(value, is_number_column=is_amount):
            kept["value"] = None
            is_repeated = True  # in the message, perhaps cut off
            self.removed["receipts"] += 1
        if isinstance(column, str) and self._is_personal_header(column):
            kept["column"] = None
        otherwise = withheld_line(problem.get("row"), kept.get("column"))
        said = otherwise if is_repeated else problem["message"]
        kept["message"] = self._sentence(said, otherwise, is_amount=is_amount)
        return kept

    def _text(self, text: str, kind: str, *, is_amount: bool = False) -> str:
        """A sentence without the names that may not be kept; withheld as a whole when that is not enough."""
        for name, safe in self._names.items():
            text = text.replace(name, safe)
        if not holds_personal_data(text, is_number_column=is_amount):
            return text
        self.removed[kind] += 1
        return WITHHELD_CELL
