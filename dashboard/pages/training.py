"""Opleiding: how far the training of staff has come."""

from dashboard import opening, state
from language.texts import say


def show() -> None:
    """The page."""
    view = state.chosen_view()
    people = opening.opened(view, "training", say("screen.lead.training", view.language))
    if people is None:
        return
