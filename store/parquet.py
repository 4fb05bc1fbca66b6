"""The journal as partitioned Parquet, for engines that spread their work: every statement, with both its clocks."""

import shutil
from pathlib import Path
from typing import Final

import duckdb

from domain.statements import Table
from store.durable import TEMPORARY_SUFFIX, make_directory
from store.errors import StoreUnwritableError
from store.home import Home
from store.opening import open_published
from store.pointer import published

PARTITION: Final = "reporting_year"


def export_parquet(home: Home, directory: Path) -> None:
    """Writes a folder per table, in it one per year of reporting, from the published generation; whole or not at all.

    Columns as in the generation. Raises StoreUnwritableError, also where there is something of that name already, and
    StoreError where the store cannot be read.
    """
    home.see_store()
    pointer = published(home)
    aside = directory.with_name(f".{directory.name}{TEMPORARY_SUFFIX}")
    try:
        if directory.exists():
            raise FileExistsError(17, "it is there already", str(directory))
        make_directory(directory.parent)
        open_published(home, pointer).close()  # proves that it is the one that is meant
        with duckdb.connect(config={"threads": "2"}) as connection:
            connection.execute(f"attach '{_quoted(home.generation_file(pointer.generation))}' as store (read_only)")  # nosec B608 # ours
            for table in Table:
                aside.joinpath(table.value).mkdir(parents=True)
                _write(connection, table, aside / table.value)
        aside.rename(directory)
    except (OSError, duckdb.Error) as error:
        raise StoreUnwritableError("unwritable", path=directory, reason=error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> None:
    rows = f"select *, year(reporting_date) as {PARTITION} from store.{table.value}"  # nosec B608 # names of ours
    (count,) = connection.execute(f"select count(*) from store.{table.value}").fetchone() or (0,)  # nosec B608 # ours
    if count:
        options = f"format parquet, partition_by ({PARTITION}), overwrite_or_ignore"
        connection.execute(f"copy ({rows}) to '{_quoted(folder)}' ({options})")
    else:  # a folder without a file has no columns
        (empty := folder / f"{PARTITION}=0").mkdir()
        bare = f"select * from store.{table.value}"  # nosec B608 # a table of ours
        connection.execute(f"copy ({bare}) to '{_quoted(empty / 'none.parquet')}' (format parquet)")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
