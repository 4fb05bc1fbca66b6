"""People, what they may do, and their providers, in words."""

from typing import Final

from dashboard.frame.looking_as import FUNCTION_KEYS
from dashboard.view import queries, state
from domain.principal import Function, Role
from language.formats import listing
from language.texts import say
from office.identity import Appointment, Identity, Person
from office.knocks import Knock

ROLE_KEYS: Final = {
    Role.MUNICIPALITY: "screen_people.role.municipality",
    Role.MINISTRY: "screen_people.role.ministry",
    Role.VNG: "screen_people.role.vng",
    Role.MANAGER: "screen_people.role.manager",
}


def role_word(role: Role) -> str:
    """The word of a role that a person can have."""
    return say(ROLE_KEYS[role], state.language())


def function_word(function: Function) -> str:
    """The word of what somebody does at a municipality."""
    return say(FUNCTION_KEYS[function], state.language())


def municipality_name(code: str | None) -> str:
    """The name of a municipality; its code where the register knows it no more, "" where there is none."""
    if code is None:
        return ""
    found = queries.the_register().by_code.get(code)
    return code if found is None else found.name


def name_of(whom: Person | Knock | None) -> str:
    """What somebody is called, with their number: two people may have one name."""
    unnamed = say("screen_people.no_name", state.language())
    return unnamed if whom is None else f"{whom.display_name or unnamed} ({whom.number})"


def does(appointment: Appointment) -> str:
    """What somebody does at their municipality, and how they call it."""
    functions = [function_word(function) for function in Function if function in appointment.functions]
    return listing([*functions, *([appointment.function_name] if appointment.function_name else [])], state.language())


def what(appointment: Appointment) -> str:
    """All that somebody was let in as, on one line."""
    parts = [role_word(appointment.role), municipality_name(appointment.municipality_code), does(appointment)]
    return ", ".join(part for part in parts if part)


def issuer_label(identity: Identity) -> str:
    """What a provider is called to who signs in; its key where the settings know it no more."""
    labels = {
        issuer.key: issuer.label_nl if state.language() == "nl" else issuer.label_en
        for issuer in state.run().visitor.issuers
    }
    return labels.get(identity.issuer, identity.issuer)
