"""A file of a case taken into an empty store, and what came of it, to hold against what was meant.

A case is a folder in tests/fixtures/cases: one kind of mess as it really comes in, and a README that says what it is
and what must come out. That is written by hand in the test of the case too, never taken from our own output.
"""

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from domain.statements import Table
from tests.pipelines.desk import Desk

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
TAKEN_IN = datetime(2026, 11, 29, 12, 0, tzinfo=timezone.utc)  # after every date in the cases


@dataclass(frozen=True)
class CameOut:
    """What came of one file: its receipt, and the store it went into."""

    receipt: dict[str, Any]
    desk: Desk

    @property
    def outcome(self) -> str:
        """accepted, partly, rejected or duplicate."""
        return str(self.receipt["outcome"])

    @property
    def counts(self) -> dict[str, str]:
        """By table, the counts that are not zero: {"kosten": "read 4 · accepted 3 · quarantined 1"}."""
        return {
            table: " · ".join(f"{name} {count}" for name, count in counts.items() if count)
            for table, counts in self.receipt["tables"].items()
        }

    @property
    def problems(self) -> list[tuple[str, int | None, str | None]]:
        """Rule, row and column of every problem, in the order of the receipt."""
        return [(problem["rule"], problem["row"], problem["column"]) for problem in self.receipt["problems"]]

    @property
    def said(self) -> str:
        """All that the receipt says in Dutch: problems first, then notes."""
        texts = [problem["message"]["nl"] for problem in self.receipt["problems"]]
        return "\n".join([*texts, *(note["nl"] for note in self.receipt["notes"])])

    def stored(self, table: Table, *columns: str) -> list[tuple[Any, ...]]:
        """What stands in the store, by key: these columns."""
        return self.desk.said(table, *columns)

    @property
    def stored_counts(self) -> dict[Table, int]:
        """How many statements the store holds, of tables that have any."""
        counts = {table: self.desk.writer.reader.statements(table).height for table in Table}
        return {table: count for table, count in counts.items() if count}


def came_out(desk: Desk, case: str, file_name: str, *, at: datetime = TAKEN_IN) -> CameOut:
    """Take in a file of a case. The store of `desk` is to be empty, so that what stands in it came from this file."""
    content = (CASES / case / file_name).read_bytes()
    return CameOut(desk.hand_in_bytes(content, name=file_name, at=at), desk)
