"""No value is stored that differs from what was meant unless a warning says so, and every row is accounted for."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from pipelines.format.columns import FORMATS, KEY_COLUMNS
from pipelines.format.raw import APP_LIMITS
from pipelines.intake import Context, understood
from store.intake import Intake
from store.store import Store
from tests.pipelines.doubt.files import csv_bytes, workbook_bytes
from tests.pipelines.doubt.meant import TODAY, Meant, rows_of
from tests.pipelines.doubt.sheets import DATES, Hands, Sheet, beside_one_another, under_one_another

DOUBTS = {"ambiguous_number", "ambiguous_date", "odd_date"}  # say that a value may be another than was meant
SEEDS = strategies.integers(0, 2**64 - 1)  # a file that fails is made again from its seed


@dataclass(frozen=True)
class Written:
    """A file as somebody wrote it."""

    name: str
    content: bytes
    sheets: list[Sheet]

    @property
    def places(self) -> list[tuple[Meant, int, set[str]]]:
        """Every meant row with the number of its row, and the tables on its sheet: an error may name any of those."""
        return [(*place, sheet.tables) for sheet in self.sheets for place in sheet.places]


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory, register: Register, programme: Programme) -> Generator[Context]:
    with Store(Path(tmp_path_factory.mktemp("doubt"))).reader() as reader:
        yield Context(reader, register, programme, TODAY)


def written(random: Random) -> Written:
    """A file with one to three tables, in any of the ways in which people lay them out."""
    is_workbook = random.random() < 0.5
    said = [(table, rows_of(table, random)) for table in random.sample(list(Table), random.choice((1, 1, 1, 2, 3)))]
    hands = Hands(random, is_workbook, _may_be_month_first(said) and random.random() < 0.2)
    if not is_workbook:
        sheet = under_one_another("", said, hands)
        return Written("opgave.csv", csv_bytes(sheet, random), [sheet])
    chance = random.random()
    if len(said) == 2 and chance < 0.3:
        sheets = [beside_one_another("alles", said, hands)]
    elif chance < 0.5:
        sheets = [under_one_another("alles", said, hands)]
    else:
        sheets = [under_one_another(FORMATS[table].dutch, [(table, rows)], hands) for table, rows in said]
    return Written(*workbook_bytes(sheets, random), sheets)


def _may_be_month_first(said: list[tuple[Table, list[Meant]]]) -> bool:
    """Whether in each column of dates there is one that shows that the month was written first."""
    for _, rows in said:
        for column in DATES:
            days = [row.values[column].day for row in rows if row.values.get(column)]
            if days and max(days) <= 12:
                return False
    return True


def check(file: Written, context: Context) -> None:
    """Raises AssertionError for a value that is not what was meant, and for a row of which nothing is said."""
    intake = understood(file.content, file.name, context, limits=APP_LIMITS)
    stored = _stored(intake)
    problems = intake.receipt["problems"]
    for meant, row, tables in file.places:
        found = stored.pop((meant.table, row), None)
        if found is None:
            if says_nothing(meant):  # a prefilled row in which nothing was filled in is left out, and counted
                continue
            assert intake.outcome == "rejected" or _is_refused(tables, row, problems), f"lost: {row} {meant}"
            continue
        for column in FORMATS[meant.table].columns:
            if column.dutch not in meant.values or found[column.english] == _as_stored(column.dutch, meant):
                continue
            as_meant, as_stored = meant.values[column.dutch], found[column.english]
            assert _is_doubted(meant.table, row, column.dutch, problems), (
                f"row {row}, {column.dutch}: {as_meant!r} was meant, {as_stored!r} is stored"
            )
    assert not stored, f"nobody said this: {stored}"


def says_nothing(meant: Meant) -> bool:
    """Whether nothing but the key is meant."""
    return all(value is None for column, value in meant.values.items() if column not in KEY_COLUMNS)


def _stored(intake: Intake) -> dict[tuple[Table, int], dict[str, Any]]:
    return {(table, row["row_number"]): row for table, frame in intake.statements.items() for row in frame.to_dicts()}


_STANDINGS = {"niet gestart": "not_started", "gestart": "started", "afgerond": "finished"}


def _as_stored(column: str, meant: Meant) -> Any:
    value = meant.values[column]
    return _STANDINGS[value] if column == "status" else value


def _about(tables: set[str], row: int, problem: dict[str, Any]) -> bool:
    if problem["table"] not in {None, *tables}:
        return False
    return problem["row"] is None or problem["row"] <= row <= (problem.get("row_to") or problem["row"])


def _is_refused(tables: set[str], row: int, problems: list[dict[str, Any]]) -> bool:
    return any(problem["severity"] == "error" and _about(tables, row, problem) for problem in problems)


def _is_doubted(table: Table, row: int, column: str, problems: list[dict[str, Any]]) -> bool:
    return any(
        problem["rule"] in DOUBTS and problem["column"] == column and _about({FORMATS[table].dutch}, row, problem)
        for problem in problems
    )


@given(seed=SEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_is_stored_that_was_not_meant_and_every_row_is_accounted_for(seed: int, context: Context):
    check(written(Random(seed)), context)


@pytest.mark.long
@given(seed=SEEDS)
@settings(max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_five_thousand_files_no_value_is_stored_that_was_not_meant(seed: int, context: Context):
    check(written(Random(seed)), context)
