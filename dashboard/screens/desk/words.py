"""Who noted something, and the day beside it, in words."""

from datetime import date

from dashboard.view import keeping, state
from domain.principal import Principal, Role
from language.formats import day
from language.texts import say

Functions = dict[int, str]  # by the number of the person


def functions() -> Functions:
    """How the advisers call what they do; read once in a run."""
    return state.once("functions of advisers", lambda: keeping.office().people.function_names(asks()))


def asks() -> Principal:
    """Who works at the desk."""
    return state.run().visitor.principal


def by_word(person: int | None, role: Role | None = None) -> str:
    """Whose a note is: yours, a colleague's by what they do, or of the command line."""
    language = state.language()
    if role is Role.OWNER:
        return say("screen_desk.by.command", language)
    if person is None:
        return say("screen_desk.by.local", language)
    if person == asks().person:
        return say("screen_desk.by.you", language)
    named = functions().get(person)
    return say("screen_desk.by.number", language, number=person) if named is None else named


def day_or_today(when: date, today: date) -> str:
    """A day, today as that word."""
    language = state.language()
    return say("screen_desk.today", language) if when == today else day(when, language)
