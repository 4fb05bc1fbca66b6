"""Every text of a file, gathered for the scan on personal data."""

import re
from typing import Final

from pipelines.format.columns import ColumnKind
from pipelines.format.raw import Cell

_NO_PLACE_FOR_TEXT: Final = frozenset({ColumnKind.DATE, ColumnKind.STEP, ColumnKind.COUNT, ColumnKind.NUMBER})
_NUMBER_OR_DATE: Final = re.compile(r"\s*(?:€\s*)?[-+]?\d[\d.,]*\s*|\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\s*")
_MAY_IDENTIFY: Final = re.compile(r"\+?\d{8,12}")  # as long as a BSN or a phone number


class FoundTexts:
    """Each different text once, in the order in which it was found."""

    def __init__(self) -> None:
        """Begin without texts."""
        self._texts: dict[str, None] = {}

    def add(self, text: str) -> None:
        """Any text that is not blank."""
        if text and not text.isspace():
            self._texts[text] = None

    def add_shared(self, text: str) -> None:
        """A text of which the column is not known, if it stands in one at all: a plain amount or date is not added."""
        if _NUMBER_OR_DATE.fullmatch(text) is None or _MAY_IDENTIFY.fullmatch(text.strip()) is not None:
            self.add(text)

    def add_cell(self, cell: Cell, *, kind: ColumnKind | None = None) -> None:
        """A cell; `kind` is that of its column, when it stands in a known column of a table."""
        if kind in _NO_PLACE_FOR_TEXT and (
            not isinstance(cell.value, str) or _NUMBER_OR_DATE.fullmatch(cell.value) is not None
        ):
            return
        self.add(cell.written)

    def all(self) -> tuple[str, ...]:
        """Every text that was gathered, in the order of the file."""
        return tuple(self._texts)
