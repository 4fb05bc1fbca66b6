"""Which municipalities want a second person to approve every report of theirs, whatever a round asks."""

from datetime import datetime

from sqlalchemy import select

from domain.principal import Principal
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_line import sha256_of
from office.reach import see_approval_wish
from office.reporting_tables import ApprovalWishRow


class ApprovalWishes:
    """Who never said anything does not want it."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def asks(self, principal: Principal, municipality_code: str) -> bool:
        """Whether this municipality wants it. Everybody may know: it decides how a report is marked where it counts."""
        del principal  # said so that it is never asked in nobody's name; there is nothing here to withhold
        asked = select(ApprovalWishRow.asks_approval).where(ApprovalWishRow.municipality_code == municipality_code)
        with self._database.reading() as session:
            return bool(session.scalar(asked))

    def choose(
        self, principal: Principal, municipality_code: str, *, asks_approval: bool, way: Way, now: datetime
    ) -> None:
        """Makes this its wish, for what is handed in from now on. Raises NotYoursError."""
        see_approval_wish(principal, municipality_code)
        with self._audit.recorded(now) as recorded:
            row = recorded.session.get(ApprovalWishRow, municipality_code, with_for_update=True)
            before = None if row is None else _state(row)
            if row is None:
                row = ApprovalWishRow(municipality_code=municipality_code)
                recorded.session.add(row)
            row.asks_approval, row.noted_by, row.noted_role = asks_approval, principal.person, str(principal.role)
            row.noted_at = now
            entry = Entry(principal, Act.APPROVAL_WISHED, now, way, municipality_code, before=before, after=_state(row))
            recorded.entries.append(entry)


def _state(row: ApprovalWishRow) -> str:
    return sha256_of([row.municipality_code, row.asks_approval])
