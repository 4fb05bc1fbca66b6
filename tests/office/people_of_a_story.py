"""People and moments that the tests of the office speak of."""

from datetime import datetime, timedelta, timezone

from pydantic import SecretStr

from domain.principal import OWNER, Function, Role
from domain.settings import Issuer, Settings
from office.acts import Way
from office.identity import Appointment, Identity, Person
from office.office import Office

MORNING = datetime(2026, 11, 30, 9, 0, tzinfo=timezone.utc)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HERE = Way.COMMAND_LINE

MANAGER = Appointment(Role.MANAGER)
ADVISER = Appointment(Role.VNG, function_name="adviseur")
OFFICIAL = Appointment(Role.MINISTRY)
FILLER_OF_GOUDA = Appointment(Role.MUNICIPALITY, "GM0513", frozenset({Function.FILLER}), "projectleider Wams")
CONTACT_OF_GOUDA = Appointment(Role.MUNICIPALITY, "GM0513", frozenset({Function.CONTACT}))
CONTACT_OF_EDE = Appointment(Role.MUNICIPALITY, "GM0228", frozenset({Function.CONTACT}))


def settings_on(database: str | None, **changes: object) -> Settings:
    issuer = Issuer(
        key="entra", address="https://login.example", client_id="monitor", label_nl="Inloggen", label_en="Sign in"
    )
    facts = {"issuers": (issuer,), "public_address": "https://monitor.example", **changes}
    return Settings(**facts, database=None if database is None else SecretStr(database))


def someone(subject: str, tenant: str | None = None, issuer: str = "entra") -> Identity:
    return Identity(issuer, tenant, subject)


def let_in(office: Office, subject: str, appointment: Appointment, tenant: str | None = None) -> Person:
    return office.people.admit(OWNER, someone(subject, tenant), appointment, way=HERE, now=MORNING)
