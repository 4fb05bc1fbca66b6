"""The tables of tokens, and of what was handed in with them."""

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.principal import Scope
from office.columns import Moment, Scopes
from office.tables import LONGEST_NAME, Base

LONGEST_LABEL: Final = LONGEST_NAME


class TokenRow(Base):
    """One row per token that was ever made; a number is never given out twice, for the audit log names it.

    `secret_sha256`: the token itself is with whoever asked for it and nowhere else. `made_by` is the number of a
    person, null for the command line.
    """

    __tablename__ = "tokens"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    secret_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    role: Mapped[str] = mapped_column(String(20))
    municipality_code: Mapped[str | None] = mapped_column(String(6), index=True)
    scopes: Mapped[frozenset[Scope]] = mapped_column(Scopes)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.number"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    last_used_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class HandedInRow(Base):
    """One row per report and token that handed it in; under a key of the sender's own where they gave one.

    `key_sha256`: so that what is sent once more under one key is the same report, and nothing else is.
    """

    __tablename__ = "handed_in"
    __table_args__ = (UniqueConstraint("token", "key_sha256"), Index(None, "report_sha256"))

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    token: Mapped[int] = mapped_column(Integer)
    municipality_code: Mapped[str | None] = mapped_column(String(6))
    report_sha256: Mapped[str] = mapped_column(String(64))
    key_sha256: Mapped[str | None] = mapped_column(String(64))
    handed_in_at: Mapped[datetime] = mapped_column(Moment)
