"""What the audit log need not keep any more: whole files of months that are past, and their last hash stays."""

from dataclasses import dataclass
from datetime import datetime

from domain.clocks import dutch_day
from domain.principal import Principal
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_file import head_path, read_chain, unwritable
from office.errors import NotYoursError
from office.reach import reaches_all
from office.tables import AuditFileRow


@dataclass(frozen=True)
class Removed:
    """A file that was removed. `is_sound` is False where not all of its lines were as they were written."""

    name: str
    lines: int
    is_sound: bool


def trim(log: AuditLog, principal: Principal, *, kept_years: int, way: Way, now: datetime) -> list[Removed]:
    """Removes every file of which each line is older than that; told in the log itself, with the last hash of each.

    The register keeps name, number of lines and last hash, so a file that went otherwise is still missed. Raises
    NotYoursError for who does not keep the log, OfficeUnavailableError.
    """
    if not reaches_all(principal):
        raise NotYoursError("office.not_yours")
    today = dutch_day(now)
    first_kept = f"{today.year - kept_years:04d}-{today.month:02d}"
    over = [row for row in log.registered() if row.name[:7] < first_kept]
    removed = [_told(log, principal, row.name, way, now) for row in over if row.removed_at is None]
    for row in over:  # also what an interrupted removal told of and left
        _unlink(log, row.name)
    return [one for one in removed if one is not None]


def _told(log: AuditLog, principal: Principal, name: str, way: Way, now: datetime) -> Removed | None:
    path = log.directory / name
    if not path.exists():
        return None  # it is missing, and stays so: `verify` says it
    try:
        chain = read_chain(path.read_bytes(), name)
    except OSError as error:
        raise unwritable(path, error) from error
    with log.recorded(now) as recorded:
        row = recorded.session.get_one(AuditFileRow, name)
        row.removed_at, row.known_lines = now, len(chain.lines)
        row.known_hash = chain.hash_of(len(chain.lines), name)
        recorded.entries.append(Entry(principal, Act.AUDIT_FILE_REMOVED, now, way, before=row.known_hash))
    return Removed(name, len(chain.lines), chain.is_sound)


def _unlink(log: AuditLog, name: str) -> None:
    path = log.directory / name
    try:
        with log.database.reading() as session:
            row = session.get(AuditFileRow, name)
        if row is None or row.removed_at is None:
            return
        for one in (path, head_path(path), *log.directory.glob(f"{name}.torn-at-*")):
            one.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error
