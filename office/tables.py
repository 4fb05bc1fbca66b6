"""The tables of the office. `office/migrations` makes them; a test holds the two together."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain.principal import Function
from office.columns import Functions, Moment

LONGEST_SUBJECT: Final = 255  # OpenID Connect allows no longer one
LONGEST_NAME: Final = 120  # of a person or a function: what fits on one line of the manager's list
_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every constraint has a name, so that a migration can speak of it on both databases."""

    metadata = MetaData(naming_convention=_NAMES)


class PersonRow(Base):
    """One row per person who was ever let in; who was put out keeps the row, for the audit log names its number.

    A number is never given out twice. `tenant` is empty where the provider serves one organisation: two nulls would
    not be the same one.
    """

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("issuer", "tenant", "subject"),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    issuer: Mapped[str] = mapped_column(String(31))
    tenant: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    display_name: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    role: Mapped[str] = mapped_column(String(20))
    municipality_code: Mapped[str | None] = mapped_column(String(6), index=True)
    functions: Mapped[frozenset[Function]] = mapped_column(Functions)
    function_name: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    admitted_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    put_out_at: Mapped[datetime | None] = mapped_column(Moment)


class KnockRow(Base):
    """One row per unknown person who signed in somewhere and came to the door, until they are let in."""

    __tablename__ = "knocks"
    __table_args__ = (UniqueConstraint("issuer", "tenant", "subject"),)

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    issuer: Mapped[str] = mapped_column(String(31))
    tenant: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    display_name: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    first_at: Mapped[datetime] = mapped_column(Moment)
    last_at: Mapped[datetime] = mapped_column(Moment, index=True)
    knock_count: Mapped[int] = mapped_column(Integer)
    turned_away_at: Mapped[datetime | None] = mapped_column(Moment)


class SessionRow(Base):
    """One row per session: of a person, or in local mode of a role that the visitor chose.

    `id_sha256`: the id itself is in the visitor's cookie and nowhere else.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("(person IS NULL) = (local_role IS NOT NULL)", name="of_a_person_or_local"),
        Index(None, "issuer", "provider_session"),
    )

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    id_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    person: Mapped[int | None] = mapped_column(ForeignKey("people.number"), index=True)
    issuer: Mapped[str | None] = mapped_column(String(31))
    local_role: Mapped[str | None] = mapped_column(String(20))
    local_municipality_code: Mapped[str | None] = mapped_column(String(6))
    local_functions: Mapped[frozenset[Function] | None] = mapped_column(Functions)
    begun_at: Mapped[datetime] = mapped_column(Moment, index=True)
    last_used_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    provider_session: Mapped[str | None] = mapped_column(String(LONGEST_SUBJECT))
    id_token: Mapped[str | None] = mapped_column(Text)


class SignInRow(Base):
    """One row per sign-in under way at a provider; it is taken out when the visitor comes back."""

    __tablename__ = "sign_ins"

    id_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    issuer: Mapped[str] = mapped_column(String(31))
    state: Mapped[str] = mapped_column(String(200))
    nonce: Mapped[str] = mapped_column(String(200))
    code_verifier: Mapped[str] = mapped_column(String(200))
    return_path: Mapped[str] = mapped_column(Text)
    begun_at: Mapped[datetime] = mapped_column(Moment, index=True)


class AgreementRow(Base):
    """One row per time that somebody noted what a municipality said of a table; the last one counts, none is changed.

    `noted_by` is the number of a person, null for the command line.
    """

    __tablename__ = "agreement"
    __table_args__ = (Index(None, "municipality_code", "statement_table"),)

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(6))
    statement_table: Mapped[str] = mapped_column(String(20))
    says_yes: Mapped[bool] = mapped_column(Boolean(create_constraint=False))
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people.number"))
    noted_role: Mapped[str] = mapped_column(String(20))
    noted_at: Mapped[datetime] = mapped_column(Moment)


class AuditFileRow(Base):
    """One row per file of the audit log, so that a file that is gone is missed.

    `known_lines` and `known_hash`: how far it was, and the hash of that line, when a process last took or left it.
    """

    __tablename__ = "audit_files"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(Moment)
    known_lines: Mapped[int] = mapped_column(Integer)
    known_hash: Mapped[str] = mapped_column(String(64))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class DraftRow(Base):
    """One row per municipality and reporting date that somebody began to fill in; it stays when the report went in.

    `version` counts every change to a field of it. `key` is of the handing in that will come: a new one after each.
    `used_seconds` is how long the form was in use, measured by the form itself.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("municipality_code", "reporting_date"),)

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(6))
    reporting_date: Mapped[date] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer)
    key: Mapped[str] = mapped_column(String(32))
    used_seconds: Mapped[int] = mapped_column(Integer)


class DraftFieldRow(Base):
    """One row per field of a draft in which somebody typed: the last text, and who typed it as what, and when.

    `version` is that of the draft when it was typed. An empty text is an answer too: the field was made empty.
    """

    __tablename__ = "draft_fields"

    draft: Mapped[int] = mapped_column(ForeignKey("drafts.number"), primary_key=True)
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    row_key: Mapped[str] = mapped_column(String(40), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    by_person: Mapped[int | None] = mapped_column(ForeignKey("people.number"))
    by_role: Mapped[str] = mapped_column(String(20))
    by_function: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    typed_at: Mapped[datetime] = mapped_column(Moment)
