"""Whether two generations say the same, row by row."""

import hashlib
from typing import Final

import duckdb

from store.generation import TALLIED

_NO_ROWS: Final = (0, None, None)


def fingerprint(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """A hash per table over all its rows and columns, whatever their order; equal when the rows are.

    Each row counts by two hashes of 64 bits, which are added up: rows are never sorted or held all at once, so a large
    generation takes little memory. That a row which differs changes neither sum is a chance of one in 2^128. A table
    that a generation of an earlier schema has not is as one without rows: that is what its journal says of it.
    """
    columns: dict[str, list[str]] = {}
    told = connection.execute("select table_name, column_name from duckdb_columns() where not internal order by all")
    for table, column in told.fetchall():
        columns.setdefault(table, []).append(f'"{column}"')
    return {table: _hash_of(_sums(connection, table, columns.get(table))) for table in TALLIED}


def _sums(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str] | None) -> tuple[object, ...]:
    if columns is None:
        return _NO_ROWS
    there, back = ", ".join(columns), ", ".join(reversed(columns))
    asked = f"select count(*), sum(hash({there})::hugeint), sum(hash({back})::hugeint) from {table}"  # nosec B608 # ours
    return connection.execute(asked).fetchall()[0]


def _hash_of(sums: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(sums).encode("utf-8")).hexdigest()
