"""The desk where files are handed in: drawn tables become CSV files, and a real store takes them in."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from pipelines.intake import take_in
from store.writer import Writer

TODAY = datetime(2026, 3, 1, 9, 30, tzinfo=timezone.utc)


@dataclass
class Desk:
    """One writer of one store, with a register and a programme."""

    writer: Writer
    register: Register
    programme: Programme
    handed_in: int = 0

    def hand_in(self, drawn: str, *, name: str = "opgave.csv", at: datetime = TODAY) -> dict[str, Any]:
        """The receipt of a drawn table: cells between |, the first line is the header."""
        return self.hand_in_bytes(csv_of(drawn), name=name, at=at)

    def hand_in_bytes(self, content: bytes, *, name: str = "opgave.csv", at: datetime = TODAY) -> dict[str, Any]:
        """The receipt of a file."""
        self.handed_in += 1
        return take_in(
            content, name, writer=self.writer, register=self.register, programme=self.programme, recorded_at=at
        )

    def said(self, table: Table, *columns: str) -> list[tuple[Any, ...]]:
        """What stands in the store, by key: these columns."""
        return self.writer.reader.statements(table).select(columns).rows()

    def refused(self, *columns: str, only_open: bool = True) -> list[tuple[Any, ...]]:
        """The rows in quarantine: these columns."""
        return self.writer.reader.quarantine(only_open=only_open).select(columns).rows()


def csv_of(drawn: str) -> bytes:
    """A drawn table as the bytes of a CSV file with semicolons."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    for line in drawn.strip("\n").splitlines():
        writer.writerow([cell.strip(" ") for cell in line.strip().split("|")])
    return written.getvalue().encode()


def rules(receipt: dict[str, Any], row: int | None = None) -> list[str]:
    """The rules that a receipt names, of one row or of all, in its order."""
    return [problem["rule"] for problem in receipt["problems"] if row in (None, problem["row"])]


def messages(receipt: dict[str, Any], language: str = "nl") -> list[str]:
    """The messages of a receipt."""
    return [problem["message"][language] for problem in receipt["problems"]]


def counts(receipt: dict[str, Any], table: str = "stappen") -> str:
    """The counts of a table that are not zero, as words."""
    return " · ".join(f"{name} {count}" for name, count in receipt["tables"][table].items() if count)
