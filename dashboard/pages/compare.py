"""Vergelijken: municipalities side by side."""

from dashboard import compare, opening, state
from dashboard.figures import compare as figures
from language.texts import say


def show() -> None:
    """Draws the page, of the municipalities that the filters choose."""
    view = state.chosen_view()
    people = opening.opened(view, "compare", say("screen.lead.compare", view.language))
    if people is None:
        return
    figures.matrix(compare.matrix(view), view)
    figures.beside_peers(view)
    figures.who_has_just_done_it(view)
    figures.groups(view)
