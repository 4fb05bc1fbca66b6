"""The form: what is asked, field by field."""

from dashboard.screens.hand_in.asked import Asked


def show(asked: Asked) -> None:
    """Draws the form of this municipality about this day."""
    del asked
