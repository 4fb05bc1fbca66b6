"""Which refused rows were put right together, by whom, and whether that was taken back: what Undo is made from.

What was put right stands in the ledger of the store; here stands only which lines belong together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.principal import Principal, Role
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.desk_tables import RemedyRow
from office.errors import NotFoundError
from office.reach import see_desk


@dataclass(frozen=True)
class PutRight:
    """Rows that were put right together: of each its quarantine id and the ledger line that did it."""

    number: int
    kind: str
    lines: tuple[tuple[str, int], ...]
    done_by: int | None
    done_role: Role
    done_at: datetime


class Remedies:
    """What advisers put right. What a municipality puts right of its own rows stands beside its report."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def last(self, principal: Principal, *, since: datetime) -> PutRight | None:
        """The last that was put right since a moment and not taken back. Raises NotYoursError."""
        see_desk(principal)
        asked = select(RemedyRow).where(RemedyRow.done_at >= since).order_by(RemedyRow.number.desc()).limit(1)
        with self._database.reading() as session:
            row = session.scalars(asked).one_or_none()
            return None if row is None or row.undone_at is not None else _put_right(row)

    def note(self, principal: Principal, kind: str, lines: Sequence[tuple[str, int]], *, now: datetime) -> PutRight:
        """Notes what was put right together. Raises NotYoursError.

        Each row stands in the audit log since before it was put right: here only is said what belongs together.
        """
        see_desk(principal)
        with self._database.writing() as session:
            row = RemedyRow(
                kind=kind,
                lines=" ".join(f"{name}:{sequence}" for name, sequence in lines),
                done_by=principal.person,
                done_role=str(principal.role),
                done_at=now,
            )
            session.add(row)
            session.flush()
            return _put_right(row)

    def undo(self, principal: Principal, number: int, *, way: Way, now: datetime) -> PutRight:
        """Says that it is taken back, before it is: only one can. Raises NotFoundError where it was, NotYoursError."""
        see_desk(principal)
        with self._audit.recorded(now) as recorded:
            row = recorded.session.get(RemedyRow, number, with_for_update=True)
            if row is None or row.undone_at is not None:
                raise NotFoundError("office.no_remedy", number=number)
            row.undone_at = now
            found = _put_right(row)
            recorded.entries += [Entry(principal, Act.ROW_REOPENED, now, way, report=name) for name, _ in found.lines]
            return found


def _put_right(row: RemedyRow) -> PutRight:
    lines = tuple((name, int(sequence)) for name, _, sequence in (one.partition(":") for one in row.lines.split()))
    return PutRight(row.number, row.kind, lines, row.done_by, Role(row.done_role), row.done_at)
