"""A national CSV taken in by `wams ingest`, beside what DuckDB needs to read the same file unchecked into a table.

Both are processes of their own, started from nothing; what counts is the processor time that the system booked for
them, which does not grow when something else runs beside.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from bench.measurements import Measurement
from bench.spending import WAMS, Cost, cost
from domain.municipalities import Register

DUCKDB: Final = "DuckDB, unchecked"
MOST_TIMES_DUCKDB: Final = 4.0
MOST_MEGABYTES: Final = 800.0
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


@dataclass(frozen=True)
class Measured:
    """One file of `rows` statements, `file_bytes` large, taken in and read unchecked."""

    rows: int
    file_bytes: int
    ingest: Cost
    duckdb: Cost

    @property
    def ratio(self) -> float:
        """How many times the processor time of DuckDB taking in costs."""
        return self.ingest.processor_seconds / self.duckdb.processor_seconds


def measurements(sizes: Sequence[int]) -> list[Measurement]:
    """Time and memory for a file of each of these numbers of rows."""
    found: list[Measurement] = []
    for one in (measured(rows) for rows in sizes):
        name, theirs = f"a CSV of {one.rows:,} rows", one.duckdb.processor_seconds
        found += [
            Measurement(
                f"{name}, taken in", "s of processor", one.ingest.processor_seconds, MOST_TIMES_DUCKDB, DUCKDB, theirs
            ),
            Measurement(f"{name}, most memory", "MB", one.ingest.peak_mb, MOST_MEGABYTES),
        ]
    return found


def measured(rows: int) -> Measured:
    """Takes in a national CSV of so many rows in an empty home, and has DuckDB read the same file into a table.

    Raises RuntimeError when one of the two does not end well.
    """
    with tempfile.TemporaryDirectory(prefix="wams-bench-") as folder:
        file = Path(folder) / "landelijk.csv"
        write_national(file, rows)
        unchecked = cost([sys.executable, "-c", _UNCHECKED, str(file), f"{folder}/beside.duckdb"])
        taken_in = cost([WAMS, "ingest", str(file), "--json"], WAMS_HOME=f"{folder}/home")
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
