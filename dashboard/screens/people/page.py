"""Mensen: who waits to be let in, who may come in, and who is in now; for the manager, and for a contact of its own."""

from access.permissions import Action
from access.policy import Decision
from dashboard.drawing.telling import tell
from dashboard.figure import anatomy
from dashboard.screens.people import open_sessions, persons, programs, waiting
from dashboard.view import queries, state
from dashboard.view.visitor import Visitor
from language.texts import say


def may_keep(visitor: Visitor) -> Decision:
    """Whether somebody keeps people: everybody, or the colleagues of their own municipality."""
    return visitor.may(Action.MANAGE_PEOPLE, visitor.principal.municipality_code)


def show() -> None:
    """Draws the page; for who may not keep people it says why, and who may."""
    language, visitor = state.language(), state.run().visitor
    decision = may_keep(visitor)
    if not decision.is_allowed:
        return anatomy.page_header(say("screen_people.refused_title", language), decision.words(language))
    code = visitor.principal.municipality_code
    lead = say("screen_people.lead_manager", language)
    if code is not None:
        lead = say("screen_people.lead_contact", language, name=queries.the_register().by_code[code].name)
    anatomy.page_header(say("screen_people.title", language), lead)
    tell()
    waiting.who_waits()
    persons.who_may_come_in()
    open_sessions.who_is_in()
    programs.who_asks_for_somebody()
    return None
