"""What every page needs to be printed well: a style sheet for paper, and a foot with both dates and the address."""

from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from dashboard import components
from dashboard.address import View
from domain.clocks import dutch_day
from language.formats import day
from language.texts import say

SHEET = Path(__file__).parent / "components" / "paper.css"


@cache
def _sheet() -> str:
    return SHEET.read_text(encoding="utf-8")


def on_paper(view: View) -> dict[str, str]:
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
    words = {name: say(f"screen_print.{name}", view.language) for name in ("label", "hint")}
    components.draw("print_button", words, key="print_button")
