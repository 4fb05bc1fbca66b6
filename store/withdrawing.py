"""What a withdrawal points at."""

import polars as pl

from domain.statements import KEY, Table
from store.errors import NothingToChangeError
from store.intake import Refusals
from store.journal import Event, conforming
from store.journal_rows import TARGET_COLUMNS
from store.reader import Reader


def event_withdrawn(
    reader: Reader,
    statements: dict[Table, pl.DataFrame] | int,
    reason: str,
    refused_again: Refusals | None = None,
) -> Event:
    """What the journal keeps of a withdrawal, as `Writer.withdraw` says. A report that is withdrawn takes its refused
    rows along: nobody has to put those right any more. Raises NothingToChangeError where it changes nothing.
    """
    withdrawn = {table: targets(reader, table, statements) for table in Table}
    closed: list[str] = []
    if isinstance(statements, int):
        closed = reader.quarantine().filter(pl.col("ledger_sequence") == statements)["quarantine_id"].to_list()
    again = refused_again.rows if refused_again else ()
    if not closed and not again and not any(rows.height for rows in withdrawn.values()):
        raise NothingToChangeError("nothing_to_withdraw")
    return Event(
        withdrawn={table: rows for table, rows in withdrawn.items() if rows.height},
        quarantined=again,
        closed=tuple(sorted(closed)),
        closed_as="dismissed" if closed else None,
        reason=reason,
    )


def targets(reader: Reader, table: Table, statements: dict[Table, pl.DataFrame] | int) -> pl.DataFrame:
    """The statements of a table that are pointed at and stand, by key and ledger sequence."""
    if not isinstance(statements, int) and table not in statements:
        return pl.DataFrame(schema=TARGET_COLUMNS[table])
    standing = reader.history(table).filter(pl.col("withdrawn_at").is_null()).select(*TARGET_COLUMNS[table])
    if isinstance(statements, int):
        return standing.filter(pl.col("ledger_sequence") == statements)
    pointed = statements[table]
    on = [*KEY[table], *(["ledger_sequence"] if "ledger_sequence" in pointed.columns else [])]
    pointed = pointed.select(*on).cast({name: TARGET_COLUMNS[table][name] for name in on})
    found = standing.join(pointed, on=on, how="semi", maintain_order="left")
    return conforming(found, TARGET_COLUMNS[table], table)
