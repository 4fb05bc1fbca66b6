"""Opening the generation that the pointer means, and no other file that lies in its place."""

import duckdb

from domain.statements import Table
from store.errors import SaidInWordsError
from store.generation import open_for_reading
from store.home import Home
from store.pointer import Pointer
from store.queries import query
from store.reader import StoreInfo


def open_published(home: Home, pointer: Pointer) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the generation of `pointer`, proven by its size and by the end of the ledger it holds.

    The hash of the whole file would cost time with every page; that one is for `verify`. Raises duckdb.Error and
    OSError.
    """
    path = home.generation_file(pointer.generation)
    connection = open_for_reading(path)
    try:
        size = path.stat().st_size
        if size != pointer.file_size:
            raise SaidInWordsError("other_size", size=size, expected=pointer.file_size)
        (shown,) = connection.execute(query("ledger_end")).fetchall()
        lines = pointer.last_sequence
        if shown != (lines, lines or None, pointer.head_hash if lines else None):
            raise SaidInWordsError("other_ledger", found=shown[1] or 0, expected=lines)
    except BaseException:
        connection.close()
        raise
    return connection


def info_of(pointer: Pointer) -> StoreInfo:
    """What is published, as far as the pointer says."""
    return StoreInfo(
        generation=pointer.generation,
        last_sequence=pointer.last_sequence,
        last_recorded_at=pointer.last_recorded_at,
        is_replay=pointer.is_replay,
        is_synthetic=pointer.is_synthetic,
        statement_counts={table: pointer.tallies.get(table.value, 0) for table in Table},
        version=version_of(pointer),
        clock_repairs=pointer.clock_repairs,
    )


def version_of(pointer: Pointer) -> str:
    """What names the published data in a cache."""
    return f"{pointer.generation}-{pointer.head_hash[:12]}"
