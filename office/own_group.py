"""The municipalities that an adviser calls theirs: a group on the list of calls, nothing that anybody else sees."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from domain.principal import Principal
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_line import sha256_of
from office.desk_tables import OwnMunicipalityRow
from office.reach import see_desk


class OwnGroup:
    """One group per adviser; in local mode, where nobody has a number, one for whoever looks."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def of(self, principal: Principal) -> frozenset[str]:
        """The codes of their own municipalities. Raises NotYoursError."""
        see_desk(principal)
        asked = select(OwnMunicipalityRow.municipality_code).where(OwnMunicipalityRow.adviser == _adviser(principal))
        with self._database.reading() as session:
            return frozenset(session.scalars(asked))

    def choose(self, principal: Principal, codes: Collection[str], *, way: Way, now: datetime) -> frozenset[str]:
        """Makes these the group; returns what it was before. Raises NotYoursError."""
        see_desk(principal)
        adviser, chosen = _adviser(principal), frozenset(codes)
        is_theirs = OwnMunicipalityRow.adviser == adviser
        with self._audit.recorded(now) as recorded:
            session = recorded.session
            was = frozenset(session.scalars(select(OwnMunicipalityRow.municipality_code).where(is_theirs)))
            session.execute(delete(OwnMunicipalityRow).where(is_theirs))
            session.add_all(OwnMunicipalityRow(adviser=adviser, municipality_code=code) for code in sorted(chosen))
            before, after = sha256_of(sorted(was)), sha256_of(sorted(chosen))
            recorded.entries.append(Entry(principal, Act.OWN_GROUP_CHOSEN, now, way, before=before, after=after))
        return was


def _adviser(principal: Principal) -> str:
    return str(principal.role) if principal.person is None else str(principal.person)
