"""Vergelijken: municipalities side by side."""

from dashboard import opening, state
from language.texts import say


def show() -> None:
    """The page."""
    view = state.chosen_view()
    people = opening.opened(view, "compare", say("screen.lead.compare", view.language))
    if people is None:
        return
