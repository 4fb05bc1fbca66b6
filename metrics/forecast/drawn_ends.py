"""The ends of unfinished steps, drawn again and again: from curves that are themselves redrawn.

A started step ends as the curve of its duration says, given how long it was seen at work. A step not started begins
as the curve of the wait since the own start says, given how long it was seen waiting; from then on it takes as long as
the curve of the duration says. One curve for both together would not do: of all that are unfinished so long after the
own start most have begun, and those that have not end later than they.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from metrics.durations.duration import durations
from metrics.durations.survival import Durations, kaplan_meier
from metrics.forecast.redrawing import DrawnDays, RedrawnCurve, WholeDays, continued, drawn_days, redrawn

Tally: TypeAlias = npt.NDArray[np.int64]

MIN_AT_RISK = 10  # fewer, and each end moves the curve by more than a tenth: from there on all sizes are taken together
MIN_EVENTS = 10  # fewer ends, and a redrawn curve says more about who was drawn than about the group
MOST_BEYOND = 0.05  # of those drawn: with more beyond the curves, the least and the most lie too far apart for a value
LOW, HIGH = 0.1, 0.9  # the ends of an 80% interval
ALL_SIZES: Final = -1


@dataclass(frozen=True, eq=False)
class DrawnEnds:
    """Of those that were unfinished: a row per month end, a column per draw.

    `ended`: how many have ended by then, as far as the curves reach. `beyond`: how many outlived a curve before
    then; whether they have ended nobody can say from it, so that `ended` is the least and `ended + beyond` the most.
    `counts`: of how many municipalities, per month end.
    """

    ended: Tally
    beyond: Tally
    counts: tuple[int, ...]

    def is_reached(self, place: int) -> bool:
        """Whether the curves reach a month end for nearly all."""
        return float(self.beyond[place].mean()) <= MOST_BEYOND * self.counts[place]

    def interval(self, place: int) -> tuple[float, float]:
        """80% at one month end; where the curves do not reach it from the least to the most: at least 80%."""
        most = self.ended[place] if self.is_reached(place) else self.ended[place] + self.beyond[place]
        low = np.quantile(self.ended[place], LOW, method="inverted_cdf")
        return float(low), float(np.quantile(most, HIGH, method="inverted_cdf"))


@dataclass(frozen=True, eq=False)
class Curves:
    """The curves of one kind of spell of one step, redrawn: one for all sizes, and one per size with enough ends.

    `learned`: the spells with their stratum. A size has its own curve up to where fewer than ten are still at risk;
    from there on, and for a size that is too thin, it is the curve of all sizes.
    """

    learned: pl.DataFrame
    draw_count: int
    seed: tuple[int, ...]
    _made: dict[int, RedrawnCurve] = field(default_factory=dict[int, RedrawnCurve], init=False)

    @cached_property
    def used(self) -> pl.DataFrame:
        """The spells that can be used."""
        return self.learned.filter(pl.col("left_out").is_null())

    @property
    def is_known(self) -> bool:
        """Whether there are enough ends to go on."""
        return int(self.used["is_event"].sum()) >= MIN_EVENTS

    @cached_property
    def sizes(self) -> dict[int, Durations]:
        """The spells of each stratum that has a curve of its own."""
        parts = self.used.partition_by("stratum", as_dict=True, maintain_order=True)
        own = {int(str(size)): durations(spells) for (size,), spells in parts.items()}
        return {stratum: spells for stratum, spells in own.items() if int(spells.is_event.sum()) >= MIN_EVENTS}

    @cached_property
    def whole(self) -> RedrawnCurve:
        """The curve of all sizes."""
        return redrawn(durations(self.used), self.draw_count, self._random(0))

    def of(self, stratum: int) -> RedrawnCurve:
        """The curve of a stratum, or that of ALL_SIZES; made when it is first asked for."""
        if stratum == ALL_SIZES:
            return self.whole
        if stratum not in self._made:
            own = self.sizes[stratum]
            curve = redrawn(own, self.draw_count, self._random(stratum + 1))
            self._made[stratum] = continued(curve, self.whole, _reach(own))
        return self._made[stratum]

    def drawn(self, group: pl.DataFrame, seen_days: npt.NDArray[np.int64], stream: int) -> DrawnDays:
        """The day on which the spell of each row of `group` ends, on the clock of the curve; a row per row.

        `stream`: which chance it is drawn with; the curves are the same for all.
        """
        shape = (group.height, self.draw_count)
        days, is_beyond = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.bool_)
        for stratum, places in self._shared(group):
            random = self._random(stratum + 1, stream)
            found = drawn_days(self.of(stratum), seen_days[places], random)
            days[places], is_beyond[places] = found.days, found.is_beyond
        return DrawnDays(days, is_beyond)

    def _shared(self, group: pl.DataFrame) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
        """The rows of a group that share a curve."""
        has_own = pl.col("stratum").is_in(list(self.sizes))
        of = group.select(curve=pl.when(has_own).then(pl.col("stratum").cast(pl.Int64)).otherwise(ALL_SIZES))["curve"]
        for stratum in of.unique().sort().to_list():
            yield stratum, np.flatnonzero((of == stratum).to_numpy())

    def _random(self, *place: int) -> np.random.Generator:
        return np.random.default_rng([*self.seed, *place])


@dataclass(frozen=True, eq=False)
class StepCurves:
    """What is known of one step: how long it takes since it was started, and how long until it is."""

    duration: Curves
    wait: Curves

    def ends(self, started: pl.DataFrame, waiting: pl.DataFrame) -> tuple[DrawnDays, DrawnDays]:
        """When each ends, on the clock of its own: since the start of the step, or since the own start."""
        none = np.zeros(waiting.height, dtype=np.int64)
        begun = self.duration.drawn(started, _seen(started), 1)
        if waiting.is_empty():
            return begun, DrawnDays(np.zeros((0, 0), np.int32), np.zeros((0, 0), np.bool_))
        return begun, self.wait.drawn(waiting, _seen(waiting), 1).then(self.duration.drawn(waiting, none, 2))


def step_ends(started: pl.DataFrame, waiting: pl.DataFrame, curves: StepCurves, ends: list[date]) -> DrawnEnds | None:
    """How many of a step have ended by each month end, in every draw; None where a curve rests on too few ends.

    `started` and `waiting`: the municipalities at work on it, and those that have not started it: rows of `outlook`
    with counted_ends. Draws are made for all rows and only the counted are added up, so that the choice changes none.
    """
    is_counted = [_is_counted(group, ends) for group in (started, waiting)]
    if any(one.any() for one in is_counted) and not curves.duration.is_known:
        return None
    if is_counted[1].any() and not curves.wait.is_known:
        return None
    ended, beyond = (np.zeros((len(ends), curves.duration.draw_count), dtype=np.int64) for _ in range(2))
    if curves.duration.is_known:
        drawn = curves.ends(started, waiting if curves.wait.is_known else waiting.clear())
        for group, counted, made in zip((started, waiting), is_counted, drawn, strict=True):
            for position, days in enumerate(_days_until(ends, group)):
                mine = counted[:, position]
                if mine.any():
                    until, by = made.days[mine], days[mine][:, None]
                    ended[position] += ((until <= by) & ~made.is_beyond[mine]).sum(axis=0)
                    beyond[position] += ((until < by) & made.is_beyond[mine]).sum(axis=0)
    counts = tuple(int(one) for one in np.concatenate(is_counted).sum(axis=0))
    return DrawnEnds(ended, beyond, counts)


def _seen(group: pl.DataFrame) -> npt.NDArray[np.int64]:
    return group["seen_days"].to_numpy().astype(np.int64)


def _reach(learned: Durations) -> int:
    """The last day on which at least ten were at risk; 0 where there never were."""
    curve = kaplan_meier(learned)
    well_known = curve.time_days[curve.at_risk >= MIN_AT_RISK]
    return int(well_known[-1]) if len(well_known) else 0


def _is_counted(group: pl.DataFrame, ends: list[date]) -> npt.NDArray[np.bool_]:
    """Whether each municipality is counted at each month end: a row per municipality, a column per end."""
    places = {end: place for place, end in enumerate(ends)}
    counted = np.zeros((group.height, len(ends)), dtype=np.bool_)
    said = group.select("counted_ends").with_row_index("row").explode("counted_ends").drop_nulls()
    columns = [places.get(end, -1) for end in said["counted_ends"].to_list()]
    rows = said["row"].to_numpy().astype(np.int64)
    is_asked = np.array(columns, dtype=np.int64) >= 0
    counted[rows[is_asked], np.array(columns, dtype=np.int64)[is_asked]] = True
    return counted


def _days_until(ends: list[date], group: pl.DataFrame) -> list[WholeDays]:
    starts = group["clock_start_date"].to_numpy().astype("datetime64[D]")
    return [(np.datetime64(end) - starts).astype(np.int32) for end in ends]
