"""Over every page that shows an earlier moment: what was known then, and the ways back to now."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.view import state
from dashboard.view.address import View
from domain.clocks import dutch_day
from language.formats import day, moment
from language.texts import say


class Strip(TypedDict):
    """What the strip says, and the words of its two buttons."""

    strong: str
    text: str
    now: str
    compare: str


KNOWN_THEN: Final = Part[Strip]("frame/known_then.js", tells=("choose",))


def banner(view: View) -> None:
    """Says that later reports and corrections do not count here; nothing where the page shows what is known now."""
    if view.known is None:
        return
    made = KNOWN_THEN.draw(words(view), key="known_then").choose
    now = view.with_choice("bekend", "nu", state.run().choices)
    if made == "now":
        state.show(now)
    if made == "compare":
        state.go("quality", now.with_choice("eerder", view.known, state.run().choices), figure="moments")


def words(view: View) -> Strip:
    """The strip in words. A moment within a day is told with its time."""
    is_a_day = len(view.known or "") == len("2026-03-01")
    written = day(dutch_day(view.known_on), view.language) if is_a_day else moment(view.known_on, view.language)
    return {
        "strong": say(
            "screen_quality.known_then.strong", view.language, moment=written, as_of=day(view.as_of, view.language)
        ),
        "text": say("screen_quality.known_then.text", view.language),
        "now": say("screen_quality.known_then.now", view.language),
        "compare": say(
            "screen_quality.known_then.compare_chosen" if view.is_filtered else "screen_quality.known_then.compare",
            view.language,
        ),
    }
