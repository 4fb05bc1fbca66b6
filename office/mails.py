"""Mails to municipalities that stand ready: a person sends them, and never one twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.principal import Principal
from domain.typed_texts import Checked
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_line import sha256_of
from office.desk_tables import MailRow
from office.errors import NotFoundError, NotPossibleError
from office.reach import see_desk


@dataclass(frozen=True)
class Mail:
    """One mail. `key` names what it is about, such as the silence of a municipality as of a day."""

    number: int
    key: str
    municipality_code: str
    subject: str
    body: str
    prepared_by: int | None
    prepared_at: datetime
    sent_at: datetime | None


class Mails:
    """What stands ready and what was sent. Sending itself is done by a person, in their own mail."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def all(self, principal: Principal) -> list[Mail]:
        """Every mail, the newest first. Raises NotYoursError."""
        see_desk(principal)
        with self._database.reading() as session:
            return [_mail(row) for row in session.scalars(select(MailRow).order_by(MailRow.number.desc()))]

    def prepare(
        self,
        principal: Principal,
        key: str,
        municipality_code: str,
        *,
        subject: Checked,
        body: Checked,
        way: Way,
        now: datetime,
    ) -> Mail:
        """Puts a mail ready. Raises NotYoursError, and NotPossibleError where there is one of this key already."""
        see_desk(principal)
        with self._audit.recorded(now) as recorded:
            if recorded.session.scalars(select(MailRow).where(MailRow.key == key)).one_or_none() is not None:
                raise NotPossibleError("office.mail_ready", about=key)
            row = MailRow(
                key=key,
                municipality_code=municipality_code,
                subject=subject,
                body=body,
                prepared_by=principal.person,
                prepared_role=str(principal.role),
                prepared_at=now,
            )
            recorded.session.add(row)
            recorded.session.flush()
            entry = Entry(principal, Act.MAIL_PREPARED, now, way, municipality_code, after=_state(row))
            recorded.entries.append(entry)
            return _mail(row)

    def say_sent(self, principal: Principal, number: int, *, way: Way, now: datetime) -> Mail:
        """Says that a person sent it. Raises NotYoursError, NotFoundError, and NotPossibleError where it was sent."""
        see_desk(principal)
        with self._audit.recorded(now) as recorded:
            row = _unsent(recorded.session, number)
            before = _state(row)
            row.sent_at, row.sent_by = now, principal.person
            entry = Entry(principal, Act.MAIL_SENT, now, way, row.municipality_code, before=before, after=_state(row))
            recorded.entries.append(entry)
            return _mail(row)

    def drop(self, principal: Principal, number: int, *, way: Way, now: datetime) -> Mail:
        """Takes away one that was not sent; it can be prepared again. Raises as `say_sent`."""
        see_desk(principal)
        with self._audit.recorded(now) as recorded:
            row = _unsent(recorded.session, number)
            dropped = _mail(row)
            entry = Entry(principal, Act.MAIL_DROPPED, now, way, row.municipality_code, before=_state(row))
            recorded.entries.append(entry)
            recorded.session.delete(row)
            return dropped


def _unsent(session: Session, number: int) -> MailRow:
    row = session.get(MailRow, number, with_for_update=True)
    if row is None:
        raise NotFoundError("office.no_mail", number=number)
    if row.sent_at is not None:
        raise NotPossibleError("office.mail_sent", number=number)
    return row


def _state(row: MailRow) -> str:
    return sha256_of([row.key, row.municipality_code, row.subject, row.body, row.sent_at is None])


def _mail(row: MailRow) -> Mail:
    of_it = (row.number, row.key, row.municipality_code, row.subject, row.body)
    return Mail(*of_it, row.prepared_by, row.prepared_at, row.sent_at)
