"""What the store is doing while it is killed."""

import os
import random
import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from domain.principal import Role
from domain.statements import Table
from store.beside import Beside
from store.intake import Intake
from store.journal import event_of
from store.redaction import Replacement
from store.store import Store
from tests.kill_range import say_line
from tests.store.reports import DAY, milestones, moment, numbered, refused, report

TOWNS = [f"GM{code:04d}" for code in (
    34, 37, 47, 59, 60, 72, 74, 80, 85, 86, 88, 90, 93, 96, 98, 106, 109, 114, 118, 119,
    141, 147, 148, 150, 153, 158, 160, 163, 164, 166, 168, 173, 175, 177, 180, 183, 184, 189, 193, 197,
)]  # fmt: skip
SECRET, CLEAN, NAME = "mevrouw Jansen 06-12345678", "[weggelaten]", "opgave.csv"


def record_reports(home: str, seed: int, number: int) -> None:
    """Records numbered reports in small sessions, on and on; says each acknowledgement."""
    rng = random.Random(seed)
    while True:
        with Store(Path(home)).writer(holder="record_reports") as writer:
            for _ in range(rng.randint(1, 5)):
                recorded = writer.record(of_a_town(number), recorded_at=moment(number))
                say_line(f"acknowledged {recorded.sequence} {number}")
                for said in said_of(number, recorded.sequence):
                    beside = writer.say_beside(said, recorded_at=moment(number))
                    say_line(f"acknowledged {beside.sequence} {said.kind}")
                number += 1


def of_a_town(number: int) -> Intake:
    """The numbered report, of a municipality that counts in figures."""
    return numbered(number, code=TOWNS[number % len(TOWNS)])


def said_of(number: int, sequence: int) -> list[Beside]:
    """What is said about a numbered report, beside its rows: of every second one a word."""
    about = (sequence, TOWNS[number % len(TOWNS)], DAY, Role.MUNICIPALITY)
    whole = Beside("completeness", *about, said_by=7, table=Table.COST)
    answer = Beside("answer", *about, table=Table.COST, rule="cost_decreased", subject="2", text=f"klopt {number}")
    return [[], [whole], [], [answer]][number % 4]


def confirmation(sequence: int, code: str) -> Beside:
    """That nothing has changed with a municipality since its report."""
    return Beside("confirmation", sequence, code, DAY + timedelta(days=9), Role.MUNICIPALITY, said_by=7)


def die_at_step(home: str, number: int, step: int) -> None:
    """Records two numbered reports in one session and dies just before the given sync, rename or removal."""
    die_before(step)
    with Store(Path(home)).writer(holder="die_at_step") as writer:
        for one in (number, number + 1):
            recorded = writer.record(of_a_town(one), recorded_at=moment(one))
            say_line(f"acknowledged {recorded.sequence} {one}")


def redact_and_die(home: str, step: int) -> None:
    """Takes a secret out of the second of three lines and dies just before the given sync or rename of that."""
    with Store(Path(home)).writer(holder="redact_and_die") as writer:
        writer.record(numbered(1), recorded_at=moment(0))
        writer.record(secret_report(), recorded_at=moment(1))
        writer.record(numbered(2), recorded_at=moment(2))
    with Store(Path(home)).writer(holder="redact_and_die") as writer:
        die_before(step)
        writer.redact([cleaned()], recorded_at=moment(9), reason="toets")
        say_line("acknowledged")


def secret_report() -> Intake:
    """A report with a secret in its name, its bytes, a note and a refused row."""
    statements = {Table.MILESTONE: milestones(("GM0363", 2, DAY, "started"), note=SECRET)}
    row = replace(refused(9), cells={"status": SECRET})
    return report(f"{SECRET}.csv", statements, quarantined=[row])


def cleaned() -> Replacement:
    """The second line without the secret."""
    statements = {Table.MILESTONE: milestones(("GM0363", 2, DAY, "started"), note=CLEAN)}
    row = replace(refused(9), cells={"status": CLEAN})
    event = event_of(report(NAME, statements, quarantined=[row]))
    return Replacement(2, event, archive=b"rows", archive_kind="redacted", file_name=NAME)


def die_before(step: int) -> None:
    """From now on, the process is killed just before the given sync, rename or removal."""
    taken = 0
    sync, rename, unlink = os.fsync, Path.rename, Path.unlink

    def count() -> None:
        nonlocal taken
        taken += 1
        if taken == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted_sync(descriptor: int) -> None:
        count()
        sync(descriptor)

    def counted_rename(path: Path, target: Path) -> Path:
        count()
        return rename(path, target)

    def counted_unlink(path: Path, *, missing_ok: bool = False) -> None:
        count()
        unlink(path, missing_ok=missing_ok)

    os.fsync = counted_sync
    Path.rename = counted_rename  # pyright: ignore[reportAttributeAccessIssue]
    Path.unlink = counted_unlink  # pyright: ignore[reportAttributeAccessIssue]
