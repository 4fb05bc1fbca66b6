"""A store in which one municipality reports what can be mistaken for nothing else."""

import re
from dataclasses import replace
from datetime import datetime, timezone
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


def build(home: Path) -> None:
    """The country of the example, with one more report of one municipality."""
    example.build(home)
    programme = Programme.load()
    group = programme.target_groups[0].key
    own = {"municipality_code": OTHER, "reporting_date": DAY}
    rows = {
        Table.MILESTONE: {
            **own, "step_number": STEP, "standing": "started", "start_date": DAY, "own_target_date": None,
            "end_date": None, "waiting_on": None, "note": NOTE,
        },
        Table.TRAINING: {
            **own, "target_group": group, "staff_in_scope_count": STAFF, "trained_staff_count": TRAINED,
            "delivered_hours": HOURS, "departed_trained_count": LEFT,
        },
        Table.COST: {**own, "step_number": STEP, "budgeted_eur": BUDGET, "realised_cost_eur": COST, "note": NOTE},
        Table.PROFILE: {
            **own, "access_variant": programme.access_variants[0].key, "completion_minutes": MINUTES,
        },
    }  # fmt: skip
    tables = {table: pl.DataFrame([row], schema=STATEMENT_COLUMNS[table]) for table, row in rows.items()}
    refused = replace(
        example.intake_of(tables, FILE),
        outcome="partly",
        quarantined=[QuarantinedRow(Table.COST, None, 9, {"gemeentecode": OTHER, "bedrag": CELL}, [_problem()],
                                    {"municipality_code": OTHER, "reporting_date": DAY, "step_number": STEP})],
    )  # fmt: skip
    with Store(home).writer(holder="planted") as writer:
        writer.record(refused, recorded_at=RECORDED, is_replay=True, is_synthetic=True)


def _problem() -> dict[str, object]:
    words = {"nl": f"{FILE}, rij 9: '{CELL}' is geen bedrag.", "en": f"{FILE}, row 9: '{CELL}' is no amount."}
    return {
        "severity": "error", "rule": "bad_number", "table": "kosten", "row": 9, "column": "bedrag", "value": CELL,
        "message": words,
    }  # fmt: skip


def found_in(text: str) -> set[str]:
    """What of it stands in a text."""
    return {name for name, pattern in PLANTED.items() if re.search(pattern, text)}
