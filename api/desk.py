"""Where reports are taken in: one writer for all that wait, so that many at once do not wait for a lock each.

Whoever waits is answered when what they brought is in the ledger and can be read. Who finds the desk too busy is told
so before anything of theirs was read, and tries again.
"""

from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any, Final

from store.errors import StoreUnpublishedError
from store.store import Store
from store.writer import Writer

Receipt = dict[str, Any]
Job = Callable[[Writer], Receipt]
MOST_WAITING: Final = 60  # reports; more would wait for longer than a program waits
MOST_BYTES: Final = 100_000_000  # of all that wait together: four of the largest
SECONDS: Final = 10.0  # that a writer of another process may go on
HOLDER: Final = "wams API"


class DeskFullError(Exception):
    """Too much waits already. Nothing was read and nothing was kept."""


@dataclass(frozen=True)
class _Waiting:
    job: Job
    told: Future[Receipt]


class Desk:
    """One for a process."""

    def __init__(self, store: Callable[[], Store], *, most_waiting: int = MOST_WAITING) -> None:
        """Takes in to the store that `store` gives."""
        self._store = store
        self._most = most_waiting
        self._counting = Lock()
        self._count = self._bytes = 0
        self._line: list[_Waiting] = []
        self._bell = Lock()
        self._is_working = False

    @contextmanager
    def place(self, byte_count: int) -> Generator[None]:
        """A place in the line for so many bytes. Raises DeskFullError."""
        with self._counting:
            is_full = self._count >= self._most or (self._bytes and self._bytes + byte_count > MOST_BYTES)
            if is_full:
                raise DeskFullError
            self._count, self._bytes = self._count + 1, self._bytes + byte_count
        try:
            yield
        finally:
            with self._counting:
                self._count, self._bytes = self._count - 1, self._bytes - byte_count

    def hand(self, job: Job) -> Future[Receipt]:
        """Puts a report in the line; its future holds the receipt, or what the store or the job raised."""
        told: Future[Receipt] = Future()
        with self._bell:
            self._line.append(_Waiting(job, told))
            if not self._is_working:
                self._is_working = True
                Thread(target=self._work, name="desk").start()
        return told

    def _work(self) -> None:
        """As long as anything waits; what is brought after that begins another thread."""
        while True:
            with self._bell:
                waiting, self._line = self._line, []
                self._is_working = bool(waiting)
            if not waiting:
                return
            self._take_in(waiting)

    def _take_in(self, waiting: list[_Waiting]) -> None:
        """All that waits, with one writer and one generation; answered when the generation can be read."""
        done: list[tuple[_Waiting, Receipt]] = []
        left = list(waiting)
        try:
            with self._store().writer(holder=HOLDER, wait_seconds=SECONDS) as writer:
                while left:
                    one = left.pop(0)
                    try:
                        done.append((one, one.job(writer)))
                    except Exception as error:
                        one.told.set_exception(error)
        except StoreUnpublishedError:
            pass  # what was acknowledged is safe, and the next reader shows it
        except Exception as error:  # whatever it is, whoever waits is answered and the next are taken in
            for one in (*(one for one, _ in done), *left):
                one.told.set_exception(error)
            return
        for one, receipt in done:
            one.told.set_result(receipt)
