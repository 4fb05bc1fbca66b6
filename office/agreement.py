"""What each municipality said yes to: per table of statements, whether others may see it by name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from domain.principal import Principal, Role
from domain.statements import Table
from office.acts import Act, Entry, Way
from office.audit import AuditLog
from office.audit_line import sha256_of
from office.reach import see_agreement
from office.tables import AgreementRow


@dataclass(frozen=True)
class Said:
    """What a municipality said of one table. `noted_by` is the number of who noted it, None for the command line."""

    municipality_code: str
    table: Table
    says_yes: bool
    noted_by: int | None
    noted_role: Role
    noted_at: datetime


class Agreement:
    """Who said nothing of a table is not in it: unknown is not no, and the programme holds the default."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database
        self._yes: dict[Table, tuple[int, frozenset[str]]] = {}  # per table: up to which row, and who said yes by then

    def yes_to(self, principal: Principal, table: Table) -> frozenset[str]:
        """The municipalities whose last word on this table is yes.

        Kept until a row is added, by whichever process: rows are only ever added.
        """
        with self._database.reading() as session:
            last = session.scalar(select(func.max(AgreementRow.number))) or 0
        known = self._yes.get(table)
        if known is None or known[0] != last:
            said = self.said(principal).items()
            known = (last, frozenset(code for (code, of), one in said if of is table and one.says_yes))
            self._yes[table] = known
        return known[1]

    def said(self, principal: Principal) -> dict[tuple[str, Table], Said]:
        """The last that each municipality said, by code and table. Everybody may know: it decides what they see."""
        del principal  # said so that it is never asked in nobody's name; there is nothing here to withhold
        last = select(func.max(AgreementRow.number)).group_by(
            AgreementRow.municipality_code, AgreementRow.statement_table
        )
        with self._database.reading() as session:
            rows = session.scalars(select(AgreementRow).where(AgreementRow.number.in_(last))).all()
        return {(row.municipality_code, Table(row.statement_table)): _said(row) for row in rows}

    def history(self, principal: Principal, municipality_code: str) -> list[Said]:
        """All that a municipality ever said, first to last. Raises NotYoursError."""
        see_agreement(principal, municipality_code)
        asked = select(AgreementRow).where(AgreementRow.municipality_code == municipality_code)
        with self._database.reading() as session:
            return [_said(row) for row in session.scalars(asked.order_by(AgreementRow.number))]

    def note(
        self, principal: Principal, municipality_code: str, table: Table, *, says_yes: bool, way: Way, now: datetime
    ) -> Said:
        """Notes what a municipality says now; what it said before stays to be seen. Raises NotYoursError."""
        see_agreement(principal, municipality_code)
        with self._audit.recorded(now) as recorded:
            about = (AgreementRow.municipality_code == municipality_code, AgreementRow.statement_table == str(table))
            asked = select(AgreementRow).where(*about).order_by(AgreementRow.number.desc()).limit(1)
            before = recorded.session.scalars(asked).one_or_none()
            row = AgreementRow(
                municipality_code=municipality_code,
                statement_table=str(table),
                says_yes=says_yes,
                noted_by=principal.person,
                noted_role=str(principal.role),
                noted_at=now,
            )
            was = None if before is None else _state(before)
            entry = Entry(principal, Act.AGREEMENT_NOTED, now, way, municipality_code, before=was, after=_state(row))
            recorded.session.add(row)
            recorded.entries.append(entry)
            return _said(row)


def _state(row: AgreementRow) -> str:
    return sha256_of([row.municipality_code, row.statement_table, row.says_yes])


def _said(row: AgreementRow) -> Said:
    noted = (row.noted_by, Role(row.noted_role), row.noted_at)
    return Said(row.municipality_code, Table(row.statement_table), row.says_yes, *noted)
