"""Small intakes to hand to a store, made of nothing but a number."""

import hashlib
from datetime import date, datetime, timedelta, timezone

import polars as pl

from domain.statements import Table
from store.intake import Intake, QuarantinedRow
from store.journal_rows import RECORDED_COLUMNS

START = datetime(2026, 1, 5, 9, 0, tzinfo=timezone.utc)
DAY = date(2025, 12, 31)


def moment(minutes: int) -> datetime:
    """So many minutes after the first moment of the tests."""
    return START + timedelta(minutes=minutes)


def milestones(*rows: tuple[str, int, date, str], note: str | None = None) -> pl.DataFrame:
    """Milestone statements: code, step, reporting date, standing."""
    filled = [
        (
            code,
            step,
            day,
            standing,
            date(2025, 2, 1),
            None,
            day if standing == "finished" else None,
            None,
            note,
            None,
            n,
        )
        for n, (code, step, day, standing) in enumerate(rows, start=2)
    ]
    return pl.DataFrame(filled, schema=RECORDED_COLUMNS[Table.MILESTONE], orient="row")


def costs(*rows: tuple[str, int, date, float]) -> pl.DataFrame:
    """Cost statements: code, step, reporting date, realised euro."""
    filled = [(code, step, day, euro, None, None, None, n) for n, (code, step, day, euro) in enumerate(rows, start=2)]
    return pl.DataFrame(filled, schema=RECORDED_COLUMNS[Table.COST], orient="row")


def trainings(*rows: tuple[str, str, date, int, int]) -> pl.DataFrame:
    """Training statements: code, target group, reporting date, staff in scope, trained."""
    filled = [(*row, 12.5, None, "ambiguous_number", n) for n, row in enumerate(rows, start=2)]
    return pl.DataFrame(filled, schema=RECORDED_COLUMNS[Table.TRAINING], orient="row")


def profiles(*rows: tuple[str, date, str | None]) -> pl.DataFrame:
    """Profile statements: code, reporting date, access variant."""
    filled = [(*row, 30.0, None, n) for n, row in enumerate(rows, start=2)]
    return pl.DataFrame(filled, schema=RECORDED_COLUMNS[Table.PROFILE], orient="row")


def refused(row_number: int, *, code: str = "GM0363", table: Table = Table.MILESTONE) -> QuarantinedRow:
    """A row without end date."""
    problem = {
        "severity": "error", "rule": "end_missing", "table": "stappen", "row": row_number, "column": "einddatum",
        "value": None, "message": {"nl": "Vul de einddatum in.", "en": "Fill in the end date."},
    }  # fmt: skip
    key = {"municipality_code": code, "reporting_date": DAY, "step_number": 3}
    return QuarantinedRow(table, "stappen", row_number, {"status": "afgerond", "einddatum": None}, [problem], key)


def report(
    name: str,
    statements: dict[Table, pl.DataFrame],
    *,
    quarantined: list[QuarantinedRow] | None = None,
    cleared: list[str] | None = None,
) -> Intake:
    """One received file with these statements; its bytes are its name."""
    received = f"the bytes of {name}".encode()
    outcome = "partly" if quarantined else "accepted"
    count = sum(frame.height for frame in statements.values())
    receipt = {
        "file": name, "outcome": outcome, "sha256": hashlib.sha256(received).hexdigest(), "problems": [],
        "tables": {"stappen": {
            "read": count + len(quarantined or []), "accepted": count, "unchanged": 0, "corrections": 0,
            "quarantined": len(quarantined or []), "left_out": 0,
        }},
    }  # fmt: skip
    return Intake(
        name,
        str(receipt["sha256"]),
        outcome,
        statements,
        quarantined or [],
        cleared or [],
        receipt,
        received,
        "received",
    )


def rejection(name: str) -> Intake:
    """A file that could not be read as a report."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    receipt = {"file": name, "outcome": "rejected", "sha256": sha256, "tables": {}, "problems": [{"rule": "no_table"}]}
    return Intake(name, sha256, "rejected", {}, [], [], receipt)


def numbered(number: int, *, code: str | None = None) -> Intake:
    """The same report for the same number: a handful of statements of one municipality, sometimes a refused row."""
    code = code or f"GM{number % 40:04d}"
    day = DAY - timedelta(days=number // 40)
    rows = [(code, step, day, "started") for step in range(1, 2 + number % 4)]
    statements = {
        Table.MILESTONE: milestones(*rows, note=f'opgave {number}: ‘ë’ \u2028 "x"'),
        Table.COST: costs((code, 2, day, 0.1 * number)),
    }
    quarantined = [refused(40, code=code)] if number % 3 == 0 else []
    return report(f"opgave-{number}.csv", statements, quarantined=quarantined)
