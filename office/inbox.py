"""What advisers did with each report that came in: new, looked at, a question asked, done; and who of them has it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from domain.principal import Principal
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_line import sha256_of
from office.desk_tables import InboxRow
from office.reach import see_desk


class InboxState(StrEnum):
    """How far a report is. Of a report that nobody touched nothing is kept: it is new."""

    NEW = "new"
    LOOKED_AT = "looked_at"
    ASKED = "asked"
    DONE = "done"


@dataclass(frozen=True)
class Handled:
    """How far a report is, and the number of who has it: None for nobody, and in local mode."""

    state: InboxState
    taken_by: int | None
    changed_by: int | None
    changed_at: datetime


class Inbox:
    """By the place of a report in the ledger; the reports themselves are the store's."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def handled(self, principal: Principal) -> dict[int, Handled]:
        """What was done with reports, by their place in the ledger. Raises NotYoursError."""
        see_desk(principal)
        with self._database.reading() as session:
            return {row.report: _handled(row) for row in session.scalars(select(InboxRow))}

    def put(
        self, principal: Principal, report: int, state: InboxState, *, is_mine: bool, way: Way, now: datetime
    ) -> Handled:
        """Says how far a report is, and whether whoever says so has it; else nobody has. Raises NotYoursError."""
        see_desk(principal)
        with self._audit.recorded(now) as recorded:
            row = recorded.session.get(InboxRow, report, with_for_update=True)
            before = None if row is None else _state(row)
            if row is None:
                row = InboxRow(report=report)
                recorded.session.add(row)
            row.state, row.taken_by = str(state), principal.person if is_mine else None
            row.changed_by, row.changed_role, row.changed_at = principal.person, str(principal.role), now
            entry = Entry(principal, Act.INBOX_CHANGED, now, way, report=str(report), before=before, after=_state(row))
            recorded.entries.append(entry)
            return _handled(row)


def _state(row: InboxRow) -> str:
    return sha256_of([row.report, row.state, row.taken_by])


def _handled(row: InboxRow) -> Handled:
    return Handled(InboxState(row.state), row.taken_by, row.changed_by, row.changed_at)
