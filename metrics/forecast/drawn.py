"""What may happen: the day on which every municipality finishes every step, in each of many draws."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from metrics.forecast.paces import Flags, Places

NEVER: Final = 10_000_000  # a day that does not come

DayNumbers: TypeAlias = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class OpenedAgain:
    """What is opened again, and until when: arrays of one length; row and draw, days since 1970."""

    rows: Places
    draws: Places
    opened_on: DayNumbers
    closed_on: DayNumbers


@dataclass(frozen=True, eq=False)
class Drawn:
    """A row per row of the course (municipality and step), a column per draw. Days since 1970.

    `finished_on`: NEVER where the step does not apply. `applies`: so in each draw, as it is not known of the silent.
    """

    finished_on: DayNumbers
    applies: Flags
    opened: OpenedAgain

    def finished(self, rows: Places, days: DayNumbers) -> Flags:
        """Whether each of these rows is finished on its own day, in each draw."""
        found = self.finished_on[rows] <= days[:, None]
        place = np.full(len(self.finished_on), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        of = self.opened
        mine = place[of.rows]
        day = np.where(mine >= 0, days[mine], -1)
        is_open = (mine >= 0) & (of.opened_on <= day) & (day < of.closed_on)
        found[mine[is_open], of.draws[is_open]] = False
        return found
