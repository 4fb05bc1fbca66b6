"""Reading a generation with the two clocks."""

import json
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timezone
from types import TracebackType
from typing import Any, Self

import duckdb
import polars as pl

from domain.statements import PROVENANCE, STATEMENT_COLUMNS, Table
from store.beside import COLUMNS as BESIDE_COLUMNS
from store.errors import StoreDamagedError
from store.generation import LEDGER_LINE_COLUMNS, QUARANTINE_COLUMNS
from store.queries import query

MOMENT = pl.Datetime("us", "UTC")
_UNREADABLE = (duckdb.Error, pl.exceptions.PolarsError, UnicodeDecodeError)


@dataclass(frozen=True)
class StoreInfo:
    """What a generation shows: its number, the head of the ledger it was made from, and rows per table of statements.

    `version` changes with every publication and names the data in every cache. `clock_repairs`: how often moments of
    the ledger were put right.
    """

    generation: int
    last_sequence: int
    last_recorded_at: datetime | None
    is_replay: bool
    is_synthetic: bool
    statement_counts: dict[Table, int]
    version: str
    clock_repairs: int = 0


class Reader:
    """One generation, as it was when the reader opened it. A context manager; not to be shared between threads."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        info: Callable[[], StoreInfo],
        *,
        before_reading: Callable[[], None] | None = None,
    ) -> None:
        """Reads over `connection`; `before_reading` is called first, every time."""
        self._connection = connection
        self._info = info
        self._before_reading = before_reading

    def __enter__(self) -> Self:
        """The reader itself; `close` is called at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Lets go of the generation, also after an error."""
        self.close()

    def close(self) -> None:
        """Lets go of the generation."""
        self._connection.close()

    @property
    def info(self) -> StoreInfo:
        """Which version of the store this reader sees, and how old it is."""
        return self._info()

    def statements(
        self,
        table: Table,
        *,
        known_on: datetime | None = None,
        as_of: date | None = None,
        municipality_codes: list[str] | None = None,
    ) -> pl.DataFrame:
        """One row per key: the statement that stood on `known_on` (the newest when None), of reporting dates <= as_of.

        Columns STATEMENT_COLUMNS and PROVENANCE, sorted by key.
        """
        return self._frame(
            query("standing_statements", table),
            {**STATEMENT_COLUMNS[table], **PROVENANCE},
            known_on=_utc(known_on),
            as_of=as_of,
            municipality_codes=municipality_codes,
        )

    def last_statements(
        self, table: Table, *, as_of: date, looks: Sequence[tuple[str, date]] = (), known_on: datetime | None = None
    ) -> pl.DataFrame:
        """Of `statements`, only the last of each subject up to `as_of`: a row per subject, however long the past is.

        And what was last on some days before, of a municipality each: `looks`, a code and a day.
        """
        return self._frame(
            query("last_statements", table),
            {**STATEMENT_COLUMNS[table], **PROVENANCE},
            known_on=_utc(known_on),
            as_of=as_of,
            codes=[code for code, _ in looks],
            days=[day for _, day in looks],
        )

    def history(
        self, table: Table, *, known_on: datetime | None = None, municipality_codes: list[str] | None = None
    ) -> pl.DataFrame:
        """One row per statement ever recorded by `known_on`, sorted by key and ledger sequence.

        Columns STATEMENT_COLUMNS, PROVENANCE and withdrawn_at (null while it stands, or stood on `known_on`).
        """
        return self._frame(
            query("statement_history", table),
            {**STATEMENT_COLUMNS[table], **PROVENANCE, "withdrawn_at": MOMENT},
            known_on=_utc(known_on),
            municipality_codes=municipality_codes,
        )

    def files(self, *, known_on: datetime | None = None) -> pl.DataFrame:
        """One row per ledger line by `known_on`, in its order: the columns of LEDGER_LINE_COLUMNS but the receipt."""
        columns = {name: kind for name, kind in LEDGER_LINE_COLUMNS.items() if name != "receipt"}
        return self._frame(query("files"), {**columns, "recorded_at": MOMENT}, known_on=_utc(known_on))

    def find_file(self, received_sha256: str) -> dict[str, Any] | None:
        """The first accepted or partly accepted file with these bytes, as a row of `files`."""
        columns = {name: kind for name, kind in LEDGER_LINE_COLUMNS.items() if name != "receipt"}
        found = self._frame(query("found_file"), {**columns, "recorded_at": MOMENT}, received_sha256=received_sha256)
        return found.row(0, named=True) if found.height else None

    def quarantine(self, *, known_on: datetime | None = None, only_open: bool = True) -> pl.DataFrame:
        """One row per refused row by `known_on`, in the order of the ledger.

        Columns of QUARANTINE_COLUMNS (cells and problems are JSON), status (open, replaced, cleared, dismissed),
        closed_at and closed_by_sequence. Replaced: refused again later about the same thing, and that row waits.
        """
        return self._frame(
            query("quarantine"),
            {
                **QUARANTINE_COLUMNS,
                "recorded_at": MOMENT,
                "closed_at": MOMENT,
                "closed_by_sequence": pl.Int64(),
                "status": pl.String(),
            },
            known_on=_utc(known_on),
            only_open=only_open,
        )

    def beside(self, *, known_on: datetime | None = None) -> pl.DataFrame:
        """One row per thing said about a report by `known_on`, in the order of the ledger.

        Columns of `store.beside`, ledger_sequence, recorded_at and is_taken_back: the report that it is about was, or
        the confirmation itself.
        """
        columns = {
            **BESIDE_COLUMNS, "ledger_sequence": pl.Int64(), "recorded_at": MOMENT, "is_taken_back": pl.Boolean()
        }  # fmt: skip
        return self._frame(query("beside"), columns, known_on=_utc(known_on))

    def awaiting_approval(self, *, known_on: datetime | None = None) -> pl.DataFrame:
        """One row per report that asked for an approval and had none by `known_on`: it counts, and is marked so.

        Columns sequence, recorded_at and municipality_codes (a list).
        """
        columns = {"sequence": pl.Int64(), "recorded_at": MOMENT, "municipality_codes": pl.List(pl.String())}
        return self._frame(query("awaiting_approval"), columns, known_on=_utc(known_on))

    def receipt(self, sequence: int) -> dict[str, Any]:
        """The receipt of one ledger line as it was handed out. Raises KeyError when that line has none."""
        self._settle()
        with self._damage_told():
            found = self._connection.execute(query("receipt"), {"sequence": sequence}).fetchall()
        if not found or found[0][0] is None:
            raise KeyError(sequence)
        return json.loads(found[0][0])

    @contextmanager
    def _damage_told(self) -> Generator[None]:
        """A generation opens although a part of it is damaged: that shows when the part is read."""
        try:
            yield
        except _UNREADABLE as error:
            file = f"generations/gen-{self._info().generation}.duckdb"
            raise StoreDamagedError("generation_damaged", file=file, reason=error) from error

    def _settle(self) -> None:
        if self._before_reading is not None:
            self._before_reading()

    def _frame(self, statement: str, columns: dict[str, Any], **parameters: object) -> pl.DataFrame:
        self._settle()
        with self._damage_told():
            found = self._connection.sql(statement, params=parameters).pl()
            return found.select(
                [
                    pl.col(name).dt.replace_time_zone("UTC") if kind == MOMENT else pl.col(name).cast(kind)
                    for name, kind in columns.items()
                ]
            )


def _utc(moment: datetime | None) -> datetime | None:
    """As moments stand in a generation. Raises ValueError for a moment without zone."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone")
    return moment.astimezone(timezone.utc).replace(tzinfo=None)
