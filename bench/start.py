"""What it costs to begin: the help, a look where no store is, one small file; beside an empty Python in one run."""

import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.measurements import Measurement
from bench.spending import WAMS, cost, median_cost

SMALL: Final = "gemeentecode;peildatum;stap;status;startdatum;streefdatum;einddatum\n" + "".join(
    f"GM0363;2026-09-30;{step};gestart;2026-01-05;2027-03-01;\n" for step in range(1, 12)
)
MOST_TIMES_PYTHON: Final = 4.0
MOST_OF_ONE_FILE: Final = 0.25  # seconds of processor


def measured(rounds: int) -> list[Measurement]:
    """The middle of so many runs of each."""
    with tempfile.TemporaryDirectory(prefix="wams-start-") as folder:
        python = median_cost([sys.executable, "-c", "pass"], rounds)
        help_ = median_cost([WAMS, "--help"], rounds)
        status = median_cost([WAMS, "status"], rounds, WAMS_HOME=f"{folder}/none")
        taken = [_one_file(Path(folder), number) for number in range(rounds)]
    unit = "s of processor"
    return [
        Measurement(
            "wams --help", unit, help_.processor_seconds, MOST_TIMES_PYTHON, "an empty Python", python.processor_seconds
        ),
        Measurement("wams status, no store", unit, status.processor_seconds, MOST_OF_ONE_FILE),
        Measurement("wams ingest, one file of 11 rows", unit, sorted(taken)[len(taken) // 2], MOST_OF_ONE_FILE),
    ]


def _one_file(folder: Path, number: int) -> float:
    file = folder / "opgave.csv"
    file.write_text(SMALL, encoding="utf-8")
    return cost([WAMS, "ingest", str(file)], WAMS_HOME=str(folder / f"home-{number}")).processor_seconds
