"""A real PostgreSQL for tests: a cluster in a directory of its own, reached by a socket in it and by nothing else."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from domain.places import PROJECT_DIRECTORY
from office.round_tables import RoundRow

USERS = ("postgres", "nobody")  # initdb refuses root; the first that exists
UNSAFE_AND_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
SECONDS = 60


@contextmanager
def cluster() -> Generator[str]:
    """The start of an address to which the name of a database is added; ends the server and removes its files."""
    found = subprocess.run(
        ["sh", PROJECT_DIRECTORY / "bin" / "have-postgres"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    programs, as_whom = Path(found.stdout.strip()), _unprivileged()
    directory = Path(tempfile.mkdtemp(prefix="wams-pg-"))  # short: the path of a socket has 107 bytes
    try:
        if as_whom:
            os.chown(directory, as_whom["user"], as_whom["group"])
        data = directory / "data"
        made = [programs / "initdb", "-D", data, "-U", "wams", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(made, check=True, capture_output=True, timeout=SECONDS, cwd=directory, **as_whom)
        settings = ["listen_addresses=", f"unix_socket_directories={directory}", *UNSAFE_AND_FAST]
        with (directory / "log").open("wb") as log:
            command = [programs / "postgres", "-D", data, *(word for one in settings for word in ("-c", one))]
            server = subprocess.Popen(command, stdout=log, stderr=log, cwd=directory, **as_whom)
        try:
            _wait_for(server, directory)
            yield f"postgresql://wams@/{{name}}?host={directory}"
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: all of it is thrown away
            server.wait(SECONDS)
    finally:
        shutil.rmtree(directory)


def make_database(address: str, name: str, *, like: str = "template1") -> str:
    """A database of its own; returns its address."""
    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')  # pyright: ignore[reportArgumentType]  ours
    return address.format(name=name)


def shape_of(address: str) -> str | None:
    """Every column that is there, and the step that the tables have reached; None where that cannot be said."""
    try:
        with psycopg.connect(address) as connection:
            (shape,) = connection.execute(_SHAPE).fetchone() or (None,)
            return shape
    except psycopg.errors.UndefinedTable:
        return None


def empty(address: str, *, whole: bool) -> None:
    """Takes every row out, and numbers begin anew: far less work for a server than another database.

    `whole`: the tables too, after a test that changed them.
    """
    with psycopg.connect(address, autocommit=True) as connection:
        if whole:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        else:
            connection.execute(f"TRUNCATE {', '.join(RoundRow.metadata.tables)} RESTART IDENTITY")


_SHAPE = """
    SELECT string_agg(table_name || '.' || column_name, ',' ORDER BY table_name, column_name)
        || (SELECT max(version_num) FROM office_version)
    FROM information_schema.columns WHERE table_schema = 'public'
"""


def _unprivileged() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next(known[name] for name in USERS if name in known)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _wait_for(server: "subprocess.Popen[bytes]", directory: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            psycopg.connect(f"postgresql://wams@/postgres?host={directory}", connect_timeout=5).close()
        except psycopg.OperationalError:
            has_ended = server.poll() is not None
            if has_ended or time.monotonic() > deadline:
                raise AssertionError((directory / "log").read_text(encoding="utf-8", errors="replace")) from None
            time.sleep(0.05)
        else:
            return
