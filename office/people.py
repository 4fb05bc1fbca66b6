"""Who was let in, and as what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.principal import Function, Principal, Role
from office.acts import Act, Entry, Way
from office.audit import AuditLog, Recorded
from office.audit_line import sha256_of
from office.errors import NotFoundError, NotPossibleError, NotYoursError
from office.identity import Appointment, Identity, Person, identity_of, is_of, plain_name
from office.reach import knocks_of, people_of, reaches_all, see_desk, see_report_of
from office.tables import KnockRow, PersonRow, SessionRow


@dataclass(frozen=True)
class Approver:
    """Who may approve reports. `name` is None for who does not work there, and where the provider gave none."""

    number: int
    name: str | None
    function_name: str | None


class People:
    """Every function says who asks, but `recognised`: it finds out who somebody is, before there is a principal."""

    def __init__(self, audit: AuditLog) -> None:
        """In the database of the audit log."""
        self._audit = audit
        self._database = audit.database

    def all(self, principal: Principal, *, with_put_out: bool = False) -> list[Person]:
        """Whom this principal keeps, by number. Raises NotYoursError."""
        asked = select(PersonRow).where(people_of(principal)).order_by(PersonRow.number)
        if not with_put_out:
            asked = asked.where(PersonRow.put_out_at.is_(None))
        with self._database.reading() as session:
            return [person_of(row) for row in session.scalars(asked)]

    def one(self, principal: Principal, number: int) -> Person:
        """Raises NotFoundError, also for somebody who is not theirs, and NotYoursError."""
        with self._database.reading() as session:
            return person_of(_row(session, principal, number))

    def function_names(self, principal: Principal) -> dict[int, str]:
        """How the people of VNG call what they do, by number: whose a note is. Raises NotYoursError.

        Those who were put out too: their notes stay.
        """
        see_desk(principal)
        asked = select(PersonRow.number, PersonRow.function_name).where(PersonRow.role == str(Role.VNG))
        with self._database.reading() as session:
            return {number: name for number, name in session.execute(asked) if name}

    def approvers(self, principal: Principal, municipality_code: str) -> list[Approver]:
        """Who may approve the reports of a municipality, by number: its own people by name, for others by their work.

        Raises NotYoursError for who may not see its reports.
        """
        see_report_of(principal, municipality_code)
        of = PersonRow.municipality_code == municipality_code
        asked = select(PersonRow).where(of, PersonRow.put_out_at.is_(None)).order_by(PersonRow.number)
        is_own = principal.municipality_code == municipality_code
        with self._database.reading() as session:
            return [
                Approver(row.number, row.display_name if is_own else None, row.function_name)
                for row in session.scalars(asked)
                if row.functions & {Function.APPROVER, Function.CONTACT}
            ]

    def recognised(self, identity: Identity) -> Person | None:
        """Who this is, None for somebody unknown and for who was put out. The exception: asked while signing in."""
        with self._database.reading() as session:
            row = session.scalars(select(PersonRow).where(*is_of(PersonRow, identity))).one_or_none()
            return person_of(row) if row is not None and row.put_out_at is None else None

    def admit(
        self,
        principal: Principal,
        identity: Identity,
        appointment: Appointment,
        *,
        display_name: str | None = None,
        way: Way,
        now: datetime,
    ) -> Person:
        """Lets somebody in, or in again with the number they had. Their knock is answered and goes.

        Raises NotYoursError, and NotPossibleError for somebody who is in already.
        """
        people_of(principal)
        _see_own(principal, appointment)
        with self._audit.recorded(now) as recorded:
            session = recorded.session
            knock = session.scalars(select(KnockRow).where(*is_of(KnockRow, identity))).one_or_none()
            row = session.scalars(select(PersonRow).where(*is_of(PersonRow, identity))).one_or_none()
            if row is not None and row.put_out_at is None:
                raise NotPossibleError("office.in_already", number=row.number)
            if not reaches_all(principal):
                _see_answers_own_knock(session, principal, knock)
            before = None if row is None else _state(row)
            if row is None:
                row = PersonRow(issuer=identity.issuer, tenant=identity.tenant or "", subject=identity.subject)
                row.admitted_at = now
                session.add(row)
            row.display_name = plain_name(display_name) or (knock.display_name if knock else None)
            row.put_out_at = None
            _appoint(row, appointment, now)
            if knock is not None:
                session.delete(knock)
            session.flush()
            _tell(recorded, principal, Act.PERSON_ADMITTED, row, before, way, now)
            return person_of(row)

    def change(self, principal: Principal, number: int, appointment: Appointment, *, way: Way, now: datetime) -> Person:
        """Gives somebody another role, municipality, functions or name of their function.

        Their sessions end at once, unless only the name changed. Raises NotFoundError, NotYoursError,
        NotPossibleError for somebody who was put out, and for a manager who takes the last one away.
        """
        _see_own(principal, appointment)
        with self._audit.recorded(now) as recorded:
            if appointment.role is not Role.MANAGER:
                _see_a_manager_stays(recorded.session, principal, number)
            row = _row(recorded.session, principal, number)
            if row.put_out_at is not None:
                raise NotPossibleError("office.is_out", number=number)
            before, was = _state(row), person_of(row).principal
            _appoint(row, appointment, now)
            if person_of(row).principal != was:
                _end_sessions(recorded.session, number, now)
            _tell(recorded, principal, Act.PERSON_CHANGED, row, before, way, now)
            return person_of(row)

    def put_out(self, principal: Principal, number: int, *, way: Way, now: datetime) -> Person:
        """Lets somebody in no more: their sessions end at once and their name goes; the number stays in the audit log.

        Raises NotFoundError, NotYoursError, NotPossibleError for somebody who is out already, and for a manager who
        puts the last one out.
        """
        with self._audit.recorded(now) as recorded:
            _see_a_manager_stays(recorded.session, principal, number)
            row = _row(recorded.session, principal, number)
            if row.put_out_at is not None:
                raise NotPossibleError("office.is_out", number=number)
            before = _state(row)
            row.put_out_at, row.changed_at, row.display_name = now, now, None
            _end_sessions(recorded.session, number, now)
            _tell(recorded, principal, Act.PERSON_PUT_OUT, row, before, way, now)
            return person_of(row)


def _row(session: Session, principal: Principal, number: int) -> PersonRow:
    asked = select(PersonRow).where(PersonRow.number == number, people_of(principal)).with_for_update()
    row = session.scalars(asked).one_or_none()
    if row is None:
        raise NotFoundError("office.no_person", number=number)
    return row


def _see_a_manager_stays(session: Session, principal: Principal, number: int) -> None:
    """One manager stays, or nobody is left to let people in. The owner of the machine can always admit another.

    All managers are locked, before any other row: of two who put each other out at once the second finds it refused.
    """
    people_of(principal)  # who keeps nobody is told that, and not who is a manager
    if principal.role is not Role.MANAGER:  # a contact reaches none
        return
    asked = select(PersonRow.number).where(PersonRow.role == str(Role.MANAGER), PersonRow.put_out_at.is_(None))
    if list(session.scalars(asked.order_by(PersonRow.number).with_for_update())) == [number]:
        raise NotPossibleError("office.last_manager")


def _see_own(principal: Principal, appointment: Appointment) -> None:
    """A contact appoints people of their own municipality and nobody else."""
    if not reaches_all(principal) and appointment.municipality_code != principal.municipality_code:
        raise NotYoursError("office.not_yours")


def _see_answers_own_knock(session: Session, principal: Principal, knock: KnockRow | None) -> None:
    """A contact lets in who knocked from their own organisation, not whoever they can name."""
    number = -1 if knock is None else knock.number
    asked = select(KnockRow.number).where(KnockRow.number == number, knocks_of(principal))
    if session.scalar(asked) is None:
        raise NotYoursError("office.not_yours")


def _appoint(row: PersonRow, appointment: Appointment, now: datetime) -> None:
    row.role = str(appointment.role)
    row.municipality_code = appointment.municipality_code
    row.functions = appointment.functions
    row.function_name = appointment.function_name
    row.changed_at = now


def _end_sessions(session: Session, number: int, now: datetime) -> None:
    open_ones = (SessionRow.person == number, SessionRow.revoked_at.is_(None))
    session.execute(update(SessionRow).where(*open_ones).values(revoked_at=now, id_token=None))


def _state(row: PersonRow) -> str:
    """The hash of what somebody may do: no name goes into it, for a name can be guessed from a hash."""
    what = [row.number, row.role, row.municipality_code, sorted(row.functions), row.put_out_at is None]
    return sha256_of(what)


def _tell(
    recorded: Recorded, principal: Principal, act: Act, row: PersonRow, before: str | None, way: Way, now: datetime
) -> None:
    entry = Entry(principal, act, now, way, row.municipality_code, row.number, before=before, after=_state(row))
    recorded.entries.append(entry)


def person_of(row: PersonRow) -> Person:
    """The person that a row tells of."""
    appointment = Appointment(Role(row.role), row.municipality_code, row.functions, row.function_name)
    return Person(
        row.number, identity_of(row), row.display_name, appointment, row.admitted_at, row.changed_at, row.put_out_at
    )
