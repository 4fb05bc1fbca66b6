"""The shapes of what is asked and answered, as the OpenAPI document describes them."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.statements import Table
from pipelines.entered import Entered
from pipelines.format.columns import FORMATS

TABLES = {FORMATS[table].dutch: table for table in Table}
Outcome = Literal["accepted", "partly", "rejected", "duplicate"]
Rows = list[dict[str, str | int | None]]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class FieldError(_Shape):
    """One thing that is wrong: `code` is a rule of the intake, or what was wrong with the question."""

    location: str
    code: str
    detail: str


class Problem(_Shape):
    """Why something could not be answered (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None
    receipt: dict[str, Any] | None = None


class Counts(_Shape):
    """What became of the rows of one table."""

    read: int
    accepted: int
    unchanged: int
    corrections: int
    quarantined: int
    left_out: int


class Finding(_Shape):
    """What is wrong with a row or a file, or is odd about it."""

    severity: Literal["error", "warning"]
    rule: str
    message: dict[str, str]


class Receipt(_Shape):
    """What became of a report, row by row."""

    file: str
    sha256: str | None
    outcome: Outcome
    tables: dict[str, Counts]
    problems: list[Finding]
    notes: list[dict[str, str]]
    recorded_at: str
    sequence: int | None


class EnteredReport(BaseModel):
    """A report of one municipality about one day, field by field."""

    model_config = ConfigDict(extra="forbid")

    municipality_code: str = Field(pattern=r"^GM\d{4}$", description="api.field.municipality_code")
    reporting_date: date = Field(description="api.field.reporting_date")
    stappen: Rows = Field(default_factory=list, description="api.field.rows")
    opleiding: Rows = Field(default_factory=list, description="api.field.rows")
    kosten: Rows = Field(default_factory=list, description="api.field.rows")
    gemeente: Rows = Field(default_factory=list, description="api.field.rows")

    def entered(self, key: str) -> Entered:
        """The report as the intake takes it: whole numbers as text, null as an empty field."""
        tables = {
            table: [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
            for dutch, table in TABLES.items()
            if (rows := getattr(self, dutch))
        }
        return Entered(self.municipality_code, self.reporting_date, tables, key, name="opgave.json")

    @property
    def row_count(self) -> int:
        """In all tables together."""
        return sum(len(getattr(self, dutch)) for dutch in TABLES)


class Report(_Shape):
    """One report that came in. `is_shared`: it holds rows of other municipalities as well."""

    sha256: str
    file: str | None
    recorded_at: str
    sequence: int
    outcome: Outcome
    municipality_codes: list[str]
    is_shared: bool


class Reports(_Shape):
    """A page of reports."""

    reports: list[Report]


class Metric(_Shape):
    """One figure of the catalogue."""

    key: str
    unit: str
    kind: str
    groups: list[str]
    review_by: date
    label: dict[str, str]
    meaning: dict[str, str]


class Metrics(_Shape):
    """The catalogue."""

    metrics: list[Metric]


class FigureDocument(_Shape):
    """A figure with what is said of it."""

    key: str
    unit: str
    kind: str
    as_of: date
    known_on: str
    municipality_count: int | None
    reporter_count: int | None
    rows: list[dict[str, Any]]


class MunicipalityFacts(_Shape):
    """One municipality on a day."""

    municipality_code: str
    name: str
    province: str
    size_class: int | None
    inhabitant_count: int | None


class Municipalities(_Shape):
    """The register on a day."""

    as_of: date
    municipalities: list[MunicipalityFacts]


class ProgrammeFacts(_Shape):
    """The programme that is monitored."""

    version: str
    steps: list[dict[str, Any]]


class RoundFacts(_Shape):
    """A round; `as_of` and `known_on` are what its figures speak of once it is closed."""

    number: int
    name: str
    opens_on: date
    read_on: date
    asks_approval: bool
    as_of: date | None
    known_on: datetime | None


class Rounds(_Shape):
    """The rounds."""

    rounds: list[RoundFacts]


class Health(_Shape):
    """All is well."""

    status: Literal["ok"]


class Status(_Shape):
    """How new the store is."""

    last_recorded_at: str | None
    age_days: int | None
    is_synthetic: bool
    software_version: str


class Links(_Shape):
    """Where everything is."""

    title: str
    version: str
    links: dict[str, str]
