"""What the store is doing while it is killed."""

import os
import random
import signal
from pathlib import Path

from store.store import Store
from tests.kill_range import say_line
from tests.store.reports import moment, numbered


def record_reports(home: str, seed: int, number: int) -> None:
    """Records numbered reports in small sessions, on and on; says each acknowledgement."""
    rng = random.Random(seed)
    while True:
        with Store(Path(home)).writer(holder="record_reports") as writer:
            for _ in range(rng.randint(1, 5)):
                recorded = writer.record(numbered(number), recorded_at=moment(number))
                say_line(f"acknowledged {recorded.sequence} {number}")
                number += 1


def die_at_step(home: str, number: int, step: int) -> None:
    """Records two numbered reports in one session and dies just before the given sync or rename."""
    taken = 0
    sync, rename = os.fsync, Path.rename

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

    os.fsync = counted_sync
    Path.rename = counted_rename  # pyright: ignore[reportAttributeAccessIssue]
    with Store(Path(home)).writer(holder="die_at_step") as writer:
        for one in (number, number + 1):
            recorded = writer.record(numbered(one), recorded_at=moment(one))
            say_line(f"acknowledged {recorded.sequence} {one}")
