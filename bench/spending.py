"""What one command costs: a process of its own, started from nothing, in seconds of processor and memory held.

Seconds of processor as the system books them do not grow when something else runs beside; the clock does.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from domain.places import PROJECT_DIRECTORY

_SPENT: Final = Path(__file__).with_name("spent.py")
WAMS: Final = str(Path(sys.executable).with_name("wams"))


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of processor (user and system), and the most memory it held, in megabytes."""

    processor_seconds: float
    peak_mb: float


def cost(command: Sequence[str], **environment: str) -> Cost:
    """Runs a command in the folder of the project. Raises RuntimeError when it ends with anything but 0."""
    said = subprocess.run(  # nosec B603 # the command is ours, and no shell reads it
        [sys.executable, "-S", str(_SPENT), *command],
        cwd=PROJECT_DIRECTORY, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    status, seconds, megabytes = json.loads(said.stdout)
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status}")
    return Cost(seconds, megabytes)


def median_seconds(command: Sequence[str], rounds: int, **environment: str) -> float:
    """Seconds of processor, the middle of so many runs."""
    return median(cost(command, **environment).processor_seconds for _ in range(rounds))
