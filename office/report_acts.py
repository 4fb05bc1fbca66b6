"""Who handed a report in, approved it, took it back: by what they are called at work, for who may see the report.

The audit log says the same by numbers, and for good; this is what a municipality and VNG read beside the report itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from domain.principal import Principal, Role
from office.acts import Way
from office.database import Database
from office.reach import reports_of, see_report_of
from office.reporting_tables import ReportActRow
from office.tables import PersonRow


class ReportAct(StrEnum):
    """What is done with a report, each once."""

    HANDED_IN = "handed_in"
    APPROVED = "approved"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class Done:
    """One act. `by_function` is None where whoever did it has none, `by_person` in local mode and by command line."""

    act: ReportAct
    way: Way
    by_person: int | None
    by_role: Role
    by_function: str | None
    at: datetime


class ReportActs:
    """By the place of a report in the ledger; the reports themselves are the store's."""

    def __init__(self, database: Database) -> None:
        """In the database of the office."""
        self._database = database

    def of(self, principal: Principal, municipality_code: str) -> Mapping[int, Mapping[ReportAct, Done]]:
        """What was done with the reports of a municipality, by their place in the ledger. Raises NotYoursError."""
        see_report_of(principal, municipality_code)
        asked = select(ReportActRow).where(ReportActRow.municipality_code == municipality_code)
        with self._database.reading() as session:
            found: dict[int, dict[ReportAct, Done]] = {}
            for row in session.scalars(asked.where(reports_of(principal))):
                found.setdefault(row.report, {})[ReportAct(row.act)] = _done(row)
            return found

    def note(
        self, principal: Principal, municipality_code: str, report: int, act: ReportAct, *, way: Way, now: datetime
    ) -> None:
        """Keeps who did it; who did the same before stays. Raises NotYoursError."""
        see_report_of(principal, municipality_code)
        with self._database.writing() as session:
            if session.get(ReportActRow, (report, str(act))) is not None:
                return
            named = select(PersonRow.function_name).where(PersonRow.number == principal.person)
            row = ReportActRow(
                report=report,
                act=str(act),
                municipality_code=municipality_code,
                way=str(way),
                by_person=principal.person,
                by_role=str(principal.role),
                by_function=None if principal.person is None else session.scalar(named),
                at=now,
            )
            session.add(row)


def _done(row: ReportActRow) -> Done:
    who = (row.by_person, Role(row.by_role), row.by_function)
    return Done(ReportAct(row.act), Way(row.way), *who, row.at)
