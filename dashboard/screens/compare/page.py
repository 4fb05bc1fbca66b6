"""Vergelijken: municipalities side by side."""

from dashboard.frame import opening
from dashboard.screens.compare import asked, groups, matrix, one_figure, reuse
from dashboard.view import state
from language.texts import say


def show() -> None:
    """Draws the page, of the municipalities that the filters choose."""
    view = state.chosen_view()
    people = opening.opened(view, "compare", say("screen.lead.compare", view.language))
    if people is None:
        return
    matrix.matrix(asked.matrix(view), view)
    one_figure.beside_peers(view)
    reuse.who_has_just_done_it(view)
    groups.groups(view)
