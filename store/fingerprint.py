"""Whether two generations say the same, row by row."""

import hashlib

import duckdb

from store.generation import TALLIED


def fingerprint(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """A hash per table over all its rows and columns in one fixed order; equal when and only when the rows are.

    A table that a generation of an earlier schema has not is as one without rows: that is what its journal says of it.
    """
    there = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    return {table: _table_hash(connection, table) if table in there else _hash_of("") for table in TALLIED}


def _table_hash(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    rows = connection.sql(f"select * from {table} order by all").pl()  # nosec B608 # a table of ours
    return _hash_of(rows.write_ndjson())


def _hash_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
