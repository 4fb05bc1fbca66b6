"""What a store holds, as plain dictionaries for the oracle: read row by row, nothing of the metrics."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from domain.places import PROJECT_DIRECTORY
from domain.programme import Programme
from domain.statements import Table
from store.store import Store
from tests import oracle

REFERENCE = PROJECT_DIRECTORY / "data" / "reference"


def versions(home: Path, table: Table) -> list[dict[str, Any]]:
    """Every version of every statement of a table, with the moments of recording and withdrawal."""
    with Store(home).reader() as reader:
        return reader.history(table).to_dicts()


def files(home: Path) -> list[dict[str, Any]]:
    """Every ledger line."""
    with Store(home).reader() as reader:
        return reader.files().to_dicts()


def world(home: Path) -> oracle.World:
    """The register as it stands in the files, and everything that was ever said."""
    return oracle.World(
        municipalities=[_municipality(row) for row in _rows("municipalities.csv")],
        mergers=[
            {**row, "effective_date": date.fromisoformat(row["effective_date"]), "is_split": row["is_split"] == "True"}
            for row in _rows("mergers.csv")
            if row["status"] == "in_force"
        ],
        step_numbers=Programme.load().step_numbers,
        milestones=versions(home, Table.MILESTONE),
        others=[one for table in Table if table != Table.MILESTONE for one in versions(home, table)],
    )


def names() -> dict[str, str]:
    """Every municipality's name by its code."""
    return {row["code"]: row["name"] for row in _rows("municipalities.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _municipality(row: dict[str, str]) -> dict[str, Any]:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_to")}
    size = int(row["size_class"]) if row["size_class"] else None
    return {"code": row["code"], "province": row["province"], "size_class": size, **days}
