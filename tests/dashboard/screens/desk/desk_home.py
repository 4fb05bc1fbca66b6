"""A store for the tests of the desk: the made-up country, and one more file with rows that were refused."""

import shutil
from datetime import datetime, timezone
from pathlib import Path

from domain.municipalities import Register
from domain.programme import Programme
from pipelines.intake import take_in
from store.store import Store
from tests.pipelines.desk import csv_of

RECEIVED = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)
HEAD = "gemeentecode | peildatum | stap | status | startdatum | einddatum"
SPELT = [f"GM0363 | 30-09-2026 | {step}a | gestart | 01-02-2026 |" for step in range(1, 11)]
UNFINISHED = [f"GM0363 | 30-09-2026 | {step} | afgerond | 01-02-2026 |" for step in (11,)]
OF_ANOTHER = ["GM0599 | 30-09-2026 | 1 | afgerond | 01-02-2026 |"]


def copied(country: Path, home: Path) -> None:
    """The made-up country in a home that may have an office already; not the office of who looked at it before."""
    for part in country.iterdir():
        if part.name == "audit" or part.name.startswith("office"):
            continue
        to = home / part.name
        if part.is_dir() and not to.exists():
            shutil.copytree(part, to)
        elif part.is_file() and not to.exists():
            shutil.copy2(part, to)


def with_refused(home: Path) -> None:
    """Adds ten rows that surely meant a step without its letter, and two that only their municipalities can mend."""
    drawn = "\n".join([HEAD, *SPELT, *UNFINISHED, *OF_ANOTHER])
    facts = {"register": Register.load(), "programme": Programme.load()}
    with Store(home).writer(holder="test") as writer:
        take_in(csv_of(drawn), "opgave.csv", writer=writer, recorded_at=RECEIVED, **facts)


def nothing_refused(home: Path) -> None:
    """A store with one file of which everything was accepted."""
    facts = {"register": Register.load(), "programme": Programme.load()}
    drawn = f"{HEAD}\nGM0363 | 30-09-2026 | 1 | gestart | 01-02-2026 |"
    with Store(home / "elsewhere").writer(holder="test") as writer:
        take_in(csv_of(drawn), "opgave.csv", writer=writer, recorded_at=RECEIVED, **facts)
    copied(home / "elsewhere", home)
