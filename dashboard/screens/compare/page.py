"""Vergelijken: municipalities side by side."""

from dashboard.frame import opening
from dashboard.screens.compare.groups import groups
from dashboard.screens.compare.matrix import matrix
from dashboard.screens.compare.one_figure import beside_peers
from dashboard.screens.compare.reuse import who_has_just_done_it
from dashboard.view import state
from language.texts import say


def show() -> None:
    """Draws the page, of the municipalities that the filters choose."""
    view = state.chosen_view()
    people = opening.opened(view, "compare", say("screen_compare.lead", view.language))
    if people is None:
        return
    matrix(view)
    beside_peers(view)
    who_has_just_done_it(view)
    groups(view)
