"""The one way to the database: SQLite in the home, or the PostgreSQL that the settings name."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from domain.places import OFFICE_FILE
from domain.settings import DATABASE, Settings
from office.errors import OfficeUnavailableError
from office.schema import bring_up_to_date, revision

BUSY_SECONDS: Final = 10  # a writer holds SQLite for milliseconds; who waits longer, waits for what is broken
_WRITES: Final = "wams_writes"
_POSTGRESQL: Final = ("postgresql", "postgres", "postgresql+psycopg")
_FILE_MODE: Final = 0o600
_DIRECTORY_MODE: Final = 0o700


class Database:
    """Where people and sessions are kept; several processes may have the same one open."""

    def __init__(self, engine: Engine, place: str) -> None:
        """`place` is how messages name it: a file, or a server without its password."""
        self.engine = engine
        self.place = place
        self._writers = engine.execution_options(**{_WRITES: True})
        self._read_many = engine.execution_options(isolation_level="REPEATABLE READ") if self.is_server else engine

    @classmethod
    def open(cls, settings: Settings, home: Path) -> Self:
        """Opens it and brings its tables up to date; makes the file of SQLite where there is none.

        Raises OfficeUnavailableError and OfficeNewerError.
        """
        if settings.database is not None:
            return cls._opened(*_server(settings.database.get_secret_value()))
        return cls.of_file(home / OFFICE_FILE)

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """A database in a file of its own."""
        try:
            path.parent.mkdir(mode=_DIRECTORY_MODE, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, _FILE_MODE))  # what lies beside it gets the same rights
        except OSError as error:
            raise OfficeUnavailableError("office.unwritable", place=path, reason=error.strerror or error) from error
        url = URL.create("sqlite", database=str(path))
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return cls._opened(engine, str(path))

    @classmethod
    def revision_of_file(cls, path: Path) -> str | None:
        """The step that the tables in a file have reached; None where they are not those of an office.

        Raises OfficeUnavailableError for what is damaged.
        """
        engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)
        database = cls(engine, str(path))
        try:
            with database._said_in_words(), engine.connect() as connection:
                return revision(connection)
        finally:
            database.close()

    @classmethod
    def _opened(cls, engine: Engine, place: str) -> Self:
        database = cls(engine, place)
        try:
            with database._said_in_words():
                bring_up_to_date(database._writers)
        except BaseException:
            engine.dispose()
            raise
        return database

    @property
    def is_server(self) -> bool:
        """Whether it is a PostgreSQL server rather than a file."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self, *, many: bool = False) -> Generator[Session]:
        """A transaction that sees; with `many` all its questions are answered as of one moment."""
        with self._said_in_words(), Session(self._read_many if many else self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Generator[Session]:
        """A transaction that is there as a whole when this ends, or not at all."""
        with self._said_in_words(), Session(self._writers) as session, session.begin():
            yield session

    def ping(self) -> None:
        """Sees that it answers. Raises OfficeUnavailableError."""
        with self.reading() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Lets go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _said_in_words(self) -> Generator[None]:
        try:
            yield
        except DBAPIError as error:
            reason = str(error.orig).strip().partition("\n")[0]
            is_busy = isinstance(error, OperationalError) and "locked" in reason
            if is_busy:
                raise OfficeUnavailableError("office.busy", place=self.place, seconds=BUSY_SECONDS) from error
            raise OfficeUnavailableError("office.unreachable", place=self.place, reason=reason) from error


def _server(written: str) -> tuple[Engine, str]:
    url = server_address(written)
    connecting: dict[str, Any] = {"connect_timeout": BUSY_SECONDS}
    engine = create_engine(url, connect_args=connecting, pool_pre_ping=True, hide_parameters=True)
    return engine, place_of(url)


def place_of(url: URL) -> str:
    """How messages name a server: without its password."""
    return f"{url.host or 'localhost'}/{url.database}"


def server_address(written: str) -> URL:
    """The address of a PostgreSQL server as the settings have it. Raises OfficeUnavailableError."""
    try:
        url = make_url(written)
    except ArgumentError as error:
        raise OfficeUnavailableError("office.no_address", setting=DATABASE) from error  # it may hold a password
    if url.drivername not in _POSTGRESQL:
        raise OfficeUnavailableError("office.no_address", setting=DATABASE)
    return url.set(drivername="postgresql+psycopg")


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver would begin where it sees fit: we do, below
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: one that first reads and then writes could not wait for its turn."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
