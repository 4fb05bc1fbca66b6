"""Opening the generation that the pointer means, and no other file that lies in its place."""

import duckdb

from store.errors import SaidInWordsError
from store.generation import open_for_reading
from store.home import Home
from store.pointer import Pointer
from store.queries import query


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
