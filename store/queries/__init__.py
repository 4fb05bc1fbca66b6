"""The named queries, one per file, each with its grain on top."""

from functools import cache
from pathlib import Path
from typing import Final

from domain.statements import KEY, PROVENANCE, STATEMENT_COLUMNS, SUBJECT, Table

_DIRECTORY: Final = Path(__file__).resolve().parent


@cache
def query(name: str, table: Table | None = None) -> str:
    """The SQL of `<name>.sql`; a query over any table of statements gets the names of that table filled in.

    Only names from domain/statements.py are ever filled in; values are parameters.
    """
    text = (_DIRECTORY / f"{name}.sql").read_text(encoding="utf-8")
    if table is None:
        return text
    return text.format(
        table=table.value,
        key=", ".join(KEY[table]),
        subject=", ".join(SUBJECT[table]),
        same_key=" and ".join(f"statement.{column} = pointed.{column}" for column in KEY[table]),
        columns=", ".join((*STATEMENT_COLUMNS[table], *PROVENANCE)),
    )
