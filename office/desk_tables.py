"""The tables of what advisers keep about municipalities, beside those of `office/tables`."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from office.columns import Moment
from office.tables import Base

LONGEST_NOTE: Final = 1_000  # signs of what was said: ten lines, a call and not a report of it
LONGEST_PROMISE: Final = 200
LONGEST_SUBJECT: Final = 200
LONGEST_MAIL: Final = 4_000
_PERSON: Final = "people.number"


class CallRow(Base):
    """One row per call with a municipality. A call that was taken back stays, and counts no more."""

    __tablename__ = "calls"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(6), index=True)
    said: Mapped[str] = mapped_column(Text)
    promised: Mapped[str | None] = mapped_column(String(LONGEST_PROMISE))
    again_on: Mapped[date | None] = mapped_column(Date)
    noted_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    noted_role: Mapped[str] = mapped_column(String(20))
    noted_at: Mapped[datetime] = mapped_column(Moment)
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)


class FollowUpRow(Base):
    """One row per question to a municipality: about a table, a report (its place in the ledger), or refused rows.

    `refused_rows`: their quarantine ids, with a space between them; "" for none.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (Index(None, "municipality_code", "closed_at"),)

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(6))
    statement_table: Mapped[str | None] = mapped_column(String(20))
    report: Mapped[int | None] = mapped_column(Integer, index=True)
    refused_rows: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    asked_role: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    answered_role: Mapped[str | None] = mapped_column(String(20))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)


class InboxRow(Base):
    """One row per received report that somebody looked at, by its place in the ledger; one without a row is new.

    `taken_by`: who of the advisers has it, null for nobody.
    """

    __tablename__ = "inbox"

    report: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(12))
    taken_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    changed_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    changed_role: Mapped[str] = mapped_column(String(20))
    changed_at: Mapped[datetime] = mapped_column(Moment)


class OwnMunicipalityRow(Base):
    """One row per municipality that an adviser calls theirs. `adviser`: their number, or who is known by none."""

    __tablename__ = "own_municipalities"

    adviser: Mapped[str] = mapped_column(String(20), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(6), primary_key=True)


class MailRow(Base):
    """One row per mail that stands ready or was sent. `key` names what it is about: there is no second one of it."""

    __tablename__ = "mails"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    municipality_code: Mapped[str] = mapped_column(String(6), index=True)
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    body: Mapped[str] = mapped_column(Text)
    prepared_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    prepared_role: Mapped[str] = mapped_column(String(20))
    prepared_at: Mapped[datetime] = mapped_column(Moment)
    sent_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    sent_at: Mapped[datetime | None] = mapped_column(Moment)


class RemedyRow(Base):
    """One row per time that refused rows were put right together, so that it can be taken back together.

    `lines`: per refused row its quarantine id and the ledger line that put it right, as "12-milestone-9:57", with a
    space between them.
    """

    __tablename__ = "remedies"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    lines: Mapped[str] = mapped_column(Text)
    done_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    done_role: Mapped[str] = mapped_column(String(20))
    done_at: Mapped[datetime] = mapped_column(Moment, index=True)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
