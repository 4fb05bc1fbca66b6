"""Makes the draws: from the fitted paces, the redrawn residuals and the rates of reopening, by one stream of chance."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from domain.statements import Standing
from metrics.forecast.course import Course
from metrics.forecast.drawn import NEVER, DayNumbers, Drawn, OpenedAgain
from metrics.forecast.normal import Floats, upper_quantile
from metrics.forecast.paces import Flags, Paces, Places, fitted
from metrics.forecast.reopening import RATE_COUNT, Reopening
from metrics.forecast.residuals import Residuals, redrawn
from metrics.forecast.tempo import tempo, turned

FITS: Final = 160  # draws of the model
FUTURES: Final = 2  # of each of them
DRAW_COUNT: Final = FITS * FUTURES
HORIZON_DAYS: Final = 420  # as far as a step that is opened again is followed: the furthest month end and some
FAR_DAYS: Final = 100_000.0  # as good as never
START_SPREAD_DAYS: Final = 60.0  # of own starts, beyond the last that is known
NOT_APPLICABLE: Final = (0.2, 2.0)  # the weak prior: seldom


def drawn(of: Course, random: np.random.Generator, fits: int = FITS, futures: int = FUTURES) -> Drawn:
    """All that may happen, `fits` times `futures` draws; `random` gives nothing but uniform numbers."""
    return _Drawing(of, fitted(of.times, random, fits), random, fits, futures).made()


@dataclass(eq=False)
class _Drawing:
    """What is drawn on the way. Arrays have a row per municipality or row of the course and a column per draw, or
    (`_by_fit`) a row per draw of the model, where all is drawn that goes by one model.
    """  # fmt: skip

    of: Course
    paces: Paces
    random: np.random.Generator
    fits: int
    futures: int
    own: Floats = field(init=False)
    tempo: Floats = field(init=False)

    def made(self) -> Drawn:
        of, draws = self.of, self.fits * self.futures
        is_ = {one: of.standing == one.value for one in Standing}
        finished_on = np.full((len(of.who), draws), NEVER, dtype=np.int32)
        reopening = of.reopened.drawn(self._each(self.random.random((self.fits, RATE_COUNT)), axis=0))
        done, again = is_[Standing.FINISHED], of.is_open_again
        ended = np.where(np.isnan(of.end), of.seen_on, of.end)
        finished_on[done] = ended[done, None]
        finished_on[again] = self._closed_again(np.flatnonzero(again), reopening)
        self.own = self._own_starts()
        self.tempo = tempo(of.times, self.paces, of.as_of)
        is_unfinished = (is_[Standing.STARTED] | is_[Standing.NOT_STARTED] | is_[Standing.NOT_REPORTED]) & ~again
        applies = ~is_[Standing.NOT_APPLICABLE][:, None] & np.ones((1, draws), dtype=np.bool_)
        for step in range(of.times.step_count):
            rows = np.flatnonzero(is_unfinished & (of.step == step))
            finished_on[rows] = self._ends(step, rows, is_[Standing.STARTED][rows], is_[Standing.NOT_STARTED][rows])
            silent = np.flatnonzero(is_[Standing.NOT_REPORTED] & (of.step == step))
            others = (of.step == step) & ~is_[Standing.NOT_REPORTED]
            share = self._share(int((others & is_[Standing.NOT_APPLICABLE]).sum()), int(others.sum()))
            applies[silent] = self.random.random((len(silent), draws)) >= share
        finished_on[~applies] = NEVER
        seen_finished = np.where(done, np.maximum(of.seen_on - ended, 0.0), 0.0)
        return Drawn(finished_on, applies, self._opened(finished_on, seen_finished, reopening))

    def _ends(self, step: int, rows: Places, is_started: Flags, is_waiting: Flags) -> Floats:
        """The days on which these rows finish: those that have begun, those that have not, and the silent."""
        of = self.of
        seen_on, start = of.seen_on[rows, None], np.repeat(of.start[rows, None], self.fits * self.futures, axis=1)
        asked = np.flatnonzero(~is_started | np.isnan(of.start[rows]))
        own = self.own[of.who[rows[asked]]]
        waited = np.where(is_waiting[asked, None], np.maximum(seen_on[asked] - own, -1.0), -1.0)
        begins = own + self._days(of.times.step_count + step, rows[asked], waited, own)
        # begun on a day that nobody gave: not after it was seen at work
        start[asked] = np.where(is_started[asked, None], np.minimum(begins, seen_on[asked]), begins)
        worked = np.where(is_started[:, None], np.maximum(seen_on - start, -1.0), -1.0)
        return start + self._days(step, rows, worked, start)

    def _days(self, kind: int, rows: Places, seen: Floats, begun_on: Floats) -> Floats:
        """Whole days of one kind, more than `seen` each (-1: any)."""
        of, count = self.of, len(rows)
        curve = self._curve(kind)
        centre = self._each(self.paces.centre(kind, of.who[rows], of.times.sizes), axis=1)
        with np.errstate(divide="ignore"):
            floor = np.log(self._by_fit(seen) + 1.0) - centre
        turn = turned(self._by_fit(begun_on), of.as_of) - centre
        rest = curve.beyond(floor, self.random.random(centre.shape), turn, float(self.tempo[kind]))
        return self._by_row(np.floor(np.minimum(np.exp(centre + rest), FAR_DAYS)), count)

    def _curve(self, kind: int) -> Residuals:
        times = self.of.times
        mine = np.flatnonzero(times.kind == kind)
        residual = times.log_days[mine] - self.paces.centre(kind, times.who[mine], times.sizes)
        return redrawn(residual, times.is_event[mine], self.paces.spread[:, kind], self.random.random(residual.shape))

    def _own_starts(self) -> Floats:
        """When each municipality began; where nobody said it, as those that are known, and not before it was silent."""
        of = self.of
        is_known = ~np.isnan(of.own_start)
        is_seen = is_known | ~np.isnan(of.quiet_until)
        day = np.where(is_known, of.own_start, of.quiet_until)
        first = float(np.nanmin(of.own_start)) - 1.0
        apart = np.arange(len(day)) * 1e-6  # so that no two are the same; whole days are taken in the end
        own = np.repeat(of.own_start[:, None], self.fits * self.futures, axis=1)
        uniform = self.random.random((self.fits, int(is_seen.sum())))
        curve = redrawn(
            np.broadcast_to((day - first + apart)[is_seen], uniform.shape), is_known[is_seen],
            np.full(self.fits, START_SPREAD_DAYS), uniform,
        )  # fmt: skip
        missing = np.flatnonzero(~is_known)
        floor = np.nan_to_num(of.quiet_until - first, nan=-np.inf)[missing]
        shape = (self.fits, len(missing) * self.futures)
        drawn_days = curve.beyond(np.broadcast_to(np.repeat(floor, self.futures), shape), self.random.random(shape))
        own[missing] = self._by_row(np.floor(drawn_days), len(missing)) + first
        return own

    def _share(self, hits: int, of: int) -> Floats:
        """To which share of municipalities a step does not apply, per draw: beta, by two gammas."""
        shapes = np.array([[NOT_APPLICABLE[0] + hits], [NOT_APPLICABLE[1] + of - hits]])
        ninth = 1.0 / (9.0 * shapes)
        cube = 1.0 - ninth + upper_quantile(self.random.random((2, self.fits))) * np.sqrt(ninth)
        hit, miss = shapes * np.maximum(cube, 0.0) ** 3
        return self._each(hit / np.maximum(hit + miss, 1e-12), axis=0)

    def _closed_again(self, rows: Places, reopening: Reopening) -> Floats:
        """When these rows, seen opened again, are finished once more: later than they were seen so."""
        of, draws = self.of, self.fits * self.futures
        shape = (len(rows), draws)
        seen = np.repeat(np.maximum(of.seen_on[rows] - of.opened_on[rows], 0.0), draws)
        each = np.tile(np.arange(draws), len(rows))
        after = reopening.closed_after(each, seen, self.random.random(shape).ravel()) - seen
        return of.seen_on[rows, None] + 1 + np.floor(np.minimum(after, FAR_DAYS)).reshape(shape)

    def _opened(self, finished_on: DayNumbers, seen_finished: Floats, reopening: Reopening) -> OpenedAgain:
        """Which finished steps are opened again before the horizon, given how long they were seen finished."""
        last = self.of.as_of + HORIZON_DAYS
        uniform = self.random.random(finished_on.shape)
        rows, draws = np.nonzero((uniform < reopening.most_by(last - finished_on.min())) & (finished_on < last))
        after = reopening.opened_after(draws, seen_finished[rows], uniform[rows, draws])
        opened_on = finished_on[rows, draws] + np.ceil(after)
        is_near = opened_on <= last
        rows, draws, opened_on = rows[is_near], draws[is_near], opened_on[is_near]
        takes = reopening.closed_after(draws, np.zeros(len(rows)), self.random.random(len(rows)))
        closed_on = opened_on + 1 + np.minimum(takes, FAR_DAYS)
        return OpenedAgain(rows, draws, opened_on.astype(np.int32), closed_on.astype(np.int32))

    def _each(self, of: Floats, axis: int) -> Floats:
        return np.repeat(of, self.futures, axis=axis)

    def _by_fit(self, of: Floats) -> Floats:
        shape = (len(of), self.fits, self.futures)
        return of.reshape(shape).transpose(1, 0, 2).reshape(self.fits, len(of) * self.futures)

    def _by_row(self, of: Floats, count: int) -> Floats:
        return of.reshape(self.fits, count, self.futures).transpose(1, 0, 2).reshape(count, self.fits * self.futures)
