"""What the API answers from: the store, the register, the programme and the office of one installation."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Final

from api.desk import Desk
from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.programme import Programme
from metrics.standing.known import Known
from metrics.standing.reading import read_known
from office.office import Office
from store.store import Store

MOST_KEPT: Final = 8  # states of knowledge; each holds every statement


def _now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class Monitor:
    """One for a process; threads share it. `office` opens it where it was not yet."""

    home: Path
    register: Callable[[], Register]
    programme: Callable[[], Programme]
    office: Callable[[], Office]
    has_office: Callable[[], bool]
    public_address: str | None = None
    contact_email: str | None = None
    clock: Callable[[], datetime] = _now
    _kept: OrderedDict[tuple[object, ...], Known] = field(default_factory=OrderedDict[tuple[object, ...], Known])
    _reading: Lock = field(default_factory=Lock)

    @property
    def store(self) -> Store:
        """The store as it is now."""
        return Store(self.home)

    @cached_property
    def desk(self) -> Desk:
        """Where reports are taken in, one after another."""
        return Desk(lambda: self.store)

    def known(self, known_on: datetime | None, now: datetime, *, with_history: bool = False) -> Known:
        """What stood on a moment, None for now; kept for the version of the store, and of now for the day."""
        asked = dutch_day(now) if known_on is None else known_on
        with self._reading:  # two who ask the same wait for one reading
            place = (self.store.version(), asked, with_history)
            if place not in self._kept:
                self._kept[place] = self._read(known_on or now, with_history=with_history)
            self._kept.move_to_end(place)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return self._kept[place]

    def edition(self) -> list[str]:
        """What an answer hangs on beside the question: the versions of the data and of what they are read by."""
        return [self.store.version(), self.register().version, self.programme().version, version("wams-monitor")]

    def _read(self, moment: datetime, *, with_history: bool) -> Known:
        with self.store.reader() as reader:
            return read_known(reader, self.register(), self.programme(), moment, with_history=with_history)
