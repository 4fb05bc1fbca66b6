"""What the fan shows: month by month since the own start how many steps are finished, here and among the peers."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from metrics.readings.benchmark import FAN_COLUMNS, Fan


class FanMonth(NamedTuple):
    """One month since the own start: steps finished. `deciles`: p10 to p90, None for fewer than five peers."""

    month: int
    own_count: int | None
    peer_count: int
    deciles: tuple[float, ...] | None

    @property
    def has_own(self) -> bool:
        """Whether the municipality itself is still followed."""
        return self.own_count is not None

    @property
    def middle(self) -> float | None:
        """The middle peer."""
        return self.deciles[4] if self.deciles else None


@dataclass(frozen=True, eq=False)
class FanReading:
    """A fan with the place where it is read: the last month of the municipality, else the last with a middle."""

    fan: Fan

    @cached_property
    def shown(self) -> list[FanMonth]:
        """The months with deciles or an own count."""
        rows = self.fan.rows.select("month", "own_count", "peer_count", *FAN_COLUMNS).iter_rows()
        months = [
            FanMonth(month, own_count, peer_count, None if None in deciles else tuple(deciles))
            for month, own_count, peer_count, *deciles in rows
        ]
        return [month for month in months if month.deciles or month.has_own]

    @cached_property
    def has_own(self) -> bool:
        """Whether the municipality itself is followed."""
        return any(month.has_own for month in self.shown)

    @cached_property
    def read_at(self) -> FanMonth | None:
        """The month that the sentence is about."""
        months = [month for month in self.shown if month.has_own] or [month for month in self.shown if month.deciles]
        return months[-1] if months else None
