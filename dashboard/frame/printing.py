"""What every page needs to be printed well: a style sheet for paper, and a foot with both dates and the address."""

from functools import cache
from pathlib import Path
from typing import Final, TypedDict
from urllib.parse import urlencode

from dashboard.drawing.parts import Part
from dashboard.figure.origin import in_short
from dashboard.view import queries
from dashboard.view.address import View
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
    """For the part that stands on every page: the sheet, and what the foot of each sheet of paper says."""
    return {
        "css": _sheet(),
        "foot": in_short(view),
        "query": urlencode(queries.exact_address(view)),
    }


def button(view: View) -> None:
    """Prints this page."""
    words: PrintButton = {
        "label": say("screen_print.label", view.language),
        "hint": say("screen_print.hint", view.language),
    }
    PRINT_BUTTON.draw(words, key="print_button")
