"""Questions to municipalities about what they reported, with their answers: open, answered, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.principal import Principal, Role
from domain.statements import Table
from domain.typed_texts import Checked
from office.acts import Act, Entry, Way
from office.audit import AuditLog, Recorded
from office.audit_line import sha256_of
from office.desk_tables import FollowUpRow
from office.errors import NotFoundError, NotPossibleError
from office.reach import follow_ups_of, see_answers, see_desk


class FollowUpState(StrEnum):
    """How far a question is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class About:
    """What a question is about: a table, a report by its place in the ledger, refused rows by their ids; or nothing."""

    table: Table | None = None
    report: int | None = None
    refused_rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class FollowUp:
    """One question. Persons by their number, None in local mode and for the command line."""

    number: int
    municipality_code: str
    about: About
    question: str
    asked_by: int | None
    asked_role: Role
    asked_at: datetime
    answer: str | None
    answered_by: int | None
    answered_at: datetime | None
    closed_at: datetime | None

    @property
    def state(self) -> FollowUpState:
        """How far it is."""
        if self.closed_at is not None:
            return FollowUpState.CLOSED
        return FollowUpState.OPEN if self.answer is None else FollowUpState.ANSWERED


class FollowUps:
    """VNG asks, the municipality itself answers, VNG closes; one question at a time about a refused row."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def all(
        self, principal: Principal, *, municipality_code: str | None = None, with_closed: bool = False
    ) -> list[FollowUp]:
        """The questions that are theirs to see, the newest first: all, or of their own municipality.

        Raises NotYoursError.
        """
        asked = select(FollowUpRow).where(follow_ups_of(principal))
        if municipality_code is not None:
            asked = asked.where(FollowUpRow.municipality_code == municipality_code)
        if not with_closed:
            asked = asked.where(FollowUpRow.closed_at.is_(None))
        with self._database.reading() as session:
            return [_follow_up(row) for row in session.scalars(asked.order_by(FollowUpRow.number.desc()))]

    def ask(
        self, principal: Principal, municipality_code: str, about: About, question: Checked, *, way: Way, now: datetime
    ) -> FollowUp:
        """Asks a municipality. Raises NotYoursError, NotPossibleError where a row has a question that is not closed."""
        see_desk(principal)
        with self._audit.recorded(now) as recorded:
            _see_none_open(recorded.session, about.refused_rows)
            row = FollowUpRow(
                municipality_code=municipality_code,
                statement_table=None if about.table is None else str(about.table),
                report=about.report,
                refused_rows=" ".join(about.refused_rows),
                question=question,
                asked_by=principal.person,
                asked_role=str(principal.role),
                asked_at=now,
            )
            recorded.session.add(row)
            _tell(recorded, principal, Act.FOLLOW_UP_ASKED, row, None, way, now)
            return _follow_up(row)

    def answer(self, principal: Principal, number: int, answer: Checked, *, way: Way, now: datetime) -> FollowUp:
        """Answers, or answers anew. Raises NotFoundError, NotYoursError, NotPossibleError for one that is closed."""
        with self._audit.recorded(now) as recorded:
            row = _row(recorded.session, principal, number)
            see_answers(principal, row.municipality_code)
            if row.closed_at is not None:
                raise NotPossibleError("office.question_closed", number=number)
            before = _state(row)
            row.answer, row.answered_by, row.answered_role = answer, principal.person, str(principal.role)
            row.answered_at = now
            _tell(recorded, principal, Act.FOLLOW_UP_ANSWERED, row, before, way, now)
            return _follow_up(row)

    def close(self, principal: Principal, number: int, *, way: Way, now: datetime) -> FollowUp:
        """Asks no more. Raises NotFoundError, NotYoursError, NotPossibleError for one that is closed already."""
        see_desk(principal)
        with self._audit.recorded(now) as recorded:
            row = _row(recorded.session, principal, number)
            if row.closed_at is not None:
                raise NotPossibleError("office.question_closed", number=number)
            before = _state(row)
            row.closed_at, row.closed_by = now, principal.person
            _tell(recorded, principal, Act.FOLLOW_UP_CLOSED, row, before, way, now)
            return _follow_up(row)


def _see_none_open(session: Session, refused_rows: Sequence[str]) -> None:
    if not refused_rows:
        return
    asked = select(FollowUpRow).where(FollowUpRow.closed_at.is_(None), FollowUpRow.refused_rows != "")
    for row in session.scalars(asked):
        twice = set(row.refused_rows.split()) & set(refused_rows)
        if twice:
            raise NotPossibleError("office.asked_already", number=row.number, row=min(twice))


def _row(session: Session, principal: Principal, number: int) -> FollowUpRow:
    asked = select(FollowUpRow).where(FollowUpRow.number == number, follow_ups_of(principal)).with_for_update()
    row = session.scalars(asked).one_or_none()
    if row is None:
        raise NotFoundError("office.no_question", number=number)
    return row


def _tell(
    recorded: Recorded, principal: Principal, act: Act, row: FollowUpRow, before: str | None, way: Way, now: datetime
) -> None:
    recorded.session.flush()
    report = None if row.report is None else str(row.report)
    entry = Entry(principal, act, now, way, row.municipality_code, report=report, before=before, after=_state(row))
    recorded.entries.append(entry)


def _state(row: FollowUpRow) -> str:
    said = [row.statement_table, row.report, row.refused_rows, row.question, row.answer]
    return sha256_of([row.number, row.municipality_code, *said, row.closed_at is None])


def _follow_up(row: FollowUpRow) -> FollowUp:
    table = None if row.statement_table is None else Table(row.statement_table)
    return FollowUp(
        row.number,
        row.municipality_code,
        About(table, row.report, tuple(row.refused_rows.split())),
        row.question,
        row.asked_by,
        Role(row.asked_role),
        row.asked_at,
        row.answer,
        row.answered_by,
        row.answered_at,
        row.closed_at,
    )
