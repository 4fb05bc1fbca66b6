"""What the fan shows: month by month since the own start how many steps are finished, here and among the peers."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dashboard.subjects.tenths import TENTHS
from metrics.readings.benchmark import FAN_COLUMNS, Fan


class FanMonth(NamedTuple):
    """One month since the own start: steps finished. `deciles`: p10 to p90, None for fewer than five peers.

    `own_most`, `middle_most`: with the steps on which nothing was said, which may be finished too.
    """

    month: int
    own_count: int | None
    own_most: int | None
    peer_count: int
    deciles: tuple[float, ...] | None
    middle_most: float | None

    @property
    def has_own(self) -> bool:
        """Whether the municipality itself is still followed."""
        return self.own_count is not None

    @property
    def middle(self) -> float | None:
        """The middle peer."""
        return self.deciles[4] if self.deciles else None

    @property
    def tenths(self) -> tuple[float, ...] | None:
        """The deciles where there are municipalities enough to fill ten tenths."""
        return self.deciles if self.peer_count >= TENTHS else None

    @property
    def is_certain(self) -> bool:
        """Whether nothing that was left unsaid could move the own count or the middle one."""
        return self.own_count == self.own_most and self.middle == self.middle_most

    @property
    def least_apart(self) -> float | None:
        """How far the own count lies from the middle one at least: above it (+), below it (-); None: either may be."""
        if self.own_count is None or self.own_most is None or self.middle is None or self.middle_most is None:
            return None
        if self.own_count > self.middle_most:
            return self.own_count - self.middle_most
        if self.own_most < self.middle:
            return self.own_most - self.middle
        return 0.0 if self.is_certain else None


@dataclass(frozen=True, eq=False)
class FanReading:
    """A fan with the place where it is read: the last month of the municipality itself.

    Of one without a start the last month up to which at least half of the peers were followed: the few that began
    first are not its peers.
    """

    fan: Fan

    @cached_property
    def shown(self) -> list[FanMonth]:
        """The months with deciles or an own count."""
        rows = self.fan.rows.select(
            "month", "own_count", "own_most", "peer_count", "p50_most", *FAN_COLUMNS
        ).iter_rows()
        months = [
            FanMonth(month, own_count, own_most, peer_count, None if None in deciles else tuple(deciles), middle_most)
            for month, own_count, own_most, peer_count, middle_most, *deciles in rows
        ]
        return [month for month in months if month.deciles or month.has_own]

    @cached_property
    def has_own(self) -> bool:
        """Whether the municipality itself is followed."""
        return any(month.has_own for month in self.shown)

    @cached_property
    def read_at(self) -> FanMonth | None:
        """The month that the sentence is about."""
        own = [month for month in self.shown if month.has_own]
        if own:
            return own[-1]
        with_middle = [month for month in self.shown if month.deciles]
        most = max((month.peer_count for month in with_middle), default=0)
        return next((month for month in reversed(with_middle) if 2 * month.peer_count >= most), None)
