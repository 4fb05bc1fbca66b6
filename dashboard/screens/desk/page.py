"""Beheer: what came in, what was refused, and whom to call; for the advisers of VNG."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from access.permissions import Action
from access.policy import Decision
from dashboard.drawing.telling import tell
from dashboard.figure import anatomy
from dashboard.frame import filters
from dashboard.screens.desk import (
    calls,
    condition,
    corrections,
    mails,
    merged,
    questions,
    received,
    refused,
    rounds,
    tabs,
)
from dashboard.screens.desk.words import asks
from dashboard.view import keeping, queries, state, store_rows
from dashboard.view.address import View
from dashboard.view.visitor import Visitor
from language.formats import integer
from language.texts import say

FIRST: Final = "calls"


def may_keep(visitor: Visitor) -> Decision:
    """Whether somebody works at this desk: the whole page is of who keeps the calls."""
    return visitor.may(Action.KEEP_CALLS)


def show() -> None:
    """Draws the part that the address asks for; for who may not work here it says why, and who may."""
    language, visitor = state.language(), state.run().visitor
    decision = may_keep(visitor)
    if not decision.is_allowed:
        return anatomy.page_header(say("screen_desk.refused_title", language), decision.words(language))
    view = _now(state.chosen_view())
    anatomy.page_header(say("screen.page.desk", language), say("screen_desk.lead", language))
    part = view.desk_part or FIRST
    part = part if part in PARTS else FIRST
    tabs.draw(view, part, _counts(view))
    tell()
    return PARTS[part](view)


def _counts(view: View) -> dict[str, str]:
    """What waits in each part, where that is counted."""
    language, office = view.language, keeping.office()
    counts = dict.fromkeys(PARTS, "")
    if not queries.store_info().last_sequence:
        return counts
    return {
        **counts,
        "calls": integer(len(calls.listed(view)), language),
        "follow_ups": integer(len(office.follow_ups.all(asks())), language),
        "inbox": integer(received.new_count(view), language),
        "refused": integer(store_rows.quarantine(view).height, language),
    }


def _now(view: View) -> View:
    """Work is done on what is known now, whatever moment another page was asked for."""
    return replace(view, known=None, known_on=state.run().now)


def _is_chosen(view: View, *, search: bool = False) -> bool:
    """Draws the filters, with the search for one municipality where asked; where nothing is chosen or there it says so,
    and that is all there is.
    """
    if not queries.store_info().last_sequence:
        anatomy.empty_store(view)
        return False
    fields = [field for field in filters.population(view) if field["name"] != "leeftijd"]
    filters.show(view, [filters.dates(view)[0], *fields, *([filters.municipality(view)] if search else [])])
    if queries.population(view).is_empty():
        anatomy.nothing_selected(view)
        return False
    return True


def _calls(view: View) -> None:
    if _is_chosen(view, search=True):
        calls.whom_to_call(view)
        mails.ready()


def _refused(view: View) -> None:
    if _is_chosen(view):
        refused.not_accepted(view)


PARTS: Final[Mapping[str, Callable[[View], None]]] = {
    "calls": _calls,
    "follow_ups": questions.questions,
    "inbox": received.inbox,
    "refused": _refused,
    "merged": merged.merged,
    "rounds": rounds.rounds,
    "corrections": corrections.corrections,
    "condition": condition.condition,
}
