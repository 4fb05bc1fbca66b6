"""Simulated countries for the tests, their truth as plain dictionaries, and a register with mergers in the period."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from domain.municipalities import REFERENCE_DIRECTORY, Register
from domain.programme import Programme
from pipelines.simulator import simulate

UNTIL = date(2026, 10, 31)
MERGER_DAY = date(2026, 1, 1)
TWO_PARTS = {"GM0654": "Borsele", "GM0703": "Reimerswaal"}
NEW_SUCCESSOR = "GM2099"
ABSORBED, SURVIVOR = "GM1696", "GM0402"  # Wijdemeren goes into Hilversum, which stays


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class Country:
    """A simulated folder with its truth."""

    def __init__(self, directory: Path, *, register: Register | None = None, **arguments: Any) -> None:
        self.register = register or Register.load()
        self.programme = arguments.pop("programme", None) or Programme.load()
        self.directory = directory
        self.truth = directory.with_name(f"{directory.name}.truth")
        self.summary = simulate(
            directory, register=self.register, programme=self.programme, **{"until": UNTIL, "seed": 1, **arguments}
        )
        self.manifest = rows_of(directory / "manifest.csv")
        self.files = rows_of(self.truth / "files.csv")
        self.spoiled = rows_of(self.truth / "spoiled.csv")
        self.spoiled_files = rows_of(self.truth / "spoiled_files.csv")
        with (self.truth / "statements.jsonl").open(encoding="utf-8") as stream:
            self.statements = [json.loads(line) for line in stream]

    def truth_rows(self, name: str) -> list[dict[str, str]]:
        """The rows of one CSV of the truth."""
        return rows_of(self.truth / name)

    def every_byte(self) -> dict[str, bytes]:
        """All files of the folder and its truth, by path."""
        roots = (self.directory, self.truth)
        return {
            str(path.relative_to(root.parent)): path.read_bytes()
            for root in roots for path in sorted(root.rglob("*")) if path.is_file()
        }  # fmt: skip


def register_with_mergers(directory: Path) -> Register:
    """The project's register, in which two parts became a new municipality, and one was absorbed, on MERGER_DAY."""
    shutil.copytree(REFERENCE_DIRECTORY, directory)
    path = directory / "municipalities.csv"
    rows = rows_of(path)
    gone = {*TWO_PARTS, ABSORBED}
    for row in rows:
        if row["code"] in gone:
            row["valid_to"] = MERGER_DAY.isoformat()
    part = next(row for row in rows if row["code"] in TWO_PARTS)
    rows.append({**part, "code": NEW_SUCCESSOR, "name": "Zuid-Beveland", "valid_from": MERGER_DAY.isoformat(),
                 "valid_to": "", "pop_2024": "45000"})  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with (directory / "mergers.csv").open("a", encoding="utf-8") as stream:
        for old, name in TWO_PARTS.items():
            stream.write(f"{MERGER_DAY},{old},{name},{NEW_SUCCESSOR},Zuid-Beveland,True,False,True,1.0,in_force\n")
        stream.write(f"{MERGER_DAY},{ABSORBED},Wijdemeren,{SURVIVOR},Hilversum,False,False,True,1.0,in_force\n")
    return Register.load(directory)
