"""What may be expected of all municipalities on a day: the model asked once for a state of knowledge, and kept."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

import numpy as np

from domain.clocks import dutch_day, month_ends
from domain.statements import Standing
from metrics.forecast.course import Course, course, day_number
from metrics.forecast.drawing import drawn
from metrics.forecast.drawn import Drawn
from metrics.forecast.paces import Flags, Places
from metrics.forecast.residuals import MIN_EVENTS
from metrics.standing.known import Known

MONTHS_AHEAD: Final = 12
DAYS_OF_A_MONTH: Final = 365.25 / 12


@dataclass(frozen=True, eq=False)
class Outlook:
    """The course of things up to a day, and what may happen after it: a row per municipality and step, sorted."""

    course: Course
    _random: np.random.Generator

    @cached_property
    def drawn(self) -> Drawn | None:
        """What may happen, drawn; None where too few have finished anything, so that there is nothing to go on."""
        of = self.course
        is_learned = bool((of.events[: of.times.step_count] >= MIN_EVENTS).any())
        return drawn(of, self._random) if is_learned and not np.isnan(of.own_start).all() else None

    def is_known(self, rows: Places) -> bool:
        """Whether enough has ended to draw all of these rows, which are of one step."""
        of = self.course
        if not len(rows):
            return True
        step, standing = int(of.step[rows[0]]), of.standing[rows]
        is_over = np.isin(standing, (Standing.FINISHED.value, Standing.NOT_APPLICABLE.value))
        has_begun = standing == Standing.STARTED.value
        needed = [(~is_over, step), (~is_over & ~has_begun, of.times.step_count + step)]
        has_enough = all(of.events[kind] >= MIN_EVENTS for who, kind in needed if who.any())
        return has_enough and (bool(is_over.all()) or self.drawn is not None)

    def finished(self, rows: Places, day: date, months_slower: int = 0) -> Flags:
        """Whether each row is finished on a day, in each draw.

        `months_slower`: those that never reported are taken to stand where others like them stood so many months
        earlier.
        """
        if self.drawn is None:
            count = self.course.standing[rows] == Standing.FINISHED.value
            return np.repeat(count[:, None], 1, axis=1)
        slower = self.course.never_reported[self.course.who[rows]] * round(months_slower * DAYS_OF_A_MONTH)
        return self.drawn.finished(rows, (day_number(day) - slower).astype(np.int32))

    def applies(self, rows: Places) -> Flags:
        """Whether the step applies to each row, in each draw."""
        if self.drawn is None:
            return np.repeat((self.course.standing[rows] != Standing.NOT_APPLICABLE.value)[:, None], 1, axis=1)
        return self.drawn.applies[rows]


def outlook(known: Known, as_of: date) -> Outlook:
    """Of everyone, whatever is asked; the same as_of and day of known_on give the same draws."""
    return known.once(_outlook, as_of)


def _outlook(known: Known, as_of: date) -> Outlook:
    return Outlook(course(known, as_of), np.random.default_rng(_seed(as_of, known.known_on)))


def coming_month_ends(as_of: date, months_ahead: int = MONTHS_AHEAD) -> list[date]:
    """The ends of the months after `as_of`, that of its own month first unless it is that day itself."""
    ends = month_ends(as_of + timedelta(days=1), as_of + timedelta(days=31 * (months_ahead + 2)))
    return ends[:months_ahead]


def _seed(as_of: date, known_on: datetime) -> int:
    """A number that follows from what is asked, so that the same question has the same answer everywhere.

    Of known_on only the day counts: who looks again an hour later sees other draws only if something else is known.
    """
    asked = f"{as_of.isoformat()} {dutch_day(known_on).isoformat()}"
    return int.from_bytes(hashlib.sha256(asked.encode()).digest()[:8], "big")
