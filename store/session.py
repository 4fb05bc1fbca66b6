"""What one writer session has in hand: the questions that every file asks, answered from memory.

A file in a replay of thousands asks what stands under its municipalities, whether it was seen before and what waits in
quarantine. Asked of the generation, each costs 4 ms and first needs the rows that were just recorded to be put in.
Everything else, and every question about the past, goes to the generation itself.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import duckdb
import polars as pl

from domain.statements import KEY, PROVENANCE, STATEMENT_COLUMNS, Table, empty_statements
from store.batches import batch_of
from store.generation import quarantine_frame
from store.journal import Event
from store.ledger import LedgerLine
from store.reader import MOMENT, Reader, StoreInfo


class SessionReader(Reader):
    """The reader of a writer: sees every event that was recorded, from `remember` on."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        info: Callable[[], StoreInfo],
        *,
        before_reading: Callable[[], None],
    ) -> None:
        """Nothing in hand yet; what is asked a second time is fetched as a whole."""
        super().__init__(connection, info, before_reading=before_reading)
        self._asked: set[Table] = set()
        self._standing: dict[Table, dict[str, pl.DataFrame]] = {}
        self._received: set[str] | None = None
        self._open_quarantine: pl.DataFrame | None = None

    def statements(
        self,
        table: Table,
        *,
        known_on: datetime | None = None,
        as_of: date | None = None,
        municipality_codes: list[str] | None = None,
    ) -> pl.DataFrame:
        """As `Reader.statements`."""
        # The first file of a session asks the generation: most sessions have one file, and it needs few municipalities.
        if known_on is not None or municipality_codes is None or table not in self._asked:
            self._asked.add(table)
            return super().statements(table, known_on=known_on, as_of=as_of, municipality_codes=municipality_codes)
        if table not in self._standing:
            parts = super().statements(table).partition_by("municipality_code", as_dict=True, maintain_order=True)
            self._standing[table] = {str(code): part for (code,), part in parts.items()}
        standing = self._standing[table]
        parts = [standing[code] for code in sorted(set(municipality_codes)) if code in standing]
        found = pl.concat(parts) if parts else empty_statements(table)
        return found if as_of is None else found.filter(pl.col("reporting_date") <= as_of)

    def find_file(self, received_sha256: str) -> dict[str, Any] | None:
        """As `Reader.find_file`."""
        if self._received is None:
            seen = self.files().filter(pl.col("outcome").is_in(["accepted", "partly"]))
            self._received = set(seen["received_sha256"].drop_nulls().to_list())
        return super().find_file(received_sha256) if received_sha256 in self._received else None

    def quarantine(self, *, known_on: datetime | None = None, only_open: bool = True) -> pl.DataFrame:
        """As `Reader.quarantine`."""
        if known_on is not None or not only_open:
            return super().quarantine(known_on=known_on, only_open=only_open)
        if self._open_quarantine is None:
            self._open_quarantine = super().quarantine()
        return self._open_quarantine

    def remember(self, line: LedgerLine, event: Event) -> None:
        """Takes in hand what was recorded just now."""
        if event.moments:  # every moment in hand may be another one now
            self._standing.clear()
            self._open_quarantine = None
        if event.withdrawn:  # what stands after it is for the generation to say
            self._standing.clear()
        for table, standing in self._standing.items():
            if table in event.statements:
                _supersede(table, standing, batch_of([(line, event)]).frames["statement"][table])
        if self._received is not None and line.outcome in ("accepted", "partly") and line.received_sha256:
            self._received.add(line.received_sha256)
        if event.closed and event.closed_as == "dismissed":  # what it had replaced may wait again
            self._open_quarantine = None
        if self._open_quarantine is not None and (event.quarantined or event.closed):
            self._open_quarantine = _requarantined(self._open_quarantine, line, event)


def _supersede(table: Table, standing: dict[str, pl.DataFrame], added: pl.DataFrame) -> None:
    columns = [*STATEMENT_COLUMNS[table], *PROVENANCE]
    added = added.with_columns(pl.col("recorded_at").dt.replace_time_zone("UTC")).select(columns)
    for (code,), part in added.partition_by("municipality_code", as_dict=True, maintain_order=True).items():
        former = standing.get(str(code))
        parts = [part] if former is None else [former, part]
        standing[str(code)] = pl.concat(parts).unique([*KEY[table]], keep="last", maintain_order=True).sort(*KEY[table])


def _not_refused_again(waiting: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """Those that wait still: what was refused again about the same thing is replaced, as `Reader.quarantine` says."""
    for table, key in KEY.items():
        of_table = pl.col("table") == str(table)
        again = refused.filter(of_table, *(pl.col(name).is_not_null() for name in key))
        if again.is_empty():
            continue
        gone = waiting.filter(of_table).join(again, on=[*key], how="semi")["quarantine_id"]
        waiting = waiting.filter(~pl.col("quarantine_id").is_in(gone.implode()))
    return waiting


def _requarantined(waiting: pl.DataFrame, line: LedgerLine, event: Event) -> pl.DataFrame:
    if event.closed:
        waiting = waiting.filter(~pl.col("quarantine_id").is_in(list(event.closed)))
    if event.quarantined:
        refused = quarantine_frame([(line, row) for row in event.quarantined]).with_columns(
            pl.col("recorded_at").dt.replace_time_zone("UTC"),
            closed_at=pl.lit(None, MOMENT),
            closed_by_sequence=pl.lit(None, pl.Int64),
            status=pl.lit("open"),
        )
        waiting = _not_refused_again(waiting, refused)
        waiting = pl.concat([waiting, refused.sort("table", "row_number").select(waiting.columns)], rechunk=True)
    return waiting
