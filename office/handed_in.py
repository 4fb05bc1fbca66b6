"""What was handed in with tokens: who may read a receipt again, and what was sent under which key."""

import hashlib
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.principal import Principal
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.errors import NotPossibleError, NotYoursError
from office.token_tables import HandedInRow


class HandedIn:
    """Beside the ledger, which says what came in and when, but not by whom."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def note(
        self,
        principal: Principal,
        report_sha256: str,
        municipality_codes: Collection[str],
        *,
        key: str | None,
        way: Way,
        now: datetime,
    ) -> None:
        """Notes that a report comes in with a token, before it does; the audit log says it per municipality.

        Raises NotYoursError for who has no token, and NotPossibleError for a key of another content.
        """
        if principal.token is None:
            raise NotYoursError("office.not_yours")
        with self._audit.recorded(now) as recorded:
            if _under_key(recorded.session, principal, report_sha256, key) is None:
                row = HandedInRow(token=principal.token, municipality_code=principal.municipality_code)
                row.report_sha256, row.key_sha256, row.handed_in_at = report_sha256, _sealed(key), now
                recorded.session.add(row)
            for code in sorted(municipality_codes) or [principal.municipality_code]:
                told = Entry(principal, Act.REPORT_HANDED_IN, now, way, code, report=report_sha256)
                recorded.entries.append(told)

    def is_known(self, principal: Principal, report_sha256: str, key: str | None) -> bool:
        """Whether this report came in under this key before. Raises NotPossibleError for a key of another content."""
        with self._database.reading() as session:
            return key is not None and _under_key(session, principal, report_sha256, key) is not None

    def reports_by(self, principal: Principal) -> frozenset[str]:
        """The hashes of what was handed in with this token, or with another one of the same municipality."""
        is_theirs = HandedInRow.token == principal.token
        if principal.municipality_code is not None:
            is_theirs |= HandedInRow.municipality_code == principal.municipality_code
        with self._database.reading() as session:
            return frozenset(session.scalars(select(HandedInRow.report_sha256).where(is_theirs)))


def _under_key(session: Session, principal: Principal, report_sha256: str, key: str | None) -> HandedInRow | None:
    mine = HandedInRow.token == principal.token
    if key is None:
        same = (mine, HandedInRow.report_sha256 == report_sha256, HandedInRow.key_sha256.is_(None))
        return session.scalars(select(HandedInRow).where(*same).limit(1)).one_or_none()
    found = session.scalars(select(HandedInRow).where(mine, HandedInRow.key_sha256 == _sealed(key))).one_or_none()
    if found is not None and found.report_sha256 != report_sha256:
        raise NotPossibleError("office.key_taken")
    return found


def _sealed(key: str | None) -> str | None:
    return None if key is None else hashlib.sha256(key.encode()).hexdigest()
