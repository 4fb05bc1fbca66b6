"""Which form the tables have, and brought up to date; an operator has nothing to run."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text

from office.errors import OfficeNewerError

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE: Final = "office_version"
STEPS: Final = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every step in order; a test holds them to the files. So a start needs Alembic only when there is one to take."""
BASE: Final = "base"
_LOCK: Final = 0x57616D73  # "Wams": the number under which processes wait for each other on PostgreSQL


def revision(connection: Connection) -> str | None:
    """The last step that was taken here; None for an empty database."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # nosec B608 # a constant


def bring_up_to_date(engine: Engine) -> None:
    """Takes the steps that are still to take, all or none. Raises OfficeNewerError for a step not known here.

    `engine` begins every transaction as a writer. Two processes that start together wait for each other.
    """
    with engine.connect() as connection:
        found = revision(connection)
    if found == STEPS[-1]:
        return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        found = revision(connection)
        if found is not None and found not in STEPS:
            raise OfficeNewerError("office.newer", found=found, known=STEPS[-1])
        if found != STEPS[-1]:
            move(connection, STEPS[-1])


def move(connection: Connection, to: str) -> None:
    """Goes up or down to a step, or down to BASE, in the transaction of the connection."""
    from alembic import command

    config = _config(connection)
    is_up = to != BASE and STEPS.index(to) >= _place(revision(connection))
    (command.upgrade if is_up else command.downgrade)(config, to)


def _place(found: str | None) -> int:
    return -1 if found is None else STEPS.index(found)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", (Path(__file__).parent / "migrations").as_posix().replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
