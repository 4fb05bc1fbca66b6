"""For who is here for the first time: what the monitor answers, by role; put away with one button."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.frame import search
from dashboard.frame.search import Place
from dashboard.view import queries
from dashboard.view.address import View
from language.texts import say

Question = tuple[str, str, str | None]  # key of its text, page that answers it, figure on that page
ROLES: Final[dict[str, tuple[Question, ...]]] = {
    "adviser": (
        ("silent", "quality", "silence"),
        ("stuck", "steps", "waiting"),
        ("reuse", "steps", "busy"),
        ("received", "quality", "arrivals"),
    ),
    "ministry": (
        ("far", "national", "steps"),
        ("spent", "costs", None),
        ("changed", "quality", "moments"),
        ("waits", "steps", "waits"),
    ),
    "municipality": (
        ("beside", "municipality", None),
        ("leader", "costs", "cost_spread"),
        ("alderman", "municipality", None),
        ("made", "account", None),
    ),
}
FRONT: Final[Place] = {"page": "national"}


class Leads(TypedDict):
    """One question, and where its answer stands."""

    text: str
    place: Place


class Role(TypedDict):
    """Who asks, and what."""

    who: str
    questions: list[Leads]


class Switch(TypedDict):
    """What brings the explanation back: `front` is the page on which it stands."""

    words: dict[str, str]
    is_switch: bool
    front: Place


class GuidanceData(TypedDict):
    """The explanation: its words, the questions by role, the page on which it stands."""

    words: dict[str, str]
    roles: list[Role]
    front: Place


GUIDANCE: Final = Part[GuidanceData | Switch]("frame/guidance.js", tells=("go",))


def show(view: View) -> None:
    """The explanation on the front page."""
    roles: list[Role] = [
        {
            "who": say(f"screen_guidance.role.{role}", view.language),
            "questions": [
                {
                    "text": say(f"screen_guidance.question.{role}.{key}", view.language),
                    "place": _place(key, page, figure),
                }
                for key, page, figure in questions
            ],
        }
        for role, questions in ROLES.items()
    ]
    data: GuidanceData = {"words": _words(view), "roles": roles, "front": FRONT}
    search.go_to(GUIDANCE.draw(data, key="guidance").go, view)


def _place(key: str, page: str, figure: str | None) -> Place:
    """Where a question leads; what waits on the state leads to the names of who do, over all steps."""
    place: Place = {"page": page}
    if figure:
        place["figure"] = figure
    if key == "waits":
        place["name"], place["value"] = "wacht", queries.the_programme().waiting_parties[0].key
    return place


def switch(view: View) -> None:
    """Beside the navigation: brings the explanation back."""
    data: Switch = {"words": _words(view), "is_switch": True, "front": FRONT}
    search.go_to(GUIDANCE.draw(data, key="guidance_switch").go, view)


def _words(view: View) -> dict[str, str]:
    return {
        "title": say("screen_guidance.words.title", view.language),
        "lead": say("screen_guidance.words.lead", view.language),
        "know": say("screen_guidance.words.know", view.language),
        "away": say("screen_guidance.words.away", view.language),
        "show": say("screen_guidance.words.show", view.language),
    }
