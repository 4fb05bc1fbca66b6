"""A drawn list in which a name leads to the page of that municipality."""

from dashboard.drawing.list import LIST, ListData
from dashboard.view import state
from dashboard.view.address import View


def draw_leading_list(data: ListData, key: str, view: View) -> None:
    """Draws the list, or nothing where it has no rows; its rows are opened by a municipality code."""
    if not data["rows"]:
        return
    opened = LIST.draw(data, key=key).open
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))
