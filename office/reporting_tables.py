"""The tables of who did what with a report, and of which municipalities want every report of theirs approved."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from office.columns import Moment
from office.tables import LONGEST_NAME, Base

_PERSON = "people.number"


class ReportActRow(Base):
    """One row per report, by its place in the ledger, and act: a report is handed in, approved, taken back once.

    `by_function`: what whoever did it was called at work then; nobody's name is kept here.
    """

    __tablename__ = "report_acts"

    report: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    act: Mapped[str] = mapped_column(String(12), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(6), index=True)
    way: Mapped[str] = mapped_column(String(12))
    by_person: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    by_role: Mapped[str] = mapped_column(String(20))
    by_function: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    at: Mapped[datetime] = mapped_column(Moment)


class ApprovalWishRow(Base):
    """One row per municipality that ever said whether a second person approves its reports; its last word."""

    __tablename__ = "approval_wishes"

    municipality_code: Mapped[str] = mapped_column(String(6), primary_key=True)
    asks_approval: Mapped[bool] = mapped_column(Boolean(create_constraint=False))
    noted_by: Mapped[int | None] = mapped_column(ForeignKey(_PERSON))
    noted_role: Mapped[str] = mapped_column(String(20))
    noted_at: Mapped[datetime] = mapped_column(Moment)
