"""Whether two generations say the same, row by row."""

import hashlib

import duckdb

from store.generation import TALLIED


def fingerprint(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """A hash per table over all its rows and columns in one fixed order; equal when and only when the rows are."""
    return {table: _table_hash(connection, table) for table in TALLIED}


def _table_hash(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    rows = connection.sql(f"select * from {table} order by all").pl()  # nosec B608 # a table of ours
    return hashlib.sha256(rows.write_ndjson().encode("utf-8")).hexdigest()
