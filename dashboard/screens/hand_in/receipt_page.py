"""Ontvangstbewijs: what became of one report, under its own address."""

from dashboard.figure import anatomy
from dashboard.screens.hand_in.asked import may_report
from dashboard.view import state
from language.texts import say


def show() -> None:
    """Draws the receipt that the address names; for who may not see it, it says why."""
    language, decision = state.language(), may_report(state.run().visitor)
    if not decision.is_allowed:
        return anatomy.page_header(say("screen_hand_in.refused_title", language), decision.words(language))
    return anatomy.page_header(say("screen.page.receipt", language), say("screen_hand_in.receipt.none", language))
