"""A copy of the office that can be trusted, and back.

A copy is a file of SQLite whatever the office is kept in, so it can go from the one to the other. Sessions and
sign-ins under way are not in it: a session that was revoked after the copy would live again. For the same reason no
token holds any more after a copy was put back. Nor is the audit log in it: its files are copied as those of the journal
are.
"""

import hashlib
import os
import secrets
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from sqlalchemy import Table, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from domain.places import OFFICE_FILE
from domain.principal import Principal
from domain.settings import Settings
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_file import DIRECTORY_MODE, FILE_MODE, read_chain, sync_directory
from office.database import Database
from office.desk_tables import CallRow, FollowUpRow, MailRow, RemedyRow
from office.errors import NotPossibleError, NotYoursError, OfficeUnavailableError
from office.reach import reaches_all
from office.round_tables import RoundRow
from office.tables import AgreementRow, AuditFileRow, Base, DraftRow, KnockRow, PersonRow, SessionRow, SignInRow
from office.token_tables import HandedInRow, TokenRow

_OF_THE_DESK: Final = ("calls", "follow_ups", "inbox", "own_municipalities", "mails", "remedies")
_OF_REPORTS: Final = ("report_acts", "approval_wishes")
_OF_A_COPY: Final = (  # in the order in which they refer to each other
    *("people", "knocks", "agreement", RoundRow.__tablename__, "drafts", "draft_fields"),
    *(*_OF_THE_DESK, *_OF_REPORTS, "tokens", "handed_in"),
)
_NUMBERED: Final = (
    *(PersonRow, TokenRow, KnockRow, AgreementRow, HandedInRow),
    *(RoundRow, DraftRow, CallRow, FollowUpRow, MailRow, RemedyRow),
)
_REGISTER: Final = "audit_files"
_AT_ONCE: Final = 500  # rows
_SQLITE: Final = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Restored:
    """What was put back. `set_aside` holds what was there before, None where there was nothing."""

    people: int
    set_aside: Path | None


def copy(audit: AuditLog, principal: Principal, to: Path, *, way: Way, now: datetime) -> int:
    """Writes a copy as of one moment while others go on working; returns how many people are in it.

    Raises NotYoursError, NotPossibleError where there is a file of that name, OfficeUnavailableError.
    """
    if not reaches_all(principal):
        raise NotYoursError("office.not_yours")
    if os.path.lexists(to):
        raise NotPossibleError("office.copy_exists", file=to)
    with _beside(to) as unfinished:
        count = _copied(audit.database, unfinished)
        audit.note(Entry(principal, Act.OFFICE_COPIED, now, way, after=_sha256(unfinished)))
        unfinished.rename(to)
    return count


def restore(settings: Settings, home: Path, source: Path, principal: Principal, *, way: Way, now: datetime) -> Restored:
    """Puts a copy in the place of people, knocks, agreement, drafts and desk; everybody has to sign in again.

    What was there is set aside first, in a file beside it. The register of the audit log keeps what it knows, and gets
    what only the copy knows. Raises NotYoursError, NotPossibleError for what is no copy, OfficeNewerError,
    OfficeUnavailableError.
    """
    if not reaches_all(principal):
        raise NotYoursError("office.not_yours")
    _see_copy(source)
    entry = Entry(principal, Act.OFFICE_RESTORED, now, way, after=_sha256(source))
    with _beside(home / OFFICE_FILE) as working, _opened(_working_copy(source, working)) as copied:
        database, broken = _present(settings, home, now)
        with _opened(database):
            aside = broken or _set_aside(database, home, now)
            with closing(AuditLog(home, database)) as audit:
                return Restored(_put_back(audit, copied, entry), aside)


def _working_copy(source: Path, working: Path) -> Database:
    """The copy itself is not touched: an older one is brought up to date beside it."""
    descriptor = os.open(working, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(source.read_bytes())
    if Database.revision_of_file(working) is None:
        raise NotPossibleError("office.no_copy", file=source)
    return Database.of_file(working)


def _put_back(audit: AuditLog, copied: Database, entry: Entry) -> int:
    with copied.reading(many=True) as source, audit.recorded(entry.at) as recorded:
        session = recorded.session
        last: dict[type[Base], int] = {
            row: session.scalar(select(func.max(row.number))) or 0 for row in (PersonRow, TokenRow)
        }
        of_now = (SessionRow.__tablename__, SignInRow.__tablename__)
        for name in (*of_now, *reversed(_OF_A_COPY)):
            session.execute(delete(Base.metadata.tables[name]))
        for name in _OF_A_COPY:
            _pour(Base.metadata.tables[name], source, session)
        session.execute(update(TokenRow).where(TokenRow.revoked_at.is_(None)).values(revoked_at=entry.at))
        _count_on(session, at_least=last)
        known = set(session.scalars(select(AuditFileRow.name)))
        register = Base.metadata.tables[_REGISTER]
        _pour(register, source, session, leave_out=known)
        _adopt(audit, session, entry.at)
        recorded.entries.append(entry)
        return session.scalar(select(func.count()).select_from(PersonRow)) or 0


def _copied(database: Database, to: Path) -> int:
    with _opened(Database.of_file(to)) as made, database.reading(many=True) as source:
        with made.writing() as session:
            for name in (*_OF_A_COPY, _REGISTER):
                _pour(Base.metadata.tables[name], source, session)
            count = session.scalar(select(func.count()).select_from(PersonRow)) or 0
        with made.engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode=DELETE")  # one file, to be read from anywhere
    return count


def _pour(
    table: Table, source: Session, target: Session, *, leave_out: frozenset[str] | set[str] = frozenset()
) -> None:
    for rows in source.execute(select(table)).mappings().partitions(_AT_ONCE):
        kept = [dict(row) for row in rows if row.get("name") not in leave_out]
        if kept:
            target.execute(insert(table), kept)


def _count_on(session: Session, *, at_least: Mapping[type[Base], int]) -> None:
    """Numbers go on after the last that was ever given out: the audit log speaks of people and tokens by number."""
    for row in _NUMBERED:
        highest = max(session.scalar(select(func.max(row.number))) or 0, at_least.get(row, 0))
        if session.get_bind().dialect.name == "postgresql":
            sequence = func.pg_get_serial_sequence(row.__tablename__, "number")
            session.execute(select(func.setval(sequence, max(highest, 1), highest > 0)))
        elif row in at_least:
            of_row = {"name": row.__tablename__, "last": highest}
            session.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), of_row)
            session.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), of_row)


def _adopt(audit: AuditLog, session: Session, now: datetime) -> None:
    """Files of the log that no register knows, because it was lost: from here on they are missed when they go."""
    known = set(session.scalars(select(AuditFileRow.name)))
    for path in audit.files():
        chain = read_chain(path.read_bytes(), path.name)
        if path.name not in known and chain.lines:
            lines = len(chain.lines)
            session.add(
                AuditFileRow(
                    name=path.name,
                    begun_at=chain.lines[0].at,
                    known_lines=lines,
                    known_hash=chain.hash_of(lines, path.name),
                )
            )
    session.flush()


def _present(settings: Settings, home: Path, now: datetime) -> tuple[Database, Path | None]:
    """The office that is there; a file that cannot be used any more is moved aside, and an empty one made."""
    try:
        return Database.open(settings, home), None
    except OfficeUnavailableError:
        file = home / OFFICE_FILE
        if settings.database is not None or not file.is_file():
            raise
        aside = file.with_name(f"{OFFICE_FILE}.broken-{_stamp(now)}")
        file.rename(aside)
        for rest in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                file.with_name(OFFICE_FILE + rest).rename(aside.with_name(aside.name + rest))
        return Database.open(settings, home), aside


def _set_aside(database: Database, home: Path, now: datetime) -> Path | None:
    with database.reading() as session:
        if all(
            session.scalar(select(func.count()).select_from(Base.metadata.tables[name])) == 0 for name in _OF_A_COPY
        ):
            return None
    aside = home / f"{OFFICE_FILE}.before-restore-{_stamp(now)}"
    with _beside(aside) as unfinished:
        _copied(database, unfinished)
        unfinished.rename(aside)
    return aside


def _see_copy(source: Path) -> None:
    try:
        with source.open("rb") as file:
            is_sqlite = file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise NotPossibleError("office.copy_unreadable", file=source, reason=error.strerror or error) from error
    if not is_sqlite:  # what is damaged further on is said when it is opened
        raise NotPossibleError("office.no_copy", file=source)


@contextmanager
def _opened(database: Database) -> Generator[Database]:
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _beside(path: Path) -> Generator[Path]:
    """A name to work under, in the same folder; nothing of it is left behind."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.writing")
    try:
        path.parent.mkdir(mode=DIRECTORY_MODE, parents=True, exist_ok=True)
        yield unfinished
        if path.exists():
            path.chmod(FILE_MODE)
            sync_directory(path.parent)
    except OSError as error:
        raise OfficeUnavailableError("office.unwritable", place=path, reason=error.strerror or error) from error
    finally:
        for rest in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                unfinished.with_name(unfinished.name + rest).unlink(missing_ok=True)


def _stamp(now: datetime) -> str:
    return now.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%S%fZ")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
