"""A parcel is one file on its way: who sends it, when it arrives, which rows it holds."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from domain.statements import Table
from pipelines.simulator.reports.said import SaidRow
from pipelines.simulator.reports.style import Style

ParcelKind = Literal["report", "correction", "repair"]


@dataclass(slots=True)
class Parcel:
    """One file before it is written. A CSV holds one table; a workbook one sheet per table.

    `arrives` = (day ordinal, second of that Dutch day). `file_rule` is the file rule that it was spoiled for;
    `sent_again` the moments at which the very same bytes arrive once more.
    """

    sender: str
    kind: ParcelKind
    reporting_date: date
    arrives: tuple[int, int]
    tables: dict[Table, list[SaidRow]]
    style: Style
    is_workbook: bool = False
    file_rule: str | None = None
    spoiling: str | None = None  # which way of spoiling the file for that rule
    sent_again: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])

    @property
    def rows(self) -> list[SaidRow]:
        """All rows, of all tables."""
        return [row for rows in self.tables.values() for row in rows]

    @property
    def has_spoiled_rows(self) -> bool:
        """Whether any row in it breaks a rule."""
        return any(row.spoil is not None for row in self.rows)
