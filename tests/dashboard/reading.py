"""What stands in the store, read in plain Python: dictionaries and loops, nothing from the metrics."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from domain.statements import Table
from store.store import Store

Statement = dict[str, Any]


def latest_on_step(home: Path, step: int, *, as_of: date, known_on: datetime) -> dict[str, Statement]:
    """What each municipality said last of a step, by code."""
    latest: dict[str, Statement] = {}
    for said in statements(home, known_on=known_on):
        if said["step_number"] != step or said["reporting_date"] > as_of:
            continue
        before = latest.get(said["municipality_code"])
        if before is None or said["reporting_date"] > before["reporting_date"]:
            latest[said["municipality_code"]] = said
    return latest


def statements(home: Path, *, known_on: datetime) -> list[Statement]:
    """Every milestone statement that stood then."""
    with Store(home).reader() as reader:
        return list(reader.statements(Table.MILESTONE, known_on=known_on).iter_rows(named=True))


def waits_on(said: Statement) -> list[str]:
    """The parties that a started step waits on."""
    return said["waiting_on"].split("+") if said["standing"] == "started" and said["waiting_on"] else []
