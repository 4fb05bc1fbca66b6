"""What the figures of received files draw in the same way."""

from dashboard.drawing.list import LIST, ListData
from dashboard.view import state
from dashboard.view.address import View


def draw_list(data: ListData, key: str, view: View) -> None:
    """A list; a name in it leads to that municipality."""
    if not data["rows"]:
        return
    opened = LIST.draw(data, key=key).open
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))
