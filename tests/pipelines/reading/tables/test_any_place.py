"""Wherever tables stand: nothing is stored that was not meant, and nothing that was meant is lost without a word.

WAMS_EXAMPLES=5000 tries that many places; few by default.
"""

import os
import tempfile
from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from domain.municipalities import Register
from domain.programme import Programme
from pipelines.format.raw import COMMAND_LINE_LIMITS
from pipelines.intake import Context, understood
from store.intake import Intake
from store.store import Store
from tests.pipelines.reading.tables.drawn_places import Place, key_of, places

EXAMPLES = int(os.environ.get("WAMS_EXAMPLES", "60"))


TakeIn = Callable[[bytes], Intake]


@pytest.fixture(scope="module")
def take_in() -> Generator[TakeIn]:
    """What a file would add to an empty store."""
    with tempfile.TemporaryDirectory() as home, Store(Path(home)).writer(holder="test") as writer:
        empty = Context(writer.reader, Register.load(), Programme.load(), date(2026, 3, 1))
        yield lambda content: understood(content, "opgave", empty, limits=COMMAND_LINE_LIMITS)


def named_rows(receipt: dict[str, Any]) -> set[int]:
    """The rows that an error names, or a sheet or stretch of rows of it."""
    errors = [problem for problem in receipt["problems"] if problem["severity"] == "error" and problem["row"]]
    return {row for problem in errors for row in range(problem["row"], problem.get("row_to", problem["row"]) + 1)}


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(places())
def test_what_is_stored_was_meant_and_what_was_meant_is_stored_or_named(
    take_in: TakeIn, drawn: tuple[Place, str]
) -> None:
    place, kind = drawn
    intake = take_in(place.content(kind))
    receipt = intake.receipt
    rows = {key_of(table, row): row for table, frame in intake.statements.items() for row in frame.to_dicts()}
    for key, row in rows.items():
        row_number, meant = place.meant[key]
        assert {"row_number": row_number} | meant == {name: row[name] for name in ("row_number", *meant)}
    lost = {number for key, (number, _) in place.meant.items() if key not in rows}
    if receipt["outcome"] == "rejected":
        assert receipt["problems"]
    else:
        assert lost <= named_rows(receipt)
    if place.is_sure and place.meant:
        assert (receipt["outcome"], lost) == ("accepted", set())
