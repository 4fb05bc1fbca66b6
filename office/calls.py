"""Calls with municipalities: what was said, what was promised, when to call again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from domain.principal import Principal, Role
from domain.typed_texts import Checked
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_line import sha256_of
from office.desk_tables import CallRow
from office.errors import NotFoundError
from office.reach import see_desk


@dataclass(frozen=True)
class Call:
    """One call. `noted_by` is the number of who noted it, None in local mode and for the command line."""

    number: int
    municipality_code: str
    said: str
    promised: str | None
    again_on: date | None
    noted_by: int | None
    noted_role: Role
    noted_at: datetime


class Calls:
    """The advisers' log of calls; of a call that was taken back nothing is shown."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def of(self, principal: Principal, municipality_code: str) -> list[Call]:
        """The calls with one municipality, the newest first. Raises NotYoursError."""
        see_desk(principal)
        asked = select(CallRow).where(CallRow.municipality_code == municipality_code, CallRow.taken_back_at.is_(None))
        with self._database.reading() as session:
            return [_call(row) for row in session.scalars(asked.order_by(CallRow.number.desc()))]

    def last(self, principal: Principal) -> dict[str, Call]:
        """The last call with each municipality, by its code: when to call it again stands there. Raises NotYoursError.

        Whoever was never called is not in it.
        """
        see_desk(principal)
        newest = (
            select(func.max(CallRow.number)).where(CallRow.taken_back_at.is_(None)).group_by(CallRow.municipality_code)
        )
        with self._database.reading() as session:
            rows = session.scalars(select(CallRow).where(CallRow.number.in_(newest))).all()
            return {row.municipality_code: _call(row) for row in rows}

    def note(
        self,
        principal: Principal,
        municipality_code: str,
        *,
        said: Checked,
        promised: Checked | None,
        again_on: date | None,
        way: Way,
        now: datetime,
    ) -> Call:
        """Notes a call. Raises NotYoursError."""
        see_desk(principal)
        with self._audit.recorded(now) as recorded:
            row = CallRow(
                municipality_code=municipality_code,
                said=said,
                promised=promised,
                again_on=again_on,
                noted_by=principal.person,
                noted_role=str(principal.role),
                noted_at=now,
            )
            recorded.session.add(row)
            recorded.session.flush()
            recorded.entries.append(Entry(principal, Act.CALL_NOTED, now, way, municipality_code, after=_state(row)))
            return _call(row)

    def take_back(self, principal: Principal, number: int, *, way: Way, now: datetime) -> Call:
        """Takes a call out of the log. Raises NotFoundError, also for one that was taken back, and NotYoursError."""
        see_desk(principal)
        with self._audit.recorded(now) as recorded:
            row = recorded.session.get(CallRow, number, with_for_update=True)
            if row is None or row.taken_back_at is not None:
                raise NotFoundError("office.no_call", number=number)
            before, row.taken_back_at = _state(row), now
            entry = Entry(principal, Act.CALL_TAKEN_BACK, now, way, row.municipality_code, before=before)
            recorded.entries.append(entry)
            return _call(row)


def _state(row: CallRow) -> str:
    again = None if row.again_on is None else row.again_on.isoformat()
    return sha256_of([row.number, row.municipality_code, row.said, row.promised, again])


def _call(row: CallRow) -> Call:
    noted = (row.noted_by, Role(row.noted_role), row.noted_at)
    return Call(row.number, row.municipality_code, row.said, row.promised, row.again_on, *noted)
