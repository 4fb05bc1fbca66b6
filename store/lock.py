"""One writer at a time, with its name on the door."""

import fcntl
import os
import stat
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from store.canonical import canonical_json, moment_text, read_json_object
from store.durable import FILE_MODE, make_directory
from store.errors import StoreBusyError, StoreUnwritableError

_POLL_SECONDS = 0.02  # short against a person's patience, long against a small intake


@dataclass
class Held:
    """The lock while it is held. `left_by_killed`: what a writer that was killed left in the file, else nothing.

    It stays there for the next one until somebody has cleaned up and says so by emptying it. `see_turn` raises
    StoreUnwritableError once it is not ours any more, which a lock on a file always is.
    """

    left_by_killed: bytes
    see_turn: Callable[[], None] = lambda: None


@contextmanager
def writers_lock(path: Path, *, holder: str, wait_seconds: float) -> Generator[Held]:
    """Holds the lock; the file tells who does. The system frees it when the process ends, however that happens.

    flock, not lockf: it also keeps apart two writers within one process. Raises StoreBusyError after `wait_seconds`
    and StoreUnwritableError.
    """
    make_directory(path.parent)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, FILE_MODE)
    except IsADirectoryError as error:
        raise StoreUnwritableError("no_lock", file=path.name) from error
    except OSError as error:
        raise StoreUnwritableError("unwritable", path=path, reason=error) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise StoreUnwritableError("no_lock", file=path.name)
        _wait_for(descriptor, path, wait_seconds)
        held = Held(_say_who(descriptor, holder))
        try:
            yield held
        finally:
            _write(descriptor, held.left_by_killed)
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                holder, pid, since = _who(path)
                raise StoreBusyError(
                    "busy", holder=holder, pid=pid, since=since, seconds=f"{wait_seconds:g}"
                ) from error
            time.sleep(_POLL_SECONDS)
        else:
            return


def _say_who(descriptor: int, holder: str) -> bytes:
    # The one place below cli that looks at the clock: for a person who waits, never for a figure.
    since = moment_text(datetime.now(timezone.utc))
    written = canonical_json({"holder": holder, "pid": os.getpid(), "since": since}).encode("utf-8")
    left = os.pread(descriptor, 4096, 0)
    _write(descriptor, written)
    return left


def _write(descriptor: int, written: bytes) -> None:
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, written, 0)
    except OSError as error:
        raise StoreUnwritableError("unwritable", path="writer.lock", reason=error) from error


def _who(path: Path) -> tuple[str, str, str]:
    try:
        written = read_json_object(path.read_bytes())
        return str(written["holder"]), str(written["pid"]), str(written["since"])
    except (OSError, ValueError, KeyError):  # the holder is just coming or just leaving
        return "?", "?", "?"
