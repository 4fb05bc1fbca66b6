"""A store in which one municipality reports what can be mistaken for nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Final

import polars as pl

from domain.programme import Programme
from domain.statements import STATEMENT_COLUMNS, Table
from store.intake import QuarantinedRow
from store.store import Store
from tests.dashboard import example
from tests.dashboard.looking import OTHER

DAY: Final = example.ROUNDS[-1]
RECORDED: Final = datetime(2026, 11, 10, 9, tzinfo=timezone.utc)
STEP: Final = 3  # on which the others of the example state no cost: the sum of all is that of one
COST, BUDGET, STAFF, TRAINED, HOURS, MINUTES, LEFT = 7_654_321.0, 8_765_432.0, 9_876, 5_432, 43_219.5, 7_777.0, 1_234
NOTE, FILE, CELL = "Notitie alleen voor onszelf", "geheim-bestand-4711.csv", "geweigerde cel 4712"
PLANTED: Final = {
    "cost": r"7[.,]?654[.,]?321|7,65 mln|7\.65 million",
    "budget": r"8[.,]?765[.,]?432",
    "staff": r"(?<![\d.,])9[.,]?876(?![\d.,]*\d)",
    "trained": r"(?<![\d.,])5[.,]?432(?![\d.,]*\d)",
    "hours": r"43[.,]?219",
    "minutes": r"(?<![\d.,])(?:7[.,]?777|3[.,]?902)(?!\d)",  # and the mean with its other report, of 27
    "left": r"(?<![\d.,])1[.,]?234(?![\d.,]*\d)",
    "note": re.escape(NOTE),
    "file": "geheim-bestand",
    "cell": re.escape(CELL),
}
"""What was planted -> how it can be written on a screen, in a table and in a file."""


@dataclass(frozen=True)
class Said:
    """What one municipality says of itself in one report; `target`: the date for which it plans the step."""

    code: str
    cost: float = COST
    budget: float = BUDGET
    staff: int = STAFF
    trained: int = TRAINED
    hours: float = HOURS
    minutes: float = MINUTES
    left: int = LEFT
    note: str = NOTE
    file: str = FILE
    cell: str = CELL
    target: date | None = None


def build(home: Path) -> None:
    """The country of the example, with one more report of one municipality."""
    example.build(home)
    plant(home, Said(OTHER))


def plant(home: Path, *all_said: Said) -> None:
    """One more report of each of these, in a store that is there."""
    with Store(home).writer(holder="planted") as writer:
        for said in all_said:
            refused = replace(
                example.intake_of(_tables(said), said.file),
                outcome="partly",
                quarantined=[QuarantinedRow(Table.COST, None, 9, {"gemeentecode": said.code, "bedrag": said.cell},
                                            [_problem(said)], {"municipality_code": said.code, "reporting_date": DAY,
                                                               "step_number": STEP})],
            )  # fmt: skip
            writer.record(refused, recorded_at=RECORDED, is_replay=True, is_synthetic=True)


def _tables(said: Said) -> dict[Table, pl.DataFrame]:
    programme = Programme.load()
    own = {"municipality_code": said.code, "reporting_date": DAY}
    rows: Mapping[Table, dict[str, object]] = {
        Table.MILESTONE: {
            **own, "step_number": STEP, "standing": "started", "start_date": DAY, "own_target_date": said.target,
            "end_date": None, "waiting_on": None, "note": said.note,
        },
        Table.TRAINING: {
            **own, "target_group": programme.target_groups[0].key, "staff_in_scope_count": said.staff,
            "trained_staff_count": said.trained, "delivered_hours": said.hours, "departed_trained_count": said.left,
        },
        Table.COST: {
            **own, "step_number": STEP, "budgeted_eur": said.budget, "realised_cost_eur": said.cost, "note": said.note,
        },
        Table.PROFILE: {
            **own, "access_variant": programme.access_variants[0].key, "completion_minutes": said.minutes,
        },
    }  # fmt: skip
    return {table: pl.DataFrame([row], schema=STATEMENT_COLUMNS[table]) for table, row in rows.items()}


def _problem(said: Said) -> dict[str, object]:
    words = {
        "nl": f"{said.file}, rij 9: '{said.cell}' is geen bedrag.",
        "en": f"{said.file}, row 9: '{said.cell}' is no amount.",
    }
    return {
        "severity": "error", "rule": "bad_number", "table": "kosten", "row": 9, "column": "bedrag",
        "value": said.cell, "message": words,
    }  # fmt: skip


def found_in(text: str) -> set[str]:
    """What of it stands in a text."""
    return {name for name, pattern in PLANTED.items() if re.search(pattern, text)}
