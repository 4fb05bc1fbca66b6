"""Turns of the journal's writers, kept in PostgreSQL: where several machines write to one shared disk.

An advisory lock of a session: the server lets it go when the connection ends, and so with the process or the machine.
"""

import os
import platform
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from typing import Any, Final, Self

import psycopg

from domain.settings import Settings
from domain.turns import Holder, NotYourTurnError, TurnsUnreachableError
from office.database import BUSY_SECONDS, place_of, server_address

_KEY: Final = 0x57_41_4D_53  # "WAMS"; one store goes with a database, so one key is enough
_NAME_BYTES: Final = 63  # of what a session may call itself
_ALIVE: Final[dict[str, Any]] = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
"""A machine that fell silent is given up after 25 seconds, by us and, as `tcp_keepalives_*`, by the server."""
_HOLDER: Final = """
    SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)
    WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = %s
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class DatabaseTurns:
    """Keeps turns in the database that the settings name."""

    def __init__(self, address: str) -> None:
        """`address` as in the settings. Raises OfficeUnavailableError for what is none."""
        url = server_address(address)
        self._conninfo = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._place = place_of(url)

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """Those that the settings name; None where a lock on a file is enough. Raises OfficeUnavailableError."""
        if settings.writers_lock != "database" or settings.database is None:
            return None
        return cls(settings.database.get_secret_value())

    @property
    def place(self) -> str:
        """The server and its database, without a password."""
        return self._place

    @contextmanager
    def taken(self, *, holder: str, wait_seconds: float) -> Generator[Callable[[], None]]:
        """As `domain.turns.Turns`."""
        with closing(self._connected()) as connection:
            with _unreachable_told():
                if not _take(connection, wait_seconds):
                    raise NotYourTurnError(_holder(connection))
                connection.execute("SELECT set_config('application_name', %s, false)", [_called(holder)])

            def see_ours() -> None:
                with _unreachable_told():
                    connection.execute("SELECT 1")  # the lock is this session's: while it answers, it is ours

            yield see_ours

    def _connected(self) -> psycopg.Connection[Any]:
        with _unreachable_told():
            connection = psycopg.connect(
                self._conninfo, autocommit=True, connect_timeout=BUSY_SECONDS, keepalives=1, **_ALIVE
            )
            for name, value in _ALIVE.items():
                connection.execute("SELECT set_config(%s, %s, false)", [f"tcp_{name}", str(value)])
            connection.execute("SET idle_session_timeout = 0")  # a long intake says nothing for a while
            return connection


@contextmanager
def _unreachable_told() -> Generator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise TurnsUnreachableError(str(error).strip().partition("\n")[0]) from error


def _take(connection: psycopg.Connection[Any], wait_seconds: float) -> bool:
    """Whether it is ours now; who waits stands in the server's queue, in the order of coming."""
    if connection.execute("SELECT pg_try_advisory_lock(%s)", [_KEY]).fetchone() == (True,):
        return True
    if wait_seconds <= 0:
        return False
    milliseconds = max(1, round(wait_seconds * 1000))  # 0 would be for ever
    connection.execute("SELECT set_config('lock_timeout', %s, false)", [f"{milliseconds}ms"])
    try:
        connection.execute("SELECT pg_advisory_lock(%s)", [_KEY])
    except psycopg.errors.LockNotAvailable:
        return False
    return True


def _called(holder: str) -> str:
    """Who writes as the session calls itself: in ASCII, for the server keeps nothing else."""
    # The other place below cli that looks at the clock: for a person who waits, never for a figure.
    since = datetime.now(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
    host = platform.node()[:16] or "?"
    written = f"{since} {os.getpid()}@{host} {holder}"
    return written.encode("ascii", "replace")[:_NAME_BYTES].decode()


def _holder(connection: psycopg.Connection[Any]) -> Holder:
    (called,) = connection.execute(_HOLDER, [_KEY]).fetchone() or (None,)
    since, process, name = (*str(called or "").split(" ", 2), "", "", "")[:3]
    if "@" not in process:  # just coming or just leaving, or not ours to see
        return Holder("?", "?", "?")
    return Holder(name or "?", process, since)
