"""What whoever is suppressed can ask: what the filters offer them, and a choice that cannot be asked, said once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

import streamlit as st

from access import askable
from access.permissions import Action
from access.policy import sees_every_group
from dashboard.figure.words import plain
from dashboard.view import queries, state
from dashboard.view.address import FILTERS, View
from language.texts import say

Item = TypeVar("Item")


def is_suppressed() -> bool:
    """Whether who looks sees nothing about fewer than five municipalities, and asks from the list."""
    visitor = state.run().visitor
    return visitor.may(Action.SEE_FIGURES).is_allowed and not sees_every_group(visitor.principal, visitor.agreement)


def why_not(view: View) -> str | None:
    """The key of the reason why who looks cannot ask for this view; None where they can."""
    if not is_suppressed():
        return None
    return askable.why_not(
        askable.Asked(
            as_of=view.as_of,
            where=dict.fromkeys(queries.filters_of(view), 1),
            max_age_days=view.max_age_days,
            known_on=None if view.known is None else view.known_on,
            silent_months_slower=view.silent_months_slower,
        ),
        state.run().visitor.rounds,
    )


def refused(view: View) -> bool:
    """Whether this view cannot be asked; it has then said so, why, and the one way out. Nothing else is shown of it."""
    reason = why_not(view)
    if reason is None:
        return False
    st.info(plain(say(reason, view.language)))
    if st.button(say("screen.filter.askable", view.language), key="askable"):
        state.show(nearest(view))
    return True


def nearest(view: View) -> View:
    """The nearest view that can be asked: its first filter, the month end before, what is known now, no assumption."""
    first = next((name for name in FILTERS if getattr(view, name) is not None), None)
    alone = (
        view.without_filters() if first is None else replace(view.without_filters(), **{first: getattr(view, first)})
    )
    age = view.max_age_days if view.max_age_days in askable.AGES else None
    day = askable.latest_month_end(view.as_of)
    return replace(alone, as_of=day, known=None, max_age_days=age, silent_months_slower=0)


def month_ends(options: Sequence[tuple[str, Item]], chosen: str) -> list[tuple[str, Item]]:
    """Of days as options: those that can be asked, and the one that is chosen."""
    return [
        (written, word)
        for written, word in options
        if written == chosen or askable.is_month_end(date.fromisoformat(written))
    ]


def only(options: Sequence[tuple[str, Item]], *values: str) -> list[tuple[str, Item]]:
    """Of options: these alone."""
    return [(written, word) for written, word in options if written in values]
