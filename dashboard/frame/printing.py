"""What every page needs to be printed well: a style sheet for paper, and a foot with both dates and the address."""

from functools import cache
from pathlib import Path
from typing import Final, TypedDict
from urllib.parse import urlencode

from dashboard.drawing.parts import Part
from dashboard.view.address import View
from domain.clocks import dutch_day
from language.formats import day
from language.texts import say

SHEET = Path(__file__).parents[1] / "drawing" / "paper.css"


class Paper(TypedDict):
    """What a page needs to be printed: the sheet, the foot of each page, and the address of the view in that foot."""

    css: str
    foot: str
    query: str


class PrintButton(TypedDict):
    """The words of the button, and what it is good for."""

    label: str
    hint: str


PRINT_BUTTON: Final = Part[PrintButton]("frame/print_button.js")


@cache
def _sheet() -> str:
    return SHEET.read_text(encoding="utf-8")


def on_paper(view: View) -> Paper:
    """For the part that stands on every page: the sheet, and what the foot of a printed page says."""
    dates = {
        "as_of": day(view.as_of, view.language),
        "known_on": day(dutch_day(view.known_on), view.language),
    }
    return {
        "css": _sheet(),
        "foot": say("screen_print.foot", view.language, app=say("screen.app.title", view.language), **dates),
        "query": urlencode(view.address()),
    }


def button(view: View) -> None:
    """Prints this page."""
    words: PrintButton = {
        "label": say("screen_print.label", view.language),
        "hint": say("screen_print.hint", view.language),
    }
    PRINT_BUTTON.draw(words, key="print_button")
