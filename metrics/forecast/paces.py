"""The pace of every municipality, and how long each step takes: one model for all, fitted by Gibbs sampling.

Of municipality m and kind of time k (a step's duration, or the wait before it):
log days = level[k] + by_size[k] * size[m] + by_pace[k] * pace[m] + by_waiting[k] * waiting[m] + rest, with
rest ~ N(0, spread[k]^2), pace ~ N(0, pace_spread^2) and waiting ~ N(0, 1). by_pace is 1 for durations and free for
waits; by_waiting is 0 for durations: who was kept waiting once begins all that follows later, and that is no pace.
What was last seen unfinished is known to be longer than that, and is drawn anew from there in every round, by the shape
that was seen of all durations or of all waits. Every draw is a quantile of one uniform number, so that another last
digit somewhere changes a last digit alone.
"""

from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from metrics.forecast.normal import Floats, upper_quantile
from metrics.forecast.shape import NORMAL, Shape

Places: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

WARM_UP: Final = 40
ROUNDS: Final = 160
SHAPE_FROM: Final = 15  # rounds by the normal, until levels and paces are about where they belong
SHAPE_EVERY: Final = 5  # rounds: the shape hardly moves, and sorting takes long
MIN_EVENTS: Final = 10  # fewer, and a shape says who ended, and not how times are

# weak priors, on the log of days; a factor of seven either way for a level, and sizes and paces of any likely sign
LEVEL: Final = (np.log(120.0), 2.0)  # mean, standard deviation
BY_SIZE: Final = (0.0, 0.5)
BY_PACE: Final = (1.0, 1.0)
BY_WAITING: Final = (0.3, 0.3)
FIXED: Final = 1e-4  # the standard deviation of what is fixed
SPREAD: Final = (4.0, 0.45**2)  # as if four residuals had been seen, of this variance
PACE_SPREAD: Final = (4.0, 0.3**2)


@dataclass(frozen=True, eq=False)
class Times:
    """n times that were seen; arrays of length n. `log_days`: until the end, or as long as it was seen without one.
    `begun_on`: days since 1970.

    `who`: place of the municipality in `sizes` (log10 of inhabitants over 50,000). `kind`: below `step_count` the
    duration of that step, from there on the wait before it.
    """

    who: Places
    kind: Places
    log_days: Floats
    is_event: Flags
    begun_on: Floats
    sizes: Floats
    step_count: int

    @property
    def kind_count(self) -> int:
        """Durations and waits."""
        return 2 * self.step_count

    def durations_first(self) -> "Times":
        """The same times, all durations before all waits."""
        order = np.argsort(self.kind >= self.step_count, kind="stable")
        return replace(
            self, who=self.who[order], kind=self.kind[order], log_days=self.log_days[order],
            is_event=self.is_event[order], begun_on=self.begun_on[order],
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Paces:
    """What was fitted: a row per draw; a column per kind, or per municipality in `pace` and `waiting`."""

    level: Floats
    by_size: Floats
    by_pace: Floats
    by_waiting: Floats
    spread: Floats
    pace: Floats
    waiting: Floats
    pace_spread: Floats

    def centre(self, kind: int, who: Places, sizes: Floats) -> Floats:
        """The expected log days of some municipalities: a row per draw, a column per municipality."""
        of = self.level[:, kind, None] + self.by_size[:, kind, None] * sizes[who]
        of += self.by_pace[:, kind, None] * self.pace[:, who]
        return of + self.by_waiting[:, kind, None] * self.waiting[:, who]


def fitted(times: Times, stream: np.random.Generator, rounds: int = ROUNDS, warm_up: int = WARM_UP) -> Paces:
    """Draws from what the times leave open, one per round after the warm-up."""
    chain = _Chain(times.durations_first())
    kept: list[tuple[Floats, ...]] = []
    for number in range(warm_up + rounds):
        chain.step(stream.random(chain.uniform_count))
        if number >= warm_up:
            kept.append(chain.now())
    return Paces(*(np.array(one) for one in zip(*kept, strict=True)))


class _Chain:
    """One chain: where it stands, and how it goes on."""

    def __init__(self, times: Times) -> None:
        self._times = times
        kinds, count = times.kind_count, len(times.sizes)
        self._x = times.sizes[times.who]
        count_of_durations = int((times.kind < times.step_count).sum())
        self._durations, self._waits = slice(0, count_of_durations), slice(count_of_durations, None)
        self._open = np.flatnonzero(~times.is_event)
        open_durations = int((self._open < count_of_durations).sum())
        self._open_sides = (slice(0, open_durations), slice(open_durations, None))
        self._filled = times.log_days.copy()
        self._filled[self._open] += 0.2  # somewhat later than last seen: only where the chain begins
        every = slice(0, None)
        self._seen, self._sum_x, self._sum_xx = (
            self._per_kind(one, every) for one in (np.ones(len(self._x)), self._x, self._x**2)
        )
        is_wait = np.arange(kinds) >= times.step_count
        mean = [LEVEL[0], BY_SIZE[0], 1.0, np.where(is_wait, BY_WAITING[0], 0.0)]
        of_waits = (np.where(is_wait, one, FIXED) for one in (BY_PACE[1], BY_WAITING[1]))
        deviation = [LEVEL[1], BY_SIZE[1], *of_waits]
        self._prior_mean = np.stack([np.broadcast_to(one, kinds) for one in mean])
        self._prior_precision = np.stack([np.broadcast_to(one, kinds) for one in deviation]) ** -2.0
        self._effects = self._prior_mean.copy()  # level, by size, by pace, by waiting; a column per kind
        self._pace, self._waiting = np.zeros(count), np.zeros(count)
        self._spread, self._pace_spread = np.full(kinds, 0.5), 0.3
        # who said nothing has no pace to learn from: it is drawn anew, and moves nothing
        self._is_heard = np.bincount(times.who, minlength=count) > 0
        heard = times.sizes[self._is_heard]
        self._middle = _sum(heard) / len(heard)
        size = np.where(self._is_heard, times.sizes - self._middle, 0.0)
        self._share = size / max(_sum(size**2), 1e-9)
        self.uniform_count = len(self._open) + 2 * count + 5 * kinds + 1
        self._shapes = [NORMAL, NORMAL]
        self._round = 0

    def step(self, uniform: Floats) -> None:
        """One round, from this many uniform numbers."""
        who, kind = self._times.who, self._times.kind
        kinds, count = self._times.kind_count, len(self._times.sizes)
        of_open, normal = uniform[: len(self._open)], upper_quantile(uniform[len(self._open) :])
        of_paces, of_effects, of_spread, last = np.split(normal, np.cumsum([2 * count, 4 * kinds, kinds]))
        self._draw_effects(self._pace.take(who), self._waiting.take(who[self._waits]), of_effects.reshape(4, kinds))
        level, by_size, by_pace, by_waiting = self._effects.take(kind, axis=1)
        self._draw_paces(self._filled - level - by_size * self._x, by_pace, by_waiting, of_paces.reshape(2, count))
        # what all paces share went to the first two; how times go by the others changed with it
        level, by_size, by_pace, by_waiting = self._effects.take(kind, axis=1)
        centre = level + by_size * self._x + by_pace * self._pace.take(who)
        centre[self._waits] += by_waiting[self._waits] * self._waiting.take(who[self._waits])
        squares = self._per_kind((self._filled - centre) ** 2, slice(0, None))
        self._spread = _drawn_deviation(SPREAD, self._seen, squares, of_spread)
        heard = self._pace[self._is_heard]
        total, number = np.array([_sum(heard**2)]), np.array([float(len(heard))])
        self._pace_spread = float(_drawn_deviation(PACE_SPREAD, number, total, last)[0])
        self._fill(centre, of_open)
        self._round += 1

    def now(self) -> tuple[Floats, ...]:
        """Where it stands, in the order of `Paces`."""
        return (*self._effects.copy(), self._spread, self._pace, self._waiting, np.array(self._pace_spread))

    def _draw_effects(self, pace: Floats, waiting: Floats, normal: Floats) -> None:
        """Level, size, pace and waiting of each kind: the normal regression on these four, a kind per column."""
        precision, every, waits = self._spread**-2.0, slice(0, None), self._waits
        x, y, seen = self._x, self._filled, self._per_kind
        known = (self._seen, self._sum_x, self._sum_xx)
        with_pace = (seen(pace, every), seen(x * pace, every), seen(pace**2, every))
        # no duration goes by waiting, which is fixed at 0 there
        with_waiting = tuple(seen(one * waiting, waits) for one in (1.0, x[waits], pace[waits], waiting))
        sums_of_y = (*(seen(y * one, every) for one in (1.0, x, pace)), seen(y[waits] * waiting, waits))
        rows = ((known[0],), known[1:], with_pace, with_waiting)
        products = [[one * precision for one in row] for row in rows]
        pulls = [one * precision for one in sums_of_y]
        for at, (weight, mean) in enumerate(zip(self._prior_precision, self._prior_mean, strict=True)):
            products[at][at] = products[at][at] + weight
            pulls[at] = pulls[at] + weight * mean
        self._effects = _drawn_normal(products, pulls, normal)

    def _draw_paces(self, rest: Floats, by_pace: Floats, by_waiting: Floats, normal: Floats) -> None:
        """Pace of each municipality from its durations, then waiting from its waits; what all share is moved."""
        times, durations, waits = self._times, self._durations, self._waits
        # a wait is made of the durations of what came before: to learn the pace from both would count them twice
        self._pace = self._drawn_each(by_pace, rest, durations, self._pace_spread, normal[0])
        rest[waits] -= by_pace[waits] * self._pace.take(times.who[waits])
        self._waiting = self._drawn_each(by_waiting, rest, waits, 1.0, normal[1])
        for of, factor in ((self._pace, 2), (self._waiting, 3)):
            heard = of[self._is_heard]
            mean, slope = _sum(heard) / len(heard), _sum(self._share * of)
            of[self._is_heard] -= (mean + slope * (times.sizes - self._middle))[self._is_heard]
            self._effects[0] += self._effects[factor] * (mean - slope * self._middle)
            self._effects[1] += self._effects[factor] * slope
        self._tell_apart()

    def _tell_apart(self) -> None:
        """Waiting has nothing of the paces in it and a spread of 1: what it had goes to how waits go by both.

        What is expected of each time stays as it was. Without it the chain finds its way along these lines but slowly.
        """
        pace, waiting = self._pace[self._is_heard], self._waiting[self._is_heard]
        slope = _sum(pace * waiting) / max(_sum(pace**2), 1e-9)
        waiting = waiting - slope * pace
        spread = max(np.sqrt(_sum(waiting**2) / len(waiting)), 1e-9)
        self._waiting[self._is_heard] = waiting / spread
        self._effects[2] += self._effects[3] * slope
        self._effects[3] *= spread

    def _drawn_each(self, by: Floats, rest: Floats, side: slice, deviation: float, normal: Floats) -> Floats:
        """One number per municipality, given what is left of its durations or waits and how these go by it."""
        who, count = self._times.who[side], len(self._times.sizes)
        weighted = (self._spread**-2.0).take(self._times.kind[side]) * by[side]
        precision = np.bincount(who, weighted * by[side], count) + deviation**-2.0
        return np.bincount(who, weighted * rest[side], count) / precision + normal / np.sqrt(precision)

    def _fill(self, centre: Floats, uniform: Floats) -> None:
        """Ends of those without one, given how long they were seen without: by the shape of durations or of waits."""
        times, still = self._times, self._open
        if self._round >= SHAPE_FROM and self._round % SHAPE_EVERY == 0:
            every = (times.log_days - centre) / self._spread.take(times.kind)
            self._shapes = [self._shape(every, side) for side in (self._durations, self._waits)]
        middle, spread = centre.take(still), self._spread.take(times.kind.take(still))
        floor = (times.log_days.take(still) - middle) / spread
        drawn = [
            shape.beyond(floor[side], uniform[side])
            for side, shape in zip(self._open_sides, self._shapes, strict=True)
        ]  # fmt: skip
        self._filled[still] = middle + spread * np.concatenate(drawn)

    def _shape(self, rest: Floats, side: slice) -> Shape:
        is_event = self._times.is_event[side]
        return Shape.seen(rest[side], is_event) if is_event.sum() >= MIN_EVENTS else NORMAL

    def _per_kind(self, of: Floats, side: slice) -> Floats:
        """Sums per kind, over all times, or over the waits or the durations alone."""
        return np.bincount(self._times.kind[side], of, self._times.kind_count).astype(np.float64, copy=False)


def _sum(of: Floats) -> float:
    """One after the other: how numpy adds up many at once goes by the processor."""
    return float(of.cumsum()[-1])


def _drawn_normal(products: list[list[Floats]], pulls: list[Floats], normal: Floats) -> Floats:
    """Draws from normals with precision `products` (the lower half, row by row) and mean precision^-1 `pulls`.

    Cholesky by hand: as many small systems as the arrays are long, and no library whose digits go by the processor.
    """
    size = len(pulls)
    lower: list[list[Floats]] = []
    for row in range(size):
        lower.append([])
        for column in range(row + 1):
            left = products[row][column]
            for at in range(column):
                left = left - lower[row][at] * lower[column][at]
            lower[row].append(np.sqrt(left) if row == column else left / lower[column][column])
    forward: list[Floats] = []
    for row in range(size):
        left = pulls[row]
        for at in range(row):
            left = left - lower[row][at] * forward[at]
        forward.append(left / lower[row][row])
    found = [one + chance for one, chance in zip(forward, normal, strict=True)]
    for row in range(size - 1, -1, -1):
        for at in range(row + 1, size):
            found[row] = found[row] - lower[at][row] * found[at]
        found[row] = found[row] / lower[row][row]
    return np.stack(found)


def _drawn_deviation(prior: tuple[float, float], seen: Floats, squares: Floats, normal: Floats) -> Floats:
    """A standard deviation given so many squares; chi-squared by Wilson and Hilferty's cube, near enough from 4 on."""
    degrees = prior[0] + seen
    ninth = 2.0 / (9.0 * degrees)
    chi = degrees * (1.0 - ninth + normal * np.sqrt(ninth)) ** 3
    return np.sqrt((prior[0] * prior[1] + squares) / np.maximum(chi, 1e-3))
