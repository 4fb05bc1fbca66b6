"""Kosten: what was estimated, spent and never estimated."""

from dashboard import opening, state
from language.texts import say


def show() -> None:
    """The page."""
    view = state.chosen_view()
    people = opening.opened(view, "costs", say("screen.lead.costs", view.language))
    if people is None:
        return
