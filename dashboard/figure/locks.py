"""In the place of figures that may not be seen: that they are withheld, and why; said once of those in a row.

A page that withholds many figures for one reason would else say it as often as there are figures. So a lock waits until
a figure is shown, or withheld for another reason, or the page has ended; those that come meanwhile are added to it.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypedDict

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.drawing.parts import Part
from dashboard.view import state
from dashboard.view.address import View
from language.formats import day
from language.texts import say

OF_A_GROUP: Final = (
    "access.withheld.too_few", "access.withheld.others_would_follow", "access.withheld.too_few_changed",
)  # fmt: skip
"""Reasons that a larger group may not have."""


class WithheldData(TypedDict):
    """What stands in the place of figures that may not be seen. `names`: which they are, where it is more than one;
    `keys`: the same by key; `show`: the words of what leads to a day on which it may, None where there is none.
    """

    title: str
    names: list[str]
    keys: list[str]
    reason: str
    show: str | None


WITHHELD: Final = Part[WithheldData]("figure/withheld.js", tells=("show",))


@dataclass
class _Lock:
    """Figures in a row that are withheld for one reason; drawn in the place of the first."""

    place: DeltaGenerator
    keys: list[str]
    reason: str
    open_day: date | None


@dataclass
class _Waiting:
    """The lock of this run that is not drawn yet."""

    lock: _Lock | None = field(default=None)


def lock(key: str, reason: str, open_day: date | None) -> None:
    """Says in the place of a figure that it is withheld, or adds it to the lock before it that says the same."""
    waiting = _waiting()
    if waiting.lock is not None and (waiting.lock.reason, waiting.lock.open_day) == (reason, open_day):
        waiting.lock.keys.append(key)
        return
    draw_pending()
    waiting.lock = _Lock(st.container(key=f"figure_{key}"), [key], reason, open_day)


def draw_pending() -> None:
    """Draws the lock that waits, if one does: a figure follows, or nothing more."""
    waiting, view = _waiting(), state.chosen_view()
    found, waiting.lock = waiting.lock, None
    if found is None:
        return
    with found.place:
        data = withheld_drawn(found.keys, found.reason, found.open_day, view)
        shown = WITHHELD.draw(data, key=f"withheld_{found.keys[0]}").show
    if shown and found.open_day is not None:
        state.show(replace(view, as_of=found.open_day))


def withheld_drawn(keys: list[str], reason: str, open_day: date | None, view: View) -> WithheldData:
    """What they are, why they are withheld, and the way out: a day on which they are shown, or a larger group."""
    language = view.language
    told, show = say(reason, language), None
    if open_day is not None:
        written = day(open_day, language)
        told = f"{told} {say('screen.withheld_day.open', language, day=written)}"
        show = say("screen.withheld_day.show", language, day=written)
    elif view.is_filtered and reason in OF_A_GROUP:
        told = f"{told} {say('screen.withheld_day.group', language)}"
    names = [say(f"screen_withheld.{key}", language) for key in keys]
    if len(names) == 1:
        title = say("screen.state.withheld", language, name=names[0])
    else:
        title = say("screen.state.withheld_together", language)
    return {"title": title, "names": names if len(names) > 1 else [], "keys": keys, "reason": told, "show": show}


def _waiting() -> _Waiting:
    return state.once("lock that waits", _Waiting)
