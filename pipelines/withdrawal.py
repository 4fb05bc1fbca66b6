"""Withdrawing what was said: a statement of its own, from the moment of withdrawal on."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from domain.statements import Table

if TYPE_CHECKING:
    from store.store import Writer


def withdraw_report(sequence: int, *, reason: str, writer: "Writer", recorded_at: datetime) -> int:
    """Withdraw every statement of one ledger line that still stands; earlier versions of their keys stand again.

    Returns the number of statements withdrawn. Raises ValueError when that line holds none.
    """
    return _withdraw(
        {table: _not_withdrawn(writer, table).filter(pl.col("ledger_sequence") == sequence) for table in Table},
        f"ledger line {sequence} holds no statements that still exist; see: wams status",
        reason=reason,
        writer=writer,
        recorded_at=recorded_at,
    )


def withdraw_statement(
    table: Table, key: dict[str, Any], *, reason: str, writer: "Writer", recorded_at: datetime
) -> int:
    """Withdraw every version of one key, so that nothing is said of it any more.

    Returns the number of versions withdrawn. Raises ValueError when nothing is said of the key.
    """
    of_key = _not_withdrawn(writer, table).filter(*[pl.col(name) == value for name, value in key.items()])
    return _withdraw(
        {table: of_key},
        f"nothing is said of {key}; see: wams correct list",
        reason=reason,
        writer=writer,
        recorded_at=recorded_at,
    )


def _not_withdrawn(writer: "Writer", table: Table) -> pl.DataFrame:
    return writer.reader.history(table).filter(pl.col("withdrawn_at").is_null())


def _withdraw(
    found: dict[Table, pl.DataFrame], when_none: str, *, reason: str, writer: "Writer", recorded_at: datetime
) -> int:
    statements = {table: frame for table, frame in found.items() if frame.height}
    if not statements:
        raise ValueError(when_none)
    writer.withdraw(statements, reason=reason, recorded_at=recorded_at)
    return sum(frame.height for frame in statements.values())
