"""What was spent, in plain Python over the statements of a store; nothing of the metrics is used."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import Any

from domain.municipalities import Register
from domain.statements import Table
from store.store import Store

Key = tuple[str, int]


def newest(home: Path, table: Table, as_of: date) -> dict[Key, dict[str, Any]]:
    """The newest statement of each municipality on each step, of those about a day not after `as_of`."""
    with Store(home).reader() as reader:
        rows = reader.statements(table).to_dicts()
    exists = set(Register.load().on(as_of)["municipality_code"])
    found: dict[Key, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda one: one["reporting_date"]):
        if row["reporting_date"] <= as_of and row["municipality_code"] in exists:
            found[row["municipality_code"], row["step_number"]] = row
    return found


def amounts(home: Path, as_of: date) -> dict[Key, float]:
    """What each municipality says it spent on each step, in euro; who said nothing is not in it."""
    said = newest(home, Table.COST, as_of)
    return {key: row["realised_cost_eur"] for key, row in said.items() if row["realised_cost_eur"] is not None}


def finished_amounts(home: Path, as_of: date, step: int) -> dict[str, float]:
    """The same for one step, of the municipalities that have finished it."""
    stood = newest(home, Table.MILESTONE, as_of)
    return {
        code: eur
        for (code, number), eur in amounts(home, as_of).items()
        if number == step and stood[code, step]["standing"] == "finished"
    }


def cents(values: Iterable[float]) -> int:
    """A sum in whole cents."""
    return sum(round(value * 100) for value in values)


def quarters(values: Iterable[float]) -> tuple[float, float, float]:
    """The quartiles, type 7."""
    first, middle, third = quantiles(values, n=4, method="inclusive")
    return first, middle, third


def inhabitants(as_of: date) -> dict[str, int]:
    """Inhabitants by code."""
    return dict(Register.load().on(as_of).select("municipality_code", "inhabitant_count").iter_rows())
