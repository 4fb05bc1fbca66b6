"""What a server takes while it serves: seconds of processor and memory of its process and all that it started."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Self

import psutil

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Held:
    """`processor_seconds`: user and system, of all processes together since each began; `megabytes`: held now.

    Of what several of them share each counts its part, so that the sum is what the machine is without.
    """

    processor_seconds: float
    megabytes: float

    def __add__(self, other: Self) -> "Held":
        """Both together."""
        return Held(self.processor_seconds + other.processor_seconds, self.megabytes + other.megabytes)


def held(process_id: int) -> Held:
    """Of a process and of all below it."""
    seconds, bytes_held = 0.0, 0
    parent = psutil.Process(process_id)
    for one in (parent, *parent.children(recursive=True)):
        with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):  # it ended while the others were asked
            times = one.cpu_times()
            seconds += times.user + times.system
            bytes_held += one.memory_full_info().pss
    return Held(seconds, bytes_held / MEGABYTE)


def processor_seconds(process_id: int) -> float:
    """Of one process alone, since it began."""
    times = psutil.Process(process_id).cpu_times()
    return times.user + times.system
