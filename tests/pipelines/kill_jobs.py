"""Jobs that the kill range runs: taking in real files, one after another, until somebody pulls the plug."""

from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

from domain.municipalities import Register
from domain.programme import Programme
from pipelines.intake import take_in
from store.store import Store
from tests.kill_range import say_line

BEGINNING = datetime(2026, 6, 1, 9, 0, tzinfo=timezone.utc)
CODES = ("GM0363", "GM0599", "GM0344", "GM0518")
HEADER = "gemeentecode;peildatum;stap;status;startdatum;einddatum;toelichting"


def report(number: int) -> bytes:
    """A CSV of its own for each number: four good rows, one that is refused, now and then a correction."""
    code, day = CODES[number % len(CODES)], date(2025, 6, 1) + timedelta(days=number % 300)
    rows = [f"{code};{day};{step};gestart;2025-0{step}-01;;opgave {number}" for step in (1, 2, 3, 4)]
    rows.append(f"{code};{day};5;afgerond;2025-05-01;;")  # finished without an end: quarantined
    return "\n".join([HEADER, *rows]).encode()


def take_in_reports(home: str, first: int) -> None:
    """Prints `<number> <sequence>` for each report that was acknowledged; goes on until it is killed."""
    register, programme = Register.load(), Programme.load()
    for start in count(first, 5):
        with Store(Path(home)).writer(holder="kill test") as writer:
            for number in range(start, start + 5):
                receipt = take_in(
                    report(number),
                    f"opgave-{number}.csv",
                    writer=writer,
                    register=register,
                    programme=programme,
                    recorded_at=BEGINNING,
                )
                say_line(f"{number} {receipt['sequence']}")
