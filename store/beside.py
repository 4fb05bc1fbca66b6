"""What is said about a report, beside its rows: that it is whole, that nothing changed, an answer, an approval."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Literal, get_args

import polars as pl

from domain.principal import Role
from domain.statements import Table

BesideKind = Literal["completeness", "confirmation", "answer", "approval"]
KINDS: Final[tuple[str, ...]] = get_args(BesideKind)
COLUMNS: Final[dict[str, pl.DataType]] = {
    "kind": pl.String(),
    "report_sequence": pl.Int64(),
    "municipality_code": pl.String(),
    "reporting_date": pl.Date(),
    "table": pl.String(),
    "rule": pl.String(),
    "subject": pl.String(),
    "column": pl.String(),
    "text": pl.String(),
    "said_by": pl.Int64(),
    "said_role": pl.String(),
}
"""One row per thing said; null where a kind has no such part."""


@dataclass(frozen=True)
class Beside:
    """One thing that was said about a report.

    `report_sequence` is the place of the report in the ledger. `completeness` has a `table`: what is empty there is
    unknown, not forgotten. `confirmation` has a `reporting_date`: nothing changed since what was said before it.
    `answer` is to a warning: its table, rule, subject (step or target group as written) and column, with a `text`.
    `approval`: `said_by` approved it. `said_by` is the number under which the office knows somebody, None for the
    command line; names are not kept here.
    """

    kind: BesideKind
    report_sequence: int
    municipality_code: str
    reporting_date: date
    said_role: Role
    said_by: int | None = None
    table: Table | None = None
    rule: str | None = None
    subject: str | None = None
    column: str | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        """Each kind has what it needs and nothing that it does not. Raises ValueError."""
        of_a_row = (self.rule, self.subject, self.column, self.text)
        has_table = self.kind in ("completeness", "answer")
        has_answer = self.kind == "answer"
        wants_text = has_answer and (self.rule is None or not (self.text or "").strip())
        has_more = not has_answer and any(part is not None for part in of_a_row)
        if self.kind not in KINDS or has_table != (self.table is not None) or wants_text or has_more:
            raise ValueError(f"this is no {self.kind}: {self!r}")

    def as_json(self) -> dict[str, Any]:
        """As it stands in the journal."""
        return asdict(self)

    @classmethod
    def read(cls, written: dict[str, Any]) -> "Beside":
        """As `as_json` wrote it. Raises KeyError, TypeError or ValueError for anything else."""
        given = dict(written)
        day, role = date.fromisoformat(given.pop("reporting_date")), Role(given.pop("said_role"))
        table = given.pop("table")
        return cls(**given, reporting_date=day, said_role=role, table=None if table is None else Table(table))

    def row(self) -> tuple[object, ...]:
        """Its cells, as COLUMNS."""
        facts = asdict(self)
        return tuple(str(facts[name]) if isinstance(facts[name], Table | Role) else facts[name] for name in COLUMNS)
