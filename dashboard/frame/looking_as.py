"""Whom a visitor can look as in local mode: the choices, in words, for the strip over every page and the list."""

from dataclasses import dataclass
from typing import Final, TypedDict

from access import looking_as
from dashboard.drawing.parts import Part
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.principal import Function, Principal, Role
from language.texts import say


class StripChoice(TypedDict):
    """Somebody to look as: what the server takes for it, and its words."""

    value: str
    label: str
    is_current: bool


class Strip(TypedDict):
    """What the strip says."""

    strong: str
    text: str
    label: str
    failed: str
    choices: list[StripChoice]


STRIP: Final = Part[Strip]("frame/local_strip.js")
FUNCTION_KEYS: Final = {
    Function.FILLER: "screen_entrance.whom.filler",
    Function.APPROVER: "screen_entrance.whom.approver",
    Function.CONTACT: "screen_entrance.whom.contact",
}
DOES_KEYS: Final = {
    Function.FILLER: "screen_entrance.whom.does_filler",
    Function.APPROVER: "screen_entrance.whom.does_approver",
    Function.CONTACT: "screen_entrance.whom.does_contact",
}
_OF_A_ROLE: Final = {
    Role.MINISTRY: (
        "screen_entrance.whom.ministry",
        "screen_entrance.whom.of_ministry",
        "screen_entrance.whom.does_ministry",
    ),
    Role.VNG: ("screen_entrance.whom.vng", "screen_entrance.whom.of_vng", "screen_entrance.whom.does_vng"),
    Role.MANAGER: ("screen_entrance.whom.manager", "screen_entrance.whom.of_vng", "screen_entrance.whom.does_manager"),
    Role.READER: ("screen_entrance.whom.reader", "screen_entrance.whom.of_nobody", "screen_entrance.whom.does_reader"),
}
"""Role -> its word, for whom it works, what it sees and does."""


@dataclass(frozen=True)
class Choice:
    """Somebody to look as, in words."""

    principal: Principal
    role: str
    of: str
    does: str

    @property
    def value(self) -> str:
        """As the server takes it."""
        return looking_as.written(self.principal)

    def label(self, language: Language) -> str:
        """On one line."""
        return say("screen_entrance.whom.municipality", language, role=self.role, name=self.of)


def choices(view: View) -> list[Choice]:
    """Two of one municipality, one of another, and one of each other role; who is looked as now is among them."""
    current = state.run().visitor.principal
    codes = _municipalities(view, current)
    people = [
        _in_a_municipality(codes[0], Function.FILLER),
        _in_a_municipality(codes[0], Function.APPROVER),
        _in_a_municipality(codes[-1], Function.CONTACT),
        *(Principal(role, is_local=True) for role in _OF_A_ROLE),
    ]
    if current not in people:
        people.insert(0, current)
    return [_worded(person, view.language) for person in people]


def strip(view: View) -> None:
    """Draws the strip of local mode."""
    language, current = view.language, state.run().visitor.principal
    STRIP.draw(
        {
            "strong": say("screen_entrance.whom.strip", language),
            "text": say("screen_entrance.whom.strip_text", language),
            "label": say("screen_entrance.whom.label", language),
            "failed": say("screen_entrance.whom.failed", language),
            "choices": [
                {"value": choice.value, "label": choice.label(language), "is_current": choice.principal == current}
                for choice in choices(view)
            ],
        },
        key="local_strip",
    )


def worded(principal: Principal, language: Language) -> Choice:
    """A principal in words."""
    return _worded(principal, language)


def _municipalities(view: View, current: Principal) -> list[str]:
    """The one in the address or of the current choice, and another; else the first by name."""
    every = queries.municipality_codes(view)
    first = view.municipality_code or current.municipality_code or every[0]
    return [first, next((code for code in every if code != first), first)]


def _in_a_municipality(code: str, function: Function) -> Principal:
    return Principal(Role.MUNICIPALITY, code, frozenset({function}), is_local=True)


def _worded(principal: Principal, language: Language) -> Choice:
    if principal.municipality_code is None:
        role, of, does = _OF_A_ROLE[principal.role]
        return Choice(principal, say(role, language), say(of, language), say(does, language))
    name = queries.the_register().by_code[principal.municipality_code].name
    function = next((function for function in Function if function in principal.functions), Function.FILLER)
    return Choice(
        principal, say(FUNCTION_KEYS[function], language), name, say(DOES_KEYS[function], language, name=name)
    )
