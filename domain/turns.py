"""Writers that take turns across machines: what a store asks of whoever keeps the turns, and what it hears."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Holder:
    """Who writes now: as what, in which process on which machine, since when; each as it is told to a person."""

    name: str
    process: str
    since: str


class NotYourTurnError(Exception):
    """Somebody else writes, and went on for longer than we would wait."""

    def __init__(self, holder: Holder) -> None:
        """With who that is."""
        self.holder = holder
        super().__init__(holder.name)


class TurnsUnreachableError(Exception):
    """Who keeps the turns does not answer: nobody knows whose turn it is, so it is not ours."""


class Turns(Protocol):
    """Keeps the turns of writers on several machines."""

    @property
    def place(self) -> str:
        """Where they are kept, as it is told to a person: without a password."""
        ...

    def taken(self, *, holder: str, wait_seconds: float) -> AbstractContextManager[Callable[[], None]]:
        """A turn, for as long as this lasts; it ends with the process, however that ends.

        What it gives sees that the turn is still ours. Both raise TurnsUnreachableError; taking it NotYourTurnError.
        """
        ...
