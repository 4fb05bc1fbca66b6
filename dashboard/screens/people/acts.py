"""What can be done to people and sessions on this page, and what takes it back."""

from datetime import datetime

from access.permissions import Action
from dashboard.figure.words import counted, plain
from dashboard.screens.people.words import name_of, what
from dashboard.view import state
from dashboard.view.keeping import Act, Told
from domain.principal import Principal, Role, Scope
from language.texts import say
from office.acts import Way
from office.identity import Appointment, Identity, Person
from office.knocks import Knock
from office.office import Office

_MANAGE = Action.MANAGE_PEOPLE


def admit(identity: Identity, appointment: Appointment, name: str | None = None) -> Act:
    """Lets somebody in; taken back by putting them out."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        person = office.people.admit(asks, identity, appointment, display_name=name, way=Way.SCREEN, now=now)
        words = {"name": plain(name_of(person)), "what": plain(what(appointment)), "number": person.number}
        state.let_go("admitting")
        return Told(say("screen_people.done.admitted", state.language(), **words), undo=put_out(person))

    return Act(_MANAGE, appointment.municipality_code, do)


def turn_away(knock: Knock, of: str | None) -> Act:
    """Answers no; letting in stays possible. `of`: the municipality of who answers, None for a manager."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        office.knocks.turn_away(asks, knock.number, way=Way.SCREEN, now=now)
        return Told(say("screen_people.done.turned_away", state.language(), name=plain(name_of(knock))))

    return Act(_MANAGE, of, do)


def change(person: Person, appointment: Appointment) -> Act:
    """Gives somebody another role, municipality or task; taken back by giving the former."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        before = office.people.one(asks, person.number).appointment
        changed = office.people.change(asks, person.number, appointment, way=Way.SCREEN, now=now)
        words = {"name": plain(name_of(changed)), "what": plain(what(appointment))}
        return Told(say("screen_people.done.changed", state.language(), **words), undo=change(changed, before))

    return Act(_MANAGE, person.appointment.municipality_code, do)


def put_out(person: Person) -> Act:
    """Lets somebody in no more. A manager can take it back; a contact answers only who knocks."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        office.people.put_out(asks, person.number, way=Way.SCREEN, now=now)
        state.fill_in("person", None)
        undo = admit(person.identity, person.appointment, person.display_name)
        told = say("screen_people.done.put_out", state.language(), name=plain(name_of(person)))
        return Told(told, undo=undo if asks.municipality_code is None else None)

    return Act(_MANAGE, person.appointment.municipality_code, do)


def end_session(number: int, name: str, of: str | None) -> Act:
    """Ends one session at once, in every process."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        office.sessions.revoke(asks, number, way=Way.SCREEN, now=now)
        return Told(say("screen_people.done.ended", state.language(), name=plain(name)))

    return Act(_MANAGE, of, do)


def end_of_person(person: Person) -> Act:
    """Ends all sessions of one person."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        count = office.sessions.revoke_person(asks, person.number, way=Way.SCREEN, now=now)
        return Told(counted("screen_people.done.ended_all", count, state.language()))

    return Act(_MANAGE, person.appointment.municipality_code, do)


def end_all(of: str | None) -> Act:
    """Ends every session that this principal may end."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        count = office.sessions.revoke_all(asks, way=Way.SCREEN, now=now)
        return Told(counted("screen_people.done.ended_all", count, state.language()))

    return Act(_MANAGE, of, do)


def give_token(label: str, role: Role, of: str | None, scopes: frozenset[Scope], days: int, *, told_as: str) -> Act:
    """Gives a program a token. What it is goes to the page once, held under `told_as`; taken back by ending it."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        made, written = office.tokens.make(asks, label, role, of, scopes, days=days, way=Way.SCREEN, now=now)
        state.hold(told_as, written)
        told = say("screen_people.done.token_given", state.language(), name=plain(made.label))
        return Told(told, undo=end_token(made.number, made.label, of))

    return Act(Action.MANAGE_TOKENS, of, do)


def end_token(number: int, label: str, of: str | None) -> Act:
    """Ends a token at once, in every process."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        office.tokens.revoke(asks, number, way=Way.SCREEN, now=now)
        return Told(say("screen_people.done.token_ended", state.language(), name=plain(label)))

    return Act(Action.MANAGE_TOKENS, of, do)
