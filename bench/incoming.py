"""Reports that come in one after the other while something else is measured, each of another municipality."""

import itertools
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.spending import WAMS, cost
from domain.municipalities import Register

HEADER: Final = "gemeentecode;peildatum;stap;status;startdatum;streefdatum;einddatum\n"


@contextmanager
def coming_in(home: Path, per_minute: float, reporting_date: date) -> Generator[list[str]]:
    """Takes in so many reports a minute by `wams ingest`, until the end; gives the list of whose came in so far."""
    is_over = threading.Event()
    taken_in: list[str] = []
    thread = threading.Thread(target=_go_on, args=(home, 60 / per_minute, reporting_date, is_over, taken_in))
    thread.start()
    try:
        yield taken_in
    finally:
        is_over.set()
        thread.join()


def report(code: str, reporting_date: date) -> str:
    """What one municipality says of its steps: all of them have begun."""
    return HEADER + "".join(f"{code};{reporting_date};{step};gestart;2026-01-05;2027-03-01;\n" for step in range(1, 12))


def take_in(home: Path, code: str, reporting_date: date) -> None:
    """Takes in the report of one municipality, by the command."""
    with TemporaryDirectory(prefix="wams-incoming-") as folder:
        file = Path(folder) / f"{code}.csv"
        file.write_text(report(code, reporting_date), encoding="utf-8")
        cost([WAMS, "ingest", str(file)], WAMS_HOME=str(home))


def _go_on(home: Path, apart: float, reporting_date: date, is_over: threading.Event, taken_in: list[str]) -> None:
    codes = Register.load().on(reporting_date)["municipality_code"].sort().to_list()
    for code in itertools.cycle(codes):
        begun = time.monotonic()
        take_in(home, code, reporting_date)
        taken_in.append(code)
        if is_over.wait(max(0.0, apart - (time.monotonic() - begun))):
            return
