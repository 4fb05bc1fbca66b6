"""Whose turn it is to write: on one machine a lock on a file says so, on several whoever keeps the turns of all.

Who takes turns elsewhere takes the file too: it holds what a killed writer left behind. And leaves a mark in the home:
a process that does not know of the others is refused there, rather than that it writes beside them.
"""

import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress

from domain.turns import NotYourTurnError, Turns, TurnsUnreachableError
from store.durable import read_whole, write_whole
from store.errors import StoreBusyError, StoreUnwritableError
from store.home import Home
from store.lock import Held, writers_lock


class _Chosen:
    """What the settings of this process chose; nothing where the file is enough."""

    turns: Turns | None = None


def take_turns(turns: Turns | None) -> None:
    """From now on, each writer of this process takes its turn there; with None at the file only."""
    _Chosen.turns = turns


@contextmanager
def writers_turn(home: Home, *, holder: str, wait_seconds: float) -> Generator[Held]:
    """Ours to write, for as long as this lasts. Raises StoreBusyError and StoreUnwritableError."""
    if home.is_copy():
        raise StoreUnwritableError("copy_written", home=home.directory)
    turns, deadline = _Chosen.turns, time.monotonic() + wait_seconds
    with ExitStack() as stack:
        see_turn = None if turns is None else _taken(stack, turns, holder, wait_seconds)
        left = wait_seconds if see_turn is None else round(max(0.0, deadline - time.monotonic()), 1)
        held = stack.enter_context(writers_lock(home.lock, holder=holder, wait_seconds=left))
        _mark(home, turns)
        if see_turn is not None:
            held.see_turn = see_turn
        yield held


def _taken(stack: ExitStack, turns: Turns, holder: str, wait_seconds: float) -> Callable[[], None]:
    try:
        see_ours = stack.enter_context(turns.taken(holder=holder, wait_seconds=wait_seconds))
    except NotYourTurnError as error:
        who = error.holder
        told = {"holder": who.name, "pid": who.process, "since": who.since, "seconds": f"{wait_seconds:g}"}
        raise StoreBusyError("busy", **told) from error
    except TurnsUnreachableError as error:
        raise StoreUnwritableError("turns_unreachable", place=turns.place, reason=error) from error

    def see_turn() -> None:
        try:
            see_ours()
        except TurnsUnreachableError as error:
            raise StoreUnwritableError("turn_lost", place=turns.place, reason=error) from error

    return see_turn


def _mark(home: Home, turns: Turns | None) -> None:
    """Says in the home where turns are taken; refuses who would take none there. Raises StoreUnwritableError."""
    marked = b""
    with suppress(FileNotFoundError):
        try:
            marked = read_whole(home.turns)
        except PermissionError as error:
            raise StoreUnwritableError("unwritable", path=home.turns, reason=error) from error
    if turns is None and marked:
        place = marked.decode("utf-8", "replace").strip()
        raise StoreUnwritableError("turns_elsewhere", place=place, file=home.turns.name)
    if turns is not None and marked != (written := f"{turns.place}\n".encode()):
        write_whole(home.turns, written)
