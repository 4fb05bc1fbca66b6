"""What the part `work` is drawn from: a list of things that wait, each with what can be done about it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure.words import list_words
from dashboard.view import state
from domain.bilingual import Language

FIRST_ROWS: Final = 15
OPEN, CLOSE = "open", "close"


class Line(TypedDict):
    """One line of what is open: when or where, what, by whom."""

    at: str
    text: str
    by: str


class Form(TypedDict):
    """A text to send along with an act: its label, the word of its button, and why what was typed was not taken."""

    act: str
    label: str
    word: str
    longest: int
    typed: str
    wrong: str


class WorkRow(TypedDict):
    """One thing that waits. `does`: acts with their words; `lines`: None where it is closed."""

    id: str
    title: str
    small: str
    cells: Sequence[str]
    does: Sequence[tuple[str, str]]
    lines: Sequence[Line] | None
    form: Form | None


class WorkData(TypedDict):
    """The list with its heads."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[WorkRow]
    first: int
    words: dict[str, str]


WORK: Final = Part[WorkData]("screens/desk/work.js", tells=("act",), sheets=("screens/desk/desk.css",))


def work_data(caption: str, heads: Sequence[str], rows: Sequence[WorkRow], language: Language) -> WorkData:
    """The list, with the words that every list has."""
    words = list_words(len(rows), language)
    drawn = {"all": words["all"], "fewer": words["fewer"]}
    return {"caption": caption, "heads": heads, "rows": rows, "first": FIRST_ROWS, "words": drawn}


def opened(part: str) -> str | None:
    """The id of the row that is open in a part of the desk."""
    found = state.held(f"open_{part}")
    return None if found is None else str(found)


def turn(part: str, told: Mapping[str, Any]) -> bool:
    """Opens or closes a row where that is what was asked; whether it was."""
    if told["do"] == OPEN:
        state.hold(f"open_{part}", str(told["id"]))
        return True
    if told["do"] == CLOSE:
        state.let_go(f"open_{part}")
        return True
    return False


def refused_text(part: str, row: str) -> tuple[str, str]:
    """What was typed at a row and not taken, and why; "" for both where nothing was."""
    found = state.held(f"refused_{part}")
    return (found["text"], found["wrong"]) if found is not None and found["id"] == row else ("", "")


def refuse_text(part: str, told: Mapping[str, Any], wrong: str) -> None:
    """Keeps what was typed and why it was not taken, until it is."""
    state.hold(f"refused_{part}", {"id": str(told["id"]), "text": str(told["text"]), "wrong": wrong})


def take_text(part: str) -> None:
    """What was typed was taken."""
    state.let_go(f"refused_{part}")
