"""The parts of Beheer: tabs where there is room for them, one list to choose from on a phone."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.view import state
from dashboard.view.address import DESK_PARTS, View
from language.texts import say

LABEL_KEYS: Final = {
    "calls": "screen_desk.part.calls",
    "follow_ups": "screen_desk.part.follow_ups",
    "inbox": "screen_desk.part.inbox",
    "refused": "screen_desk.part.refused",
    "merged": "screen_desk.part.merged",
    "rounds": "screen_desk.part.rounds",
    "corrections": "screen_desk.part.corrections",
    "condition": "screen_desk.part.condition",
}


class Tab(TypedDict):
    """One part: as it stands in the address, its word, how many wait there ("" where that is not counted)."""

    value: str
    label: str
    count: str


class TabsData(TypedDict):
    """All parts, and the one that is shown."""

    label: str
    tabs: list[Tab]
    chosen: str


TABS: Final = Part[TabsData]("screens/desk/tabs.js", tells=("choose",))


def draw(view: View, shown: str, counts: dict[str, str]) -> None:
    """Draws them; a choice goes into the address before the page runs. `counts`: per part what waits there."""
    language = view.language
    tabs: list[Tab] = [
        {"value": value, "label": say(LABEL_KEYS[key], language), "count": counts[key]}
        for value, key in DESK_PARTS.items()
        if key in counts
    ]
    chosen = next(value for value, key in DESK_PARTS.items() if key == shown)
    data: TabsData = {"label": say("screen_desk.part.label", language), "tabs": tabs, "chosen": chosen}
    TABS.draw(data, key="desk_tabs", choose=lambda value: state.choose_beforehand("deel", value))
