"""What it costs to begin: the help, a look where no store is, one small file; beside an empty Python in one run."""

import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from typing import Final

from bench.incoming import report
from bench.measurements import Measurement
from bench.spending import WAMS, cost, median_seconds

SMALL: Final = report("GM0363", date(2026, 9, 30))
MOST_TIMES_PYTHON: Final = 4.0
MOST_OF_ONE_FILE: Final = 0.25  # seconds of processor


def measured(rounds: int) -> list[Measurement]:
    """The middle of so many runs of each."""
    with tempfile.TemporaryDirectory(prefix="wams-start-") as folder:
        python = median_seconds([sys.executable, "-c", "pass"], rounds)
        help_ = median_seconds([WAMS, "--help"], rounds)
        status = median_seconds([WAMS, "status"], rounds, WAMS_HOME=f"{folder}/none")
        taken = [_one_file(Path(folder), number) for number in range(rounds)]
    unit = "s of processor"
    return [
        Measurement("wams --help", unit, help_, MOST_TIMES_PYTHON, "an empty Python", python),
        Measurement("wams status, no store", unit, status, MOST_OF_ONE_FILE),
        Measurement("wams ingest, one file of 11 rows", unit, median(taken), MOST_OF_ONE_FILE),
    ]


def _one_file(folder: Path, number: int) -> float:
    file = folder / "opgave.csv"
    file.write_text(SMALL, encoding="utf-8")
    return cost([WAMS, "ingest", str(file)], WAMS_HOME=str(folder / f"home-{number}")).processor_seconds
