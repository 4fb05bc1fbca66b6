"""Writers on several machines: processes that see each other in PostgreSQL only."""

import fcntl
import time
from pathlib import Path

from office.turns import DatabaseTurns
from store.store import Store
from store.turn import take_turns
from tests.kill_range import say_line
from tests.store.reports import moment, numbered


def on_a_machine_of_its_own(address: str) -> None:
    """As a machine whose locks on files no other sees, as on a shared disk without them."""
    fcntl.flock = lambda *_: None
    take_turns(DatabaseTurns(address))


def write_in_turns(home: str, address: str, first: int, count: int) -> None:
    """Records so many numbered reports, each in a turn of its own."""
    on_a_machine_of_its_own(address)
    for number in range(first, first + count):
        with Store(Path(home)).writer(holder=f"machine {first}") as writer:
            recorded = writer.record(numbered(number), recorded_at=moment(1))
            say_line(f"acknowledged {recorded.sequence} {number}")


def write_and_stay(home: str, address: str) -> None:
    """Records one report and goes on holding the turn, until it is killed."""
    on_a_machine_of_its_own(address)
    with Store(Path(home)).writer(holder="blijft") as writer:
        recorded = writer.record(numbered(1), recorded_at=moment(1))
        say_line(f"acknowledged {recorded.sequence} 1")
        time.sleep(60)
