"""The table of the rounds."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import Boolean, Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from office.columns import Moment
from office.tables import Base

LONGEST_ROUND: Final = 80  # what fits on a tab and in the head of a letter


class RoundRow(Base):
    """One row per round. `closed_as_of` and `closed_known_on`: the snapshot that letters name; null while open."""

    __tablename__ = "rounds"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_ROUND), unique=True)
    opens_on: Mapped[date] = mapped_column(Date)
    read_on: Mapped[date] = mapped_column(Date)
    asks_approval: Mapped[bool] = mapped_column(Boolean(create_constraint=False))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_as_of: Mapped[date | None] = mapped_column(Date)
    closed_known_on: Mapped[datetime | None] = mapped_column(Moment)
