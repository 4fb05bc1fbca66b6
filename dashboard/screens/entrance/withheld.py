"""What stands in the place of a page that who looks may not see: why, who may, and the way out."""

from access.permissions import Action
from dashboard.figure import anatomy
from dashboard.view import state
from language.texts import say


def show() -> None:
    """Draws it."""
    language = state.language()
    decision = state.run().visitor.may(Action.SEE_FIGURES)
    anatomy.page_header(say("screen_entrance.withheld.title", language), decision.words(language))
