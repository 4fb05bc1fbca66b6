"""Stappen: one step in depth."""

from dashboard import opening, state
from language.texts import say


def show() -> None:
    """The page."""
    view = state.chosen_view()
    people = opening.opened(view, "steps", say("screen.lead.steps", view.language))
    if people is None:
        return
