"""What the store is handed: one file as the intake understood it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

import polars as pl

from domain.statements import Table
from store.contents import Content

Outcome = Literal["accepted", "partly", "rejected", "duplicate"]
ArchiveKind = Literal["received", "redacted", "cells"]  # the first two stand in older lines only


@dataclass(frozen=True)
class QuarantinedRow:
    """One row that broke a rule, word for word but without personal data.

    `problems` are the problem objects of the receipt; `key` is the statement key as far as it could be read
    (municipality_code, reporting_date, step_number or target_group).
    """

    table: Table
    sheet: str | None
    row_number: int
    cells: dict[str, str | None]
    problems: list[dict[str, Any]]
    key: dict[str, str | int | date | None] | None = None


@dataclass(frozen=True)
class Intake:
    """One received file. `statements` holds the new ones only (accepted and corrections), one frame per table with
    STATEMENT_COLUMNS, flags and row_number; `cleared` the quarantine ids that its good rows clear."""

    file_name: str
    received_sha256: str
    outcome: Outcome
    statements: dict[Table, pl.DataFrame]
    quarantined: list[QuarantinedRow]
    cleared: list[str]
    receipt: dict[str, Any]
    archive: bytes | None = field(repr=False, default=None)
    archive_kind: ArchiveKind | None = None
    received_on_behalf: str | None = None

    @property
    def archived(self) -> Content | None:
        """What is archived of it; nothing of a rejected file. Raises ValueError for bytes that were not received."""
        if self.outcome == "rejected" or self.archive is None:
            return None
        content = Content.of(self.archive)
        if self.archive_kind == "received" and content.sha256 != self.received_sha256:
            raise ValueError("the archived bytes are not those that were received")
        return content


@dataclass(frozen=True)
class Refusals:
    """Refused rows of one file, as they stood in it."""

    file_name: str | None
    rows: tuple[QuarantinedRow, ...]


@dataclass(frozen=True)
class Recorded:
    """The acknowledgement: the place in the ledger and the moment that was given to it (UTC)."""

    sequence: int
    recorded_at: datetime
