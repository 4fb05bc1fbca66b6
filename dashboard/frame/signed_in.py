"""Under the navigation: who is signed in, and the way out."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.frame import looking_as
from dashboard.view import state
from dashboard.view.address import View
from language.texts import say


class SignedIn(TypedDict):
    """A line, who it is, what they do; and the word of the way out, "" where there is nothing to leave."""

    lead: str
    strong: str
    more: str
    out: str


SIGNED_IN: Final = Part[SignedIn]("frame/signed_in.js")


def show(view: View) -> None:
    """Draws it."""
    SIGNED_IN.draw(_drawn(view), key="signed_in")


def _drawn(view: View) -> SignedIn:
    visitor, language = state.run().visitor, view.language
    principal = visitor.principal
    if principal.is_local:
        whom = looking_as.worded(principal, language)
        lead = say("screen_entrance.signed_in.local", language)
        as_whom = f"{say('screen_entrance.whom.label', language)}: {whom.role}"
        return {"lead": lead, "strong": as_whom, "more": whom.of, "out": ""}
    if visitor.is_nobody:
        return {"lead": say("screen_entrance.signed_in.nobody", language), "strong": "", "more": "", "out": ""}
    whom = looking_as.worded(principal, language)
    return {
        "lead": say("screen_entrance.signed_in.as", language),
        "strong": visitor.name or whom.role,
        "more": f"{whom.of} · {whom.role}",
        "out": say("screen_entrance.signed_in.out", language),
    }
