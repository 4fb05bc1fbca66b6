"""Verantwoording: what each figure means and how it is made."""

from dashboard import parts, state
from language.texts import say


def show() -> None:
    """The page."""
    view = state.chosen_view()
    parts.page_header(say("screen.page.account", view.language), say("screen.lead.account", view.language))
