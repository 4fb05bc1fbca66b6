"""A national CSV taken in by `wams ingest`, beside what DuckDB needs to read the same file unchecked into a table.

Both are processes of their own, started from nothing; what counts is the processor time that the system booked for
them, which does not grow when something else runs beside.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from domain.municipalities import Register
from domain.places import PROJECT_DIRECTORY

HEADER: Final = "gemeentecode;peildatum;stap;status;startdatum;streefdatum;einddatum;wacht_op;toelichting"
_STEPS: Final = 11
_TRAINING_STEP: Final = 8  # never finished here: that would ask for a report on training beside it
_LAST_DAY: Final = date(2026, 9, 30)
_STARTED: Final = date(2021, 3, 1)
_DAYS_APART: Final = 31
_DAYS_PER_STEP: Final = 45
_UNCHECKED: Final = (
    "import duckdb, sys; "
    "duckdb.connect(sys.argv[2], config={'threads': 2}).execute("
    "'create table received as select * from read_csv(?)', [sys.argv[1]])"
)
_MEGABYTE: Final = 1_000_000
_UNIT_OF_PEAK: Final = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere


@dataclass(frozen=True)
class Spent:
    """What a process cost: seconds of processor (user and system) and the most memory it held, in bytes."""

    processor_seconds: float
    peak_bytes: int


@dataclass(frozen=True)
class Measured:
    """One file of `rows` statements, `file_bytes` large, taken in and read unchecked."""

    rows: int
    file_bytes: int
    ingest: Spent
    duckdb: Spent

    @property
    def ratio(self) -> float:
        """How many times the processor time of DuckDB taking in costs."""
        return self.ingest.processor_seconds / self.duckdb.processor_seconds


def measured(rows: int) -> Measured:
    """Takes in a national CSV of so many rows in an empty home, and has DuckDB read the same file into a table.

    Raises RuntimeError when one of the two does not end well.
    """
    with tempfile.TemporaryDirectory(prefix="wams-bench-") as folder:
        file = Path(folder) / "landelijk.csv"
        write_national(file, rows)
        unchecked = _run([sys.executable, "-c", _UNCHECKED, str(file), f"{folder}/beside.duckdb"], folder)
        taken_in = _run([sys.executable, "-m", "cli.main", "ingest", str(file), "--json"], folder)
        return Measured(rows, file.stat().st_size, taken_in, unchecked)


def write_national(file: Path, rows: int) -> None:
    """Writes a CSV of all municipalities and steps, one reporting date after the other; every row keeps the rules.

    A program wrote it: codes, dates as 2026-09-30, nothing in quotes. One row in twenty has a note.
    """
    with file.open("w", encoding="utf-8", newline="\n") as opened:
        opened.write(f"{HEADER}\n")
        opened.writelines(islice(_lines(rows), rows))


def _lines(rows: int) -> Iterator[str]:
    codes = Register.load().on(_LAST_DAY)["municipality_code"].to_list()
    dates = -(-rows // (len(codes) * _STEPS))
    apart = min(_DAYS_APART, max(1, 1_300 // dates))  # days; no day before the first one that the programme asks for
    for number in range(dates):
        day = _LAST_DAY - timedelta(days=apart * (dates - 1 - number))
        for place, code in enumerate(codes):
            for step in range(1, _STEPS + 1):
                yield _line(code, place, step, day)


def _line(code: str, place: int, step: int, day: date) -> str:
    start = _STARTED + timedelta(days=_DAYS_PER_STEP * (step + place % 40))
    end = start + timedelta(days=30 + place % 200)
    note = f"Overleg {place % 97} over stap {step} is gepland" if (place + step) % 20 == 0 else ""
    if day < start:
        return f"{code};{day};{step};niet gestart;;{end};;;{note}\n"
    if day < end or step == _TRAINING_STEP:
        end = max(end, _LAST_DAY)
        return f"{code};{day};{step};gestart;{start};{end};;{'rijk' if place % 3 else ''};{note}\n"
    return f"{code};{day};{step};afgerond;{start};;{end};;{note}\n"


def _run(command: Sequence[str], folder: str) -> Spent:
    environment = {**os.environ, "WAMS_HOME": f"{folder}/home"}
    with Path(folder, "said.txt").open("w+b") as said:
        process = subprocess.Popen(command, cwd=PROJECT_DIRECTORY, env=environment, stdout=said, stderr=said)  # nosec B603 # ours, and no shell
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[1:3]} ended with {process.returncode}: {said.read(1_000).decode()}")
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss * _UNIT_OF_PEAK)
