"""The four steps of a report above the page, and where one is."""

from typing import Final, Literal, TypedDict

from dashboard.drawing.parts import Part
from domain.bilingual import Language
from language.texts import say

STEP_KEYS: Final = (
    "screen_hand_in.step.way",
    "screen_hand_in.step.fill_in",
    "screen_hand_in.step.check",
    "screen_hand_in.step.hand_in",
)


class HeadData(TypedDict):
    """The steps in words, and the number of the current one from 1 on."""

    label: str
    steps: list[str]
    current: int


HEAD: Final = Part[HeadData]("screens/hand_in/head.js")


def steps(current: Literal[1, 2, 3, 4], language: Language) -> None:
    """Draws them."""
    words = [say(key, language) for key in STEP_KEYS]
    HEAD.draw({"label": say("screen_hand_in.step.label", language), "steps": words, "current": current}, key="head")
