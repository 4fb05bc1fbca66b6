"""Who is counted by a report that its municipality still has to approve: it counts, and is marked so."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from domain.municipalities import Register
from domain.statements import SUBJECT, Table
from metrics.standing.known import Known
from metrics.standing.mergers import successors

COLUMNS = {
    "municipality_code": pl.String(), "table": pl.String(), "reporting_date": pl.Date(), "statement_count": pl.Int64(),
}  # fmt: skip


def awaiting_approval(known: Known, as_of: date, tables: Sequence[Table] = tuple(Table)) -> pl.DataFrame:
    """One row per municipality of the register on `as_of` and table of which something that holds then stands in a
    report that awaits approval, sorted.

    Columns municipality_code, table, reporting_date (the newest of those) and statement_count (how many they are). What
    a part of a merged municipality said is the successor's, until that one says it itself.
    """
    none = pl.DataFrame(schema=COLUMNS)
    if not known.awaiting:
        return none
    return pl.concat([none, *(_of_table(known, as_of, table) for table in tables)]).sort("municipality_code", "table")


def awaiting_codes(known: Known, as_of: date, tables: Sequence[Table]) -> pl.DataFrame:
    """The municipalities of `awaiting_approval`, each once: municipality_code."""
    return awaiting_approval(known, as_of, tables).select("municipality_code").unique()


def _of_table(known: Known, as_of: date, table: Table) -> pl.DataFrame:
    waits = pl.col("ledger_sequence").is_in(list(known.awaiting))
    return (
        _in_force(known, as_of, table)
        .filter(waits)
        .group_by(municipality_code="successor_code")
        .agg(reporting_date=pl.col("reporting_date").max(), statement_count=pl.len().cast(pl.Int64))
        .with_columns(table=pl.lit(str(table)))
        .select(*COLUMNS)
    )


def _in_force(known: Known, as_of: date, table: Table) -> pl.DataFrame:
    """What was said last of each subject up to a date, with the successor_code that it is shown under then."""
    subject = list(SUBJECT[table])
    last = (
        known.statements[table]
        .filter(pl.col("reporting_date") <= as_of)
        .sort("reporting_date")
        .unique(subject, keep="last", maintain_order=True)
        .join(successors(known.register, as_of), on="municipality_code")
    )
    shown = ["successor_code", *subject[1:]]
    is_own = pl.col("municipality_code") == pl.col("successor_code")
    own = last.filter(is_own).select(*shown, own_date="reporting_date")
    return (
        last.join(own, on=shown, how="left")
        .join(_gone_on(known.register), on="municipality_code", how="left")
        .filter(is_own | pl.col("own_date").is_null() | (pl.col("own_date") < pl.col("gone_on")))
    )


def _gone_on(register: Register) -> pl.DataFrame:
    return register.municipalities.select("municipality_code", gone_on="valid_to")
